// Each rejected coupon kept a connection, until the pool had none left and the service stood still.

package txleak

import (
	"context"
	"database/sql"
	"errors"
)

var errSpent = errors.New("coupon is spent")

// Coupons redeems coupons.
type Coupons struct {
	db *sql.DB
}

// RedeemLeaking rolls back after a failed statement, but not when the coupon
// is spent.
func (s *Coupons) RedeemLeaking(ctx context.Context, code string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	var left int
	if err := tx.QueryRowContext(ctx, `SELECT left_over FROM coupons WHERE code = $1`, code).Scan(&left); err != nil {
		tx.Rollback()
		return err
	}
	if left == 0 {
		return errSpent
	}
	if _, err := tx.ExecContext(ctx, `UPDATE coupons SET left_over = left_over - 1 WHERE code = $1`, code); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

// Redeem rolls back on every path that doesn't commit.
func (s *Coupons) Redeem(ctx context.Context, code string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	var left int
	if err := tx.QueryRowContext(ctx, `SELECT left_over FROM coupons WHERE code = $1`, code).Scan(&left); err != nil {
		return err
	}
	if left == 0 {
		return errSpent
	}
	if _, err := tx.ExecContext(ctx, `UPDATE coupons SET left_over = left_over - 1 WHERE code = $1`, code); err != nil {
		return err
	}
	return tx.Commit()
}
