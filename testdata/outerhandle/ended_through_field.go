// The transaction was kept in a field, and ended through it.

package outerhandle

import "database/sql"

type kept struct {
	pool *sql.DB
	tx   *sql.Tx
}

func (s *kept) whole() (err error) {
	s.tx, err = s.pool.Begin()
	if err != nil {
		return err
	}
	defer s.tx.Rollback()
	if _, err := s.tx.Exec("UPDATE n SET n = 1"); err != nil {
		return err
	}
	if _, err := s.pool.Exec("UPDATE n SET n = 2"); err != nil { // want `runs outside it`
		return err
	}
	if err := s.tx.Commit(); err != nil {
		return err
	}
	_, err = s.pool.Exec("UPDATE n SET n = 3")
	return err
}

func (s *kept) inPart() error {
	tx, err := s.pool.Begin()
	if err != nil {
		return err
	}
	s.tx = tx
	if _, err := tx.Exec("UPDATE n SET n = 1"); err != nil {
		_ = tx.Rollback()
		return err
	}
	if err := s.tx.Commit(); err != nil {
		return err
	}
	_, err = s.pool.Exec("UPDATE n SET n = 3")
	return err
}

func (s *kept) commit() error { return s.tx.Commit() }

func (s *kept) byMethod() (err error) {
	s.tx, err = s.pool.Begin()
	if err != nil {
		return err
	}
	if err := s.commit(); err != nil {
		return err
	}
	_, err = s.pool.Exec("UPDATE n SET n = 3")
	return err
}
