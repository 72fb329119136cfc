// Package clock calls what it is given again and again in time.
package clock

import (
	"context"
	"time"
)

// Every calls f at each tick.
func Every(ctx context.Context, f func(context.Context) error) { // want Every:`^ticks\(1\) 10s$` `cycle 10s`
	ticker := time.NewTicker(10 * time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			_ = f(ctx)
		}
	}
}

// Apart doesn't wait for f.
func Apart(d time.Duration, f func()) { // want Apart:`^ticks\(1\) overlap$` `cycle`
	for range time.Tick(d) {
		go f()
	}
}

// Later calls f once.
func Later(f func()) {
	time.Sleep(time.Second)
	f()
}
