package remote

import (
	"context"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v4"
)

func sleep() { time.Sleep(time.Second) } // want sleep:"^waits always$"

func yield() { time.Sleep(0) }

func pause(ctx context.Context, d time.Duration) error { // want pause:"^waits always$"
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func stopped(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return true
	default:
		return false
	}
}

func tick(t *time.Ticker) { <-t.C } // want tick:"^waits always$"

func backOff(err error) error { // want backOff:"^waits onfailure$"
	if err == nil {
		return nil
	}
	time.Sleep(time.Second)
	return err
}

func poll(ctx context.Context, s *store) (string, error) { // want poll:"^query! waits onfailure$"
	name, err := s.name(ctx, 1)
	if err != nil {
		if err := pause(ctx, time.Second); err != nil {
			return "", err
		}
		return "", err
	}
	return name, nil
}

// idle waits only where there is nothing to do.
func idle(ctx context.Context, s *store) error { // want idle:"^query! waits sometimes$"
	name, err := s.name(ctx, 1)
	if err != nil {
		return err
	}
	if name == "" {
		time.Sleep(time.Second)
	}
	return nil
}

func passedOn(ctx context.Context, s *store) error { // want passedOn:"^query! waits onfailure$"
	if _, err := poll(ctx, s); err != nil {
		return err
	}
	return nil
}

func limited(ctx context.Context, s *store, slots chan struct{}) error { // want limited:"^query!$"
	slots <- struct{}{}
	defer func() { <-slots }()
	_, err := s.name(ctx, 1)
	return err
}

func next(jobs chan int64) int64 { return <-jobs } // want next:"^waits always$"

func offer(jobs chan int64) {
	select {
	case jobs <- 1:
	case <-time.After(time.Second):
	}
}

func all(jobs []func()) { // want all:"^waits always$"
	var wg sync.WaitGroup
	for _, job := range jobs {
		wg.Go(job)
	}
	wg.Wait()
}

func inBackground() { go sleep() }

func deferred() error { // want deferred:"^waits always$"
	defer time.Sleep(time.Second)
	return nil
}

type waiter interface {
	wait(ctx context.Context) error // want wait:"^waits sometimes$"
}

type busy struct{}

func (busy) wait(context.Context) error { return nil }

type patient struct{}

func (patient) wait(ctx context.Context) error { return pause(ctx, time.Second) } // want wait:"^waits always$"

// inTime waits for the goroutine, which takes as long as the query.
func inTime(ctx context.Context, s *store) error { // want inTime:"^query$"
	done := make(chan error, 1)
	go func() {
		_, err := s.name(ctx, 1)
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func settled(ctx context.Context, s *store) { // want settled:"^query waits sometimes$"
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		if _, err := s.name(ctx, 1); err != nil {
			time.Sleep(time.Second)
		}
	}()
	wg.Wait()
}

func patiently(ctx context.Context, s *store) error { // want patiently:"^query! waits onfailure$"
	return backoff.Retry(func() error {
		_, err := s.name(ctx, 1)
		return err
	}, backoff.NewExponentialBackOff())
}

func coolDown(ctx context.Context, d time.Duration) error { // want coolDown:"^waits always$"
	if d <= 0 {
		return nil
	}
	return pause(ctx, d)
}
