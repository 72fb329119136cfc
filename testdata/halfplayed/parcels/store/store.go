// Package store keeps parcels.
package store

import (
	"context"
	"database/sql"
)

// DB is a store.
type DB struct{ conn *sql.DB }

// New returns a store.
func New(conn *sql.DB) *DB { return &DB{conn} }

// Add adds a parcel.
func (d *DB) Add(ctx context.Context, order string) error {
	_, err := d.conn.ExecContext(ctx, "INSERT INTO shipments (customer) VALUES ($1)", order)
	return err
}

// Put adds a parcel that there isn't.
func (d *DB) Put(ctx context.Context, order string) error {
	_, err := d.conn.ExecContext(ctx, "INSERT INTO shipment_labels (customer) VALUES ($1) ON CONFLICT DO NOTHING", order)
	return err
}

// Mark notes that the parcel was announced.
func (d *DB) Mark(ctx context.Context, order string) error {
	_, err := d.conn.ExecContext(ctx, "UPDATE shipments SET announced = true WHERE customer = $1", order)
	return err
}

// Split adds one, then a label.
func (d *DB) Split(ctx context.Context, order string) error {
	if err := d.Add(ctx, order); err != nil {
		return err
	}
	return d.Put(ctx, order)
}

// Counted counts claims.
type Counted struct{ *DB }

// Claim counts up.
func (c Counted) Claim(ctx context.Context, order string) error {
	_, err := c.conn.ExecContext(ctx, "UPDATE shipment_labels SET claims = claims + 1 WHERE customer = $1", order)
	return err
}

// Marked marks claims.
type Marked struct{ *DB }

// Claim sets a mark.
func (m Marked) Claim(ctx context.Context, order string) error {
	_, err := m.conn.ExecContext(ctx, "UPDATE shipment_labels SET claims = 1 WHERE customer = $1", order)
	return err
}
