// The same slip, library by library.

package outerhandle

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/uptrace/bun"
	"xorm.io/xorm"
)

func bunPool(ctx context.Context, db *bun.DB) error {
	return db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewInsert().Model(&order{}).Exec(ctx); err != nil {
			return err
		}
		_, err := db.NewDelete().Model(&order{}).Where("id = 1").Exec(ctx) // want `query inside a transaction runs outside it on db`
		return err
	})
}

func bunTx(ctx context.Context, db *bun.DB) error {
	return db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		if err := insertOrder(ctx, tx); err != nil {
			return err
		}
		return insertOrder(ctx, tx)
	})
}

// insertOrder runs on a pool or in a transaction.
func insertOrder(ctx context.Context, db bun.IDB) error {
	_, err := db.NewInsert().Model(&order{}).Exec(ctx)
	return err
}

func bunPoolPassedOn(ctx context.Context, db *bun.DB) error {
	return db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		return insertOrder(ctx, db) // want `query by insertOrder inside a transaction runs outside it on db`
	})
}

// bunConn rebinds the query.
func bunConn(ctx context.Context, db *bun.DB) error {
	return db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		_, err := db.NewInsert().Conn(tx).Model(&order{}).Exec(ctx)
		return err
	})
}

func xormEngine(engine *xorm.Engine) error {
	session := engine.NewSession()
	defer session.Close()
	if err := session.Begin(); err != nil {
		return err
	}
	if _, err := session.Insert(&order{}); err != nil {
		return err
	}
	if _, err := engine.ID(1).Get(&order{}); err != nil { // want `query inside a transaction runs outside it on engine`
		return err
	}
	return session.Commit()
}

func xormSession(engine *xorm.Engine) error {
	session := engine.NewSession()
	defer session.Close()
	if err := session.Begin(); err != nil {
		return err
	}
	if _, err := session.ID(1).Update(&order{}); err != nil {
		return err
	}
	if err := session.Commit(); err != nil {
		return err
	}
	_, err := engine.ID(1).Get(&order{})
	return err
}

func pgxPool(ctx context.Context, pool *pgxpool.Pool) error {
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "UPDATE orders SET n = 1"); err != nil {
			return err
		}
		_, err := pool.Exec(ctx, "UPDATE orders SET n = 2") // want `query inside a transaction runs outside it on pool`
		return err
	})
}

func pgxTx(ctx context.Context, pool *pgxpool.Pool) error {
	tx, err := pool.BeginTx(ctx, pgx.TxOptions{})
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	savepoint, err := tx.Begin(ctx)
	if err != nil {
		return err
	}
	if _, err := savepoint.Exec(ctx, "UPDATE orders SET n = 1"); err != nil {
		return err
	}
	if err := savepoint.Commit(ctx); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

type sqlxStore struct{ db *sqlx.DB }

func (s *sqlxStore) pool(ctx context.Context) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var n int
	if err := s.db.GetContext(ctx, &n, "SELECT count(*) FROM orders"); err != nil { // want `query inside a transaction runs outside it on s.db`
		return err
	}
	return tx.Commit()
}

func (s *sqlxStore) rebind(ctx context.Context) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	query := s.db.Rebind("UPDATE orders SET n = ?")
	if _, err := tx.ExecContext(ctx, query, 1); err != nil {
		return err
	}
	return tx.Commit()
}
