package refire

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// A slowServer answers nothing until it is released.
type slowServer struct {
	*httptest.Server
	arrived  chan string
	released chan struct{}
}

func newSlowServer(t *testing.T) *slowServer {
	s := &slowServer{arrived: make(chan string, 100), released: make(chan struct{})}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.arrived <- string(body)
		<-s.released
	}))
	t.Cleanup(s.Close)
	return s
}

// calls are the bodies of the requests that loop makes in the rounds while none
// is answered. It waits for want of them, so that none is missed, and then for
// those that came besides.
func (s *slowServer) calls(t *testing.T, loop func(ticks <-chan time.Time), rounds, want int) []string {
	ticks := make(chan time.Time)
	var running sync.WaitGroup
	running.Go(func() { loop(ticks) })
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range rounds {
		ticks <- start.Add(time.Duration(i) * time.Second)
	}
	close(ticks)
	running.Wait()
	var bodies []string
	for range want {
		select {
		case body := <-s.arrived:
			bodies = append(bodies, body)
		case <-t.Context().Done():
			t.Fatal("too few calls")
		}
	}
	close(s.released)
	s.Close() // waits for the requests that have come
	close(s.arrived)
	for body := range s.arrived {
		bodies = append(bodies, body)
	}
	return bodies
}

// TestSaved: fifteen seconds without an answer.
func TestSaved(t *testing.T) {
	for _, proof := range []struct {
		name string
		save func(c *Client, seconds <-chan time.Time)
		want int
	}{
		{"SaveUntilAnswered", (*Client).SaveUntilAnswered, 5},
		{"SaveSinceAnswer", (*Client).SaveSinceAnswer, 15},
		{"SaveOnce", (*Client).SaveOnce, 1},
		{"SaveAfterReset", (*Client).SaveAfterReset, 1},
		{"SaveInFlight", (*Client).SaveInFlight, 1},
	} {
		t.Run(proof.name, func(t *testing.T) {
			server := newSlowServer(t)
			c := &Client{url: server.URL}
			bodies := server.calls(t, func(seconds <-chan time.Time) { proof.save(c, seconds) }, 15, proof.want)
			if len(bodies) != proof.want {
				t.Errorf("%d calls, want %d", len(bodies), proof.want)
			}
			report := vet.Run(t, "refire")
			if proof.want > 1 {
				report.Flags(t, "Client."+proof.name, "only after http.Post")
			} else {
				report.Silent(t, "Client."+proof.name)
			}
		})
	}
}

// TestAsked: four ticks without an answer.
func TestAsked(t *testing.T) {
	for _, proof := range []struct {
		name string
		ask  func(f *Fetcher, ticks <-chan time.Time)
		want []string
	}{
		{"AskUntilAnswered", (*Fetcher).AskUntilAnswered, []string{"a\nb\nc", "a\nb\nc", "a\nb\nc", "a\nb\nc"}},
		{"AskOnce", (*Fetcher).AskOnce, []string{"a\nb\nc"}},
	} {
		t.Run(proof.name, func(t *testing.T) {
			server := newSlowServer(t)
			f := &Fetcher{url: server.URL, pending: map[string]bool{}}
			for _, hash := range []string{"a", "b", "c"} {
				f.Want(hash)
			}
			bodies := server.calls(t, func(ticks <-chan time.Time) { proof.ask(f, ticks) }, 4, len(proof.want))
			if !slices.Equal(bodies, proof.want) {
				t.Errorf("asked for %q, want %q", bodies, proof.want)
			}
			report := vet.Run(t, "refire")
			if len(proof.want) > 1 {
				report.Flags(t, "Fetcher."+proof.name, "pending is emptied only after http.Post")
			} else {
				report.Silent(t, "Fetcher."+proof.name)
			}
		})
	}
}
