// Package notify writes to users.
package notify

import (
	"context"

	"github.com/datavet/datavet/testdata/wrappers/deliver"
)

// A Notifier writes to users.
type Notifier struct{ letters *deliver.Service }

// Welcome greets a new user.
func (n *Notifier) Welcome(ctx context.Context, user string) error {
	if user == "" {
		return nil
	}
	return n.letters.Letter(ctx, user)
}

// Busy reports whether more letters wait than n can write.
func (n *Notifier) Busy() bool { return n.letters.Waiting() > 100 }
