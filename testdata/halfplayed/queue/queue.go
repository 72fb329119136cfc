// Package queue registers handlers, each in its own way.
package queue

import (
	"context"
	"encoding/json"

	"github.com/hibiken/asynq"
	"github.com/rabbitmq/amqp091-go"
)

// Typed decodes the payload.
func Typed[T any](handle func(context.Context, T) error) asynq.HandlerFunc {
	return func(ctx context.Context, task *asynq.Task) error {
		var payload T
		if err := json.Unmarshal(task.Payload(), &payload); err != nil {
			return err
		}
		return handle(ctx, payload)
	}
}

// Consume gives a message back that handle failed for.
func Consume(ch *amqp091.Channel, name string, handle func(ctx context.Context, body []byte) error) error {
	deliveries, err := ch.Consume(name, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := handle(context.Background(), d.Body); err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
	return nil
}

// ConsumeOnce drops a message that handle failed for.
func ConsumeOnce(ch *amqp091.Channel, name string, handle func(ctx context.Context, body []byte) error) error {
	deliveries, err := ch.Consume(name, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		if err := handle(context.Background(), d.Body); err != nil {
			d.Nack(false, false)
			continue
		}
		d.Ack(false)
	}
	return nil
}

// A Consumer has a handler for each queue, and publishes again what failed.
type Consumer struct {
	ch       *amqp091.Channel
	handlers map[string]func(ctx context.Context, body []byte) error
}

// Register sets the handler of a queue.
func (c *Consumer) Register(name string, handle func(ctx context.Context, body []byte) error) {
	c.handlers[name] = handle
}

// Handle handles a message.
func (c *Consumer) Handle(ctx context.Context, name string, d amqp091.Delivery) {
	if err := c.handlers[name](ctx, d.Body); err != nil {
		c.ch.PublishWithContext(ctx, "", name, false, false, amqp091.Publishing{Body: d.Body})
	}
	d.Ack(false)
}
