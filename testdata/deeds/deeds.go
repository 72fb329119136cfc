// Package deeds has a function for each thing that does harm if it is done
// twice; the wants are facts.
package deeds

import (
	"bytes"
	"context"
	"database/sql"
	"io"
	"log"
	"net/http"
	"net/smtp"
	"time"

	"github.com/google/uuid"
	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"
)

type service struct {
	db    *sql.DB
	jobs  *asynq.Client
	redis *redis.Client
}

// Rows.

func (s *service) numbered(ctx context.Context) error { // want numbered:`^insert on 0.db$`
	_, err := s.db.ExecContext(ctx, "INSERT INTO vouchers (cents) VALUES (100)")
	return err
}

func (s *service) freshID(ctx context.Context) error { // want freshID:`^insert on 0.db$`
	_, err := s.db.ExecContext(ctx, "INSERT INTO bonuses (id, cents) VALUES ($1, 100)", uuid.New())
	return err
}

func (s *service) freshVariable(ctx context.Context) error { // want freshVariable:`^insert on 0.db$`
	id := uuid.NewString()
	_, err := s.db.ExecContext(ctx, "INSERT INTO bonuses (id, cents) VALUES ($1, 100)", id)
	return err
}

func (s *service) freshBySQL(ctx context.Context) error { // want freshBySQL:`^insert on 0.db$`
	_, err := s.db.ExecContext(ctx, "INSERT INTO bonuses (id, cents) VALUES (gen_random_uuid(), 100)")
	return err
}

func (s *service) givenID(ctx context.Context, id uuid.UUID) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO bonuses (id, cents) VALUES ($1, 100)", id)
	return err
}

func (s *service) onConflict(ctx context.Context) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO bonuses (id, cents) VALUES ($1, 100) ON CONFLICT DO NOTHING", uuid.New())
	return err
}

func (s *service) unique(ctx context.Context, voucher int64) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO stubs (voucher_id, cents) VALUES ($1, 100)", voucher)
	return err
}

// What keys that table has isn't known.
func (s *service) unknownTable(ctx context.Context) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO nowhere (cents) VALUES (100)")
	return err
}

func (s *service) countUp(ctx context.Context, id int64) error { // want countUp:`^count on 0.db$`
	_, err := s.db.ExecContext(ctx, "UPDATE tallies SET pieces = pieces + 1 WHERE id = $1", id)
	return err
}

func (s *service) countUpFrom(ctx context.Context, id, version int64) error {
	_, err := s.db.ExecContext(ctx, "UPDATE tallies SET pieces = pieces + 1, version = version + 1 WHERE id = $1 AND version = $2", id, version)
	return err
}

func (s *service) set(ctx context.Context, id int64) error {
	_, err := s.db.ExecContext(ctx, "UPDATE tallies SET pieces = 1 WHERE id = $1", id)
	return err
}

func (s *service) remove(ctx context.Context, id int64) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM tallies WHERE id = $1", id)
	return err
}

func (s *service) ignored(ctx context.Context) {
	s.db.ExecContext(ctx, "DELETE FROM tallies")
}

// Mails, messages, jobs.

func (s *service) mail(to string) error { // want mail:`^mail$`
	return smtp.SendMail("mail:25", nil, "shop@example.com", []string{to}, nil)
}

func (s *service) publish(ctx context.Context) error { // want publish:`^publish$`
	return s.redis.Publish(ctx, "it", "happened").Err()
}

func (s *service) enqueue(ctx context.Context) error { // want enqueue:`^enqueue$`
	_, err := s.jobs.EnqueueContext(ctx, asynq.NewTask("it", nil), asynq.Queue("low"))
	return err
}

func (s *service) enqueueOnce(ctx context.Context, id string) error {
	_, err := s.jobs.EnqueueContext(ctx, asynq.NewTask("it", nil), asynq.TaskID(id))
	return err
}

func (s *service) enqueueUnique(ctx context.Context) error {
	_, err := s.jobs.EnqueueContext(ctx, asynq.NewTask("it", nil, asynq.Unique(time.Hour)))
	return err
}

// A fresh id keeps nothing from being done twice.
func (s *service) enqueueFresh(ctx context.Context) error { // want enqueueFresh:`^enqueue$`
	_, err := s.jobs.EnqueueContext(ctx, asynq.NewTask("it", nil), asynq.TaskID(uuid.NewString()))
	return err
}

func (s *service) enqueueWith(ctx context.Context, opts ...asynq.Option) error { // want enqueueWith:`^enqueue unless keyed by \[2\]$`
	_, err := s.jobs.EnqueueContext(ctx, asynq.NewTask("it", nil), opts...)
	return err
}

func (s *service) enqueueGiven(ctx context.Context, task *asynq.Task) error { // want enqueueGiven:`^enqueue unless keyed by \[2\]$`
	_, err := s.jobs.EnqueueContext(ctx, task)
	return err
}

func taskOf(id string) *asynq.Task { return asynq.NewTask("it", nil, asynq.TaskID(id)) } // want taskOf:`^keyed$`

func (s *service) enqueueTaskOf(ctx context.Context, id string) error {
	return s.enqueueGiven(ctx, taskOf(id))
}

func (s *service) enqueueWithID(ctx context.Context, id string) error {
	return s.enqueueWith(ctx, asynq.TaskID(id))
}

func (s *service) enqueueWithQueue(ctx context.Context) error { // want enqueueWithQueue:`^enqueue$`
	return s.enqueueWith(ctx, asynq.Queue("low"))
}

// Calls.

func (s *service) post(body io.Reader) error { // want post:`^call$`
	resp, err := http.Post("https://example.com", "text/plain", body)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (s *service) get() error {
	resp, err := http.Get("https://example.com")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (s *service) request(ctx context.Context, method string, body []byte) error { // want request:`^call by verb 2$`
	req, err := http.NewRequestWithContext(ctx, method, "https://example.com", bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (s *service) put(ctx context.Context) error { return s.request(ctx, http.MethodPut, nil) }

func (s *service) postRequest(ctx context.Context) error { // want postRequest:`^call$`
	return s.request(ctx, http.MethodPost, nil)
}

func (s *service) postKeyed(ctx context.Context, key string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://example.com", nil)
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", key)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// What isn't the function's own doing.

func (s *service) inGoroutine(to string) {
	go s.mail(to)
}

func (s *service) report(err error) error {
	if err != nil {
		if mailErr := s.mail("ops@example.com"); mailErr != nil {
			log.Print(mailErr)
		}
		return err
	}
	return nil
}

func (s *service) mailUnlessSent(ctx context.Context, to string) error {
	var sent bool
	if err := s.db.QueryRowContext(ctx, "SELECT sent FROM letters WHERE to = $1", to).Scan(&sent); err != nil {
		return err
	}
	if sent {
		return nil
	}
	if err := s.mail(to); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, "UPDATE letters SET sent = true WHERE to = $1", to)
	return err
}
