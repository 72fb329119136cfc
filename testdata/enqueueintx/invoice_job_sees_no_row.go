// A worker rendered an invoice whose row was not committed yet, found nothing
// and gave up for good.

package enqueueintx

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/hibiken/asynq"
)

type invoices struct {
	db   *sql.DB
	jobs *asynq.Client
}

func renderTask(id int64) *asynq.Task {
	return asynq.NewTask("invoice:render", fmt.Append(nil, id))
}

func insertInvoice(ctx context.Context, tx *sql.Tx) (id int64, err error) {
	err = tx.QueryRowContext(ctx, "INSERT INTO invoices DEFAULT VALUES RETURNING id").Scan(&id)
	return id, err
}

func (s *invoices) renderInsideTx(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	id, err := insertInvoice(ctx, tx)
	if err != nil {
		return err
	}
	if _, err := s.jobs.EnqueueContext(ctx, renderTask(id)); err != nil { // want `job enqueued inside a transaction: .*; enqueue after commit`
		return err
	}
	return tx.Commit()
}

func (s *invoices) renderAfterCommit(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	id, err := insertInvoice(ctx, tx)
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = s.jobs.EnqueueContext(ctx, renderTask(id))
	return err
}

// renderBeforeBegin enqueues where no transaction is open yet.
func (s *invoices) renderBeforeBegin(ctx context.Context, id int64) error {
	if _, err := s.jobs.EnqueueContext(ctx, renderTask(id)); err != nil {
		return err
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		_, _ = s.jobs.Enqueue(asynq.NewTask("database:down", nil))
		return err
	}
	defer tx.Rollback()
	_, err = insertInvoice(ctx, tx)
	return errors.Join(err, tx.Commit())
}

// renderOneTransactionEach commits before each job.
func (s *invoices) renderOneTransactionEach(ctx context.Context, n int) error {
	for range n {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		id, err := insertInvoice(ctx, tx)
		if err != nil {
			tx.Rollback()
			return err
		}
		if err := tx.Commit(); err != nil {
			return err
		}
		if _, err := s.jobs.EnqueueContext(ctx, renderTask(id)); err != nil {
			return err
		}
	}
	return nil
}

func (s *invoices) renderOnSomePath(ctx context.Context, urgent bool) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	id, err := insertInvoice(ctx, tx)
	if err != nil {
		_ = tx.Rollback()
		return err
	}
	if urgent {
		_, _ = s.jobs.Enqueue(renderTask(id)) // want `job enqueued inside a transaction`
	}
	return tx.Commit()
}

// alertOnFailure enqueues only where the transaction is going to be rolled
// back.
func (s *invoices) alertOnFailure(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := insertInvoice(ctx, tx); err != nil {
		_, _ = s.jobs.Enqueue(asynq.NewTask("invoice:failed", nil))
		return fmt.Errorf("inserting: %w", err)
	}
	return tx.Commit()
}

// alertAfterRollback enqueues where the transaction is rolled back already.
func (s *invoices) alertAfterRollback(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := insertInvoice(ctx, tx); err != nil {
		_ = tx.Rollback()
		_, err = s.jobs.Enqueue(asynq.NewTask("invoice:failed", nil))
		return err
	}
	return tx.Commit()
}

// renderWhenDone runs the deferred closure after the commit.
func (s *invoices) renderWhenDone(ctx context.Context) (err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	id, err := insertInvoice(ctx, tx)
	if err != nil {
		tx.Rollback()
		return err
	}
	defer func() {
		if err == nil {
			_, err = s.jobs.Enqueue(renderTask(id))
		}
	}()
	return tx.Commit()
}

// renderInGoroutine races with the commit.
func (s *invoices) renderInGoroutine(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	id, err := insertInvoice(ctx, tx)
	if err != nil {
		return err
	}
	go func() {
		_, _ = s.jobs.Enqueue(renderTask(id)) // want `job enqueued inside a transaction`
	}()
	return tx.Commit()
}

func (s *invoices) renderInGoroutineAfterCommit(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	id, err := insertInvoice(ctx, tx)
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	go func() { _, _ = s.jobs.Enqueue(renderTask(id)) }()
	return nil
}

// renderCollected collects inside and enqueues outside.
func (s *invoices) renderCollected(ctx context.Context, n int) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var tasks []*asynq.Task
	for range n {
		id, err := insertInvoice(ctx, tx)
		if err != nil {
			return err
		}
		tasks = append(tasks, renderTask(id))
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	for _, task := range tasks {
		if _, err := s.jobs.EnqueueContext(ctx, task); err != nil {
			return err
		}
	}
	return nil
}

// renderStored keeps the closure and calls it after the commit.
func (s *invoices) renderStored(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	id, err := insertInvoice(ctx, tx)
	if err != nil {
		return err
	}
	var later []func() error
	later = append(later, func() error {
		_, err := s.jobs.Enqueue(renderTask(id))
		return err
	})
	if err := tx.Commit(); err != nil {
		return err
	}
	for _, f := range later {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

// renderReadOnly writes nothing that the job could miss.
func (s *invoices) renderReadOnly(ctx context.Context, id int64) error {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var due bool
	if err := tx.QueryRowContext(ctx, "SELECT due < now() FROM invoices WHERE id = $1", id).Scan(&due); err != nil {
		return err
	}
	if due {
		if _, err := s.jobs.Enqueue(renderTask(id)); err != nil {
			return err
		}
	}
	return tx.Commit()
}
