// Package catalog keeps products and their prices.
package catalog

import (
	"context"
	"database/sql"
	"strconv"

	"github.com/redis/go-redis/v9"

	"example.com/shop/store"
)

// A Service keeps products; front ends cache them and listen for changes.
type Service struct {
	store  *store.Store
	events *redis.Client
}

// New returns the service.
func New(s *store.Store, events *redis.Client) *Service { return &Service{s, events} }

// A Price is a product's new price.
type Price struct {
	Product, Cents int64
}

// SetPrice changes a price and the orders that are not paid yet.
func (s *Service) SetPrice(ctx context.Context, in Price) error {
	return s.store.InTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE products SET cents = $1 WHERE id = $2`, in.Cents, in.Product); err != nil {
			return err
		}
		if err := s.changed(ctx, in.Product); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE orders SET cents = $1 WHERE product_id = $2 AND state = 'pending'`,
			in.Cents, in.Product)
		return err
	})
}

// A Product is for sale.
type Product struct {
	Name         string
	Cents, Stock int64
}

// Add adds a product.
func (s *Service) Add(ctx context.Context, in Product) error {
	var id int64
	err := s.store.InTx(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `INSERT INTO products (name, cents, stock) VALUES ($1, $2, $3) RETURNING id`,
			in.Name, in.Cents, in.Stock).Scan(&id)
	})
	if err != nil {
		return err
	}
	return s.changed(ctx, id)
}

func (s *Service) changed(ctx context.Context, product int64) error {
	return s.events.Publish(ctx, "products", strconv.FormatInt(product, 10)).Err()
}
