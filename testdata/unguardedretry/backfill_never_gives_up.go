// A column's backfill was tried again for ever, since nothing had an upper limit.
// Opt-in: it waits, and many want it so.

package unguardedretry

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"log"
	"time"
)

type backfill struct {
	db *sql.DB
}

func (b *backfill) column(ctx context.Context, name string) error {
	_, err := b.db.ExecContext(ctx, `UPDATE columns SET filled = true WHERE name = $1`, name)
	return err
}

// columnUntil has a deadline.
func (b *backfill) columnUntil(ctx context.Context, name string) (err error) {
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); {
		if err = b.column(ctx, name); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// columnWhile ends with its context.
func (b *backfill) columnWhile(ctx context.Context, name string) error {
	for {
		err := b.column(ctx, name) // want `every error is retried`
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// columnUnlessCancelled only tries again when the connection is gone.
func (b *backfill) columnUnlessCancelled(ctx context.Context, name string) error {
	for {
		err := b.column(ctx, name)
		if !errors.Is(err, driver.ErrBadConn) {
			return err
		}
		time.Sleep(time.Second)
	}
}

func (b *backfill) columnForEver(ctx context.Context, name string) {
	attempts := 0
	for {
		err := b.column(ctx, name) // want `retried for ever when column fails`
		if err == nil {
			return
		}
		attempts++
		log.Printf("attempt %d: %v", attempts, err)
		time.Sleep(time.Duration(attempts) * time.Second)
	}
}
