// The transaction took the pool's place in the service, or ended by functions
// that were its own methods: what looked like the pool wasn't, or was no
// longer outside.

package outerhandle

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/wrappers/pgprepared"
)

type seats struct{ pool *pgxpool.Pool }

func (s *seats) book(ctx context.Context) error {
	txCtx, commit, rollback, err := pgprepared.PrepareTx(ctx, s.pool)
	if err != nil {
		return err
	}
	defer rollback(ctx)
	if _, err := pgprepared.TxFrom(txCtx).Exec(ctx, "UPDATE seats SET taken = true"); err != nil {
		return err
	}
	if _, err := s.pool.Exec(ctx, "INSERT INTO tickets DEFAULT VALUES"); err != nil { // want `query inside a transaction runs outside it on s.pool`
		return err
	}
	if err := commit(ctx); err != nil {
		return err
	}
	_, err = s.pool.Exec(ctx, "UPDATE shows SET sold = sold + 1")
	return err
}

func (s *seats) bookOrGiveUp(ctx context.Context) (int, error) {
	txCtx, commit, rollback, err := pgprepared.PrepareTx(ctx, s.pool)
	if err != nil {
		return 0, err
	}
	if _, err := pgprepared.TxFrom(txCtx).Exec(ctx, "UPDATE seats SET taken = true"); err != nil {
		if err := rollback(ctx); err != nil {
			return 0, err
		}
		return s.free(ctx)
	}
	if err := commit(ctx); err != nil {
		return 0, err
	}
	return s.free(ctx)
}

func (s *seats) free(ctx context.Context) (n int, err error) {
	err = s.pool.QueryRow(ctx, "SELECT count(*) FROM seats WHERE NOT taken").Scan(&n)
	return n, err
}

// An admin works on its pool, or on the transaction that replaces it.
type admin struct {
	db    *gorm.DB
	audit *gorm.DB
}

func (a *admin) replaces() error {
	a.db = a.db.Begin()
	if err := a.db.Create(&order{}).Error; err != nil {
		a.db.Rollback()
		return err
	}
	if err := a.rename(); err != nil {
		a.db.Rollback()
		return err
	}
	return a.db.Commit().Error
}

func (a *admin) rename() error { return a.db.Model(&order{}).Update("name", "new").Error }

// begins leaves the transaction in a.db for the methods called next.
func (a *admin) begins() error {
	a.db = a.db.Begin()
	if a.db.Error != nil {
		return a.db.Error
	}
	return a.rename()
}

// restores puts the pool back before it has another look.
func (a *admin) restores() error {
	pool := a.db
	a.db = a.db.Begin()
	if err := a.rename(); err != nil {
		a.db.Rollback()
		return err
	}
	if err := a.db.Commit().Error; err != nil {
		return err
	}
	a.db = pool
	return a.rename()
}

// keepsElsewhere leaves the pool where it was.
func (a *admin) keepsElsewhere() error {
	tx := a.db.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	defer tx.Rollback()
	a.audit = tx
	if err := a.rename(); err != nil { // want `query by rename inside a transaction runs outside it on a.db`
		return err
	}
	if err := a.audit.Create(&order{}).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

var shared *gorm.DB

func replacesGlobal() error {
	shared = shared.Begin()
	if err := shared.Create(&order{}).Error; err != nil {
		shared.Rollback()
		return err
	}
	return shared.Commit().Error
}
