// Blocks wait in a cache until they are old enough to be uploaded. A scan queued
// those that were, and the uploader took a block off the list when it had been
// uploaded: until then each scan queued it once more.

package refire

import (
	"bytes"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

type block struct {
	key       string
	data      []byte
	since     time.Time
	uploading bool
	claimed   atomic.Bool
}

// A Cache uploads blocks with a delay.
type Cache struct {
	mu      sync.Mutex
	delayed map[string]*block
	once    chan *block
	uploads chan *block
	wake    chan struct{}
}

// NewCache has uploaders that share a queue.
func NewCache() *Cache {
	c := &Cache{
		delayed: map[string]*block{},
		uploads: make(chan *block, 100),
		once:    make(chan *block),
		wake:    make(chan struct{}, 1),
	}
	for range 4 {
		go c.uploader()
	}
	go c.onlyUploader()
	go c.wokenUploader()
	return c
}

func (c *Cache) upload(b *block) {
	resp, err := http.Post("https://blocks.example.com/"+b.key, "application/octet-stream", bytes.NewReader(b.data))
	if err != nil {
		return
	}
	_ = resp.Body.Close()
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.delayed, b.key)
}

func (c *Cache) uploader() {
	for b := range c.uploads {
		c.upload(b)
	}
}

func (c *Cache) onlyUploader() {
	for b := range c.once {
		c.upload(b)
	}
}

func (c *Cache) wokenUploader() {
	for range c.wake {
		for _, b := range c.delayed {
			c.upload(b)
		}
	}
}

// Near misses first.

func (c *Cache) claimAndQueue() {
	for range time.Tick(time.Minute) {
		for _, b := range c.delayed {
			if time.Since(b.since) > time.Hour && b.claimed.CompareAndSwap(false, true) {
				c.uploads <- b
			}
		}
	}
}

func (c *Cache) markAndQueue() {
	for range time.Tick(time.Minute) {
		c.mu.Lock()
		for _, b := range c.delayed {
			if !b.uploading && time.Since(b.since) > time.Hour {
				b.uploading = true
				c.uploads <- b
			}
		}
		c.mu.Unlock()
	}
}

func (c *Cache) removeAndQueue() {
	for range time.Tick(time.Minute) {
		for key, b := range c.delayed {
			if time.Since(b.since) > time.Hour {
				delete(c.delayed, key)
				c.uploads <- b
			}
		}
	}
}

// The round waits until the uploader is free.
func (c *Cache) handOver() {
	for range time.Tick(time.Minute) {
		for _, b := range c.delayed {
			if time.Since(b.since) > time.Hour {
				c.once <- b
			}
		}
	}
}

// Who is woken twice has nothing to do.
func (c *Cache) wakeUploader() {
	for range time.Tick(time.Minute) {
		if len(c.delayed) > 10 {
			select {
			case c.wake <- struct{}{}:
			default:
			}
		}
	}
}

// Hazards.

func (c *Cache) scan() {
	cutoff := time.Now().Add(-time.Hour)
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, b := range c.delayed {
		if b.since.Before(cutoff) { // want `since is set only after http.Post`
			c.uploads <- b
		}
	}
}

func (c *Cache) scanEachMinute() {
	for {
		time.Sleep(time.Minute)
		c.scan()
	}
}
