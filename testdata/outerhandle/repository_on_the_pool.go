// The repository in the closure was still the one on the pool: what it wrote
// stayed when the closure failed.

package outerhandle

import (
	"context"
	"database/sql"

	"github.com/datavet/datavet/testdata/wrappers/clone"
	"github.com/datavet/datavet/testdata/wrappers/closure"
	"github.com/datavet/datavet/testdata/wrappers/ctxtx"
	"github.com/datavet/datavet/testdata/wrappers/customctx"
	"github.com/datavet/datavet/testdata/wrappers/nilpool"
	"github.com/datavet/datavet/testdata/wrappers/option"
	"github.com/datavet/datavet/testdata/wrappers/prepared"
	"github.com/datavet/datavet/testdata/wrappers/sqlcarg"
	"github.com/datavet/datavet/testdata/wrappers/sqlcgen"
)

func poolInClosure(ctx context.Context, db *sql.DB) error {
	return closure.WithTx(ctx, db, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE names SET n = 1"); err != nil {
			return err
		}
		_, err := db.ExecContext(ctx, "UPDATE names SET n = 2") // want `query inside a transaction runs outside it on db`
		return err
	})
}

func shadowedInClosure(ctx context.Context, db *sql.DB) error {
	return closure.WithTx(ctx, db, func(db *sql.Tx) error {
		_, err := db.ExecContext(ctx, "UPDATE names SET n = 2")
		return err
	})
}

func poolInGenericClosure(ctx context.Context, db *sql.DB) (int, error) {
	return closure.Value(ctx, db, func(tx *sql.Tx) (n int, err error) {
		err = db.QueryRowContext(ctx, "SELECT n FROM names").Scan(&n) // want `query inside a transaction runs outside it on db`
		return n, err
	})
}

func outerContext(ctx context.Context, store *ctxtx.Store) error {
	return store.WithTx(ctx, func(txCtx context.Context) error {
		if err := store.Save(txCtx, "inside"); err != nil {
			return err
		}
		return store.Save(ctx, "outside") // want `query by Save inside a transaction runs outside it`
	})
}

func innerContext(ctx context.Context, store *ctxtx.Store) error {
	return store.WithTx(ctx, func(ctx context.Context) error {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		if _, err := store.Count(ctx); err != nil {
			return err
		}
		return store.Save(ctx, "inside")
	})
}

func freshContext(ctx context.Context, store *ctxtx.Store) error {
	return store.WithTx(ctx, func(ctx context.Context) error {
		return store.Save(context.Background(), "outside") // want `query by Save inside a transaction runs outside it`
	})
}

// joined opens no transaction of its own inside another: WithTx joins the one
// of the context.
func joined(ctx context.Context, store *ctxtx.Store) error {
	return store.WithTx(ctx, func(ctx context.Context) error {
		return store.WithTx(ctx, func(ctx context.Context) error { return store.Save(ctx, "inside") })
	})
}

func outerRepo(ctx context.Context, repo *clone.Repo) error {
	return repo.Transact(ctx, func(ctx context.Context, tx *clone.Repo) error {
		if err := tx.Insert(ctx, "inside"); err != nil {
			return err
		}
		return repo.Insert(ctx, "outside") // want `query by Insert inside a transaction runs outside it`
	})
}

func shadowedRepo(ctx context.Context, repo *clone.Repo) error {
	return repo.Transact(ctx, func(ctx context.Context, repo *clone.Repo) error { return repo.Insert(ctx, "inside") })
}

func boundRepo(ctx context.Context, db *sql.DB) error {
	repo := clone.New(db)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := repo.WithTx(tx).Insert(ctx, "inside"); err != nil {
		return err
	}
	if err := repo.Insert(ctx, "outside"); err != nil { // want `query by Insert inside a transaction runs outside it`
		return err
	}
	repo = repo.WithTx(tx)
	return tx.Commit()
}

