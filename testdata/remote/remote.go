// Package remote has functions that go over the network, or don't; the wants
// are facts. "!" says that it is done on every way to a return without an error,
// "?" that only the signature says so.
package remote

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net/http"
	"os"

	"github.com/hibiken/asynq"
	"golang.org/x/sync/errgroup"

	"github.com/datavet/datavet/testdata/wrappers/grpcgen"
)

type store struct {
	db    *sql.DB
	jobs  *asynq.Client
	cache map[int64]string
}

func (s *store) name(ctx context.Context, id int64) (name string, err error) { // want name:"^query!$"
	err = s.db.QueryRowContext(ctx, "SELECT name FROM users WHERE id = ?", id).Scan(&name)
	return name, err
}

func (s *store) cached(ctx context.Context, id int64) (string, error) { // want cached:"^query$"
	if name, ok := s.cache[id]; ok {
		return name, nil
	}
	return s.name(ctx, id)
}

func (s *store) checked(ctx context.Context, id int64) (string, error) { // want checked:"^query!$"
	if id == 0 {
		return "", errors.New("no id")
	}
	name, err := s.name(ctx, id)
	if err != nil {
		return "", err
	}
	return name, nil
}

func (s *store) names(ctx context.Context, ids []int64) error { // want names:"^query$"
	for _, id := range ids {
		if _, err := s.name(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

func (s *store) ping(ctx context.Context, name string) error { // want ping:"^exec! enqueue!$"
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE users SET pinged = 1 WHERE name = ?", name); err != nil {
			return err
		}
		_, err := s.jobs.EnqueueContext(ctx, asynq.NewTask("ping", nil))
		return err
	})
}

func (s *store) inTx(ctx context.Context, fn func(*sql.Tx) error) error { // want inTx:"^exec!$"
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *store) later(ctx context.Context) {
	go s.name(ctx, 1)
}

func (s *store) group(ctx context.Context) error { // want group:"^query$"
	var g errgroup.Group
	g.Go(func() error {
		_, err := s.name(ctx, 1)
		return err
	})
	return g.Wait()
}

func (s *store) byValue(ctx context.Context) error { // want byValue:"^query!$"
	ask := s.name
	_, err := ask(ctx, 1)
	return err
}

func (s *store) atEnd(ctx context.Context) error { // want atEnd:"^query!$"
	defer s.name(ctx, 1)
	return nil
}

func clean(path string) error { return os.Remove(path) }

func send(ctx context.Context, method, url string, body io.Reader) error { // want send:"^fetch!$"
	req, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func download(ctx context.Context) error { // want download:"^fetch!$"
	return send(ctx, http.MethodGet, "https://example.com", nil)
}

func upload(ctx context.Context, body io.Reader) error { // want upload:"^call!$"
	return send(ctx, http.MethodPut, "https://example.com", body)
}

// A notifier is implemented twice.
type notifier interface {
	notify(ctx context.Context, text string) error // want notify:"^call!$"
	watch(ctx context.Context) error               // want watch:"^fetch\\?$"
}

type webhook struct{ url string }

func (w webhook) notify(ctx context.Context, text string) error { // want notify:"^call!$"
	resp, err := http.Post(w.url, "text/plain", nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (w webhook) watch(ctx context.Context) error { return download(ctx) } // want watch:"^fetch!$"

type gateway struct{ url string }

func (g gateway) notify(ctx context.Context, text string) error { return upload(ctx, nil) } // want notify:"^call!$"

func (g gateway) watch(context.Context) error { return nil }

func tell(ctx context.Context, n notifier) error { return n.notify(ctx, "hello") } // want tell:"^call!$"

func tellAll(ctx context.Context, ns []notifier) { // want tellAll:"^call$"
	for _, n := range ns {
		_ = n.notify(ctx, "hello")
	}
}

// A catalog has no implementation in sight.
type catalog interface {
	Find(ctx context.Context, name string) (int64, error) // want Find:"^call\\?$"
	Count(ctx context.Context, limit int) (int64, error)
	Name() string
}

func lookUp(ctx context.Context, c catalog) (int64, error) { // want lookUp:"^call\\?$"
	if n, err := c.Count(ctx, 1); n == 0 || err != nil {
		return n, err
	}
	return c.Find(ctx, c.Name())
}

//datavet:calls
func declared() error { return nil } // want declared:"^call!$"

//datavet:no-effect only asks
func silenced(ctx context.Context, s *store) error { return s.ping(ctx, "") }

// A warehouse has no implementation in sight, but what its methods return comes
// from a database.
type warehouse interface {
	Exec(query string, args ...any) (sql.Result, error) // want Exec:"^exec!$"
	Exists(name string) (bool, error)
}

func backfill(w warehouse) error { // want backfill:"^exec!$"
	_, err := w.Exec("UPDATE users SET pinged = 0 WHERE pinged IS NULL")
	return err
}

func threeTimes(ctx context.Context, s *store) error { // want threeTimes:"^query!$"
	var err error
	for i := 0; i < 3; i++ {
		if _, err = s.name(ctx, 1); err == nil {
			break
		}
	}
	return err
}

// A finder is implemented by a store and by what caches one.
type finder interface {
	find(ctx context.Context, id int64) (string, error) // want find:"^query$"
}

func (s *store) find(ctx context.Context, id int64) (string, error) { return s.name(ctx, id) } // want find:"^query!$"

type cachedFinder struct {
	finder
	cache map[int64]string
}

func (c cachedFinder) find(ctx context.Context, id int64) (string, error) { // want find:"^query$"
	if name, ok := c.cache[id]; ok {
		return name, nil
	}
	return c.finder.find(ctx, id)
}

// A sink is a table, or a service.
type sink interface {
	put(ctx context.Context, name string) error // want put:"^put$"
}

type table struct{ db *sql.DB }

func (t table) put(ctx context.Context, name string) error { // want put:"^exec!$"
	_, err := t.db.ExecContext(ctx, "INSERT INTO names VALUES (?)", name)
	return err
}

type service struct{}

func (service) put(ctx context.Context, name string) error { return upload(ctx, nil) } // want put:"^call!$"

// A charger is what a generated client's wrapper implements elsewhere.
type charger interface {
	Charge(context.Context, *grpcgen.ChargeRequest) (*grpcgen.ChargeReply, error)  // want Charge:"^call!$"
	GetCharge(context.Context, *grpcgen.ChargeReply) (*grpcgen.ChargeReply, error) // want GetCharge:"^fetch!$"
}

// A channel of requests, each with one for its answer.
type pipe struct {
	requests chan request
	names    map[string]int64
}

type request struct {
	name   string
	answer chan int64
}

// ask leaves it to another goroutine.
func (p *pipe) ask(ctx context.Context, name string) (int64, error) { // want ask:"^call\\?$"
	r := request{name, make(chan int64, 1)}
	select {
	case p.requests <- r:
		return 0, nil
	default:
		return 0, ctx.Err()
	}
}

func (p *pipe) askFor(ctx context.Context, name string) (int64, error) { return p.ask(ctx, name) } // want askFor:"^call\\?$"

// known does it itself.
func (p *pipe) known(ctx context.Context, name string) (int64, error) {
	return p.names[name], ctx.Err()
}
