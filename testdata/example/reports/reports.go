// Package reports closes the books.
package reports

import (
	"context"
	"database/sql"

	"example.com/shop/store"
)

// A Service closes periods: it settles what is open and writes the sums.
type Service struct {
	store *store.Store
}

// New returns the service.
func New(s *store.Store) *Service { return &Service{s} }

// A Period is a month as 2006-01 or a day as 2006-01-02.
type Period struct {
	Name string
}

// CloseMonth closes a month.
func (s *Service) CloseMonth(ctx context.Context, in Period) error {
	return s.store.InTx(ctx, func(tx *sql.Tx) error {
		if err := settle(ctx, tx, "YYYY-MM", in.Name); err != nil {
			return err
		}
		var orders, cents int64
		err := s.store.DB.QueryRowContext(ctx, sums, "YYYY-MM", in.Name).Scan(&orders, &cents)
		if err != nil {
			return err
		}
		return record(ctx, tx, in.Name, orders, cents)
	})
}

// CloseDay closes a day.
func (s *Service) CloseDay(ctx context.Context, in Period) error {
	return s.store.InTx(ctx, func(tx *sql.Tx) error {
		if err := settle(ctx, tx, "YYYY-MM-DD", in.Name); err != nil {
			return err
		}
		var orders, cents int64
		if err := tx.QueryRowContext(ctx, sums, "YYYY-MM-DD", in.Name).Scan(&orders, &cents); err != nil {
			return err
		}
		return record(ctx, tx, in.Name, orders, cents)
	})
}

const sums = `SELECT count(*), coalesce(sum(cents), 0) FROM orders WHERE state = 'settled' AND to_char(placed_at, $1) = $2`

func settle(ctx context.Context, tx *sql.Tx, format, period string) error {
	_, err := tx.ExecContext(ctx, `UPDATE orders SET state = 'settled' WHERE state = 'paid' AND to_char(placed_at, $1) = $2`,
		format, period)
	return err
}

func record(ctx context.Context, tx *sql.Tx, period string, orders, cents int64) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO closings (period, orders, cents) VALUES ($1, $2, $3)`, period, orders, cents)
	return err
}
