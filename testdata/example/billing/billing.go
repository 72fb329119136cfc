// Package billing writes invoices.
package billing

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/hibiken/asynq"

	"example.com/shop/notify"
	"example.com/shop/store"
)

// A Service writes invoices and has them sent.
type Service struct {
	store    *store.Store
	notifier *notify.Notifier
}

// New returns the service.
func New(s *store.Store, n *notify.Notifier) *Service { return &Service{s, n} }

// An Invoice is what a user is to pay or, if negative, gets back.
type Invoice struct {
	User, Cents int64
}

// CreateInvoice writes an invoice, settles it against the user's credit and
// has it sent.
func (s *Service) CreateInvoice(ctx context.Context, in Invoice) error {
	return s.store.InTx(ctx, func(tx *sql.Tx) error {
		id, err := insert(ctx, tx, in)
		if err != nil {
			return err
		}
		if err := s.notifier.InvoiceReady(ctx, id); err != nil {
			return err
		}
		return settle(ctx, tx, in)
	})
}

// CreateCreditNote writes a credit note and has it sent.
func (s *Service) CreateCreditNote(ctx context.Context, in Invoice) error {
	in.Cents = -in.Cents
	var id int64
	err := s.store.InTx(ctx, func(tx *sql.Tx) (err error) {
		if id, err = insert(ctx, tx, in); err != nil {
			return err
		}
		return settle(ctx, tx, in)
	})
	if err != nil {
		return err
	}
	return s.notifier.InvoiceReady(ctx, id)
}

func insert(ctx context.Context, tx *sql.Tx, in Invoice) (id int64, err error) {
	err = tx.QueryRowContext(ctx, `INSERT INTO invoices (user_id, cents) VALUES ($1, $2) RETURNING id`,
		in.User, in.Cents).Scan(&id)
	return id, err
}

func settle(ctx context.Context, tx *sql.Tx, in Invoice) error {
	_, err := tx.ExecContext(ctx, `UPDATE users SET credit = credit - $1 WHERE id = $2`, in.Cents, in.User)
	return err
}

// SendInvoice is the worker's side of a notification.
func (s *Service) SendInvoice(ctx context.Context, task *asynq.Task) error {
	var job notify.Invoice
	if err := json.Unmarshal(task.Payload(), &job); err != nil {
		return fmt.Errorf("%w: %w", asynq.SkipRetry, err)
	}
	return s.store.Exec(ctx, `UPDATE invoices SET sent_at = now() WHERE id = $1`, job.ID)
}
