// An invoice left out an order's first line, and so did the order from then on: rel's autosave deleted its row.

package invoices

import (
	"context"
	"slices"

	"github.com/go-rel/rel"
)

type Order struct {
	ID       int64
	Invoiced bool
	Lines    []Line    `ref:"id" fk:"order_id" autosave:"true"`
	Comments []Comment `ref:"id" fk:"order_id"`
}

type Line struct {
	ID      int64
	OrderID int64
	Free    bool
}

type Comment struct {
	ID      int64
	OrderID int64
}

func load(ctx context.Context, repo rel.Repository, order *Order) error {
	if err := repo.Find(ctx, order); err != nil {
		return err
	}
	return repo.Preload(ctx, order, "lines")
}

func resliced(ctx context.Context, repo rel.Repository) error {
	var order Order
	if err := repo.Find(ctx, &order); err != nil {
		return err
	}
	if err := repo.Preload(ctx, &order, "lines"); err != nil {
		return err
	}
	order.Lines = order.Lines[1:] // want `Lines is cut and then mirrored: Update deletes its rows`
	order.Invoiced = true
	return repo.Update(ctx, &order)
}

func pruned(ctx context.Context, repo rel.Repository) (int, error) {
	var order Order
	if err := repo.Find(ctx, &order); err != nil {
		return 0, err
	}
	if err := repo.Preload(ctx, &order, "lines"); err != nil {
		return 0, err
	}
	paid := slices.DeleteFunc(order.Lines, func(l Line) bool { return l.Free }) // want `Order.Lines`
	order.Invoiced = true
	return len(paid), repo.Update(ctx, &order)
}

func loadedByHelper(ctx context.Context, repo rel.Repository) error {
	var order Order
	if err := load(ctx, repo, &order); err != nil {
		return err
	}
	order.Lines = order.Lines[1:] // want `Lines is cut and then mirrored: Update deletes its rows`
	return repo.Update(ctx, &order)
}

func aliasResliced(ctx context.Context, repo rel.Repository) (int, error) {
	var order Order
	if err := load(ctx, repo, &order); err != nil {
		return 0, err
	}
	lines := order.Lines[1:]
	return len(lines), repo.Update(ctx, &order)
}

func columnsAlone(ctx context.Context, repo rel.Repository) error {
	var order Order
	if err := load(ctx, repo, &order); err != nil {
		return err
	}
	order.Lines = order.Lines[1:]
	return repo.Update(ctx, &order, rel.Set("invoiced", true))
}

func notSavedWithIt(ctx context.Context, repo rel.Repository) error {
	var order Order
	if err := repo.Find(ctx, &order); err != nil {
		return err
	}
	if err := repo.Preload(ctx, &order, "comments"); err != nil {
		return err
	}
	if len(order.Comments) > 10 {
		order.Comments = order.Comments[:10]
	}
	return repo.Update(ctx, &order)
}
