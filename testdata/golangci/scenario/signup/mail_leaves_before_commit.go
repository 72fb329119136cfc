// A customer whose insert was rolled back has been welcomed.
package signup

import (
	"context"
	"database/sql"

	"example.com/shop/notify"
	"example.com/shop/store"
)

func welcomeInsideTx(ctx context.Context, s *store.Store, email string) error {
	return s.InTx(ctx, func(tx *sql.Tx) error {
		if err := store.Add(ctx, tx, email); err != nil {
			return err
		}
		if err := notify.CRM(email); err != nil {
			return err
		}
		return notify.Welcome(email)
	})
}

func welcomeAfterCommit(ctx context.Context, s *store.Store, email string) error {
	err := s.InTx(ctx, func(tx *sql.Tx) error { return store.Add(ctx, tx, email) })
	if err != nil {
		return err
	}
	return notify.Welcome(email)
}
