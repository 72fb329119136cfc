// A list of bills had each of them twice, on days when two processes wrote.

package retriedeffect

import (
	"context"
	"database/sql"
)

const (
	open    = `SELECT id, cents FROM bills WHERE customer = $1 AND sent = 0 ORDER BY id`
	markAll = `UPDATE bills SET sent = 1 WHERE customer = $1`
)

// SendAppending returns the bills that it has marked as sent.
func (b *Bills) SendAppending(ctx context.Context, customer string) ([]int64, error) {
	var sent []int64
	err := b.inTx(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, open, customer)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id, cents int64
			if err := rows.Scan(&id, &cents); err != nil {
				return err
			}
			sent = append(sent, id)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		b.meanwhile()
		_, err = tx.ExecContext(ctx, markAll, customer)
		return err
	})
	return sent, err
}

// SendAfterReset begins each attempt with an empty list.
func (b *Bills) SendAfterReset(ctx context.Context, customer string) ([]int64, error) {
	var sent []int64
	err := b.inTx(ctx, func(tx *sql.Tx) error {
		sent = nil
		rows, err := tx.QueryContext(ctx, open, customer)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id, cents int64
			if err := rows.Scan(&id, &cents); err != nil {
				return err
			}
			sent = append(sent, id)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		b.meanwhile()
		_, err = tx.ExecContext(ctx, markAll, customer)
		return err
	})
	return sent, err
}

// SendAssigning has a list of its own in each attempt.
func (b *Bills) SendAssigning(ctx context.Context, customer string) ([]int64, error) {
	var sent []int64
	err := b.inTx(ctx, func(tx *sql.Tx) error {
		ids, _, err := list(ctx, tx, customer)
		if err != nil {
			return err
		}
		b.meanwhile()
		if _, err := tx.ExecContext(ctx, markAll, customer); err != nil {
			return err
		}
		sent = ids
		return nil
	})
	return sent, err
}

func list(ctx context.Context, tx *sql.Tx, customer string) (ids []int64, sum int64, err error) {
	rows, err := tx.QueryContext(ctx, open, customer)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, cents int64
		if err := rows.Scan(&id, &cents); err != nil {
			return nil, 0, err
		}
		ids = append(ids, id)
		sum += cents
	}
	return ids, sum, rows.Err()
}

// A Statement sums bills up.
type Statement struct {
	Cents int64
	Bills int
}

// SumAdding adds to what an earlier attempt has added.
func (b *Bills) SumAdding(ctx context.Context, customer string) (*Statement, error) {
	s := &Statement{}
	err := b.inTx(ctx, func(tx *sql.Tx) error {
		ids, sum, err := list(ctx, tx, customer)
		if err != nil {
			return err
		}
		s.Cents += sum
		s.Bills = len(ids)
		b.meanwhile()
		_, err = tx.ExecContext(ctx, markAll, customer)
		return err
	})
	return s, err
}

// SumAnew makes a new statement in each attempt.
func (b *Bills) SumAnew(ctx context.Context, customer string) (*Statement, error) {
	var s *Statement
	err := b.inTx(ctx, func(tx *sql.Tx) error {
		ids, sum, err := list(ctx, tx, customer)
		if err != nil {
			return err
		}
		s = &Statement{}
		s.Cents += sum
		s.Bills = len(ids)
		b.meanwhile()
		_, err = tx.ExecContext(ctx, markAll, customer)
		return err
	})
	return s, err
}
