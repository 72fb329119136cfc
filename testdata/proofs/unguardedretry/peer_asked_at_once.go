// A node gave its locks back to a service, and asked again at once when that
// failed: while the service was down, the nodes did nothing else.

package unguardedretry

import (
	"context"
	"math/rand/v2"
	"net/http"
	"time"
)

// Locks are held by a service.
type Locks struct {
	Client *http.Client
	URL    string
}

func (l *Locks) release(ctx context.Context, id string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodDelete, l.URL+"/locks/"+id, nil)
	if err != nil {
		return err
	}
	resp, err := l.Client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// ReleaseAtOnce looks at its context, which is no wait.
func (l *Locks) ReleaseAtOnce(ctx context.Context, id string) error {
	for {
		err := l.release(ctx, id)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// Release waits ever longer, and not for ever.
func (l *Locks) Release(ctx context.Context, id string) error {
	pause := time.Second
	for attempt := 1; ; attempt++ {
		err := l.release(ctx, id)
		if err == nil || attempt == 10 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause + rand.N(pause)):
			pause *= 2
		}
	}
}

// ReleaseForEver can't be told that nobody waits for it any more.
func (l *Locks) ReleaseForEver(id string) {
	for {
		err := l.release(context.Background(), id)
		if err == nil {
			return
		}
		time.Sleep(time.Minute)
	}
}

// ReleaseInABurst has used up its attempts before anybody could have come back.
func (l *Locks) ReleaseInABurst(ctx context.Context, id string) (err error) {
	for range 10 {
		if err = l.release(ctx, id); err == nil {
			return nil
		}
	}
	return err
}
