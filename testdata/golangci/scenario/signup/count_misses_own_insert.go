package signup

import (
	"context"
	"database/sql"

	"example.com/shop/store"
)

func countThroughOuterHandle(ctx context.Context, s *store.Store, email string) (n int, err error) {
	err = s.InTx(ctx, func(tx *sql.Tx) error {
		if err := store.Add(ctx, tx, email); err != nil {
			return err
		}
		n, err = s.Count(ctx)
		return err
	})
	return n, err
}
