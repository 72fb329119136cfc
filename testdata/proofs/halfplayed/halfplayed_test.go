package halfplayed

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// message is what datavet says of every incident.
const message = "the job runs again and does it twice"

func TestOrder(t *testing.T) {
	for name, test := range map[string]struct {
		handler func(*Shop, context.Context, *asynq.Task) error
		charges int
	}{
		"ChargeThenShip":     {(*Shop).ChargeThenShip, 2},
		"ChargeOnceThenShip": {(*Shop).ChargeOnceThenShip, 1},
		"ChargeMarkThenShip": {(*Shop).ChargeMarkThenShip, 1},
	} {
		t.Run(name, func(t *testing.T) {
			shop, service := open(t)
			// Books come in after the first run has failed.
			shop.run(t, "7", 1, func() {
				if _, err := shop.db.Exec(`UPDATE stock SET pieces = 1`); err != nil {
					t.Error(err)
				}
			}, test.handler)
			if n := service.count("7"); n != test.charges {
				t.Errorf("the customer was charged %d times, want %d", n, test.charges)
			}
			if n := database.Int(t, shop.db, `SELECT pieces FROM stock`); n != 0 {
				t.Errorf("%d books are left, want 0", n)
			}
		})
	}

	report := vet.Run(t, "halfplayed")
	report.Flags(t, "Shop.ChargeThenShip", message)
	report.Silent(t, "Shop.ChargeOnceThenShip")
	report.Silent(t, "Shop.ChargeMarkThenShip")
}

func TestNewsletter(t *testing.T) {
	for name, test := range map[string]struct {
		handler func(*Shop, context.Context, *asynq.Task) error
		jobs    int
		mails   int
	}{
		"Newsletter":       {(*Shop).Newsletter, 1, 2},
		"NewsletterInJobs": {(*Shop).NewsletterInJobs, 4, 1},
	} {
		t.Run(name, func(t *testing.T) {
			shop, service := open(t)
			service.refuse("cyd")
			shop.run(t, "ada bob cyd", test.jobs, func() { service.refuse("") }, test.handler)
			for who, want := range map[string]int{"ada": test.mails, "bob": test.mails, "cyd": 1} {
				if n := service.count(who); n != want {
					t.Errorf("%s got %d mails, want %d", who, n, want)
				}
			}
		})
	}

	report := vet.Run(t, "halfplayed")
	report.Flags(t, "Shop.Newsletter", message)
	report.Silent(t, "Shop.NewsletterInJobs")
	report.Silent(t, "Shop.Mail")
}

func TestPayout(t *testing.T) {
	for name, test := range map[string]struct {
		handler func(*Shop, context.Context, *asynq.Task) error
		rows    int
	}{
		"Payout":     {(*Shop).Payout, 2},
		"PayoutOnce": {(*Shop).PayoutOnce, 1},
	} {
		t.Run(name, func(t *testing.T) {
			shop, service := open(t)
			service.refuse("7")
			shop.run(t, "7", 1, func() { service.refuse("") }, test.handler)
			if n := database.Int(t, shop.db, `SELECT count(*) FROM payouts`); n != test.rows {
				t.Errorf("%d payouts are booked, want %d", n, test.rows)
			}
		})
	}

	report := vet.Run(t, "halfplayed")
	report.Flags(t, "Shop.Payout", message)
	report.Silent(t, "Shop.PayoutOnce")
}

// open returns a shop, and the service that it asks.
func open(t *testing.T) (*Shop, *service) {
	t.Helper()
	addr := miniredis.RunT(t).Addr()
	service := &service{done: map[string]int{}, keys: map[string]bool{}}
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	return &Shop{
		db:     database.SQLite(t, schema),
		jobs:   asynq.NewClientFromRedisClient(redisClient(t, addr)),
		client: server.Client(),
		remote: server.URL,
		redis:  addr,
	}, service
}

func redisClient(t *testing.T, addr string) *redis.Client {
	t.Helper()
	client := redis.NewClient(&redis.Options{Addr: addr, DisableIdentity: true})
	t.Cleanup(func() { client.Close() })
	return client
}

// run enqueues a job and has the queue run it, and those that it enqueues, until
// jobs of them have succeeded; mend is called when one has failed for the first
// time.
func (s *Shop) run(t *testing.T, payload string, jobs int, mend func(), handler func(*Shop, context.Context, *asynq.Task) error) {
	t.Helper()
	succeeded := make(chan struct{}, 10)
	note := func(handler func(*Shop, context.Context, *asynq.Task) error) asynq.HandlerFunc {
		var once sync.Once
		return func(ctx context.Context, task *asynq.Task) error {
			err := handler(s, ctx, task)
			if err != nil {
				once.Do(mend)
				return err
			}
			succeeded <- struct{}{}
			return nil
		}
	}
	mux := asynq.NewServeMux()
	mux.Handle("job", note(handler))
	mux.Handle("mail", note((*Shop).Mail))
	server := asynq.NewServerFromRedisClient(redisClient(t, s.redis), asynq.Config{
		Concurrency:              1,
		DelayedTaskCheckInterval: 10 * time.Millisecond,
		LogLevel:                 asynq.FatalLevel,
		RetryDelayFunc:           func(int, error, *asynq.Task) time.Duration { return 0 },
		TaskCheckInterval:        10 * time.Millisecond,
	})
	if err := server.Start(mux); err != nil {
		t.Fatal(err)
	}
	defer server.Shutdown()
	if _, err := s.jobs.Enqueue(asynq.NewTask("job", []byte(payload))); err != nil {
		t.Fatal(err)
	}
	for range jobs {
		<-succeeded
	}
}

// A service does what it is asked for, once for each idempotency key.
type service struct {
	mu      sync.Mutex
	refused string
	done    map[string]int
	keys    map[string]bool
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	who, key := r.FormValue("who"), r.Header.Get("Idempotency-Key")
	switch {
	case who == s.refused:
		http.Error(w, "refused", http.StatusServiceUnavailable)
	case key == "" || !s.keys[key]:
		s.keys[key] = true
		s.done[who]++
	}
}

// refuse has the service be down for somebody.
func (s *service) refuse(who string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refused = who
}

// count returns how often something was done for somebody.
func (s *service) count(who string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.done[who]
}
