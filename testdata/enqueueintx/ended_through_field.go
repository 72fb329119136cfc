// The job ran before the commit of a transaction that was kept in a field, and
// ended through it.

package enqueueintx

import (
	"database/sql"

	"github.com/hibiken/asynq"
)

type kept struct {
	pool *sql.DB
	tx   *sql.Tx
	jobs *asynq.Client
}

func (s *kept) wake() error {
	_, err := s.jobs.Enqueue(asynq.NewTask("wake", nil))
	return err
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
	if err := s.wake(); err != nil { // want `job enqueued inside`
		return err
	}
	if err := s.tx.Commit(); err != nil {
		return err
	}
	return s.wake()
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
	return s.wake()
}

func (s *kept) commit() error { return s.tx.Commit() }

func (s *kept) byMethod() (err error) {
	s.tx, err = s.pool.Begin()
	if err != nil {
		return err
	}
	if err := s.wake(); err != nil { // want `job enqueued inside`
		return err
	}
	if err := s.commit(); err != nil {
		return err
	}
	return s.wake()
}
