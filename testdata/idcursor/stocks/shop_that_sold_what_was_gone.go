// Package stocks copies what has changed to a shop: it sold what was gone, as
// changes of one transaction have one time, and are there when it commits.
package stocks

import (
	"context"
	"database/sql"
	"time"
)

type stock struct {
	sku       string
	units     int64
	updatedAt time.Time
}

type shop struct {
	db    *sql.DB
	until time.Time
	whole time.Time
	wide  time.Time
}

func scan(rows *sql.Rows) ([]stock, error) {
	defer rows.Close()
	var stocks []stock
	for rows.Next() {
		var s stock
		if err := rows.Scan(&s.sku, &s.units, &s.updatedAt); err != nil {
			return nil, err
		}
		stocks = append(stocks, s)
	}
	return stocks, rows.Err()
}

func (s *shop) copy(ctx context.Context) error {
	rows, err := s.db.QueryContext(ctx, `SELECT sku, units, updated_at FROM stocks WHERE updated_at > $1 ORDER BY updated_at`, s.until) // want `reads on after the latest updated_at, kept in shop.until: rows of that time, or that commit late, are lost; read an overlap`
	if err != nil {
		return err
	}
	stocks, err := scan(rows)
	for _, x := range stocks {
		s.until = x.updatedAt
	}
	return err
}

func copyByRow(ctx context.Context, db *sql.DB) error {
	var until time.Time
	var sku string
	if err := db.QueryRowContext(ctx, `SELECT until, name FROM exports`).Scan(&until, &sku); err != nil {
		return err
	}
	rows, err := db.QueryContext(ctx, `SELECT sku, units, updated_at FROM stocks WHERE (updated_at, sku) > ($1, $2) ORDER BY updated_at, sku`, until, sku) // want `kept in exports.until`
	if err != nil {
		return err
	}
	stocks, err := scan(rows)
	for _, x := range stocks {
		if _, err := db.ExecContext(ctx, `UPDATE exports SET until = $1, name = $2`, x.updatedAt, x.sku); err != nil {
			return err
		}
	}
	return err
}

func (s *shop) copyAgain(ctx context.Context) error {
	rows, err := s.db.QueryContext(ctx, `SELECT sku, units, updated_at FROM stocks WHERE updated_at > $1`, s.wide.Add(-time.Minute))
	if err != nil {
		return err
	}
	stocks, err := scan(rows)
	for _, x := range stocks {
		s.wide = x.updatedAt
	}
	return err
}

// The time of the round, less the longest transaction, is no position of a row.
func (s *shop) copySinceLastRound(ctx context.Context) error {
	now := time.Now().Add(-time.Hour)
	rows, err := s.db.QueryContext(ctx, `SELECT sku, units, updated_at FROM stocks WHERE updated_at > $1`, s.whole)
	if err != nil {
		return err
	}
	_, err = scan(rows)
	s.whole = now
	return err
}
