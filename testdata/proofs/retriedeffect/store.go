// Package retriedeffect proves what an attempt that failed leaves behind for the
// next one.
package retriedeffect

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"
)

// Bills keeps the bills of customers. Meanwhile, if set, is what another process
// does once a transaction has read what it is going to change.
type Bills struct {
	db        *sql.DB
	Meanwhile func()
}

func (b *Bills) meanwhile() {
	if b.Meanwhile != nil {
		b.Meanwhile()
	}
}

const attempts = 3

// inTx runs fn in a transaction, and again in another if that met one of another
// process.
func (b *Bills) inTx(ctx context.Context, fn func(tx *sql.Tx) error) error {
	var err error
	for range attempts {
		if err = b.once(ctx, fn); !contended(err) {
			return err
		}
	}
	return err
}

func (b *Bills) once(ctx context.Context, fn func(tx *sql.Tx) error) error {
	tx, err := b.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// contended reports whether the database has undone a transaction because of
// another one.
func contended(err error) bool {
	var lite sqlite3.Error
	var pg *pgconn.PgError
	return errors.As(err, &lite) && lite.Code == sqlite3.ErrBusy ||
		errors.As(err, &pg) && pg.Code == "40001" // serialization_failure
}
