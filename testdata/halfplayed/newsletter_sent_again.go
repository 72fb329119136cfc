// A newsletter stopped at the first address that bounced; each retry mailed all subscribers before it again.

package halfplayed

import (
	"context"
	"errors"
	"log"
	"strings"

	"github.com/hibiken/asynq"
)

func (s *shop) subscribers(ctx context.Context) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT customer FROM orders")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var to string
		if err := rows.Scan(&to); err != nil {
			return nil, err
		}
		out = append(out, to)
	}
	return out, rows.Err()
}

func (s *shop) newsletter(ctx context.Context, task *asynq.Task) error {
	to, err := s.subscribers(ctx)
	if err != nil {
		return err
	}
	for _, to := range to {
		if err := mail(to, "news"); err != nil { // want `a later round may fail after a mail was sent: the job runs again`
			return err
		}
	}
	return nil
}

// newsletterToAll goes on after a failure, and then fails for all.
func (s *shop) newsletterToAll(ctx context.Context, task *asynq.Task) error {
	to, err := s.subscribers(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, to := range to {
		if err := mail(to, "news"); err != nil { // want `a later round may fail after a mail was sent`
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// newsletterInJobs has a job mail each of them; a second one of the same key is dropped.
func (s *shop) newsletterInJobs(ctx context.Context, task *asynq.Task) error {
	to, err := s.subscribers(ctx)
	if err != nil {
		return err
	}
	for _, to := range to {
		if _, err := s.jobs.EnqueueContext(ctx, asynq.NewTask("news", []byte(to)), asynq.TaskID("news:"+to)); err != nil && !errors.Is(err, errShop) {
			return err
		}
	}
	return nil
}

// newsletterInManyJobs enqueues the first jobs again.
func (s *shop) newsletterInManyJobs(ctx context.Context, task *asynq.Task) error {
	to, err := s.subscribers(ctx)
	if err != nil {
		return err
	}
	for _, to := range to {
		if _, err := s.jobs.EnqueueContext(ctx, asynq.NewTask("news", []byte(to))); err != nil { // want `a later round may fail after a job was enqueued`
			return err
		}
	}
	return nil
}

// newsletterLogged mails whom it can.
func (s *shop) newsletterLogged(ctx context.Context, task *asynq.Task) error {
	to, err := s.subscribers(ctx)
	if err != nil {
		return err
	}
	for _, to := range to {
		if err := mail(to, "news"); err != nil {
			log.Print(err)
		}
	}
	return nil
}

// newsletterAttempts mails one, three times at most.
func (s *shop) newsletterAttempts(ctx context.Context, task *asynq.Task) error {
	var err error
	for range 3 {
		if err = mail(string(task.Payload()), "news"); err == nil {
			break
		}
	}
	return err
}

// newsletterOfIterator is the loop of newsletter.
func (s *shop) newsletterOfIterator(ctx context.Context, task *asynq.Task) error {
	for to := range strings.FieldsSeq(string(task.Payload())) {
		// known miss: a loop over an iterator
		if err := mail(to, "news"); err != nil {
			return err
		}
	}
	return nil
}
