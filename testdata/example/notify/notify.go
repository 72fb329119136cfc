// Package notify hands work to the shop's background workers.
package notify

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hibiken/asynq"
)

// TypeInvoice is the job that sends an invoice.
const TypeInvoice = "invoice:send"

// An Invoice is the payload of TypeInvoice.
type Invoice struct {
	ID int64 `json:"id"`
}

// A Notifier puts jobs into the queue.
type Notifier struct {
	jobs *asynq.Client
}

// New returns a notifier for the queue of jobs.
func New(jobs *asynq.Client) *Notifier { return &Notifier{jobs} }

// InvoiceReady has the invoice sent.
func (n *Notifier) InvoiceReady(ctx context.Context, id int64) error {
	return n.send(ctx, TypeInvoice, Invoice{id})
}

func (n *Notifier) send(ctx context.Context, typ string, payload any) error {
	data, err := json.Marshal(payload)
	if err != nil {
		return fmt.Errorf("job %s: %w", typ, err)
	}
	if _, err := n.jobs.EnqueueContext(ctx, asynq.NewTask(typ, data)); err != nil {
		return fmt.Errorf("job %s: %w", typ, err)
	}
	return nil
}
