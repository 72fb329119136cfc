// Package changes follows the log of changes: caches kept files whose change was
// committed after a later one.
package changes

import (
	"context"
	"time"

	"github.com/datavet/datavet/testdata/idcursor/changes/store"
)

type follower struct {
	store *store.Store
	seen  int64
}

func (f *follower) round(ctx context.Context) error {
	changes, err := f.store.After(ctx, f.seen, 100) // want `reads on by After after the largest id, kept in follower.seen`
	if err != nil {
		return err
	}
	for _, c := range changes {
		drop(c.Path)
		f.seen = c.ID
	}
	return nil
}

func drop(path string) {}

// The log is what an interface says.
type log interface {
	After(ctx context.Context, id int64, n int) ([]store.Change, error)
	Latest(ctx context.Context) (int64, error)
}

func watch(ctx context.Context, l log) error {
	last, err := l.Latest(ctx)
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		time.Sleep(time.Second)
		if last, err = step(ctx, l, last); err != nil {
			return err
		}
	}
	return nil
}

func step(ctx context.Context, l log, last int64) (int64, error) {
	changes, err := l.After(ctx, last, 100) // want `kept in the variable last`
	for _, c := range changes {
		drop(c.Path)
		last = c.ID
	}
	return last, err
}

func resume(ctx context.Context, s *store.Store) error {
	last, err := s.Position(ctx, "cache")
	if err != nil {
		return err
	}
	changes, err := s.After(ctx, last, 100) // want `kept in followers.position`
	for _, c := range changes {
		drop(c.Path)
		last = max(last, c.ID)
	}
	if err != nil {
		return err
	}
	return s.SetPosition(ctx, "cache", last)
}

// All changes, once.
func replay(ctx context.Context, s *store.Store) error {
	var last int64
	for {
		changes, err := s.After(ctx, last, 100)
		if err != nil || len(changes) == 0 {
			return err
		}
		for _, c := range changes {
			drop(c.Path)
			last = c.ID
		}
	}
}
