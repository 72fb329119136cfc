// A game saved every ten seconds, by a timer that looked each second. The time
// since the last save was reset by the server's answer: when it came late, each
// second sent one more save, and the saves took the server down.

package refire

import (
	"bytes"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// A Game is saved while it is played.
type Game struct {
	mu      sync.Mutex
	elapsed int
	saved   time.Time
	saving  bool
	busy    atomic.Bool
	ticks   atomic.Int64
	state   []byte
	done    chan struct{}
}

func (g *Game) post() error {
	resp, err := http.Post("https://saves.example.com", "application/json", bytes.NewReader(g.state))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Near misses first.

// The fix: the count is passed once.
func (g *Game) saveAtTen() {
	for range time.Tick(time.Second) {
		g.elapsed++
		if g.elapsed == 10 {
			go func() {
				if g.post() == nil {
					g.elapsed = 0
				}
			}()
		}
	}
}

func (g *Game) saveEachTenth() {
	for range time.Tick(time.Second) {
		g.elapsed++
		if g.elapsed%10 == 0 {
			go func() {
				if g.post() == nil {
					g.elapsed = 0
				}
			}()
		}
	}
}

func (g *Game) resetBeforeSave() {
	for range time.Tick(time.Second) {
		g.elapsed++
		if g.elapsed > 10 {
			g.elapsed = 0
			go func() {
				_ = g.post()
			}()
		}
	}
}

func (g *Game) resetRightAfterStart() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for range ticker.C {
		if time.Since(g.saved) > 10*time.Second {
			go func() {
				if g.post() == nil {
					g.saved = time.Now()
				}
			}()
			g.saved = time.Now()
		}
	}
}

// The round waits for the answer: the ticker drops what it misses.
func (g *Game) saveInTheRound() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for range ticker.C {
		if time.Since(g.saved) > 10*time.Second {
			if g.post() == nil {
				g.saved = time.Now()
			}
		}
	}
}

func (g *Game) saveByFlag() {
	for range time.Tick(time.Second) {
		g.mu.Lock()
		due := !g.saving && time.Since(g.saved) > 10*time.Second
		if due {
			g.saving = true
		}
		g.mu.Unlock()
		if due {
			go func() {
				err := g.post()
				g.mu.Lock()
				defer g.mu.Unlock()
				g.saving = false
				if err == nil {
					g.saved = time.Now()
				}
			}()
		}
	}
}

func (g *Game) saveByExchange() {
	for range time.Tick(time.Second) {
		if time.Since(g.saved) > 10*time.Second && g.busy.CompareAndSwap(false, true) {
			go func() {
				defer g.busy.Store(false)
				if g.post() == nil {
					g.saved = time.Now()
				}
			}()
		}
	}
}

func (g *Game) saveIfUnlocked() {
	for range time.Tick(time.Second) {
		if time.Since(g.saved) > 10*time.Second {
			go func() {
				if !g.mu.TryLock() {
					return
				}
				defer g.mu.Unlock()
				if g.post() == nil {
					g.saved = time.Now()
				}
			}()
		}
	}
}

func (g *Game) saveAndWait() {
	for range time.Tick(time.Second) {
		if time.Since(g.saved) > 10*time.Second {
			go func() {
				if g.post() == nil {
					g.saved = time.Now()
				}
				g.done <- struct{}{}
			}()
			<-g.done
		}
	}
}

func (g *Game) saveOnce() {
	for range time.Tick(time.Second) {
		if time.Since(g.saved) > 10*time.Second {
			go func() {
				if g.post() == nil {
					g.saved = time.Now()
				}
			}()
			return
		}
	}
}

// looksAgain: who gets the lock second finds that it has been done.
func (g *Game) looksAgain() {
	for range time.Tick(time.Second) {
		if time.Since(g.saved) > 10*time.Second {
			go func() {
				g.mu.Lock()
				defer g.mu.Unlock()
				if time.Since(g.saved) <= 10*time.Second {
					return
				}
				if g.post() == nil {
					g.saved = time.Now()
				}
			}()
		}
	}
}

// Hazards.

func (g *Game) saveWhenAnswered() {
	for range time.Tick(time.Second) {
		g.elapsed++
		if g.elapsed > 10 { // want `elapsed is reset only after http.Post: until then each round starts it again`
			go func() {
				if g.post() == nil {
					g.elapsed = 0
				}
			}()
		}
	}
}

func (g *Game) saveSinceAnswered() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-g.done:
			return
		case now := <-ticker.C:
			if now.Sub(g.saved) >= 10*time.Second { // want `saved is set only after http.Post`
				go g.save()
			}
		}
	}
}

func (g *Game) save() {
	if g.post() != nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.saved = time.Now()
}

func (g *Game) saveAtomically() {
	for {
		time.Sleep(time.Second)
		if g.ticks.Add(1) >= 10 { // want `ticks is reset only after http.Post`
			go func() {
				defer g.ticks.Store(0)
				_ = g.post()
			}()
		}
	}
}

func saveLocally(g *Game) {
	last := time.Now()
	for range time.Tick(time.Second) {
		if time.Now().After(last.Add(10 * time.Second)) { // want `last is set only after http.Post`
			go func() {
				if g.post() == nil {
					last = time.Now()
				}
			}()
		}
	}
}

func (g *Game) due(now time.Time) bool {
	if g.state == nil {
		return false
	}
	return now.Sub(g.saved) > 10*time.Second // want `saved is set only after http.Post`
}

func (g *Game) saveWhenDue() {
	for range time.Tick(time.Second) {
		if !g.due(time.Now()) {
			continue
		}
		go g.save()
	}
}

// The round itself may take long, and another begins all the same.
func (g *Game) saveInRoundsOfTheirOwn() {
	for range time.Tick(time.Second) {
		go func() {
			if time.Since(g.saved) > 10*time.Second { // want `saved is set only after http.Post`
				if g.post() == nil {
					g.saved = time.Now()
				}
			}
		}()
	}
}

func (g *Game) rearm() {
	time.AfterFunc(time.Second, func() {
		if time.Since(g.saved) > 10*time.Second { // want `saved is set only after http.Post`
			go g.save()
		}
		g.rearm()
	})
}