func reboundRepo(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	repo := clone.New(db).WithTx(tx)
	if err := repo.Insert(ctx, "inside"); err != nil {
		return err
	}
	return tx.Commit()
}

func outerCustomContext(ctx customctx.Context) error {
	return ctx.Transaction(func(txCtx customctx.Context) error {
		if err := txCtx.Exec("UPDATE names SET n = 1"); err != nil {
			return err
		}
		return ctx.Exec("UPDATE names SET n = 2") // want `query by Exec inside a transaction runs outside it`
	})
}

func reboundCustomContext(ctx customctx.Context) error {
	tx, err := ctx.Pool().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	ctx = ctx.WithDB(tx)
	if err := ctx.Exec("UPDATE names SET n = 1"); err != nil {
		return err
	}
	return tx.Commit()
}

func nilHandle(ctx context.Context, repo *nilpool.Repo) error {
	tx, err := repo.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := repo.Save(ctx, tx, "inside"); err != nil {
		return err
	}
	if err := repo.Save(ctx, nil, "outside"); err != nil { // want `query by Save inside a transaction runs outside it`
		return err
	}
	return tx.Commit()
}

func generatedQueries(ctx context.Context, db *sql.DB) error {
	q := sqlcgen.New(db)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	qtx := q.WithTx(tx)
	if err := qtx.CreateName(ctx, "inside"); err != nil {
		return err
	}
	if _, err := q.CountNames(ctx); err != nil { // want `query by CountNames inside a transaction runs outside it`
		return err
	}
	return tx.Commit()
}

// A queriesStore keeps pool and queries side by side.
type queriesStore struct {
	db *sql.DB
	*sqlcgen.Queries
}

func newQueriesStore(db *sql.DB) *queriesStore { return &queriesStore{db, sqlcgen.New(db)} }

func (s *queriesStore) execTx(ctx context.Context, fn func(*sqlcgen.Queries) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(sqlcgen.New(tx)); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *queriesStore) create(ctx context.Context) error {
	return s.execTx(ctx, func(q *sqlcgen.Queries) error {
		if err := q.CreateName(ctx, "inside"); err != nil {
			return err
		}
		_, err := s.CountNames(ctx) // known miss: that s.db and s.Queries are one database is a matter of the constructor
		return err
	})
}

func generatedQueriesWithArgument(ctx context.Context, db *sql.DB, q *sqlcarg.Queries) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := q.CreateName(ctx, tx, "inside"); err != nil {
		return err
	}
	if err := q.CreateName(ctx, db, "outside"); err != nil { // want `query by CreateName inside a transaction runs outside it`
		return err
	}
	return tx.Commit()
}

func functionalOption(ctx context.Context, repo *option.Repo) error {
	tx, err := repo.DB().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := repo.Save(ctx, "inside", option.WithTx(tx)); err != nil {
		return err
	}
	return tx.Commit()
}

func withoutOption(ctx context.Context, repo *option.Repo) error {
	tx, err := repo.DB().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := repo.Save(ctx, "outside"); err != nil { // want `query by Save inside a transaction runs outside it`
		return err
	}
	return tx.Commit()
}

func outerPreparedContext(ctx context.Context, db *sql.DB) error {
	txCtx, commit, rollback, err := prepared.PrepareTx(ctx, db)
	if err != nil {
		return err
	}
	defer rollback()
	if err := prepared.Exec(txCtx, db, "UPDATE names SET n = 1"); err != nil {
		return err
	}
	if err := prepared.Exec(ctx, db, "UPDATE names SET n = 2"); err != nil { // want `query by Exec inside a transaction runs outside it`
		return err
	}
	return commit()
}

func shadowedPreparedContext(ctx context.Context, db *sql.DB) error {
	ctx, commit, rollback, err := prepared.PrepareTx(ctx, db)
	if err != nil {
		return err
	}
	defer rollback()
	if err := prepared.Exec(ctx, db, "UPDATE names SET n = 1"); err != nil {
		return err
	}
	return commit()
}
