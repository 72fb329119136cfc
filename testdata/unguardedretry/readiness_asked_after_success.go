// A start-up check that was to be tried five times was made five times.

package unguardedretry

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"time"
)

type service struct {
	db   *sql.DB
	http *http.Client
	url  string
}

func (s *service) register(ctx context.Context) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO services (url) VALUES ($1)`, s.url)
	return err
}

// registerOnce leaves the loop when it succeeded.
func (s *service) registerOnce(ctx context.Context) (err error) {
	for range 5 {
		if err = s.register(ctx); err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	return err
}

// registerWhileFailing has it in the condition.
func (s *service) registerWhileFailing(ctx context.Context) error {
	err := s.register(ctx)
	for i := 0; i < 5 && err != nil; i++ {
		time.Sleep(time.Second)
		err = s.register(ctx)
	}
	return err
}

// registerUnlessDone has it in a flag.
func (s *service) registerUnlessDone(ctx context.Context) {
	done := false
	for i := 0; i < 5 && !done; i++ {
		if err := s.register(ctx); err != nil {
			time.Sleep(time.Second)
			continue
		}
		done = true
	}
}

// sample asks ten times on purpose: it waits after success, too.
func (s *service) sample() (up int) {
	for range 10 {
		resp, err := s.http.Get(s.url)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		resp.Body.Close()
		up++
	}
	return up
}

// heartbeat is sent every minute, and after a failure sooner.
func (s *service) heartbeat(ctx context.Context) {
	for ctx.Err() == nil {
		if err := s.register(ctx); err != nil {
			time.Sleep(time.Second)
			continue
		}
		time.Sleep(time.Minute)
	}
}

// registerAll is for each, in the same way.
func (s *service) registerAll(ctx context.Context, all []*service) {
	for _, each := range all {
		if err := each.register(ctx); err != nil {
			log.Print(err)
			time.Sleep(time.Second)
		}
	}
}

func (s *service) registerFiveTimes(ctx context.Context) (err error) {
	for i := 0; i < 5; i++ {
		err = s.register(ctx)
		if err != nil { // want `register is called again after it succeeded`
			log.Printf("attempt %d: %v", i, err)
			time.Sleep(time.Second)
		}
	}
	return err
}

func (s *service) registerFiveTimesOrContinue(ctx context.Context) {
	for range 5 {
		if err := s.register(ctx); err != nil { // want `register is called again after it succeeded`
			time.Sleep(time.Second)
			continue
		}
	}
}
