// A newsletter stopped at an address that was refused; each retry sent it again to all before that.

package halfplayed

import (
	"context"
	"errors"
	"strings"

	"github.com/hibiken/asynq"
)

// Newsletter mails everybody in one job.
func (s *Shop) Newsletter(ctx context.Context, task *asynq.Task) error {
	for _, to := range strings.Fields(string(task.Payload())) {
		if err := s.post(ctx, "/mails", to); err != nil {
			return err
		}
	}
	return nil
}

// NewsletterInJobs has a job for each address. The queue refuses a second one of
// the same id.
func (s *Shop) NewsletterInJobs(ctx context.Context, task *asynq.Task) error {
	for _, to := range strings.Fields(string(task.Payload())) {
		mail := asynq.NewTask("mail", []byte(to), asynq.TaskID("newsletter:"+to))
		if _, err := s.jobs.EnqueueContext(ctx, mail); err != nil && !errors.Is(err, asynq.ErrTaskIDConflict) {
			return err
		}
	}
	return nil
}

// Mail mails somebody.
func (s *Shop) Mail(ctx context.Context, task *asynq.Task) error {
	return s.post(ctx, "/mails", string(task.Payload()))
}
