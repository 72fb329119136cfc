// Package broker has interfaces, and what implements them.
package broker

import (
	"context"
	"log/slog"

	"github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go"
)

// An Emitter has one implementation: Kafka.
type Emitter interface {
	Emit(ctx context.Context, event string) error
}

// Kafka emits to a topic.
type Kafka struct{ writer *kafka.Writer }

// Emit publishes.
func (k *Kafka) Emit(ctx context.Context, event string) error {
	return k.writer.WriteMessages(ctx, kafka.Message{Value: []byte(event)})
}

// FakeEmitter is a test double: it doesn't count.
type FakeEmitter struct{ Events []string }

// Emit keeps the event.
func (f *FakeEmitter) Emit(_ context.Context, event string) error {
	f.Events = append(f.Events, event)
	return nil
}

// A Recorder has two implementations, of which one publishes nothing.
type Recorder interface {
	Record(ctx context.Context, event string) error
}

// Record publishes.
func (k *Kafka) Record(ctx context.Context, event string) error { return k.Emit(ctx, event) }

// Logged records in the log.
type Logged struct{ log *slog.Logger }

// Record logs.
func (l *Logged) Record(ctx context.Context, event string) error {
	l.log.InfoContext(ctx, event)
	return nil
}

// A Writer is what kafka.Writer implements.
type Writer interface {
	WriteMessages(ctx context.Context, msgs ...kafka.Message) error
}

// Memory collects events until they are taken.
type Memory struct{ events []string }

// Add collects.
func (m *Memory) Add(event string) { m.events = append(m.events, event) }

// Take returns what was collected.
func (m *Memory) Take() []string {
	events := m.events
	m.events = nil
	return events
}

// A Teller has two implementations, which both publish.
type Teller interface {
	Tell(ctx context.Context, event string) error
}

// Tell publishes.
func (k *Kafka) Tell(ctx context.Context, event string) error { return k.Emit(ctx, event) }

// Redis publishes on a channel.
type Redis struct{ client *redis.Client }

// Tell publishes.
func (r *Redis) Tell(ctx context.Context, event string) error {
	return r.client.Publish(ctx, "events", event).Err()
}
