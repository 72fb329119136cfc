// Package rounds has what is run again and again in time, and near misses. The
// facts and findings are those of pass loops.
package rounds

import (
	"context"
	"database/sql"
	"time"

	"github.com/robfig/cron/v3"
	"k8s.io/apimachinery/pkg/util/wait"

	"github.com/datavet/datavet/testdata/loops/rounds/clock"
	"github.com/datavet/datavet/testdata/loops/rounds/plain"
)

type server struct {
	db     *sql.DB
	ticker *time.Ticker
	timer  *time.Timer
	done   chan struct{}
}

func (s *server) work() error { return s.db.Ping() }

func work() {}

// Loops.

func byTick() { // want `cycle 1m0s`
	for range time.Tick(time.Minute) {
		work()
	}
}

func bySleep() { // want `cycle 2s`
	for {
		work()
		time.Sleep(2 * time.Second)
	}
}

func byAfter(d time.Duration) { // want `cycle$`
	for {
		<-time.After(d)
		work()
	}
}

func (s *server) start() { s.ticker = time.NewTicker(3 * time.Second) }

func (s *server) byField() { // want `cycle 3s`
	for {
		select {
		case <-s.done:
			return
		case <-s.ticker.C:
			work()
		}
	}
}

// The time's end ends the loop.
func untilTimeout(events chan int) {
	timeout := time.After(time.Minute)
	for {
		select {
		case <-events:
			work()
		case <-timeout:
			return
		}
	}
}

func onEvents(events chan int) {
	for range events {
		work()
	}
}

// Callbacks.

func given(ctx context.Context) {
	clock.Every(ctx, func(context.Context) error { return nil }) // want `callback 10s`
	clock.Apart(time.Second, apart)
	clock.Later(later)
	plain.Every(func() { work() }) // known miss: a helper in a package that uses no library
}

func apart() {} // want `callback overlap`

func later() {}

func through(ctx context.Context, f func(context.Context) error) { clock.Every(ctx, f) } // want through:`^ticks\(1\) 10s$`

func givenOn(ctx context.Context) {
	through(ctx, func(context.Context) error { return nil }) // want `callback 10s`
}

type job struct{}

func (job) Run() {} // want `callback overlap`

func byCron(c *cron.Cron) error {
	if _, err := c.AddJob("@hourly", job{}); err != nil {
		return err
	}
	_, err := c.AddFunc("@daily", func() { work() }) // want `callback overlap`
	return err
}

func byWait(stop chan struct{}) {
	wait.Until(func() { work() }, 5*time.Second, stop) // want `callback 5s`
}

func (s *server) watch() { s.timer = time.AfterFunc(4*time.Second, s.look) }

func (s *server) look() { // want `callback 4s`
	work()
	s.timer.Reset(4 * time.Second)
}

func (s *server) watchOnce() { s.timer = time.AfterFunc(4*time.Second, s.lookOnce) }

func (s *server) lookOnce() { work() }
