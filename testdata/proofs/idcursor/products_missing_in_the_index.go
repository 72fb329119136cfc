// The search index missed products: its time had passed them, by a tie and by a slow transaction.

package idcursor

import (
	"context"
	"database/sql"
	"time"
)

const products = `
CREATE TABLE products (id BIGINT PRIMARY KEY, name TEXT NOT NULL, updated_at TIMESTAMP NOT NULL);
`

// A Product is found by its name.
type Product struct {
	ID        int64
	Name      string
	UpdatedAt time.Time
}

// An Index knows the products up to a time.
type Index struct {
	db    *sql.DB
	since time.Time
	id    int64
}

func readProducts(rows *sql.Rows) ([]Product, error) {
	defer rows.Close()
	var products []Product
	for rows.Next() {
		var p Product
		if err := rows.Scan(&p.ID, &p.Name, &p.UpdatedAt); err != nil {
			return nil, err
		}
		products = append(products, p)
	}
	return products, rows.Err()
}

// Next returns the next two products that were updated.
func (x *Index) Next(ctx context.Context) ([]Product, error) {
	rows, err := x.db.QueryContext(ctx, `
		SELECT id, name, updated_at FROM products
		WHERE updated_at > $1 ORDER BY updated_at LIMIT 2`, x.since)
	if err != nil {
		return nil, err
	}
	products, err := readProducts(rows)
	for _, p := range products {
		x.since = p.UpdatedAt
	}
	return products, err
}

// NextOfTies goes on by id where products have one time.
func (x *Index) NextOfTies(ctx context.Context) ([]Product, error) {
	rows, err := x.db.QueryContext(ctx, `
		SELECT id, name, updated_at FROM products
		WHERE (updated_at, id) > ($1, $2) ORDER BY updated_at, id LIMIT 2`, x.since, x.id)
	if err != nil {
		return nil, err
	}
	products, err := readProducts(rows)
	for _, p := range products {
		x.since, x.id = p.UpdatedAt, p.ID
	}
	return products, err
}

// slowest is longer than a transaction takes and clocks differ.
const slowest = time.Minute

// An OverlappingIndex reads the latest minute again.
type OverlappingIndex struct {
	db    *sql.DB
	since time.Time
	known map[int64]time.Time // when the products were updated
}

// Next returns the products that were updated, page by page to the end.
func (x *OverlappingIndex) Next(ctx context.Context) ([]Product, error) {
	var updated []Product
	from, id := x.since.Add(-slowest), int64(0)
	for {
		page, err := x.page(ctx, from, id)
		if err != nil || len(page) == 0 {
			return updated, err
		}
		for _, p := range page {
			from, id = p.UpdatedAt, p.ID
			if x.known[p.ID].Equal(p.UpdatedAt) {
				continue
			}
			x.known[p.ID] = p.UpdatedAt
			updated = append(updated, p)
			if p.UpdatedAt.After(x.since) {
				x.since = p.UpdatedAt
			}
		}
	}
}

func (x *OverlappingIndex) page(ctx context.Context, from time.Time, id int64) ([]Product, error) {
	rows, err := x.db.QueryContext(ctx, `
		SELECT id, name, updated_at FROM products
		WHERE (updated_at, id) > ($1, $2) ORDER BY updated_at, id LIMIT 2`, from, id)
	if err != nil {
		return nil, err
	}
	return readProducts(rows)
}
