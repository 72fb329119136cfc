// What makes a round: a cron's callback, a runner of the project's own, a timer's
// function that starts the timer again.

package refire

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/robfig/cron/v3"
	"golang.org/x/sync/singleflight"
)

// A Token is refreshed before it expires.
type Token struct {
	mu      sync.Mutex
	expires time.Time
	group   singleflight.Group
	timer   *time.Timer
	wg      sync.WaitGroup
}

func (t *Token) refresh(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://login.example.com/token", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.expires = time.Now().Add(time.Hour)
	return nil
}

func (t *Token) left() time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	return time.Until(t.expires)
}

// every calls f at each tick.
func every(ctx context.Context, d time.Duration, f func(context.Context)) {
	ticker := time.NewTicker(d)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			f(ctx)
		}
	}
}

// everyApart doesn't wait for f.
func everyApart(ctx context.Context, d time.Duration, f func(context.Context)) {
	for ctx.Err() == nil {
		<-time.After(d)
		go f(ctx)
	}
}

// Near misses first.

func (t *Token) waitForRefresh(ctx context.Context) {
	every(ctx, time.Second, func(ctx context.Context) {
		if t.left() < time.Minute {
			_ = t.refresh(ctx)
		}
	})
}

func (t *Token) refreshInGroup(ctx context.Context) {
	every(ctx, time.Second, func(ctx context.Context) {
		if t.left() < time.Minute {
			go t.group.Do("token", func() (any, error) { return nil, t.refresh(ctx) })
		}
	})
}

func (t *Token) refreshInTime(ctx context.Context) {
	every(ctx, 10*time.Second, func(ctx context.Context) {
		if t.left() < time.Minute {
			go func() {
				ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
				defer cancel()
				_ = t.refresh(ctx)
			}()
		}
	})
}

func (t *Token) refreshAllAndWait(ctx context.Context) {
	every(ctx, time.Second, func(ctx context.Context) {
		if t.left() < time.Minute {
			t.wg.Go(func() { _ = t.refresh(ctx) })
		}
		t.wg.Wait()
	})
}

// Hazards.

func (t *Token) refreshApart(ctx context.Context) {
	every(ctx, time.Second, func(ctx context.Context) {
		if t.left() < time.Minute { // want `expires is set only after http.Client.Do`
			go t.refresh(ctx)
		}
	})
}

func (t *Token) refreshInGroupOfTasks(ctx context.Context) {
	every(ctx, time.Second, func(ctx context.Context) {
		if t.left() < time.Minute { // want `expires is set only after http.Client.Do`
			t.wg.Go(func() { _ = t.refresh(ctx) })
		}
	})
}

func (t *Token) refreshInRoundsApart(ctx context.Context) {
	everyApart(ctx, time.Second, func(ctx context.Context) {
		if t.left() < time.Minute { // want `expires is set only after http.Client.Do`
			_ = t.refresh(ctx)
		}
	})
}

func (t *Token) refreshByCron(ctx context.Context, c *cron.Cron) error {
	_, err := c.AddFunc("@every 1s", func() {
		if t.left() < time.Minute { // want `expires is set only after http.Client.Do`
			_ = t.refresh(ctx)
		}
	})
	return err
}

func (t *Token) watch() {
	t.timer = time.AfterFunc(time.Second, t.look)
}

func (t *Token) look() {
	defer t.timer.Reset(time.Second)
	if t.left() < time.Minute { // want `expires is set only after http.Client.Do`
		go t.refresh(context.Background())
	}
}
