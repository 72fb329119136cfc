// The transaction of the project's own constructor was left open.

package txleak

import (
	"context"
	"database/sql"

	"github.com/datavet/datavet/testdata/wrappers/deferredend"
	"github.com/datavet/datavet/testdata/wrappers/prepared"
	"github.com/datavet/datavet/testdata/wrappers/session"
	"github.com/datavet/datavet/testdata/wrappers/txiface"
)

func sessionLeft(ctx context.Context, db *sql.DB) error {
	sess, err := session.NewSession(ctx, db)
	if err != nil {
		return err
	}
	if err := sess.Exec(ctx, "UPDATE coupons SET n = 0"); err != nil {
		return err // want `transaction left open`
	}
	return sess.Commit()
}

func sessionClosed(ctx context.Context, db *sql.DB) error {
	sess, err := session.NewSession(ctx, db)
	if err != nil {
		return err
	}
	defer sess.Close()
	if err := sess.Exec(ctx, "UPDATE coupons SET n = 0"); err != nil {
		return err
	}
	return sess.Commit()
}

func preparedLeft(ctx context.Context, db *sql.DB) error {
	txCtx, commit, rollback, err := prepared.PrepareTx(ctx, db)
	if err != nil {
		return err
	}
	if err := prepared.Exec(txCtx, db, "UPDATE coupons SET n = 0"); err != nil {
		rollback()
		return err
	}
	if err := prepared.Exec(txCtx, db, "UPDATE coupons SET n = 1"); err != nil {
		return err // want `transaction left open`
	}
	return commit()
}

func preparedEnded(ctx context.Context, db *sql.DB) error {
	txCtx, commit, rollback, err := prepared.PrepareTx(ctx, db)
	if err != nil {
		return err
	}
	defer rollback()
	if err := prepared.Exec(txCtx, db, "UPDATE coupons SET n = 0"); err != nil {
		return err
	}
	return commit()
}

func handleEnded(ctx context.Context, db *sql.DB) (err error) {
	h, err := deferredend.Begin(ctx, db)
	if err != nil {
		return err
	}
	defer h.End(&err)
	return h.Exec(ctx, "UPDATE coupons SET n = 0")
}

func interfaceLeft(ctx context.Context, db txiface.Database) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	if err := tx.Create(ctx, "name"); err != nil {
		return err // want `transaction left open`
	}
	return tx.Commit()
}
