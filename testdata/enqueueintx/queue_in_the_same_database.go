// A job of river's Insert ran, although the transaction beside it had rolled
// back: InsertTx is part of it.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/riverqueue/river"
)

type sortArgs struct{ Strings []string }

func (sortArgs) Kind() string { return "sort" }

func insertBesideTx(ctx context.Context, db *sql.DB, jobs *river.Client[*sql.Tx]) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO lists DEFAULT VALUES"); err != nil {
		return err
	}
	if _, err := jobs.Insert(ctx, sortArgs{}, nil); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return tx.Commit()
}

func insertThroughTx(ctx context.Context, db *sql.DB, jobs *river.Client[*sql.Tx]) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO lists DEFAULT VALUES"); err != nil {
		return err
	}
	if _, err := jobs.InsertTx(ctx, tx, sortArgs{}, nil); err != nil {
		return err
	}
	if _, err := jobs.InsertManyTx(ctx, tx, []river.InsertManyParams{{Args: sortArgs{}}}); err != nil {
		return err
	}
	return tx.Commit()
}
