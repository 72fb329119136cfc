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

// Names has what configurations are called.
type Names struct{ db *sql.DB }

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

// NamesSince doesn't say up to where it has read.
func (d Names) NamesSince(ctx context.Context, since int64) ([]string, error) {
	rows, err := d.db.QueryContext(ctx, `SELECT id, name FROM names WHERE id > $1 ORDER BY id`, since)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var id int64
		var name string
		if err := rows.Scan(&id, &name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
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
