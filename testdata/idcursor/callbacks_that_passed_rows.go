package idcursor

import (
	"context"
	"database/sql"
	"time"

	"github.com/robfig/cron/v3"
)

// The position is a variable that a cron function captures.
func schedule(ctx context.Context, db *sql.DB, c *cron.Cron) error {
	var last int64
	_, err := c.AddFunc("@every 1m", func() {
		rows, err := db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id`, last) // want `kept in the variable last`
		if err != nil {
			return
		}
		messages, _ := scan(rows)
		for _, m := range messages {
			last = m.ID
		}
	})
	return err
}

// every is a runner of the program's own.
func every(ctx context.Context, d time.Duration, f func() error) error {
	ticker := time.NewTicker(d)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
			if err := f(); err != nil {
				return err
			}
		}
	}
}

func run(ctx context.Context, db *sql.DB) error {
	var last int64
	step := func() error {
		rows, err := db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id`, last) // want `kept in the variable last`
		if err != nil {
			return err
		}
		messages, err := scan(rows)
		for _, m := range messages {
			last = m.ID
		}
		return err
	}
	return every(ctx, time.Second, step)
}

// each calls f for every name, once.
func each(names []string, f func(name string) error) error {
	for _, name := range names {
		if err := f(name); err != nil {
			return err
		}
	}
	return nil
}

func runOnce(ctx context.Context, db *sql.DB, names []string) error {
	var last int64
	return each(names, func(string) error {
		rows, err := db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id`, last)
		if err != nil {
			return err
		}
		messages, err := scan(rows)
		for _, m := range messages {
			last = m.ID
		}
		return err
	})
}
