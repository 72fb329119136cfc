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
func (ch *Channel) Close() error { panic(0) }
