package loops

import (
	"context"
	"database/sql"

	"github.com/datavet/datavet/testdata/loops/runners"
)

func uses(ctx context.Context, db *sql.DB, t runners.Transactor) error {
	if err := runners.Wrapped(func() error { // want `retry runner capped hot`
		return db.PingContext(ctx)
	}); err != nil {
		return err
	}
	if err := runners.Once(func() error { return db.PingContext(ctx) }); err != nil {
		return err
	}
	return t.Tx(ctx, db.Ping) // want `retry runner capped`
}
