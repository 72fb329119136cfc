// Handles that look like the outer one and are bound to the transaction.

package outerhandle

import (
	"context"
	"database/sql"
	"time"

	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/wrappers/closure"
	"github.com/datavet/datavet/testdata/wrappers/ctxtx"
)

type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

type nameRepo struct{ q execer }

func newNameRepo(q execer) *nameRepo { return &nameRepo{q} }

func (r *nameRepo) insert(ctx context.Context, name string) error {
	_, err := r.q.ExecContext(ctx, "INSERT INTO names VALUES ($1)", name)
	return err
}

// repos is every repository, bound to one handle.
type repos struct {
	db    *sql.DB
	names *nameRepo
	other struct{ names *nameRepo }
}

func newRepos(db *sql.DB) *repos {
	return &repos{db: db, names: newNameRepo(db), other: struct{ names *nameRepo }{newNameRepo(db)}}
}

func (r *repos) bind(tx *sql.Tx) *repos {
	bound := &repos{db: r.db, names: newNameRepo(tx)}
	bound.other.names = newNameRepo(tx)
	return bound
}

func (r *repos) inTx(ctx context.Context, fn func(ctx context.Context, r *repos) error) error {
	return closure.WithTx(ctx, r.db, func(tx *sql.Tx) error { return fn(ctx, r.bind(tx)) })
}

func boundRepos(ctx context.Context, r *repos) error {
	return r.inTx(ctx, func(ctx context.Context, r *repos) error {
		if err := r.names.insert(ctx, "inside"); err != nil {
			return err
		}
		return r.other.names.insert(ctx, "inside")
	})
}

func constructedInside(ctx context.Context, db *sql.DB) error {
	return closure.WithTx(ctx, db, func(tx *sql.Tx) error {
		repo := newNameRepo(tx)
		return repo.insert(ctx, "inside")
	})
}

func constructedOnPool(ctx context.Context, db *sql.DB) error {
	return closure.WithTx(ctx, db, func(tx *sql.Tx) error {
		repo := newNameRepo(db)
		return repo.insert(ctx, "outside") // want `query by insert inside a transaction runs outside it`
	})
}

func constructedBefore(ctx context.Context, db *sql.DB) error {
	repo := newNameRepo(db)
	err := closure.WithTx(ctx, db, func(tx *sql.Tx) error {
		repo := newNameRepo(tx)
		return repo.insert(ctx, "inside")
	})
	if err != nil {
		return err
	}
	return repo.insert(ctx, "after")
}

type requestKey struct{}

func derivedContexts(ctx context.Context, store *ctxtx.Store) error {
	return store.WithTx(ctx, func(ctx context.Context) error {
		ctx = context.WithValue(ctx, requestKey{}, "id")
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		return store.Save(ctx, "inside")
	})
}

// A request carries its context.
type request struct {
	ctx   context.Context
	store *ctxtx.Store
}

func (r request) save(name string) error { return r.store.Save(r.ctx, name) }

func (r request) withContext(ctx context.Context) request {
	r.ctx = ctx
	return r
}

func requestInside(r request) error {
	return r.store.WithTx(r.ctx, func(ctx context.Context) error { return r.withContext(ctx).save("inside") })
}

func requestReplaced(r request) error {
	return r.store.WithTx(r.ctx, func(ctx context.Context) error {
		r := request{ctx: ctx, store: r.store}
		return r.save("inside")
	})
}

// chained builds on tx in steps.
func chained(db *gorm.DB, names []string) error {
	return db.Transaction(func(tx *gorm.DB) error {
		q := tx.Model(&order{})
		for _, name := range names {
			q = q.Or("name = ?", name)
		}
		var found []order
		return q.Find(&found).Error
	})
}

// scoped hands the transaction to functions of GORM's.
func scoped(db *gorm.DB) error {
	named := func(db *gorm.DB) *gorm.DB { return db.Where("name = ?", "it") }
	return db.Transaction(func(tx *gorm.DB) error {
		var found []order
		return tx.Scopes(named).FindInBatches(&found, 10, func(batch *gorm.DB, n int) error {
			return batch.Save(&found).Error
		}).Error
	})
}

// assigned replaces the handle.
func assigned(db *gorm.DB) (err error) {
	db = db.Begin()
	defer func() {
		if err != nil {
			db.Rollback()
		}
	}()
	if err = db.Create(&order{}).Error; err != nil {
		return err
	}
	return db.Commit().Error
}

// receiverReplaced binds its own receiver.
func (o *orders) receiverReplaced() error {
	return o.db.Transaction(func(tx *gorm.DB) error {
		o := o.withTx(tx)
		_, err := o.find(1)
		return err
	})
}
