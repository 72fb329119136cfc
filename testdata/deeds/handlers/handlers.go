// Package handlers has job handlers, and values that are made once or for each
// attempt.
package handlers

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"strings"

	"github.com/gocraft/work"
	"github.com/google/uuid"
	"github.com/hibiken/asynq"
	"github.com/rabbitmq/amqp091-go"

	"github.com/datavet/datavet/testdata/deeds/desk"
	"github.com/datavet/datavet/testdata/deeds/handlers/queue"
)

type service struct {
	db   *sql.DB
	jobs *asynq.Client
}

func (s *service) setup(mux *asynq.ServeMux) {
	queue.Register(mux, "register", s.registered)
	own(mux, s.registeredByOwn)
	queue.Later(s.later)
	mux.HandleFunc("literal", func(ctx context.Context, task *asynq.Task) error { // want `handler`
		return s.called(ctx)
	})
}

func own(mux *asynq.ServeMux, f func(ctx context.Context) error) { // want own:`^plays \[1\]$`
	queue.Register(mux, "own", f)
}

func (s *service) registered(ctx context.Context) error { return desk.Mail("ada") } // want registered:`^mail$` `handler`

func (s *service) registeredByOwn(ctx context.Context) error { return nil } // want `handler`

func (s *service) later(ctx context.Context) error { return nil }

func (s *service) byType(ctx context.Context, task *asynq.Task) error { // want `handler`
	if err := s.logged(ctx); err != nil {
		log.Print(err)
	}
	return nil
}

func (s *service) ofGocraft(job *work.Job) error { return nil } // want `handler`

func (s *service) called(ctx context.Context) error { // want `handler`
	_, err := s.db.ExecContext(ctx, "DELETE FROM tallies")
	return err
}

func (s *service) logged(ctx context.Context) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM tallies")
	return err
}

// What it is given goes to a queue: it handles nothing.
func (s *service) enqueue(ctx context.Context, task *asynq.Task) error { // want enqueue:`^enqueue unless keyed by \[2\]$`
	_, err := s.jobs.EnqueueContext(ctx, task)
	return err
}

func (s *service) message(ctx context.Context, d amqp091.Delivery) { // want `handler`
	if err := s.called(ctx); err != nil {
		d.Nack(false, true)
		return
	}
	d.Ack(false)
}

func (s *service) messageOnce(ctx context.Context, d amqp091.Delivery) {
	if err := s.logged(ctx); err != nil {
		d.Nack(false, false)
		return
	}
	d.Ack(false)
}

func (s *service) withFreshID(ctx context.Context) error { // want withFreshID:`^insert on 0.db$`
	id := uuid.NewString() // want `fresh`
	_, err := s.db.ExecContext(ctx, "INSERT INTO bonuses (id, cents) VALUES ($1, 100)", id)
	return err
}

func (s *service) withFreshKey(ctx context.Context) error { // want withFreshKey:`^enqueue$`
	_, err := s.jobs.EnqueueContext(ctx, asynq.NewTask("it", nil), asynq.TaskID(uuid.NewString())) // want `fresh`
	return err
}

func (s *service) withFreshText(body string) error { // want withFreshText:`^call$`
	resp, err := http.Post("https://example.com", "text/plain", strings.NewReader(body+uuid.NewString())) // want `fresh`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (s *service) withText(body string) error { // want withText:`^call$`
	resp, err := http.Post("https://example.com", "text/plain", strings.NewReader(body))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
