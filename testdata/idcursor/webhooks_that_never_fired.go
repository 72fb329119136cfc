// Webhooks never fired: a slow transaction committed an outbox row whose id the relay had passed.

package idcursor

import (
	"context"
	"database/sql"
	"os"
	"strconv"
	"sync/atomic"
	"time"
)

type message struct {
	ID    int64
	Topic string
}

func scan(rows *sql.Rows) ([]message, error) {
	defer rows.Close()
	var messages []message
	for rows.Next() {
		var m message
		if err := rows.Scan(&m.ID, &m.Topic); err != nil {
			return nil, err
		}
		messages = append(messages, m)
	}
	return messages, rows.Err()
}

type relay struct {
	db   *sql.DB
	last int64
}

func (r *relay) forward(ctx context.Context) error {
	rows, err := r.db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id LIMIT 100`, r.last) // want `reads on after the largest id, kept in relay.last: rows that commit late have smaller ones and are lost`
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var m message
		if err := rows.Scan(&m.ID, &m.Topic); err != nil {
			return err
		}
		r.last = m.ID
	}
	return rows.Err()
}

// The position is an atomic, and set by a helper.
type counter struct {
	db   *sql.DB
	seen atomic.Int64
}

func (c *counter) forward(ctx context.Context) error {
	messages, err := after(ctx, c.db, c.seen.Load())
	if err != nil {
		return err
	}
	for _, m := range messages {
		c.passed(m.ID)
	}
	return nil
}

func (c *counter) passed(id int64) { c.seen.Store(id) }

func after(ctx context.Context, db *sql.DB, id int64) ([]message, error) {
	rows, err := db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id`, id) // want `kept in counter.seen`
	if err != nil {
		return nil, err
	}
	return scan(rows)
}

var position int64

func forwardAll(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE topic <> '' AND id >= $1 ORDER BY id`, position+1) // want `kept in the variable position`
	if err != nil {
		return err
	}
	messages, err := scan(rows)
	if n := len(messages); n > 0 {
		position = messages[n-1].ID
	}
	return err
}

// The largest id is no bound: what is smaller may still be open.
func (r *relay) forwardToLargest(ctx context.Context) error {
	var largest int64
	if err := r.db.QueryRowContext(ctx, `SELECT max(id) FROM outbox`).Scan(&largest); err != nil {
		return err
	}
	_, err := r.db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 AND id <= $2`, r.last, largest) // want `kept in relay.last`
	if err == nil {
		r.last = largest
	}
	return err
}

func forwardStored(ctx context.Context, tx *sql.Tx) error {
	var last int64
	if err := tx.QueryRowContext(ctx, `SELECT last_id FROM relay_offsets WHERE name = 'webhooks' FOR UPDATE`).Scan(&last); err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id LIMIT 100`, last) // want `kept in relay_offsets.last_id`
	if err != nil {
		return err
	}
	messages, err := scan(rows)
	if err != nil || len(messages) == 0 {
		return err
	}
	return storePosition(ctx, tx, messages[len(messages)-1].ID)
}

func storePosition(ctx context.Context, tx *sql.Tx, id int64) error {
	_, err := tx.ExecContext(ctx, `UPDATE relay_offsets SET last_id = $1 WHERE name = 'webhooks'`, id)
	return err
}

func forwardJoined(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > (SELECT last_id FROM relay_offsets WHERE name = 'mail') ORDER BY id`) // want `kept in relay_offsets.last_id`
	if err != nil {
		return err
	}
	messages, err := scan(rows)
	for _, m := range messages {
		if _, err := tx.ExecContext(ctx, `INSERT INTO relay_offsets (name, last_id) VALUES ('mail', $1) ON CONFLICT (name) DO UPDATE SET last_id = $1`, m.ID); err != nil {
			return err
		}
	}
	return err
}

func forwardSinceFile(ctx context.Context, db *sql.DB, path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	last, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		return err
	}
	rows, err := db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id`, last) // want `kept in a file`
	if err != nil {
		return err
	}
	messages, err := scan(rows)
	for _, m := range messages {
		last = m.ID
	}
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(strconv.FormatInt(last, 10)), 0o600)
}

func follow(ctx context.Context, db *sql.DB, hand func(message) error) error {
	var last int64
	for {
		rows, err := db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id LIMIT 10`, last) // want `kept in the variable last`
		if err != nil {
			return err
		}
		messages, err := scan(rows)
		if err != nil {
			return err
		}
		for _, m := range messages {
			if err := hand(m); err != nil {
				return err
			}
			last = m.ID
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// The loop drains what there is, and goes on from there at the next tick.
func followInBatches(ctx context.Context, db *sql.DB, ticker *time.Ticker) error {
	last := int64(0)
	for range ticker.C {
		for {
			rows, err := db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id LIMIT 10`, last) // want `kept in the variable last`
			if err != nil {
				return err
			}
			messages, err := scan(rows)
			if err != nil {
				return err
			}
			if len(messages) == 0 {
				break
			}
			last = messages[len(messages)-1].ID
		}
	}
	return nil
}
