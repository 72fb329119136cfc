// What the fixes make of heartbeats whose interval the answer reset.

package fixed

import (
	"net/http"
	"sync"
	"time"
)

type Agent struct {
	mu     sync.Mutex
	missed int
	sent   time.Time
}

func beat() error {
	resp, err := http.Post("https://hub.example.com/beat", "text/plain", nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (a *Agent) run() {
	for range time.Tick(time.Second) {
		if time.Since(a.sent) > time.Minute { // want `sent is set only after http.Post`
			go func() {
				if beat() == nil {
					a.sent = time.Now()
				}
			}()
		}
	}
}

func (a *Agent) count() {
	for range time.Tick(time.Second) {
		a.missed++
		if a.missed >= 60 { // want `missed is reset only after http.Post`
			go func() {
				_ = beat()
				a.missed = 0
			}()
		}
	}
}

func local() {
	last := time.Now()
	for range time.Tick(time.Second) {
		if now := time.Now(); now.Sub(last) > time.Minute { // want `last is set only after http.Post`
			go func() {
				defer func() { last = time.Now() }()
				_ = beat()
			}()
		}
	}
}

// No fix: what it is to be is known in the goroutine.
func byAnswer() {
	last := time.Now()
	for range time.Tick(time.Second) {
		if time.Since(last) > time.Minute { // want `last is set only after http.Post`
			go func() {
				_ = beat()
				done := time.Now()
				last = done
			}()
		}
	}
}

// No fix: the lock would have to be held.
func (a *Agent) locked() {
	for range time.Tick(time.Second) {
		a.mu.Lock()
		due := time.Since(a.sent) > time.Minute // want `sent is set only after http.Post`
		a.mu.Unlock()
		if due {
			go func() {
				_ = beat()
				a.mu.Lock()
				a.sent = time.Now()
				a.mu.Unlock()
			}()
		}
	}
}

// No fix: another function does it.
func (a *Agent) elsewhere() {
	for range time.Tick(time.Second) {
		if time.Since(a.sent) > time.Minute { // want `sent is set only after http.Post`
			go a.beat()
		}
	}
}

func (a *Agent) beat() {
	if beat() == nil {
		a.sent = time.Now()
	}
}
