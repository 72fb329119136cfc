// The transaction travels in the context; a step that was handed the outer one took stock for a reservation that failed.

package outerhandle

import (
	"context"
	"database/sql"
)

type txKey struct{}

// A Store runs its queries in the transaction that the context carries, or
// else on the pool.
type Store struct {
	db *sql.DB
}

// InTx runs f with a context that carries a transaction.
func (s *Store) InTx(ctx context.Context, f func(ctx context.Context) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(context.WithValue(ctx, txKey{}, tx)); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *Store) exec(ctx context.Context, query string, args ...any) error {
	if tx, ok := ctx.Value(txKey{}).(*sql.Tx); ok {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	}
	_, err := s.db.ExecContext(ctx, query, args...)
	return err
}

// TakeStock takes one piece of product.
func (s *Store) TakeStock(ctx context.Context, product int64) error {
	return s.exec(ctx, `UPDATE products SET stock = stock - 1 WHERE id = $1`, product)
}

// Reserve reserves product for customer, who may hold one reservation.
func (s *Store) Reserve(ctx context.Context, product int64, customer string) error {
	return s.exec(ctx, `INSERT INTO reservations (product_id, customer) VALUES ($1, $2)`, product, customer)
}

// ReserveWithOuterContext takes the stock outside the transaction.
func (s *Store) ReserveWithOuterContext(ctx context.Context, product int64, customer string) error {
	return s.InTx(ctx, func(txCtx context.Context) error {
		if err := s.TakeStock(ctx, product); err != nil {
			return err
		}
		return s.Reserve(txCtx, product, customer)
	})
}

// ReserveWithInnerContext does both within the transaction.
func (s *Store) ReserveWithInnerContext(ctx context.Context, product int64, customer string) error {
	return s.InTx(ctx, func(ctx context.Context) error {
		if err := s.TakeStock(ctx, product); err != nil {
			return err
		}
		return s.Reserve(ctx, product, customer)
	})
}
