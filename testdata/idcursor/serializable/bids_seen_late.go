// Package serializable reads bids on MySQL: in a transaction that is serializable
// each read waits for rows that aren't committed, in others bids are lost.
package serializable

import (
	"context"
	"database/sql"
)

type auction struct {
	db     *sql.DB
	last   int64
	waited int64
}

func (a *auction) bids(ctx context.Context) error {
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	rows, err := tx.QueryContext(ctx, "SELECT id, cents FROM bids WHERE id > ? ORDER BY id", a.last) // want `kept in auction.last`
	if err != nil {
		return err
	}
	return read(rows, &a.last)
}

func (a *auction) bidsSerializable(ctx context.Context) error {
	tx, err := a.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return a.bidsIn(ctx, tx)
}

func (a *auction) bidsIn(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, "SELECT id, cents FROM bids WHERE id > ? ORDER BY id", a.waited)
	if err != nil {
		return err
	}
	return read(rows, &a.waited)
}

func read(rows *sql.Rows, last *int64) error {
	defer rows.Close()
	for rows.Next() {
		var cents int64
		if err := rows.Scan(last, &cents); err != nil {
			return err
		}
	}
	return rows.Err()
}
