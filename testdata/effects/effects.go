// Package effects has a function for each effect.
package effects

import (
	"context"
	"database/sql"
	"io"
	"net/http"
	"net/smtp"
	"os"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"
)

type service struct {
	db    *sql.DB
	jobs  *asynq.Client
	redis *redis.Client
}

func (s *service) enqueue() error { // want enqueue:"^enqueue$"
	_, err := s.jobs.Enqueue(asynq.NewTask("it", nil))
	return err
}

func (s *service) publish(ctx context.Context) error { // want publish:"^publish$"
	return s.redis.Publish(ctx, "it", "happened").Err()
}

func (s *service) mail(to string) error { // want mail:"^mail$"
	return smtp.SendMail("mail:25", nil, "shop@example.com", []string{to}, nil)
}

func (s *service) call(body io.Reader) error { // want call:"^call$"
	resp, err := http.Post("https://example.com", "text/plain", body)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (s *service) remove(path string) error { return os.Remove(path) } // want remove:"^storage$"

func (s *service) query(ctx context.Context) (n int, err error) { // want query:"^query$"
	err = s.db.QueryRowContext(ctx, "SELECT 1").Scan(&n)
	return n, err
}

func (s *service) exec(ctx context.Context, tx *sql.Tx) error { // want exec:"^exec$"
	_, err := tx.ExecContext(ctx, "UPDATE n SET n = 1")
	return err
}

var other *sql.DB

func (s *service) all(ctx context.Context) error { // want all:"^enqueue exec publish query$"
	if _, err := s.db.ExecContext(ctx, "UPDATE n SET n = 2"); err != nil {
		return err
	}
	if _, err := other.QueryContext(ctx, "SELECT 1"); err != nil {
		return err
	}
	if _, err := s.query(ctx); err != nil {
		return err
	}
	if err := s.enqueue(); err != nil {
		return err
	}
	return s.publish(ctx)
}

// send changes something if its method does.
func send(method, url string) error { // want send:"^call$"
	req, err := http.NewRequest(method, url, nil)
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(req)
	return err
}

func get(url string) error { return send(http.MethodGet, url) }

func post(url string) error { return send(http.MethodPost, url) } // want post:"^call$"

func (s *service) odd(n int) error { // want odd:"^enqueue$"
	if n == 0 {
		return s.enqueue()
	}
	return s.even(n - 1)
}

func (s *service) even(n int) error { return s.odd(n) } // want even:"^enqueue$"

func (s *service) later() func() error { return s.enqueue }

func (s *service) laterClosure() func() error {
	return func() error { return s.enqueue() }
}

//datavet:mails
func (s *service) pigeon() {} // want pigeon:"^mail$"

//datavet:no-effect the worker waits for the row
func (s *service) patient() error { return s.enqueue() }

func claim(ctx context.Context, tx *sql.Tx) error { // want claim:"^query$"
	return tx.QueryRowContext(ctx, "SELECT 1 FROM jobs FOR UPDATE SKIP LOCKED").Err()
}

type notifier interface {
	notifyAll(ctx context.Context) error // want notifyAll:"^publish$"
	describe() string
}

func (s *service) notifyAll(ctx context.Context) error { return s.publish(ctx) } // want notifyAll:"^publish$"
func (s *service) describe() string                    { return "service" }

func throughInterface(ctx context.Context, n notifier) error { return n.notifyAll(ctx) } // want throughInterface:"^publish$"
