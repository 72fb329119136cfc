// A node gathered what it had to ask its peers for, and asked when there was
// enough of it. Only the answer emptied the list: until then each tick asked for
// the same again.

package refire

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Fetcher asks for hashes in batches.
type Fetcher struct {
	url string

	mu      sync.Mutex
	pending map[string]bool
}

// Want adds a hash to the next batch.
func (f *Fetcher) Want(hash string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pending[hash] = true
}

func (f *Fetcher) waiting() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.pending)
}

func (f *Fetcher) ask(hashes []string) error {
	resp, err := http.Post(f.url, "text/plain", strings.NewReader(strings.Join(hashes, "\n")))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// AskUntilAnswered takes the hashes off the list when they have come.
func (f *Fetcher) AskUntilAnswered(ticks <-chan time.Time) {
	for range ticks {
		if f.waiting() >= 3 {
			go func() {
				f.mu.Lock()
				batch := slices.Sorted(maps.Keys(f.pending))
				f.mu.Unlock()
				if err := f.ask(batch); err == nil {
					f.mu.Lock()
					for _, hash := range batch {
						delete(f.pending, hash)
					}
					f.mu.Unlock()
				}
			}()
		}
	}
}

func (f *Fetcher) take() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	batch := slices.Sorted(maps.Keys(f.pending))
	clear(f.pending)
	return batch
}

// AskOnce takes them off the list before it asks, and puts them back if that
// fails.
func (f *Fetcher) AskOnce(ticks <-chan time.Time) {
	for range ticks {
		if f.waiting() >= 3 {
			batch := f.take()
			go func() {
				if err := f.ask(batch); err != nil {
					for _, hash := range batch {
						f.Want(hash)
					}
				}
			}()
		}
	}
}
