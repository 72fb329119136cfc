// A task whose body nobody could read went back to the queue that it came from,
// again and again.

package unguardedretry

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

var errBusy = errors.New("busy")

type tasks struct {
	ch     *amqp.Channel
	handle func(ctx context.Context, body []byte) error
}

// forward hands the task to the next queue.
func (t *tasks) forward(ctx context.Context, d amqp.Delivery) {
	if err := t.handle(ctx, d.Body); err == nil {
		t.ch.PublishWithContext(ctx, "", "next", false, false, amqp.Publishing{Body: d.Body})
	}
	d.Ack(false)
}

func (t *tasks) againIfBusy(ctx context.Context, d amqp.Delivery) {
	if err := t.handle(ctx, d.Body); errors.Is(err, errBusy) {
		time.Sleep(time.Second)
		t.ch.PublishWithContext(ctx, "", "tasks", false, false, amqp.Publishing{Body: d.Body})
	}
	d.Ack(false)
}

// toDeadLetters is no queue that the task is taken from.
func (t *tasks) toDeadLetters(ctx context.Context, d amqp.Delivery) {
	if err := t.handle(ctx, d.Body); err != nil {
		t.ch.PublishWithContext(ctx, "", "tasks.dead", false, false, amqp.Publishing{Body: d.Body})
	}
	d.Ack(false)
}

func (t *tasks) report(ctx context.Context, d amqp.Delivery) {
	if err := t.handle(ctx, d.Body); err != nil {
		body, _ := json.Marshal(err.Error())
		t.ch.PublishWithContext(ctx, "", "errors", false, false, amqp.Publishing{Body: body})
	}
	d.Ack(false)
}

func (t *tasks) again(ctx context.Context, queue string, d amqp.Delivery) {
	if err := t.handle(ctx, d.Body); err != nil {
		retries, _ := d.Headers["x-retry"].(int64)
		if retries >= 3 {
			d.Ack(false)
			return
		}
		err := t.ch.PublishWithContext(ctx, "", queue, false, false, amqp.Publishing{ // want `message sent to its own queue again`
			Body:    d.Body,
			Headers: amqp.Table{"x-retry": retries + 1},
		})
		if err != nil {
			d.Nack(false, true)
			return
		}
	}
	d.Ack(false)
}
