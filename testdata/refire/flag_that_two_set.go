// A scan queued the pieces that were old enough, and who added one queued it at
// once if it was. Both looked at a flag first, neither held the lock: pieces were
// uploaded twice.

package refire

import (
	"net/http"
	"sync"
	"time"
)

type piece struct {
	key       string
	since     time.Time
	uploading bool
	sent      bool
}

// A Depot uploads pieces with a delay.
type Depot struct {
	mu      sync.Mutex
	delayed map[string]*piece
	pieces  chan *piece
	queue   chan *piece
}

// NewDepot has uploaders that share a queue.
func NewDepot() *Depot {
	d := &Depot{delayed: map[string]*piece{}, pieces: make(chan *piece, 100), queue: make(chan *piece, 100)}
	for range 4 {
		go d.uploadPieces()
		go d.uploadQueue()
	}
	return d
}

func (d *Depot) uploadPieces() {
	for p := range d.pieces {
		d.put(p)
		p.uploading = false
	}
}

func (d *Depot) uploadQueue() {
	for p := range d.queue {
		d.put(p)
		p.sent = false
	}
}

func (d *Depot) put(p *piece) {
	resp, err := http.Post("https://pieces.example.com/"+p.key, "application/octet-stream", nil)
	if err != nil {
		return
	}
	_ = resp.Body.Close()
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.delayed, p.key)
}

// Near misses first: the lock is held from the test to the mark.

func (d *Depot) scanLocked() {
	for range time.Tick(time.Minute) {
		d.mu.Lock()
		for _, p := range d.delayed {
			if !p.sent && time.Since(p.since) > time.Hour {
				p.sent = true
				d.queue <- p
			}
		}
		d.mu.Unlock()
	}
}

func (d *Depot) addLocked(p *piece) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.delayed[p.key] = p
	if !p.sent {
		p.sent = true
		d.queue <- p
	}
}

// Hazards.

func (d *Depot) scan() {
	for range time.Tick(time.Minute) {
		d.mu.Lock()
		for _, p := range d.delayed {
			d.mu.Unlock()
			if !p.uploading && time.Since(p.since) > time.Hour { // want `uploading is tested and set without a lock: two goroutines may both start http.Post`
				p.uploading = true
				d.pieces <- p
			}
			d.mu.Lock()
		}
		d.mu.Unlock()
	}
}

func (d *Depot) add(p *piece) {
	d.mu.Lock()
	d.delayed[p.key] = p
	d.mu.Unlock()
	if p.uploading {
		return
	}
	select {
	case d.pieces <- p:
		p.uploading = true
	default:
	}
}
