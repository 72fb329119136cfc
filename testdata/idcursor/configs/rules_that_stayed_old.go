// Package configs hands configurations to those who poll for new ones: some never
// got one that was committed late.
package configs

import (
	"context"
	"database/sql"

	"github.com/Masterminds/squirrel"
)

// Config is one version.
type Config struct {
	ID     int64
	Config string
}

// DB has the configurations.
type DB struct {
	squirrel.StatementBuilderType
	db *sql.DB
}

var all = squirrel.NotEq{"owner_id": ""}

// ConfigsSince returns what is new.
func (d DB) ConfigsSince(ctx context.Context, since int64) (map[string]Config, error) {
	return d.find(squirrel.And{all, squirrel.Gt{"id": since}}) // want `ConfigsSince gives all rows after the id that callers have seen: rows that commit late have smaller ones and are lost`
}

// All returns all configurations.
func (d DB) All(ctx context.Context) (map[string]Config, error) { return d.find(all) }

func (d DB) find(filter squirrel.Sqlizer) (map[string]Config, error) {
	rows, err := d.Select("id", "owner_id", "config").From("configs").Where(filter).OrderBy("id").Query()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	configs := map[string]Config{}
	for rows.Next() {
		var c Config
		var owner string
		if err := rows.Scan(&c.ID, &owner, &c.Config); err != nil {
			return nil, err
		}
		configs[owner] = c
	}
	return configs, rows.Err()
}

// Page is one that is asked for: it has a limit.
func (d DB) Page(ctx context.Context, after int64) ([]Config, error) {
	rows, err := d.db.QueryContext(ctx, `SELECT id, config FROM configs WHERE id > $1 ORDER BY id LIMIT 100`, after)
	return scan(rows, err)
}

// OwnersSince is about one owner, whose configurations one person writes.
func (d DB) OwnersSince(ctx context.Context, owner string, since int64) ([]Config, error) {
	rows, err := d.db.QueryContext(ctx, `SELECT id, config FROM configs WHERE owner_id = $1 AND id > $2 ORDER BY id`, owner, since)
	return scan(rows, err)
}

// Between is bounded.
func (d DB) Between(ctx context.Context, from, to int64) ([]Config, error) {
	rows, err := d.db.QueryContext(ctx, `SELECT id, config FROM configs WHERE id > $1 AND id <= $2 ORDER BY id`, from, to)
	return scan(rows, err)
}

func scan(rows *sql.Rows, err error) ([]Config, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var configs []Config
	for rows.Next() {
		var c Config
		if err := rows.Scan(&c.ID, &c.Config); err != nil {
			return nil, err
		}
		configs = append(configs, c)
	}
	return configs, rows.Err()
}
