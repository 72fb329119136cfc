// Package runners calls what it is given again, or doesn't.
package runners

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/jackc/pgx/v5/pgconn"
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

func until(done func() error) { // want until:`repeats\(0\) every` until:`^ticks\(0\) 1s$`
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

func unlessNone(fn func() error) error { // want unlessNone:`^repeats\(0\) every tested$`
	policy := retrypolicy.NewBuilder[any]().AbortIf(func(_ any, err error) bool { return errors.Is(err, sql.ErrNoRows) }).Build()
	return failsafe.With(policy).Run(fn)
}

func unlessKnown(fn func() error) error { // want unlessKnown:`^repeats\(0\) unknown$`
	policy := retrypolicy.NewBuilder[any]().AbortOnErrors(sql.ErrNoRows).WithMaxRetries(3).Build()
	return failsafe.With(policy).Run(fn)
}

func unlessElse(fn func() error) error { // want unlessElse:`^repeats\(0\) contended tested$`
	policy := retrypolicy.NewBuilder[any]().AbortIf(func(_ any, err error) bool {
		var pg *pgconn.PgError
		return !errors.As(err, &pg) || pg.Code != "40001"
	}).Build()
	return failsafe.With(policy).Run(fn)
}

func onlyIf(fn func() error) error { // want onlyIf:`^repeats\(0\) contended tested$`
	return retry.Do(fn, retry.RetryIf(func(err error) bool {
		var pg *pgconn.PgError
		return errors.As(err, &pg) && pg.Code == "40001"
	}))
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

func untilDone(n int, fn func() (bool, error)) error { // want untilDone:`^repeats\(1\) every$` untilDone:`^ticks\(1\) 1s$`
	for i := 0; ; i++ {
		ok, err := fn()
		if err != nil {
			return err
		}
		if ok {
			return nil
		}
		if i+1 == n {
			break
		}
		time.Sleep(time.Second)
	}
	return errors.New("not done")
}
