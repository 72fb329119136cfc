// What a plain retry does isn't undone: an attempt that ends with what it adds
// succeeds, and one that goes on from where the last ended is right.

package retriedeffect

import (
	"context"
	"database/sql"

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

func checkedLate(ctx context.Context) (n int, err error) {
	err = backoff.Retry(func() error {
		rows, err := query(ctx, 0)
		n += len(rows)
		return err
	}, backoff.NewExponentialBackOff())
	return n, err
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

// readOnly runs fn again in a transaction that isn't committed.
func (s *store) readOnly(ctx context.Context, fn func(*sql.Tx) error) (err error) {
	for range 3 {
		tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return err
		}
		err = fn(tx)
		_ = tx.Rollback()
		if err == nil {
			return nil
		}
	}
	return err
}

func (s *store) listed(ctx context.Context) (names []string, err error) {
	err = s.readOnly(ctx, func(tx *sql.Tx) error {
		var name string
		if err := tx.QueryRow(listBuckets).Scan(&name); err != nil {
			return err
		}
		names = append(names, name)
		return nil
	})
	return names, err
}

func (s *store) listedRows(ctx context.Context) (names []string, err error) {
	err = s.readOnly(ctx, func(tx *sql.Tx) error {
		rows, err := tx.Query(listBuckets)
		if err != nil {
			return err
		}
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			names = append(names, name) // want `names is appended to in a closure that readOnly runs again`
		}
		return rows.Err()
	})
	return names, err
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
