// The job ran before the commit that the beginner had returned, as the method
// of the transaction that it is; or before that of the unit at hand.

package enqueueintx

import (
	"context"

	"github.com/hibiken/asynq"
	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/wrappers/pgprepared"
	"github.com/datavet/datavet/testdata/wrappers/request"
)

type shows struct {
	pool *pgxpool.Pool
	jobs *asynq.Client
}

func (s *shows) print() error {
	_, err := s.jobs.Enqueue(asynq.NewTask("print", nil))
	return err
}

func (s *shows) printInsideTx(ctx context.Context) error {
	txCtx, commit, rollback, err := pgprepared.PrepareTx(ctx, s.pool)
	if err != nil {
		return err
	}
	defer rollback(ctx)
	if _, err := pgprepared.TxFrom(txCtx).Exec(ctx, "UPDATE seats SET taken = true"); err != nil {
		return err
	}
	if err := s.print(); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return commit(ctx)
}

func (s *shows) printAfterCommit(ctx context.Context) error {
	txCtx, commit, rollback, err := pgprepared.PrepareTx(ctx, s.pool)
	if err != nil {
		return err
	}
	defer rollback(ctx)
	if _, err := pgprepared.TxFrom(txCtx).Exec(ctx, "UPDATE seats SET taken = true"); err != nil {
		return err
	}
	if err := commit(ctx); err != nil {
		return err
	}
	return s.print()
}

func (s *shows) printAfterRollback(ctx context.Context) error {
	_, _, rollback, err := pgprepared.PrepareTx(ctx, s.pool)
	if err != nil {
		return err
	}
	if err := rollback(ctx); err != nil {
		return err
	}
	return s.print()
}

// A box keeps its transaction where it kept the pool.
type box struct {
	db   *gorm.DB
	jobs *asynq.Client
}

func (b *box) wake() error {
	_, err := b.jobs.Enqueue(asynq.NewTask("wake", nil))
	return err
}

// opens leaves the end of the transaction to others.
func (b *box) opens() error {
	b.db = b.db.Begin()
	if b.db.Error != nil {
		return b.db.Error
	}
	return b.wake() // who ends it, may take the job back
}

func (b *box) opensAndCommits() error {
	b.db = b.db.Begin()
	if err := b.wake(); err != nil { // want `job enqueued inside`
		b.db.Rollback()
		return err
	}
	return b.db.Commit().Error
}

func (b *box) commitsFirst() error {
	b.db = b.db.Begin()
	if err := b.db.Commit().Error; err != nil {
		return err
	}
	return b.wake()
}

// handle has the context of a request, which can commit, and mostly has no
// transaction open.
func (b *box) handle(c *request.Context) error {
	if err := c.Exec("UPDATE boxes SET n = n + 1"); err != nil {
		return err
	}
	return b.wake()
}

func (b *box) handleInside(c *request.Context) error {
	if err := c.Begin(); err != nil {
		return err
	}
	defer c.Rollback()
	if err := c.Exec("UPDATE boxes SET n = n + 1"); err != nil {
		return err
	}
	if err := b.wake(); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return c.Commit()
}

func (b *box) handleAfter(c *request.Context) error {
	if err := c.Begin(); err != nil {
		return err
	}
	if err := c.Exec("UPDATE boxes SET n = n + 1"); err != nil {
		_ = c.Rollback()
		return err
	}
	if err := c.Commit(); err != nil {
		return err
	}
	return b.wake()
}

// handed has a unit of work, which is an open transaction.
func (b *box) handed(ctx context.Context, u *request.Unit) error {
	if err := u.Exec(ctx, "UPDATE boxes SET n = n + 1"); err != nil {
		return err
	}
	return b.wake() // want `job enqueued inside a transaction`
}
