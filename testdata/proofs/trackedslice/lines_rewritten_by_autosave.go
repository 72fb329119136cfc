// An invoice left out an order's first line, and so did the order from then on: rel's autosave deleted its row.

package trackedslice

import (
	"context"
	"slices"

	"github.com/go-rel/rel"
	"github.com/go-rel/rel/where"
)

// An Order is saved with its lines.
type Order struct {
	ID       int64
	Invoiced bool
	Lines    []Line `ref:"id" fk:"order_id" autosave:"true"`
}

// A Line is a part of an order.
type Line struct {
	ID      int64
	OrderID int64
	Text    string
	Free    bool
}

// Invoices are made of orders.
type Invoices struct {
	repo rel.Repository
}

// MakeResliced leaves the first line out of the order, too.
func (i *Invoices) MakeResliced(ctx context.Context, id int64) ([]Line, error) {
	var order Order
	if err := i.repo.Find(ctx, &order, where.Eq("id", id)); err != nil {
		return nil, err
	}
	if err := i.repo.Preload(ctx, &order, "lines"); err != nil {
		return nil, err
	}
	order.Lines = order.Lines[1:]
	order.Invoiced = true
	return order.Lines, i.repo.Update(ctx, &order)
}

// MakePruned blanks the order's last line, which rel inserts again with the others.
func (i *Invoices) MakePruned(ctx context.Context, id int64) ([]Line, error) {
	var order Order
	if err := i.repo.Find(ctx, &order, where.Eq("id", id)); err != nil {
		return nil, err
	}
	if err := i.repo.Preload(ctx, &order, "lines"); err != nil {
		return nil, err
	}
	lines := slices.DeleteFunc(order.Lines, func(l Line) bool { return l.Free })
	order.Invoiced = true
	return lines, i.repo.Update(ctx, &order)
}

// Make leaves the order's lines alone.
func (i *Invoices) Make(ctx context.Context, id int64) ([]Line, error) {
	var order Order
	if err := i.repo.Find(ctx, &order, where.Eq("id", id)); err != nil {
		return nil, err
	}
	if err := i.repo.Preload(ctx, &order, "lines"); err != nil {
		return nil, err
	}
	lines := order.Lines[1:]
	order.Invoiced = true
	return lines, i.repo.Update(ctx, &order)
}
