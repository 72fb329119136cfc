// A node asked its peers for hashes when enough had gathered, and at each tick.
// Only the peer's answer took them off the list: every hash that came while the
// batch was under way sent the whole batch again.

package refire

import (
	"context"
	"errors"
	"sync"
	"time"
)

// A Network sends a request and hands the answer to a function.
type Network interface {
	SendRequest(ctx context.Context, hashes []string, answer func(hashes []string), fail func(err error)) error
}

// A Fetcher gathers what is asked for.
type Fetcher struct {
	net      Network
	wanted   chan string
	stop     chan struct{}
	ticker   *time.Ticker
	mu       sync.Mutex
	active   map[string]bool
	pending  map[string]bool
	queue    []string
	inFlight map[string]bool
}

var errStopped = errors.New("stopped")

// Near misses first.

// The fix: what is under way is kept apart.
func (f *Fetcher) moveBeforeSend() {
	for {
		select {
		case hash := <-f.wanted:
			f.mu.Lock()
			f.active[hash] = true
			n := len(f.active)
			f.mu.Unlock()
			if n > 20 {
				go f.requestPending()
			}
		case <-f.ticker.C:
			go f.requestPending()
		case <-f.stop:
			return
		}
	}
}

func (f *Fetcher) requestPending() {
	var batch []string
	f.mu.Lock()
	for hash := range f.active {
		batch = append(batch, hash)
		f.pending[hash] = true
	}
	f.active = map[string]bool{}
	f.mu.Unlock()
	_ = f.net.SendRequest(context.Background(), batch, f.received, f.failed)
}

func (f *Fetcher) failed(error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.active, f.pending = f.pending, map[string]bool{}
}

// The batch is emptied by the statement after the send.
func (f *Fetcher) sendAndEmpty(send func([]string)) {
	timer := time.NewTimer(time.Second)
	for {
		select {
		case hash := <-f.wanted:
			f.queue = append(f.queue, hash)
			if len(f.queue) >= 20 {
				go send(f.queue)
				f.queue = nil
			}
		case <-timer.C:
			timer.Reset(time.Second)
		}
	}
}

// Each hash goes on its own, and once.
func (f *Fetcher) sendEach() {
	for range f.ticker.C {
		if len(f.queue) > 0 {
			for _, hash := range f.queue {
				if f.inFlight[hash] {
					continue
				}
				f.inFlight[hash] = true
				go f.request(hash)
			}
		}
	}
}

func (f *Fetcher) request(hash string) {
	_ = f.net.SendRequest(context.Background(), []string{hash}, func(hashes []string) {
		f.queue = f.queue[len(hashes):]
	}, nil)
}

func (f *Fetcher) forward() {
	for {
		select {
		case hash := <-f.wanted:
			f.queue = append(f.queue, hash)
			if len(f.queue) > 20 {
				go f.request(hash) // another hash each time
			}
		case <-f.ticker.C:
		}
	}
}

// Hazards.

func (f *Fetcher) loop() {
	for {
		select {
		case hash := <-f.wanted:
			f.mu.Lock()
			f.active[hash] = true
			n := len(f.active)
			f.mu.Unlock()
			if n > 20 { // want `active is emptied only after SendRequest: until then each round starts it again`
				go f.requestActive()
			}
		case <-f.ticker.C:
			go f.requestActive()
		case <-f.stop:
			return
		}
	}
}

func (f *Fetcher) requestActive() {
	var batch []string
	f.mu.Lock()
	for hash := range f.active {
		batch = append(batch, hash)
	}
	f.mu.Unlock()
	if err := f.net.SendRequest(context.Background(), batch, f.received, nil); err != nil {
		f.received(nil)
	}
}

func (f *Fetcher) received(hashes []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, hash := range hashes {
		delete(f.active, hash)
		delete(f.pending, hash)
	}
}
