package idcursor

import (
	"context"
	"database/sql"
	"strconv"

	"github.com/redis/go-redis/v9"
)

const positionKey = "relay:position"

// Instances share a position in Redis.
func forwardShared(ctx context.Context, db *sql.DB, shared *redis.Client) error {
	last, err := shared.Get(ctx, positionKey).Int64()
	if err != nil {
		return err
	}
	rows, err := db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id`, last) // want `kept in a key-value store`
	if err != nil {
		return err
	}
	messages, err := scan(rows)
	if err != nil || len(messages) == 0 {
		return err
	}
	return shared.Set(ctx, "relay:position", messages[len(messages)-1].ID, 0).Err()
}

// The key is made by a function, the value is a text, and the client an interface.
type sharedRelay struct {
	db     *sql.DB
	shared redis.UniversalClient
	name   string
}

func (r *sharedRelay) key() string { return "relay:" + r.name }

func (r *sharedRelay) position(ctx context.Context) (int64, error) {
	text, err := r.shared.Get(ctx, r.key()).Result()
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(text, 10, 64)
}

func (r *sharedRelay) keep(ctx context.Context, id int64) error {
	key := r.key()
	return r.shared.Set(ctx, key, strconv.FormatInt(id, 10), 0).Err()
}

func (r *sharedRelay) forward(ctx context.Context) error {
	last, err := r.position(ctx)
	if err != nil {
		return err
	}
	rows, err := r.db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id`, last) // want `kept in a key-value store`
	if err != nil {
		return err
	}
	messages, err := scan(rows)
	for _, m := range messages {
		if err := r.keep(ctx, m.ID); err != nil {
			return err
		}
	}
	return err
}

// What is under another key isn't the position.
func forwardSinceRestart(ctx context.Context, db *sql.DB, shared *redis.Client) error {
	first, err := shared.Get(ctx, "relay:first").Int64()
	if err != nil {
		return err
	}
	rows, err := db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id`, first)
	if err != nil {
		return err
	}
	messages, err := scan(rows)
	for _, m := range messages {
		if err := shared.Set(ctx, "relay:seen", m.ID, 0).Err(); err != nil {
			return err
		}
	}
	return err
}
