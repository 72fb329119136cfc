package deeds

import (
	"context"
	"log"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/deeds/clerk"
)

// What may fail after a deed.

func (s *service) mailThenInsert(ctx context.Context, to string) error { // want mailThenInsert:`^insert on 0.db, mail, mail then fails$`
	if err := s.mail(to); err != nil {
		return err
	}
	return s.numbered(ctx)
}

func (s *service) mailLast(ctx context.Context, to string) error { // want mailLast:`^mail$`
	if err := s.set(ctx, 1); err != nil {
		return err
	}
	return s.mail(to)
}

func (s *service) mailThenLog(ctx context.Context, to string) error { // want mailThenLog:`^mail$`
	if err := s.mail(to); err != nil {
		return err
	}
	if err := s.set(ctx, 1); err != nil {
		log.Print(err)
	}
	return nil
}

func (s *service) mailAll(to []string) error { // want mailAll:`^mail, mail then fails$`
	for _, to := range to {
		if err := s.mail(to); err != nil {
			return err
		}
	}
	return nil
}

// Two packages away.

func welcome(c *clerk.Clerk, to string) error { return c.Welcome(to) } // want welcome:`^mail$`

func welcomeBoth(c *clerk.Clerk) error { return c.WelcomeBoth() } // want welcomeBoth:`^mail, mail then fails$`

func once(c *clerk.Clerk, ctx context.Context, id string) error {
	return c.Later(ctx, asynq.TaskID(id))
}

func later(c *clerk.Clerk, ctx context.Context) error { return c.Later(ctx) } // want later:`^enqueue$`

func look(c *clerk.Clerk) error { return c.Look() }

// What an interface's implementations have in common.

type sender interface {
	Send(to string) error // want Send:`^mail$`
	Note(to string) error
}

type mailer struct{ *service }

func (m mailer) Send(to string) error { return m.mail(to) } // want Send:`^mail$`

func (m mailer) Note(to string) error { return m.mail(to) } // want Note:`^mail$`

type twice struct{ *service }

func (t twice) Send(to string) error { return t.mailAll([]string{to, to}) } // want Send:`^mail, mail then fails$`

func (t twice) Note(to string) error {
	log.Print(to)
	return nil
}

func send(s sender, to string) error { return s.Send(to) } // want send:`^mail$`

func note(s sender, to string) error { return s.Note(to) }

// Nothing in sight implements that one.
type courier interface {
	Deliver(to string) error
	Collect(ctx context.Context, from string) error
}

func deliver(c courier, to string) error { return c.Deliver(to) } // want deliver:`^what Deliver does$`

func deliverThenMail(s *service, c courier, to string) error { // want deliverThenMail:`^what Deliver does, mail, what Deliver does then fails$`
	if err := c.Deliver(to); err != nil {
		return err
	}
	return s.mail(to)
}

// A remote call by what it is given: it may do something, and then fail.
func collect(ctx context.Context, c courier) error { return c.Collect(ctx, "ada") } // want collect:`^what Collect does, what Collect does before it fails$`

// Closures.

func run(f func() error) error { return f() }

func (s *service) byClosure(to string) error { // want byClosure:`^mail$`
	return run(func() error { return s.mail(to) })
}

func (s *service) byMethodValue(ctx context.Context) error { // want byMethodValue:`^publish$`
	publish := s.publish
	return publish(ctx)
}

func (s *service) neverRun(to string) func() error {
	return func() error { return s.mail(to) }
}
