// An order's total was summed up through the pool, which could not see the order's lines yet: the order cost nothing.

package outerhandle

import (
	"context"
	"database/sql"
)

// A Line is one product of an order.
type Line struct {
	Product, Cents int64
}

// Orders writes orders.
type Orders struct {
	db *sql.DB
}

// PlaceSummedOutside sums up on another connection than the lines' one.
func (s *Orders) PlaceSummedOutside(ctx context.Context, order int64, lines []Line) (total int64, err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()

	for _, l := range lines {
		_, err := tx.ExecContext(ctx, `INSERT INTO lines (order_id, product_id, cents) VALUES ($1, $2, $3)`,
			order, l.Product, l.Cents)
		if err != nil {
			return 0, err
		}
	}
	err = s.db.QueryRowContext(ctx, `SELECT coalesce(sum(cents), 0) FROM lines WHERE order_id = $1`, order).Scan(&total)
	if err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO orders (id, total) VALUES ($1, $2)`, order, total); err != nil {
		return 0, err
	}
	return total, tx.Commit()
}

// PlaceSummedInside sums up within the transaction.
func (s *Orders) PlaceSummedInside(ctx context.Context, order int64, lines []Line) (total int64, err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()

	for _, l := range lines {
		_, err := tx.ExecContext(ctx, `INSERT INTO lines (order_id, product_id, cents) VALUES ($1, $2, $3)`,
			order, l.Product, l.Cents)
		if err != nil {
			return 0, err
		}
	}
	err = tx.QueryRowContext(ctx, `SELECT coalesce(sum(cents), 0) FROM lines WHERE order_id = $1`, order).Scan(&total)
	if err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO orders (id, total) VALUES ($1, $2)`, order, total); err != nil {
		return 0, err
	}
	return total, tx.Commit()
}
