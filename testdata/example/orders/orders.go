// Package orders takes orders and calls them off.
package orders

import (
	"context"

	"example.com/shop/store"
)

// A Service takes orders and has them paid.
type Service struct {
	store   *store.Store
	gateway *Gateway
}

// New returns the service.
func New(s *store.Store, g *Gateway) *Service { return &Service{s, g} }

// An Order is for one product.
type Order struct {
	ID, User, Product, Cents int64
}

// Place takes an order and the money for it.
func (s *Service) Place(ctx context.Context, in Order) error {
	return s.store.Atomically(ctx, func(txCtx context.Context) error {
		var id int64
		err := s.store.Get(txCtx, &id, `INSERT INTO orders (user_id, product_id, cents, state)
			VALUES ($1, $2, $3, 'paid') RETURNING id`, in.User, in.Product, in.Cents)
		if err != nil {
			return err
		}
		if err := s.takeStock(ctx, in.Product); err != nil {
			return err
		}
		return s.gateway.Charge(ctx, id, in.Cents)
	})
}

// Cancel calls an order off and gives the money back.
func (s *Service) Cancel(ctx context.Context, in Order) error {
	var cents int64
	err := s.store.Atomically(ctx, func(ctx context.Context) error {
		err := s.store.Get(ctx, &cents, `UPDATE orders SET state = 'cancelled' WHERE id = $1 AND state = 'paid' RETURNING cents`, in.ID)
		if err != nil {
			return err
		}
		return s.store.Exec(ctx, `INSERT INTO refunds (order_id, state) VALUES ($1, 'pending')`, in.ID)
	})
	if err != nil {
		return err
	}
	if err := s.gateway.Refund(ctx, in.ID, cents); err != nil {
		return err
	}
	return s.store.Exec(ctx, `UPDATE refunds SET state = 'done' WHERE order_id = $1`, in.ID)
}

func (s *Service) takeStock(ctx context.Context, product int64) error {
	return s.store.Exec(ctx, `UPDATE products SET stock = stock - 1 WHERE id = $1`, product)
}
