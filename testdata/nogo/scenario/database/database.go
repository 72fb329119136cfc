// Package database implements runner's store.
package database

import (
	"context"
	"database/sql"
)

type DB struct{ Conn *sql.DB }

func (d *DB) List(ctx context.Context, limit, offset int) ([]int64, error) {
	rows, err := d.Conn.QueryContext(ctx, "SELECT id FROM folders ORDER BY id LIMIT $1 OFFSET $2", limit, offset)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		list = append(list, id)
	}
	return list, rows.Err()
}

func (d *DB) Delete(ctx context.Context, id int64) error {
	_, err := d.Conn.ExecContext(ctx, "DELETE FROM folders WHERE id = $1", id)
	return err
}
