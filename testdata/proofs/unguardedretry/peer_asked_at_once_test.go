package unguardedretry

import (
	"context"
	"net"
	"net/http"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

// A service refuses connections until its outage is over, by the clock or after
// most attempts.
type service struct {
	back    time.Time
	most    int
	refused int
	served  int
	conns   chan net.Conn
}

// locks starts a service that is down for so long, and returns it and a client.
func locks(t *testing.T, outage time.Duration, most int) (*service, *Locks) {
	s := &service{back: time.Now().Add(outage), most: most, conns: make(chan net.Conn)}
	server := &http.Server{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { s.served++ })}
	go server.Serve(s)
	t.Cleanup(func() { server.Close() })
	transport := &http.Transport{DialContext: s.dial, DisableKeepAlives: true}
	return s, &Locks{&http.Client{Transport: transport}, "http://locks"}
}

func (s *service) dial(context.Context, string, string) (net.Conn, error) {
	if s.refused < s.most && time.Now().Before(s.back) {
		s.refused++
		return nil, syscall.ECONNREFUSED
	}
	client, server := net.Pipe()
	s.conns <- server
	return client, nil
}

func (s *service) Accept() (net.Conn, error) {
	if conn, ok := <-s.conns; ok {
		return conn, nil
	}
	return nil, net.ErrClosed
}

func (s *service) Close() error   { close(s.conns); return nil }
func (s *service) Addr() net.Addr { return &net.UnixAddr{} }

// TestOutage: the clock is synctest's, which goes on when everybody waits.
func TestOutage(t *testing.T) {
	const many = 1000
	for _, proof := range []struct {
		name     string
		outage   time.Duration
		release  func(ctx context.Context, l *Locks) error
		min, max int // attempts that are refused
		fails    bool
		waits    bool
	}{
		{name: "at once", outage: time.Minute, min: many, max: many,
			release: func(ctx context.Context, l *Locks) error { return l.ReleaseAtOnce(ctx, "a") }},
		{name: "repaired", outage: time.Minute, min: 5, max: 6, waits: true,
			release: func(ctx context.Context, l *Locks) error { return l.Release(ctx, "a") }},
		{name: "for ever", outage: 12 * time.Hour, min: 12 * 60, max: 12 * 60, waits: true,
			release: func(ctx context.Context, l *Locks) error { l.ReleaseForEver("a"); return nil }},
		{name: "repaired, for a day", outage: 24 * time.Hour, min: 10, max: 10, fails: true, waits: true,
			release: func(ctx context.Context, l *Locks) error { return l.Release(ctx, "a") }},
		{name: "burst", outage: time.Minute, min: 10, max: 10, fails: true,
			release: func(ctx context.Context, l *Locks) error { return l.ReleaseInABurst(ctx, "a") }},
	} {
		t.Run(proof.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, l := locks(t, proof.outage, many)
				begin := time.Now()
				if err := proof.release(t.Context(), l); (err != nil) != proof.fails {
					t.Errorf("error %v", err)
				}
				if s.refused < proof.min || s.refused > proof.max {
					t.Errorf("%d attempts, want %d to %d", s.refused, proof.min, proof.max)
				}
				if waited := time.Since(begin); (waited > 0) != proof.waits {
					t.Errorf("waited %v", waited)
				}
			})
		})
	}

	report := vet.Run(t, "unguardedretry")
	report.Flags(t, "Locks.ReleaseAtOnce", "retried at once, without end")
	report.Flags(t, "Locks.ReleaseForEver", "retried for ever")
	report.Flags(t, "Locks.ReleaseInABurst", "retried at once when release fails")
	report.Silent(t, "Locks.Release")
}

func TestReleases(t *testing.T) {
	for _, proof := range []struct {
		name    string
		release func(ctx context.Context, l *Locks) error
		served  int
	}{
		{"five times", func(ctx context.Context, l *Locks) error { return l.ReleaseFiveTimes(ctx, "a") }, 5},
		{"repaired", func(ctx context.Context, l *Locks) error { return l.ReleaseInFive(ctx, "a") }, 1},
	} {
		synctest.Test(t, func(t *testing.T) {
			s, l := locks(t, 0, 0)
			if err := proof.release(t.Context(), l); err != nil {
				t.Error(err)
			}
			if s.served != proof.served {
				t.Errorf("%s: released %d times, want %d", proof.name, s.served, proof.served)
			}
		})
	}

	report := vet.Run(t, "unguardedretry")
	report.Flags(t, "Locks.ReleaseFiveTimes", "release is called again after it succeeded")
	report.Silent(t, "Locks.ReleaseInFive")
}

func TestPasswords(t *testing.T) {
	const many = 1000
	for _, proof := range []struct {
		name    string
		check   func(ctx context.Context, p *Passwords) error
		refused int
	}{
		{"again", func(ctx context.Context, p *Passwords) error { return p.CheckAgain(ctx, "a") }, many},
		{"repaired", func(ctx context.Context, p *Passwords) error { return p.Check(ctx, "a") }, 1},
	} {
		synctest.Test(t, func(t *testing.T) {
			s, l := locks(t, time.Minute, many)
			p := &Passwords{l.Client, l.URL, map[string]int{}}
			if err := proof.check(t.Context(), p); err != nil {
				t.Error(err)
			}
			if s.refused != proof.refused {
				t.Errorf("%s: asked %d times, want %d", proof.name, s.refused, proof.refused)
			}
		})
	}

	report := vet.Run(t, "unguardedretry")
	report.Flags(t, "Passwords.CheckAgain", "CheckAgain calls itself")
	report.Silent(t, "Passwords.Check")
}
