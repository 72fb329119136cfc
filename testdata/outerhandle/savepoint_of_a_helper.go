// Begins that are not what they look like, or fail: the outer handle is a
// transaction itself, or there is none yet.

package outerhandle

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"
)

func (o *orders) savesInTransaction() error {
	return o.db.Transaction(func(tx *gorm.DB) error {
		if err := saveTwice(tx); err != nil {
			return err
		}
		return saveAnywhere(tx)
	})
}

// saveTwice hands on the transaction that it only ever gets.
func saveTwice(db *gorm.DB) error {
	if err := saveAtSavepoint(db); err != nil {
		return err
	}
	return saveAtSavepoint(db)
}

// saveAtSavepoint only ever gets a transaction.
func saveAtSavepoint(db *gorm.DB) error {
	return db.Transaction(func(tx *gorm.DB) error { return db.Create(&order{}).Error })
}

// saveAnywhere gets the pool, too.
func saveAnywhere(db *gorm.DB) error {
	return db.Transaction(func(tx *gorm.DB) error {
		return db.Create(&order{}).Error // want `query inside a transaction runs outside it on db`
	})
}

func (o *orders) savesOnPool() error { return saveAnywhere(o.db) }

func pgxSavepoint(ctx context.Context, tx pgx.Tx) error {
	savepoint, err := tx.Begin(ctx)
	if err != nil {
		return err
	}
	defer savepoint.Rollback(ctx)
	if _, err := tx.Exec(ctx, "UPDATE names SET n = 1"); err != nil {
		return err
	}
	return savepoint.Commit(ctx)
}

// eitherWay begins in two ways, and tells of a failure of both.
func (l *ledger) eitherWay(ctx context.Context, opts *sql.TxOptions) (err error) {
	var tx *sql.Tx
	if opts != nil {
		tx, err = l.db.BeginTx(ctx, opts)
	} else {
		tx, err = l.db.Begin()
	}
	if err != nil {
		_, err := l.db.ExecContext(ctx, "INSERT INTO failures DEFAULT VALUES")
		return err
	}
	defer tx.Rollback()
	if _, err := l.db.ExecContext(ctx, "INSERT INTO journal DEFAULT VALUES"); err != nil { // want `query inside a transaction runs outside it on l.db`
		return err
	}
	return tx.Commit()
}

func (o *orders) withoutHandle() error {
	tx := o.db.Begin()
	if tx == nil {
		return o.db.Create(&order{}).Error
	}
	if err := o.db.Create(&order{}).Error; err != nil { // want `query inside a transaction runs outside it on o.db`
		tx.Rollback()
		return err
	}
	return tx.Commit().Error
}
