// The repository would have found the transaction in its context, but got the
// caller's, which has none.

package outerhandle

import (
	"context"
	"database/sql"

	"github.com/datavet/datavet/testdata/wrappers/ctxtx"
)

// A journal has a pool of its own, which nothing ties to a store's.
type journal struct {
	conns struct{ primary *sql.DB }
	stats *sql.DB
}

func (j *journal) write(ctx context.Context) error {
	var q ctxtx.Querier = j.conns.primary
	if tx, ok := ctxtx.FromContext(ctx); ok {
		q = tx
	}
	_, err := q.ExecContext(ctx, "INSERT INTO journal DEFAULT VALUES")
	return err
}

// count has nothing to do with a context's transaction.
func (j *journal) count(ctx context.Context) (n int, err error) {
	err = j.stats.QueryRowContext(ctx, "SELECT count(*) FROM visits").Scan(&n)
	return n, err
}

type transfers struct {
	store   *ctxtx.Store
	journal *journal
}

func (t *transfers) callersContext(ctx context.Context) error {
	return t.store.WithTx(ctx, func(txCtx context.Context) error {
		if err := t.store.Save(txCtx, "inside"); err != nil {
			return err
		}
		return t.journal.write(ctx) // want `query by write inside a transaction runs outside it`
	})
}

func (t *transfers) ownContext(ctx context.Context) error {
	return t.store.WithTx(ctx, func(ctx context.Context) error {
		if err := t.store.Save(ctx, "inside"); err != nil {
			return err
		}
		return t.journal.write(ctx)
	})
}

func (t *transfers) derivedFromOwn(ctx context.Context) error {
	return t.store.WithTx(ctx, func(txCtx context.Context) error {
		return t.journal.write(context.WithValue(txCtx, requestKey{}, "id"))
	})
}

// unaware passes the caller's context to what looks for no transaction.
func (t *transfers) unaware(ctx context.Context) error {
	return t.store.WithTx(ctx, func(txCtx context.Context) error {
		n, err := t.journal.count(ctx)
		if err != nil || n == 0 {
			return err
		}
		return t.store.Save(txCtx, "inside")
	})
}

// fresh has neither the caller's context nor a pool that can be compared.
func (t *transfers) fresh(ctx context.Context) error {
	return t.store.WithTx(ctx, func(context.Context) error { return t.journal.write(context.Background()) })
}
