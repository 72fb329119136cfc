// What a plain retry does isn't undone: an attempt that ends with what it adds
// succeeds, and one that goes on from where the last ended is right.

package retriedeffect

import (
	"context"

	"github.com/cenkalti/backoff/v4"
)

func query(ctx context.Context, from int) ([]string, error) { return nil, nil }

func addedBySuccess(ctx context.Context) (out []string, err error) {
	err = backoff.Retry(func() error {
		rows, err := query(ctx, 0)
		if err != nil {
			return err
		}
		out = append(out, rows...)
		return nil
	}, backoff.NewExponentialBackOff())
	return out, err
}

func returnedAsNil(ctx context.Context) (out []string, err error) {
	err = backoff.Retry(func() error {
		rows, err := query(ctx, 0)
		if err == nil {
			out = append(out, rows...)
			return err
		}
		return err
	}, backoff.NewExponentialBackOff())
	return out, err
}

func resumed(ctx context.Context) (out []string, err error) {
	err = backoff.Retry(func() error {
		for {
			rows, err := query(ctx, len(out))
			if err != nil || len(rows) == 0 {
				return err
			}
			out = append(out, rows...)
		}
	}, backoff.NewExponentialBackOff())
	return out, err
}

func workedOff(ctx context.Context, todo []int) error {
	return backoff.Retry(func() error {
		for len(todo) > 0 {
			if _, err := query(ctx, todo[0]); err != nil {
				return err
			}
			todo = todo[1:]
		}
		return nil
	}, backoff.NewExponentialBackOff())
}

func twoPages(ctx context.Context) (out []string, err error) {
	err = backoff.Retry(func() error {
		for from := range 2 {
			rows, err := query(ctx, from)
			if err != nil {
				return err
			}
			out = append(out, rows...) // want `out is appended to in a closure that Retry runs again`
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return out, err
}

// The transaction in the closure may fail when it commits.
func (s *store) transactionRetried() (names []string, err error) {
	err = backoff.Retry(func() error {
		tx, err := s.db.Begin()
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if _, err := tx.Exec("UPDATE buckets SET used = true"); err != nil {
			return err
		}
		names = append(names, "one") // want `names is appended to`
		return tx.Commit()
	}, backoff.NewExponentialBackOff())
	return names, err
}
