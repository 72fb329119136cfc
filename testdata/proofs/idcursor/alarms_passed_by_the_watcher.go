// Watchers passed alarms by: one polled for ever, the others went on where a file, or Redis, said.

package idcursor

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"strconv"

	"github.com/redis/go-redis/v9"
)

const alarms = `
CREATE TABLE alarms (id BIGSERIAL PRIMARY KEY, text TEXT NOT NULL);
`

// Raise adds an alarm to what tx does.
func Raise(ctx context.Context, tx *sql.Tx, text string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO alarms (text) VALUES ($1)`, text)
	return err
}

// A Watcher rings for each alarm.
type Watcher struct {
	db   *sql.DB
	ring func(text string)
}

func (w *Watcher) since(ctx context.Context, id int64) (int64, error) {
	rows, err := w.db.QueryContext(ctx, `SELECT id, text FROM alarms WHERE id > $1 ORDER BY id`, id)
	if err != nil {
		return id, err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&id, &text); err != nil {
			return id, err
		}
		w.ring(text)
	}
	return id, rows.Err()
}

// Watch looks for alarms at every tick.
func (w *Watcher) Watch(ctx context.Context, tick <-chan struct{}) error {
	var last int64
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick:
		}
		var err error
		if last, err = w.since(ctx, last); err != nil {
			return err
		}
	}
}

// Resume looks for alarms since the last run.
func (w *Watcher) Resume(ctx context.Context, path string) error {
	var last int64
	if text, err := os.ReadFile(path); err == nil {
		if last, err = strconv.ParseInt(string(text), 10, 64); err != nil {
			return err
		}
	}
	last, err := w.since(ctx, last)
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(strconv.FormatInt(last, 10)), 0o600)
}

// ResumeShared looks for alarms since the last run of any watcher.
func (w *Watcher) ResumeShared(ctx context.Context, shared *redis.Client) error {
	last, err := shared.Get(ctx, "alarms:last").Int64()
	if err != nil && !errors.Is(err, redis.Nil) {
		return err
	}
	last, err = w.since(ctx, last)
	if err != nil {
		return err
	}
	return shared.Set(ctx, "alarms:last", last, 0).Err()
}

// Sweep deletes what it rings for, and keeps no position.
func (w *Watcher) Sweep(ctx context.Context) error {
	rows, err := w.db.QueryContext(ctx, `DELETE FROM alarms RETURNING text`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return err
		}
		w.ring(text)
	}
	return rows.Err()
}
