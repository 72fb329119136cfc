// Package clerk does what package desk does.
package clerk

import (
	"context"
	"log"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/deeds/desk"
)

// A Clerk has a queue.
type Clerk struct{ jobs *asynq.Client }

// Welcome mails.
func (c *Clerk) Welcome(to string) error { return desk.Mail(to) } // want Welcome:`^mail$`

// WelcomeBoth mails twice.
func (c *Clerk) WelcomeBoth() error { // want WelcomeBoth:`^mail, mail then fails$`
	if err := desk.Mail("ada"); err != nil {
		return err
	}
	return desk.Mail("bob")
}

// Later enqueues.
func (c *Clerk) Later(ctx context.Context, opts ...asynq.Option) error { // want Later:`^enqueue unless keyed by \[2\]$`
	return desk.Enqueue(ctx, c.jobs, opts...)
}

// Look logs.
func (c *Clerk) Look() error {
	log.Print(c)
	return nil
}
