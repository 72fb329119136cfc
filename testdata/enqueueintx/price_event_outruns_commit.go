// A cache read the old price again because the event of the new one was out
// before its commit.

package enqueueintx

import (
	"context"
	"database/sql"
	"encoding/json"
	"log/slog"
	"sync/atomic"

	"github.com/ThreeDotsLabs/watermill"
	watermillsql "github.com/ThreeDotsLabs/watermill-sql/v3/pkg/sql"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/nats-io/nats.go"
	"github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go"
)

type prices struct {
	db     *sql.DB
	redis  *redis.Client
	writer *kafka.Writer
	nats   *nats.Conn
	events message.Publisher
	sent   atomic.Int64
}

func (p *prices) setPrice(ctx context.Context, tx *sql.Tx, price int) error {
	_, err := tx.ExecContext(ctx, "UPDATE prices SET price = $1", price)
	return err
}

func (p *prices) publishInsideTx(ctx context.Context, price int) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := p.setPrice(ctx, tx, price); err != nil {
		return err
	}
	if err := p.redis.Publish(ctx, "prices", price).Err(); err != nil { // want `message published inside a transaction: .*; publish after commit`
		return err
	}
	if err := p.redis.LPush(ctx, "prices", price).Err(); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	if err := p.writer.WriteMessages(ctx, kafka.Message{Topic: "prices"}); err != nil { // want `message published inside a transaction`
		return err
	}
	if err := p.nats.Publish("prices", nil); err != nil { // want `message published inside a transaction`
		return err
	}
	if err := p.events.Publish("prices", message.NewMessage("1", nil)); err != nil { // want `message published inside a transaction`
		return err
	}
	return tx.Commit()
}

func (p *prices) publishAfterCommit(ctx context.Context, price int) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := p.setPrice(ctx, tx, price); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if err := p.writer.WriteMessages(ctx, kafka.Message{Topic: "prices"}); err != nil {
		return err
	}
	return p.redis.Publish(ctx, "prices", price).Err()
}

// cacheInsideTx sets a cache's entry and counts: neither is a message.
func (p *prices) cacheInsideTx(ctx context.Context, price int) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := p.setPrice(ctx, tx, price); err != nil {
		return err
	}
	if err := p.redis.Set(ctx, "price", price, 0).Err(); err != nil {
		return err
	}
	p.sent.Add(1)
	slog.InfoContext(ctx, "price", "price", price)
	return tx.Commit()
}

// outboxInsideTx publishes by a row of the same transaction.
func (p *prices) outboxInsideTx(ctx context.Context, price int) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := p.setPrice(ctx, tx, price); err != nil {
		return err
	}
	if err := publishToOutbox(ctx, tx, price); err != nil {
		return err
	}
	outbox, err := watermillsql.NewPublisher(tx, watermillsql.PublisherConfig{SchemaAdapter: watermillsql.DefaultPostgreSQLSchema{}}, watermill.NopLogger{})
	if err != nil {
		return err
	}
	if err := outbox.Publish("prices", message.NewMessage("1", nil)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "SELECT pg_notify('prices', $1)", price); err != nil {
		return err
	}
	return tx.Commit()
}

func publishToOutbox(ctx context.Context, tx *sql.Tx, price int) error {
	payload, err := json.Marshal(price)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO outbox (topic, payload) VALUES ('prices', $1)", payload)
	return err
}

// A debugBus is a bus by name only: it logs.
type debugBus struct{ log *slog.Logger }

func (b debugBus) Publish(topic string, v any) { b.log.Debug("event", "topic", topic, "value", v) }

func (p *prices) logInsideTx(ctx context.Context, bus debugBus, price int) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := p.setPrice(ctx, tx, price); err != nil {
		return err
	}
	bus.Publish("prices", price)
	return tx.Commit()
}
