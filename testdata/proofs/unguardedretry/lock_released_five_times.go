// Giving back a lock was to be tried five times, and was done five times.

package unguardedretry

import (
	"context"
	"time"
)

// ReleaseFiveTimes goes on when it succeeded.
func (l *Locks) ReleaseFiveTimes(ctx context.Context, id string) (err error) {
	for range 5 {
		if err = l.release(ctx, id); err != nil {
			time.Sleep(time.Second)
		}
	}
	return err
}

// ReleaseInFive ends when it succeeded.
func (l *Locks) ReleaseInFive(ctx context.Context, id string) (err error) {
	for range 5 {
		if err = l.release(ctx, id); err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	return err
}
