// Package amqp091 has the signatures of amqp091-go.
package amqp091

import "context"

type Table map[string]any

type Publishing struct {
	Headers     Table
	ContentType string
	Body        []byte
}

type Channel struct{}

func (ch *Channel) Publish(exchange, key string, mandatory, immediate bool, msg Publishing) error {
	panic(0)
}
func (ch *Channel) PublishWithContext(ctx context.Context, exchange, key string, mandatory, immediate bool, msg Publishing) error {
	panic(0)
}
func (ch *Channel) Consume(queue, consumer string, autoAck, exclusive, noLocal, noWait bool, args Table) (<-chan Delivery, error) {
	panic(0)
}
func (ch *Channel) Close() error { panic(0) }

type Delivery struct {
	Headers     Table
	ContentType string
	MessageId   string
	Redelivered bool
	DeliveryTag uint64
	Body        []byte
}

func (d Delivery) Ack(multiple bool) error           { panic(0) }
func (d Delivery) Nack(multiple, requeue bool) error { panic(0) }
func (d Delivery) Reject(requeue bool) error         { panic(0) }
