// The job ran too early, whichever library had begun the transaction.

package enqueueintx

import (
	"context"
	"errors"

	"cloud.google.com/go/spanner"
	"github.com/beego/beego/v2/client/orm"
	"github.com/go-gorp/gorp/v3"
	"github.com/go-pg/pg/v10"
	"github.com/hibiken/asynq"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	gormv1 "github.com/jinzhu/gorm"
	"github.com/jmoiron/sqlx"
	"github.com/pocketbase/dbx"
	"github.com/uptrace/bun"
	"go.mongodb.org/mongo-driver/v2/mongo"

	"github.com/datavet/datavet/testdata/wrappers/entgen"
)

type worker struct{ jobs *asynq.Client }

func (w worker) wake() error {
	_, err := w.jobs.Enqueue(asynq.NewTask("wake", nil))
	return err
}

func (w worker) insidePgxFunc(ctx context.Context, pool *pgxpool.Pool) error {
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "UPDATE n SET n = 1"); err != nil {
			return err
		}
		return w.wake() // want `job enqueued inside a transaction`
	})
}

func (w worker) insidePgx(ctx context.Context, pool *pgxpool.Pool) error {
	tx, err := pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := w.wake(); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return tx.Commit(ctx)
}

func (w worker) insidePgxReadOnly(ctx context.Context, pool *pgxpool.Pool) error {
	tx, err := pool.BeginTx(ctx, pgx.TxOptions{AccessMode: pgx.ReadOnly})
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	if err := w.wake(); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func (w worker) insidePgxFuncReadOnly(ctx context.Context, pool *pgxpool.Pool) error {
	opts := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	return pgx.BeginTxFunc(ctx, pool, opts, func(tx pgx.Tx) error { return w.wake() })
}

func (w worker) afterPgxFunc(ctx context.Context, pool *pgxpool.Pool) error {
	err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE n SET n = 1")
		return err
	})
	return errors.Join(err, w.wake())
}

func (w worker) insideSqlx(db *sqlx.DB) error {
	tx := db.MustBegin()
	defer tx.Rollback()
	tx.MustExec("UPDATE n SET n = 1")
	if err := w.wake(); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return tx.Commit()
}

func (w worker) insideBun(ctx context.Context, db *bun.DB) error {
	return db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.NewInsert().Model(&profile{}).Exec(ctx); err != nil {
			return err
		}
		return w.wake() // want `job enqueued inside a transaction`
	})
}

// A bunUser has hooks, which run beside the query.
type bunUser struct{ jobs *asynq.Client }

func (u *bunUser) AfterInsert(ctx context.Context, query *bun.InsertQuery) error {
	_, err := u.jobs.Enqueue(asynq.NewTask("welcome", nil))
	return err
}

func (w worker) insideMongo(ctx context.Context, session *mongo.Session, users *mongo.Collection) error {
	_, err := session.WithTransaction(ctx, func(ctx context.Context) (any, error) {
		if _, err := users.InsertOne(ctx, "user"); err != nil {
			return nil, err
		}
		return nil, w.wake() // want `job enqueued inside a transaction`
	})
	return err
}

func (w worker) insideSpanner(ctx context.Context, client *spanner.Client) error {
	_, err := client.ReadWriteTransaction(ctx, func(ctx context.Context, tx *spanner.ReadWriteTransaction) error {
		return w.wake() // want `job enqueued inside a transaction`
	})
	return err
}

func (w worker) insideSpannerReadOnly(client *spanner.Client) error {
	tx := client.ReadOnlyTransaction()
	defer tx.Close()
	return w.wake()
}

func (w worker) insideBeego(o orm.Ormer) error {
	return o.DoTx(func(ctx context.Context, tx orm.TxOrmer) error {
		if _, err := tx.Insert(&profile{}); err != nil {
			return err
		}
		return w.wake() // want `job enqueued inside a transaction`
	})
}

func (w worker) insideGoPG(ctx context.Context, db *pg.DB) error {
	return db.RunInTransaction(ctx, func(tx *pg.Tx) error {
		return w.wake() // want `job enqueued inside a transaction`
	})
}

func (w worker) insideGormV1(db *gormv1.DB) error {
	return db.Transaction(func(tx *gormv1.DB) error {
		return w.wake() // want `job enqueued inside a transaction`
	})
}

func (w worker) insideDbx(db *dbx.DB) error {
	return db.Transactional(func(tx *dbx.Tx) error {
		return w.wake() // want `job enqueued inside a transaction`
	})
}

func (w worker) insideGorp(db *gorp.DbMap) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if err := tx.Insert(&profile{}); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := w.wake(); err != nil { // want `job enqueued inside a transaction`
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func (w worker) insideEnt(ctx context.Context, client *entgen.Client) error {
	tx, err := client.Tx(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.User.Create().SetName("Ada").Save(ctx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := w.wake(); err != nil { // want `job enqueued inside a transaction`
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// withEntTx is the helper of ent's documentation.
func withEntTx(ctx context.Context, client *entgen.Client, fn func(tx *entgen.Tx) error) error {
	tx, err := client.Tx(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if v := recover(); v != nil {
			tx.Rollback()
			panic(v)
		}
	}()
	if err := fn(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func (w worker) insideEntHelper(ctx context.Context, client *entgen.Client) error {
	return withEntTx(ctx, client, func(tx *entgen.Tx) error {
		if _, err := tx.User.Create().Save(ctx); err != nil {
			return err
		}
		return w.wake() // want `job enqueued inside a transaction`
	})
}

func (w worker) afterEntHelper(ctx context.Context, client *entgen.Client) error {
	err := withEntTx(ctx, client, func(tx *entgen.Tx) error {
		_, err := tx.User.Create().Save(ctx)
		return err
	})
	if err != nil {
		return err
	}
	return w.wake()
}

// batched hands the database several statements at once.
func (w worker) batched(ctx context.Context, pool *pgxpool.Pool) error {
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		batch := &sqlBatch{}
		batch.EnqueueExec("UPDATE n SET n = 1")
		batch.EnqueueExec("UPDATE n SET n = 2")
		return batch.flush(ctx, tx)
	})
}

type sqlBatch struct{ batch pgx.Batch }

// EnqueueExec enqueues a statement, not a job.
func (b *sqlBatch) EnqueueExec(query string, args ...any) { b.batch.Queue(query, args...) }

func (b *sqlBatch) flush(ctx context.Context, tx pgx.Tx) error {
	return tx.SendBatch(ctx, &b.batch).Close()
}
