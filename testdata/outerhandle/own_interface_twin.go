// The bug tracker's own dal: db.Create where tx.Create was meant. Both compile.

package outerhandle

import (
	"context"

	"github.com/datavet/datavet/testdata/wrappers/txiface"
)

func twinOutside(ctx context.Context, db txiface.Database) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Create(ctx, "inside"); err != nil {
		return err
	}
	if err := db.Create(ctx, "outside"); err != nil { // want `query inside a transaction runs outside it on db`
		return err
	}
	return tx.Commit()
}

func twinInside(ctx context.Context, db txiface.Database) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.Find(ctx, db.Dialect()); err != nil {
		return err
	}
	if err := tx.Create(ctx, "inside"); err != nil {
		return err
	}
	return tx.Commit()
}

func twinAfter(ctx context.Context, db txiface.Database) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	if err := tx.Create(ctx, "inside"); err != nil {
		_ = tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = db.Find(ctx, "after")
	return err
}

func twinPassedOn(ctx context.Context, db txiface.Database) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := createThrough(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

func createThrough(ctx context.Context, q txiface.Queries) error { return q.Create(ctx, "name") }

// A unitOfWork opens a transaction, or returns the one that is open.
type unitOfWork interface {
	txiface.Queries
	WithTx(ctx context.Context) (txiface.Transaction, error)
	Active() txiface.Transaction
}

func twinWithTx(ctx context.Context, u unitOfWork) error {
	tx, err := u.WithTx(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := u.Create(ctx, "outside"); err != nil { // want `query inside a transaction runs outside it on u`
		return err
	}
	return tx.Commit()
}

// twinActive opens nothing: u works in the transaction, too.
func twinActive(ctx context.Context, u unitOfWork) error {
	tx := u.Active()
	if err := tx.Create(ctx, "inside"); err != nil {
		return err
	}
	return u.Create(ctx, "inside")
}
