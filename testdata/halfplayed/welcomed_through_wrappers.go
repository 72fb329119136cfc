// Who signed up was welcomed once for each retry: the handlers were handed to the queue by helpers.

package halfplayed

import (
	"context"
	"log"

	"github.com/hibiken/asynq"
	"github.com/rabbitmq/amqp091-go"

	"github.com/datavet/datavet/testdata/halfplayed/notify"
	"github.com/datavet/datavet/testdata/halfplayed/queue"
)

type signups struct {
	notifier *notify.Notifier
	shop     *shop
}

type signup struct{ Mail string }

func register(mux *asynq.ServeMux, ch *amqp091.Channel, c *queue.Consumer, s *signups) error {
	mux.HandleFunc("welcome", queue.Typed(s.welcome))
	mux.HandleFunc("last", queue.Typed(s.welcomeLast))
	c.Register("register", s.welcomeBody)
	if err := queue.ConsumeOnce(ch, "once", s.welcomeBodyOnce); err != nil {
		return err
	}
	return queue.Consume(ch, "signups", func(ctx context.Context, body []byte) error {
		if err := s.notifier.Welcome(ctx, string(body)); err != nil {
			return err
		}
		return s.note(ctx, string(body)) // want `this may fail after a mail was sent`
	})
}

func (s *signups) note(ctx context.Context, to string) error {
	_, err := s.shop.db.ExecContext(ctx, "UPDATE orders SET state = 'welcomed' WHERE customer = $1", to)
	return err
}

func (s *signups) welcome(ctx context.Context, p signup) error {
	if err := s.notifier.Welcome(ctx, p.Mail); err != nil {
		return err
	}
	return s.note(ctx, p.Mail) // want `this may fail after a mail was sent`
}

func (s *signups) welcomeLast(ctx context.Context, p signup) error {
	if err := s.note(ctx, p.Mail); err != nil {
		return err
	}
	return s.notifier.Welcome(ctx, p.Mail)
}

func (s *signups) welcomeBody(ctx context.Context, body []byte) error {
	if err := s.notifier.Welcome(ctx, string(body)); err != nil {
		return err
	}
	return s.note(ctx, string(body)) // want `this may fail after a mail was sent`
}

func (s *signups) welcomeBodyOnce(ctx context.Context, body []byte) error {
	if err := s.notifier.Welcome(ctx, string(body)); err != nil {
		return err
	}
	return s.note(ctx, string(body))
}

// A welcomer is a handler by its type.
type welcomer struct{ *signups }

func (w *welcomer) ProcessTask(ctx context.Context, task *asynq.Task) error {
	if err := w.both(ctx, string(task.Payload())); err != nil {
		log.Print(err)
		return err
	}
	return nil
}

// both is what the handler runs and reports.
func (w *welcomer) both(ctx context.Context, to string) error {
	if err := w.notifier.Welcome(ctx, to); err != nil {
		return err
	}
	return w.note(ctx, to) // want `this may fail after a mail was sent`
}

// welcomeAll fails within another package.
func (s *signups) welcomeAll(ctx context.Context, task *asynq.Task) error {
	return s.notifier.WelcomeAll(ctx, "ada", "bob") // want `WelcomeAll may fail after a mail was sent`
}

// laterKeyed gives the key that the helper passes on.
func (s *signups) laterKeyed(ctx context.Context, task *asynq.Task) error {
	to := string(task.Payload())
	if err := s.notifier.Later(ctx, to, asynq.TaskID("later:"+to)); err != nil {
		return err
	}
	return s.note(ctx, to)
}

func (s *signups) later(ctx context.Context, task *asynq.Task) error {
	to := string(task.Payload())
	if err := s.notifier.Later(ctx, to); err != nil {
		return err
	}
	return s.note(ctx, to) // want `this may fail after a job was enqueued`
}

func (s *signups) laterOnce(ctx context.Context, task *asynq.Task) error {
	to := string(task.Payload())
	if err := s.notifier.Once(ctx, to); err != nil {
		return err
	}
	if _, err := s.notifier.Jobs.EnqueueContext(ctx, notify.NewTask(to)); err != nil {
		return err
	}
	return s.note(ctx, to)
}

// again enqueues what it is given: it is a helper, no handler.
func (s *signups) again(ctx context.Context, task *asynq.Task) error {
	if _, err := s.notifier.Jobs.EnqueueContext(ctx, task); err != nil {
		return err
	}
	return s.note(ctx, "again")
}

// A sender is what the handler knows of its mailer.
type sender interface {
	Welcome(ctx context.Context, to string) error
}

type welcomeHandler struct {
	sender sender
	*signups
}

func (h welcomeHandler) ProcessTask(ctx context.Context, task *asynq.Task) error {
	to := string(task.Payload())
	if err := h.sender.Welcome(ctx, to); err != nil {
		return err
	}
	return h.note(ctx, to) // want `this may fail after a mail was sent`
}

// byHand gives a message back itself.
func (s *signups) byHand(ctx context.Context, d amqp091.Delivery) {
	to := string(d.Body)
	if err := s.notifier.Welcome(ctx, to); err != nil {
		d.Nack(false, true)
		return
	}
	if err := s.note(ctx, to); err != nil { // want `this may fail after a mail was sent`
		d.Nack(false, true)
		return
	}
	d.Ack(false)
}

// byHandOnce acknowledges first.
func (s *signups) byHandOnce(ctx context.Context, d amqp091.Delivery) {
	to := string(d.Body)
	if err := s.notifier.Welcome(ctx, to); err != nil {
		d.Nack(false, true)
		return
	}
	d.Ack(false)
	if err := s.note(ctx, to); err != nil {
		log.Print(err)
	}
}

// consumeEach mails for each message, and gives back the one that it failed for.
func (s *signups) consumeEach(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	for d := range deliveries {
		if err := s.notifier.Welcome(ctx, string(d.Body)); err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
}

// consumeEachAndNote gives back what it has mailed for.
func (s *signups) consumeEachAndNote(ctx context.Context, deliveries <-chan amqp091.Delivery) {
	go func() {
		for d := range deliveries {
			if err := s.notifier.Welcome(ctx, string(d.Body)); err != nil {
				d.Nack(false, true)
				continue
			}
			if err := s.note(ctx, string(d.Body)); err != nil { // want `this may fail after a mail was sent`
				d.Nack(false, true)
				continue
			}
			d.Ack(false)
		}
	}()
}
