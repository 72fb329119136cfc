// Package orders had parcels packed for orders that were rolled back: the job
// was started by name, from within the transaction.
package orders

import (
	"context"
	"database/sql"

	"corp.example/db"
	"corp.example/queue/v2"

	"example.com/parcels/audit"
	"example.com/parcels/jobs"
)

type Service struct {
	conn  *db.Conn
	sql   *sql.DB
	jobs  *jobs.Registry
	topic queue.Topic
	hooks *db.Hooks
}

func (s *Service) Place(ctx context.Context, id string) error {
	return s.conn.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := tx.Exec(ctx, "insert order", id); err != nil {
			return err
		}
		return s.jobs.Start(ctx, "pack", id) // want `job enqueued inside a transaction`
	})
}

func (s *Service) PlaceByHand(ctx context.Context, id string) error {
	tx, err := s.conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Exec(ctx, "insert order", id); err != nil {
		return err
	}
	if err := queue.Publish(ctx, "orders", id); err != nil { // want `message published inside a transaction`
		return err
	}
	audit.Note(id)
	return tx.Commit()
}

func (s *Service) PlaceAndTell(ctx context.Context, id string) error {
	tx, err := s.conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Exec(ctx, "insert order", id); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.announce(ctx, id)
}

func (s *Service) announce(ctx context.Context, id string) error {
	if err := s.topic.SendLocally(id); err != nil {
		return err
	}
	return s.topic.Send(id)
}

func (s *Service) Cancel(ctx context.Context, id string) error {
	return db.Atomically(ctx, func(ctx context.Context) error {
		if err := s.topic.SendLocally(id); err != nil {
			return err
		}
		return s.announce(ctx, id) // want `message published inside a transaction via announce`
	})
}

func (s *Service) CancelAndTell(ctx context.Context, id string) error {
	return db.Atomically(ctx, func(ctx context.Context) error {
		s.hooks.OnCommit(func() { _ = s.announce(ctx, id) })
		return nil
	})
}

func (s *Service) Count(ctx context.Context, id string) error {
	tx, err := s.sql.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	audit.Note(id)
	_ = s.jobs.Names()
	s.hooks.OnCommit(func() { _ = s.topic.Send(id) })
	_ = s.topic.Send(id) // want `message published inside a transaction`
	return tx.Commit()
}

func migrations() []db.Migration {
	return []db.Migration{{
		Name: "tell everybody",
		Up: func(ctx context.Context) error {
			return queue.Publish(ctx, "orders", "all") // want `message published inside a transaction`
		},
		Check: func(ctx context.Context) error {
			return queue.Publish(ctx, "orders", "none")
		},
	}}
}

// notices is what the service needs of a topic.
type notices interface {
	Send(text string) error
}

func (s *Service) Ship(ctx context.Context, to notices, id string) error {
	return s.conn.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		return to.Send(id) // want `message published inside a transaction`
	})
}

// quiet tells nobody. Other buses are told apart at run time.
type quiet struct{}

func (quiet) Emit(text string) {}

func (s *Service) Return(ctx context.Context, bus jobs.Bus, id string) error {
	return s.conn.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		bus.Emit(id) // want `message published inside a transaction`
		quiet{}.Emit(id)
		return nil
	})
}
