// The steps of a workflow share the request's transaction; one of them wrote a
// message to the customer.

package enqueueintx

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/slack-go/slack"
)

// A workflowStep is one of several implementations of which only one sends.
type workflowStep interface {
	perform(ctx context.Context, tx *sqlx.Tx) error
}

type reserveStep struct{}

func (reserveStep) perform(ctx context.Context, tx *sqlx.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE seats SET reserved = true")
	return err
}

type messageStep struct{ slack *slack.Client }

// perform has the transaction's handle: the message leaves it.
func (s messageStep) perform(ctx context.Context, tx *sqlx.Tx) error {
	var channel string
	if err := tx.GetContext(ctx, &channel, "SELECT channel FROM customers"); err != nil {
		return err
	}
	_, _, err := s.slack.PostMessageContext(ctx, channel) // want `mail sent inside a transaction`
	return err
}

// runSteps calls what may send or not; that one does is reported there.
func runSteps(ctx context.Context, db *sqlx.DB, steps []workflowStep) error {
	tx, err := db.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, step := range steps {
		if err := step.perform(ctx, tx); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// A timedTx adds timing to every query, and nothing else.
type timedTx struct {
	*sqlx.Tx
	log *slog.Logger
}

func (t timedTx) timed(ctx context.Context, query string) error {
	start := time.Now()
	_, err := t.ExecContext(ctx, query)
	t.log.InfoContext(ctx, "query", "took", time.Since(start))
	return err
}

func wrappedHandle(ctx context.Context, db *sqlx.DB, log *slog.Logger, api *slack.Client) error {
	tx, err := db.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	t := timedTx{tx, log}
	defer t.Rollback()
	if err := t.timed(ctx, "UPDATE seats SET reserved = true"); err != nil {
		return err
	}
	if _, _, err := api.PostMessage("seats"); err != nil { // want `mail sent inside a transaction`
		return err
	}
	return t.Commit()
}

func wrappedHandleCommitted(ctx context.Context, db *sqlx.DB, log *slog.Logger, api *slack.Client) error {
	tx, err := db.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	t := timedTx{tx, log}
	if err := t.timed(ctx, "UPDATE seats SET reserved = true"); err != nil {
		return errors.Join(err, t.Rollback())
	}
	if err := t.Commit(); err != nil {
		return fmt.Errorf("committing: %w", err)
	}
	_, _, err = api.PostMessage("seats")
	return err
}

// handler is what an RPC server calls; its transaction is hidden in two
// closures.
func handler(ctx context.Context, db *sqlx.DB, api *slack.Client) error {
	inTx := func(fn func(tx *sqlx.Tx) error) error {
		tx, err := db.BeginTxx(ctx, nil)
		if err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			return errors.Join(err, tx.Rollback())
		}
		return tx.Commit()
	}
	err := inTx(func(tx *sqlx.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE seats SET reserved = true"); err != nil {
			return err
		}
		_, _, err := api.PostMessage("seats") // want `mail sent inside a transaction`
		return err
	})
	if err != nil {
		return err
	}
	_, _, err = api.PostMessage("done")
	return err
}

// A lazyTx begins when the first query needs it.
type lazyTx struct {
	db *sql.DB
	tx *sql.Tx
}

func (l *lazyTx) get(ctx context.Context) (*sql.Tx, error) {
	if l.tx == nil {
		tx, err := l.db.BeginTx(ctx, nil)
		if err != nil {
			return nil, err
		}
		l.tx = tx
	}
	return l.tx, nil
}

func (l *lazyTx) commit() error {
	if l.tx == nil {
		return nil
	}
	return l.tx.Commit()
}

func lazily(ctx context.Context, l *lazyTx, api *slack.Client) error {
	tx, err := l.get(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE seats SET reserved = true"); err != nil {
		return err
	}
	if _, _, err := api.PostMessage("seats"); err != nil { // want `mail sent inside a transaction`
		return err
	}
	return l.commit()
}

func lazilyThenPost(ctx context.Context, l *lazyTx, api *slack.Client) error {
	tx, err := l.get(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE seats SET reserved = true"); err != nil {
		return err
	}
	if err := l.commit(); err != nil {
		return err
	}
	_, _, err = api.PostMessage("seats")
	return err
}
