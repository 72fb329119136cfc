// A mailer kept its cursor over attempts: what the first had read was never sent.

package retriedeffect

import (
	"context"
	"database/sql"
	"errors"
)

const (
	next = `SELECT id FROM bills WHERE id > $1 AND sent = 0 ORDER BY id LIMIT 1`
	mark = `UPDATE bills SET sent = 1 WHERE id = $1`
)

// MarkFromCursor goes on, in the second attempt, from where the first ended.
func (b *Bills) MarkFromCursor(ctx context.Context) error {
	last := int64(0)
	return b.inTx(ctx, func(tx *sql.Tx) error {
		for {
			var id int64
			err := tx.QueryRowContext(ctx, next, last).Scan(&id)
			if errors.Is(err, sql.ErrNoRows) {
				return nil
			}
			if err != nil {
				return err
			}
			last = id
			b.meanwhile()
			if _, err := tx.ExecContext(ctx, mark, id); err != nil {
				return err
			}
		}
	})
}

// MarkFromStart has a cursor for each attempt.
func (b *Bills) MarkFromStart(ctx context.Context) error {
	return b.inTx(ctx, func(tx *sql.Tx) error {
		last := int64(0)
		for {
			var id int64
			err := tx.QueryRowContext(ctx, next, last).Scan(&id)
			if errors.Is(err, sql.ErrNoRows) {
				return nil
			}
			if err != nil {
				return err
			}
			last = id
			b.meanwhile()
			if _, err := tx.ExecContext(ctx, mark, id); err != nil {
				return err
			}
		}
	})
}

// Tell tells who listens of each bill that is going to be sent.
func (b *Bills) Tell(ctx context.Context, customer string, told chan<- int64) error {
	return b.inTx(ctx, func(tx *sql.Tx) error {
		ids, _, err := list(ctx, tx, customer)
		if err != nil {
			return err
		}
		for _, id := range ids {
			told <- id
		}
		b.meanwhile()
		_, err = tx.ExecContext(ctx, markAll, customer)
		return err
	})
}

// TellAfterwards tells of those that were sent.
func (b *Bills) TellAfterwards(ctx context.Context, customer string, told chan<- int64) error {
	var ids []int64
	err := b.inTx(ctx, func(tx *sql.Tx) error {
		var err error
		if ids, _, err = list(ctx, tx, customer); err != nil {
			return err
		}
		b.meanwhile()
		_, err = tx.ExecContext(ctx, markAll, customer)
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range ids {
		told <- id
	}
	return nil
}
