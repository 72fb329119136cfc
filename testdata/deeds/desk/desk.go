// Package desk mails and enqueues.
package desk

import (
	"context"
	"net/smtp"

	"github.com/hibiken/asynq"
)

// Mail mails somebody.
func Mail(to string) error { // want Mail:`^mail$`
	return smtp.SendMail("mail:25", nil, "desk@example.com", []string{to}, nil)
}

// Enqueue enqueues a task.
func Enqueue(ctx context.Context, jobs *asynq.Client, opts ...asynq.Option) error { // want Enqueue:`^enqueue unless keyed by \[2\]$`
	_, err := jobs.EnqueueContext(ctx, asynq.NewTask("later", nil), opts...)
	return err
}
