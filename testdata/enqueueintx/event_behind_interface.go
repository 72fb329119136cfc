// The event left through an interface, behind which stood Kafka.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/segmentio/kafka-go"

	"github.com/datavet/datavet/testdata/wrappers/broker"
	"github.com/datavet/datavet/testdata/wrappers/closure"
)

type stock struct {
	store    *closure.Store
	emitter  broker.Emitter
	recorder broker.Recorder
	writer   broker.Writer
	library  message.Publisher
}

func (s *stock) take(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE stock SET n = n - 1")
	return err
}

func (s *stock) oneImplementation(ctx context.Context) error {
	return s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := s.take(ctx, tx); err != nil {
			return err
		}
		return s.emitter.Emit(ctx, "taken") // want `message published inside a transaction`
	})
}

func (s *stock) oneImplementationAfter(ctx context.Context) error {
	if err := s.store.InTx(ctx, s.take); err != nil {
		return err
	}
	return s.emitter.Emit(ctx, "taken")
}

// twoPublishers publish both.
func (s *stock) twoPublishers(ctx context.Context, t broker.Teller) error {
	return s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := s.take(ctx, tx); err != nil {
			return err
		}
		return t.Tell(ctx, "taken") // want `message published inside a transaction`
	})
}

// embedded has the interface's method from a field.
func (s *stock) embedded(ctx context.Context, bus struct{ broker.Emitter }) error {
	return s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := s.take(ctx, tx); err != nil {
			return err
		}
		return bus.Emit(ctx, "taken") // want `message published inside a transaction`
	})
}

// twoImplementations may only log.
func (s *stock) twoImplementations(ctx context.Context) error {
	return s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := s.take(ctx, tx); err != nil {
			return err
		}
		return s.recorder.Record(ctx, "taken")
	})
}

// concrete hands the one that publishes to a variable of the interface's type.
func (s *stock) concrete(ctx context.Context, k *broker.Kafka) error {
	var recorder broker.Recorder = k
	return s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := recordTaken(ctx, recorder); err != nil {
			return err
		}
		return s.take(ctx, tx)
	})
}

func recordTaken(ctx context.Context, r broker.Recorder) error { return r.Record(ctx, "taken") }

func (s *stock) libraryImplements(ctx context.Context) error {
	return s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := s.take(ctx, tx); err != nil {
			return err
		}
		return s.writer.WriteMessages(ctx, kafka.Message{}) // want `message published inside a transaction`
	})
}

func (s *stock) libraryInterface(ctx context.Context) error {
	return s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := s.take(ctx, tx); err != nil {
			return err
		}
		return s.library.Publish("stock", message.NewMessage("1", nil)) // want `message published inside a transaction`
	})
}

// collect keeps events in memory and emits them after the commit.
func (s *stock) collect(ctx context.Context, events *broker.Memory) error {
	err := s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := s.take(ctx, tx); err != nil {
			return err
		}
		events.Add("taken")
		return nil
	})
	if err != nil {
		return err
	}
	for _, event := range events.Take() {
		if err := s.emitter.Emit(ctx, event); err != nil {
			return err
		}
	}
	return nil
}
