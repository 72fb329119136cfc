// A cache heard of a new price, read the old one again and kept it for good.

package enqueueintx

import (
	"context"
	"database/sql"
	"strconv"

	"github.com/redis/go-redis/v9"
)

// Prices writes prices; caches elsewhere read them again when they hear of a
// change.
type Prices struct {
	db     *sql.DB
	events *redis.Client
}

// SetInsideTx publishes the change before it can be seen.
func (s *Prices) SetInsideTx(ctx context.Context, product, cents int64) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	if _, err := tx.ExecContext(ctx, `UPDATE products SET cents = $1 WHERE id = $2`, cents, product); err != nil {
		return err
	}
	if err := s.events.Publish(ctx, "price", strconv.FormatInt(product, 10)).Err(); err != nil {
		return err
	}
	return tx.Commit()
}

// SetThenPublish publishes the change after the commit.
func (s *Prices) SetThenPublish(ctx context.Context, product, cents int64) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	if _, err := tx.ExecContext(ctx, `UPDATE products SET cents = $1 WHERE id = $2`, cents, product); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.events.Publish(ctx, "price", strconv.FormatInt(product, 10)).Err()
}
