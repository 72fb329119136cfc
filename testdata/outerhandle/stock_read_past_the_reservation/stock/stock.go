// Package stock reserved what had been sold: the level was read through the pool,
// from before the transaction.
package stock

import (
	"context"

	"corp.example/db"
)

type Store struct{ conn *db.Conn }

type level struct{ n int }

func (s *Store) Reserve(ctx context.Context, item string) error {
	return s.conn.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		var l level
		if err := s.conn.Get(ctx, &l, item); err != nil { // want `query inside a transaction runs outside it on s.conn`
			return err
		}
		if err := tx.Get(ctx, &l, item); err != nil {
			return err
		}
		return tx.Exec(ctx, "reserve", item)
	})
}

func (s *Store) ReserveByHand(ctx context.Context, item string) error {
	tx, err := s.conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	l, err := s.level(ctx, item) // want `query by level inside a transaction runs outside it on s.conn`
	if err != nil {
		return err
	}
	if l.n == 0 {
		return nil
	}
	if err := reserve(ctx, tx, item); err != nil {
		return err
	}
	_ = s.log(ctx, item)
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = s.level(ctx, item)
	return err
}

func (s *Store) level(ctx context.Context, item string) (level, error) {
	var l level
	err := s.conn.WithTimeout(5).Get(ctx, &l, item)
	return l, err
}

// log has a connection of its own.
func (s *Store) log(ctx context.Context, item string) error {
	return s.conn.Exec(ctx, "log", item)
}

// querier is the pool or a transaction.
type querier interface {
	Get(ctx context.Context, dst any, id string) error
	Exec(ctx context.Context, stmt string, args ...any) error
}

func reserve(ctx context.Context, q querier, item string) error {
	return q.Exec(ctx, "reserve", item)
}

func (s *Store) ReservePast(ctx context.Context, item string) error {
	return s.conn.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if s.conn.Addr() == "" {
			return nil
		}
		if err := reserve(ctx, tx, item); err != nil {
			return err
		}
		return reserve(ctx, s.conn, item) // want `query by reserve inside a transaction runs outside it on s.conn`
	})
}

func (s *Store) ReserveOf(ctx context.Context, other *Store, item string) error {
	return s.conn.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		return other.conn.Exec(ctx, "reserve", item) // of another database
	})
}
