// Package runner deleted old tools by page, through a store that the command
// gives it, and left every second page of them.
package runner

import (
	"context"

	"github.com/datavet/datavet/testdata/shiftingpage/tools"
)

// Runner cleans up.
type Runner struct {
	store tools.Store
}

// New returns a runner.
func New(store tools.Store) *Runner { return &Runner{store} }

// CleanUp deletes all tools but one.
func (r *Runner) CleanUp(ctx context.Context, newest uint) error {
	for page := 1; ; page++ {
		list, err := r.store.List(ctx, page, 100)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, tool := range list {
			if tool.ID == newest {
				continue
			}
			if err := r.store.Delete(ctx, tool.ID); err != nil { // want `rows deleted by Delete while paging`
				return err
			}
		}
	}
}
