// Package notify mails and enqueues for others.
package notify

import (
	"context"
	"net/smtp"

	"github.com/hibiken/asynq"
)

// A Notifier tells people.
type Notifier struct{ Jobs *asynq.Client }

// Welcome mails somebody.
func (n *Notifier) Welcome(ctx context.Context, to string) error {
	return n.send(to, "welcome")
}

func (n *Notifier) send(to, text string) error {
	return smtp.SendMail("mail:25", nil, "shop@example.com", []string{to}, []byte(text))
}

// WelcomeAll mails two, and may fail in between.
func (n *Notifier) WelcomeAll(ctx context.Context, a, b string) error {
	if err := n.send(a, "welcome"); err != nil {
		return err
	}
	return n.send(b, "welcome")
}

// Later enqueues; the options may have a key.
func (n *Notifier) Later(ctx context.Context, to string, opts ...asynq.Option) error {
	_, err := n.Jobs.EnqueueContext(ctx, asynq.NewTask("later", []byte(to)), opts...)
	return err
}

// Once enqueues under a key.
func (n *Notifier) Once(ctx context.Context, to string) error {
	_, err := n.Jobs.EnqueueContext(ctx, NewTask(to))
	return err
}

// NewTask makes a task with a key.
func NewTask(to string) *asynq.Task {
	return asynq.NewTask("later", []byte(to), asynq.TaskID("later:"+to))
}
