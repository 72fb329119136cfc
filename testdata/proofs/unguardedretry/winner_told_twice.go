// Winners got their mail up to five times: the mail server had taken it, and its answer came too late.

package unguardedretry

import (
	"context"
	"database/sql"
	"errors"
	"net/smtp"
	"net/textproto"
	"time"

	"github.com/cenkalti/backoff/v4"
)

const noticeTables = `CREATE TABLE notices (winner TEXT PRIMARY KEY, body TEXT NOT NULL);`

// Winners tells people what they have won.
type Winners struct {
	db   *sql.DB
	addr string
}

// Mail tries again after any error.
func (w *Winners) Mail(to string) error {
	return backoff.Retry(func() error {
		return smtp.SendMail(w.addr, nil, "lottery@example.com", []string{to}, []byte("You won.\r\n"))
	}, backoff.WithMaxRetries(backoff.NewConstantBackOff(time.Millisecond), 5))
}

// MailIfRefused tries again when the server says that it didn't take the mail.
func (w *Winners) MailIfRefused(to string) error {
	return backoff.Retry(func() error {
		err := smtp.SendMail(w.addr, nil, "lottery@example.com", []string{to}, []byte("You won.\r\n"))
		var refused *textproto.Error
		if err != nil && !errors.As(err, &refused) {
			return backoff.Permanent(err)
		}
		return err
	}, backoff.WithMaxRetries(backoff.NewConstantBackOff(time.Millisecond), 5))
}

// Note leaves the mail to a job that knows what it has sent.
func (w *Winners) Note(ctx context.Context, to string) error {
	return backoff.Retry(func() error {
		_, err := w.db.ExecContext(ctx, `INSERT INTO notices (winner, body) VALUES ($1, $2) ON CONFLICT DO NOTHING`, to, "You won.")
		return err
	}, backoff.WithMaxRetries(backoff.NewConstantBackOff(time.Millisecond), 5))
}
