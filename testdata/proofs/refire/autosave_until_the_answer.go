// A client saved every ten seconds, by a timer that looked each second. The time
// since the last save was reset by the answer: when it came late, each second
// sent one more save.

package refire

import (
	"bytes"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// A Client saves its state.
type Client struct {
	url   string
	state []byte

	mu      sync.Mutex
	elapsed int

	inFlight atomic.Bool
	saved    time.Time
}

func (c *Client) post() error {
	resp, err := http.Post(c.url, "application/json", bytes.NewReader(c.state))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// tick returns how many seconds have passed since the last reset.
func (c *Client) tick() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.elapsed++
	return c.elapsed
}

func (c *Client) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.elapsed = 0
}

// SaveUntilAnswered compares by >.
func (c *Client) SaveUntilAnswered(seconds <-chan time.Time) {
	for range seconds {
		if c.tick() > 10 {
			go func() {
				if err := c.post(); err == nil {
					c.reset()
				}
			}()
		}
	}
}

// SaveOnce compares by ==.
func (c *Client) SaveOnce(seconds <-chan time.Time) {
	for range seconds {
		if c.tick() == 10 {
			go func() {
				if err := c.post(); err == nil {
					c.reset()
				}
			}()
		}
	}
}

// SaveAfterReset counts from the call, not from the answer.
func (c *Client) SaveAfterReset(seconds <-chan time.Time) {
	for range seconds {
		if c.tick() > 10 {
			c.reset()
			go c.post()
		}
	}
}

// SaveSinceAnswer looks at the clock instead of counting.
func (c *Client) SaveSinceAnswer(seconds <-chan time.Time) {
	for now := range seconds {
		c.mu.Lock()
		due := now.Sub(c.saved) > 10*time.Second
		c.mu.Unlock()
		if due {
			go func() {
				if err := c.post(); err == nil {
					c.mu.Lock()
					defer c.mu.Unlock()
					c.saved = now
				}
			}()
		}
	}
}

// SaveInFlight leaves the time to the answer and marks the call.
func (c *Client) SaveInFlight(seconds <-chan time.Time) {
	for now := range seconds {
		c.mu.Lock()
		due := now.Sub(c.saved) > 10*time.Second
		c.mu.Unlock()
		if due && c.inFlight.CompareAndSwap(false, true) {
			go func() {
				defer c.inFlight.Store(false)
				if err := c.post(); err == nil {
					c.mu.Lock()
					defer c.mu.Unlock()
					c.saved = now
				}
			}()
		}
	}
}
