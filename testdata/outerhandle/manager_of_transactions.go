// The manager kept its transaction in the context, which one query of the
// repository didn't get.

package outerhandle

import (
	"context"
	"database/sql"

	trmsql "github.com/avito-tech/go-transaction-manager/drivers/sql/v2"
	"github.com/avito-tech/go-transaction-manager/trm/v2/manager"
)

// A wallet finds its transaction in the context.
type wallet struct {
	db      *sql.DB
	getter  *trmsql.CtxGetter
	manager *manager.Manager
}

func (w *wallet) add(ctx context.Context, n int) error {
	_, err := w.getter.DefaultTrOrDB(ctx, w.db).ExecContext(ctx, "UPDATE wallets SET n = n + $1", n)
	return err
}

func (w *wallet) addInside(ctx context.Context) error {
	return w.manager.Do(ctx, func(ctx context.Context) error {
		if err := w.add(ctx, 1); err != nil {
			return err
		}
		return w.add(ctx, -1)
	})
}

func (w *wallet) addJoined(ctx context.Context) error {
	return w.manager.Do(ctx, func(ctx context.Context) error {
		return w.manager.Do(ctx, func(ctx context.Context) error { return w.add(ctx, 1) })
	})
}

func (w *wallet) addByMethod(ctx context.Context) error {
	return w.manager.Do(ctx, func(ctx context.Context) error { return w.addInside(ctx) })
}

func (w *wallet) addOutside(ctx context.Context) error {
	return w.manager.Do(ctx, func(txCtx context.Context) error {
		if err := w.add(txCtx, 1); err != nil {
			return err
		}
		return w.add(ctx, -1) // want `query inside a transaction runs outside it on the context ctx`
	})
}
