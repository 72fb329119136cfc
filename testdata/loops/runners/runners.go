// Package runners calls what it is given again, or doesn't.
package runners

import (
	"context"
	"database/sql"
	"time"

	"github.com/cenkalti/backoff/v4"
)

func Attempt(n int, fn func() error) (err error) { // want Attempt:`repeats\(1\) every hot`
	for range n {
		if err = fn(); err == nil {
			return nil
		}
	}
	return err
}

func Once(fn func() error) error { return fn() }

func eachOf(ids []string, fn func(id string) error) error {
	for _, id := range ids {
		if err := fn(id); err != nil {
			continue
		}
	}
	return nil
}

func until(done func() error) { // want until:`repeats\(0\) every` until:`ticks`
	for done() != nil {
		time.Sleep(time.Second)
	}
}

func Wrapped(fn func() error) error { // want Wrapped:`repeats\(0\) every hot`
	return Attempt(3, func() error {
		return fn()
	})
}

func byLibrary(ctx context.Context, fn func(context.Context) error) error { // want byLibrary:`repeats\(1\) every`
	return backoff.Retry(func() error { return fn(ctx) }, backoff.NewExponentialBackOff())
}

func recursively(n int, fn func() error) error { // want recursively:`repeats\(1\) every`
	if err := fn(); err != nil {
		if n--; n > 0 {
			time.Sleep(time.Second)
			return recursively(n, fn)
		}
		return err
	}
	return nil
}

func inTx(ctx context.Context, db *sql.DB, fn func(*sql.Tx) error) error { // want inTx:`repeats\(2\) .*`
	for {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			tx.Rollback()
			return err
		}
		if err := tx.Commit(); err == nil {
			return nil
		}
	}
}

type Transactor interface {
	Tx(ctx context.Context, fn func() error) error // want Tx:`repeats\(2\) every hot`
}

// A Store tries twice.
type Store struct{}

func (Store) Tx(ctx context.Context, fn func() error) error { // want Tx:`repeats\(2\) every hot`
	return Attempt(2, fn)
}
