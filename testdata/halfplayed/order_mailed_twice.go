// A job mailed the customer, then failed to note it, and ran again: the customer got five mails.

package halfplayed

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"net/smtp"
	"time"

	"github.com/hibiken/asynq"
)

type shop struct {
	db   *sql.DB
	jobs *asynq.Client
}

func mail(to, text string) error {
	return smtp.SendMail("mail:25", nil, "shop@example.com", []string{to}, []byte(text))
}

// mailLast does nothing after the mail.
func (s *shop) mailLast(ctx context.Context, task *asynq.Task) error {
	to := string(task.Payload())
	if _, err := s.db.ExecContext(ctx, "UPDATE orders SET state = 'sent' WHERE customer = $1", to); err != nil {
		return err
	}
	return mail(to, "sent")
}

// mailThenLog reports no failure after the mail.
func (s *shop) mailThenLog(ctx context.Context, task *asynq.Task) error {
	to := string(task.Payload())
	if err := mail(to, "sent"); err != nil {
		return err
	}
	if _, err := s.db.ExecContext(ctx, "UPDATE orders SET state = 'sent' WHERE customer = $1", to); err != nil {
		log.Print(err)
	}
	return nil
}

// mailThenGiveUp has the job not run again.
func (s *shop) mailThenGiveUp(ctx context.Context, task *asynq.Task) error {
	to := string(task.Payload())
	if err := mail(to, "sent"); err != nil {
		return err
	}
	if _, err := s.db.ExecContext(ctx, "UPDATE orders SET state = 'sent' WHERE customer = $1", to); err != nil {
		return fmt.Errorf("order of %s: %v: %w", to, err, asynq.SkipRetry)
	}
	return nil
}

// mailUnlessMailed looks at what it notes.
func (s *shop) mailUnlessMailed(ctx context.Context, task *asynq.Task) error {
	to := string(task.Payload())
	var mailed sql.NullTime
	if err := s.db.QueryRowContext(ctx, "SELECT mailed_at FROM orders WHERE customer = $1", to).Scan(&mailed); err != nil {
		return err
	}
	if !mailed.Valid {
		if err := mail(to, "sent"); err != nil {
			return err
		}
		if _, err := s.db.ExecContext(ctx, "UPDATE orders SET mailed_at = now() WHERE customer = $1", to); err != nil {
			return err
		}
	}
	_, err := s.db.ExecContext(ctx, "UPDATE orders SET state = 'sent' WHERE customer = $1", to)
	return err
}

type order struct {
	customer string
	state    string
	mailedAt *time.Time
}

func (s *shop) load(ctx context.Context, id string) (*order, error) {
	o := &order{}
	err := s.db.QueryRowContext(ctx, "SELECT customer, state, mailed_at FROM orders WHERE id = $1", id).Scan(&o.customer, &o.state, &o.mailedAt)
	return o, err
}

// mailOfLoaded looks at the field that it sets.
func (s *shop) mailOfLoaded(ctx context.Context, task *asynq.Task) error {
	id := string(task.Payload())
	o, err := s.load(ctx, id)
	if err != nil {
		return err
	}
	if o.mailedAt != nil {
		return nil
	}
	if err := mail(o.customer, "sent"); err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, "UPDATE orders SET mailed_at = now() WHERE id = $1", id)
	return err
}

// mailOfCancelled looks at another field than it sets.
func (s *shop) mailOfCancelled(ctx context.Context, task *asynq.Task) error {
	id := string(task.Payload())
	o, err := s.load(ctx, id)
	if err != nil {
		return err
	}
	if o.state == "cancelled" {
		return nil
	}
	if err := mail(o.customer, "sent"); err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, "UPDATE orders SET mailed_at = now() WHERE id = $1", id) // want `this may fail after a mail was sent: the job runs again`
	return err
}

// claimThenMail mails only who has the row.
func (s *shop) claimThenMail(ctx context.Context, task *asynq.Task) error {
	to := string(task.Payload())
	res, err := s.db.ExecContext(ctx, "UPDATE orders SET state = 'mailing' WHERE customer = $1 AND state = 'new'", to)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return err
	}
	if err := mail(to, "sent"); err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, "UPDATE orders SET state = 'sent' WHERE customer = $1", to)
	return err
}

// alert reports the failure itself.
func (s *shop) alert(ctx context.Context, task *asynq.Task) error {
	id := string(task.Payload())
	_, err := s.load(ctx, id)
	if err != nil {
		if err := mail("ops@example.com", err.Error()); err != nil {
			log.Print(err)
		}
		if _, err := s.db.ExecContext(ctx, "UPDATE orders SET state = 'stuck' WHERE id = $1", id); err != nil {
			return err
		}
		return err
	}
	return nil
}

// mailByHand is no job: who calls it sees what happened.
func (s *shop) mailByHand(ctx context.Context, to string) error {
	if err := mail(to, "sent"); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, "UPDATE orders SET state = 'sent' WHERE customer = $1", to)
	return err
}

func (s *shop) mailThenNote(ctx context.Context, task *asynq.Task) error {
	to := string(task.Payload())
	if err := mail(to, "sent"); err != nil {
		return err
	}
	if _, err := s.db.ExecContext(ctx, "UPDATE orders SET state = 'sent' WHERE customer = $1", to); err != nil { // want `this may fail after a mail was sent: the job runs again and does it twice; use an idempotency key, or a job for each step`
		return fmt.Errorf("order of %s: %w", to, err)
	}
	return nil
}

var errShop = errors.New("shop")

// mailThenNoteElse returns another error than it met.
func (s *shop) mailThenNoteElse(ctx context.Context, task *asynq.Task) (err error) {
	defer func() { log.Print(err) }()
	to := string(task.Payload())
	if err = mail(to, "sent"); err == nil {
		_, err = s.db.ExecContext(ctx, "UPDATE orders SET state = 'sent' WHERE customer = $1", to) // want `after a mail was sent`
	}
	if err != nil {
		log.Print(err)
		return errShop
	}
	return nil
}
