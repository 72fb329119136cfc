// Package retry runs transactions again that the database gave up.
package retry

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// ErrSerialization is what the database says to a transaction that lost.
var ErrSerialization = errors.New("could not serialize access")

// A DB is a database.
type DB struct {
	pool     *sql.DB
	attempts int
}

// Run runs fn until a transaction of it commits.
func (d *DB) Run(ctx context.Context, fn func(ctx context.Context, tx *sql.Tx) error) error {
	var err error
	for i := range d.attempts {
		if err = d.once(ctx, fn); !errors.Is(err, ErrSerialization) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(i) * time.Millisecond):
		}
	}
	return err
}

func (d *DB) once(ctx context.Context, fn func(ctx context.Context, tx *sql.Tx) error) error {
	tx, err := d.pool.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		return err
	}
	if err := fn(ctx, tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}
