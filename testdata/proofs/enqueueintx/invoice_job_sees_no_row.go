// An invoice's mail job ran before the invoice was visible, and ran although the invoice was rolled back.

package enqueueintx

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"

	"github.com/hibiken/asynq"
)

// Invoices writes invoices; a worker mails them.
type Invoices struct {
	db   *sql.DB
	jobs *asynq.Client
}

// CreateInsideTx enqueues the job while nobody else can see the row yet.
func (s *Invoices) CreateInsideTx(ctx context.Context, customer, cents int64) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	var id int64
	err = tx.QueryRowContext(ctx, `INSERT INTO invoices (customer_id, cents) VALUES ($1, $2) RETURNING id`,
		customer, cents).Scan(&id)
	if err != nil {
		return err
	}
	if _, err := s.jobs.EnqueueContext(ctx, mailInvoice(id)); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE customers SET credit = credit - $1 WHERE id = $2`, cents, customer)
	if err != nil {
		return err
	}
	return tx.Commit()
}

// CreateThenEnqueue enqueues the job after the commit.
func (s *Invoices) CreateThenEnqueue(ctx context.Context, customer, cents int64) error {
	id, err := s.create(ctx, customer, cents)
	if err != nil {
		return err
	}
	_, err = s.jobs.EnqueueContext(ctx, mailInvoice(id))
	return err
}

func (s *Invoices) create(ctx context.Context, customer, cents int64) (id int64, err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()

	err = tx.QueryRowContext(ctx, `INSERT INTO invoices (customer_id, cents) VALUES ($1, $2) RETURNING id`,
		customer, cents).Scan(&id)
	if err != nil {
		return 0, err
	}
	_, err = tx.ExecContext(ctx, `UPDATE customers SET credit = credit - $1 WHERE id = $2`, cents, customer)
	if err != nil {
		return 0, err
	}
	return id, tx.Commit()
}

func mailInvoice(id int64) *asynq.Task {
	return asynq.NewTask("invoice:mail", strconv.AppendInt(nil, id, 10), asynq.MaxRetry(0))
}

// Mail is the worker's side of mailInvoice.
func (s *Invoices) Mail(ctx context.Context, task *asynq.Task) error {
	id := string(task.Payload())
	var cents int64
	if err := s.db.QueryRowContext(ctx, `SELECT cents FROM invoices WHERE id = $1`, id).Scan(&cents); err != nil {
		return fmt.Errorf("invoice %s: %w", id, err)
	}
	return nil
}
