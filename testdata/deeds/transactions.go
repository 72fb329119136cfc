package deeds

import (
	"context"
	"database/sql"

	"github.com/google/uuid"
)

type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func insert(ctx context.Context, tx *sql.Tx) error { // want insert:`^insert on 1$`
	_, err := tx.ExecContext(ctx, "INSERT INTO bonuses (id, cents) VALUES ($1, 100)", uuid.New())
	return err
}

func insertBy(ctx context.Context, db execer) error { // want insertBy:`^insert on 1$`
	_, err := db.ExecContext(ctx, "INSERT INTO bonuses (id, cents) VALUES ($1, 100)", uuid.New())
	return err
}

func (s *service) insertByPool(ctx context.Context) error { // want insertByPool:`^insert on 0.db$`
	return insertBy(ctx, s.db)
}

func insertByAnother(ctx context.Context, tx *sql.Tx) error { // want insertByAnother:`^insert on 1$`
	return insertBy(ctx, tx)
}

func (s *service) commit(ctx context.Context) error { // want commit:`^insert in tx$`
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := insert(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *service) rollBack(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return insert(ctx, tx)
}

func (s *service) within(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *service) commitClosure(ctx context.Context) error { // want commitClosure:`^insert in tx$`
	return s.within(ctx, func(tx *sql.Tx) error { return insert(ctx, tx) })
}

func (s *service) commitThenMail(ctx context.Context, to string) error { // want commitThenMail:`^insert in tx, mail, insert in tx then fails$`
	if err := s.commit(ctx); err != nil {
		return err
	}
	return s.mail(to)
}

// The second statement's failure takes the first one back.
func (s *service) commitBoth(ctx context.Context) error { // want commitBoth:`^insert in tx, count in tx$`
	return s.within(ctx, func(tx *sql.Tx) error {
		if err := insert(ctx, tx); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE tallies SET pieces = pieces + 1")
		return err
	})
}

// Nothing takes a mail back.
func (s *service) mailWithin(ctx context.Context, to string) error { // want mailWithin:`^insert in tx, mail, mail then fails$`
	return s.within(ctx, func(tx *sql.Tx) error {
		if err := s.mail(to); err != nil {
			return err
		}
		return insert(ctx, tx)
	})
}

// The caller's transaction takes both back.
func insertTwo(ctx context.Context, tx *sql.Tx) error { // want insertTwo:`^insert on 1$`
	if err := insert(ctx, tx); err != nil {
		return err
	}
	return insert(ctx, tx)
}

func (s *service) commitTwo(ctx context.Context) error { // want commitTwo:`^insert in tx$`
	return s.within(ctx, func(tx *sql.Tx) error { return insertTwo(ctx, tx) })
}
