// Package jetstream has the signatures of nats.go's newer API.
package jetstream

import (
	"context"
	"time"

	"github.com/nats-io/nats.go"
)

type PublishOpt func(*pubOpts) error

type pubOpts struct{}

type PubAck struct{ Stream string }

type Publisher interface {
	Publish(ctx context.Context, subject string, payload []byte, opts ...PublishOpt) (*PubAck, error)
	PublishMsg(ctx context.Context, msg *nats.Msg, opts ...PublishOpt) (*PubAck, error)
}

type JetStream interface{ Publisher }

type JetStreamOptions struct{}

type JetStreamOpt func(*JetStreamOptions) error

func New(nc *nats.Conn, opts ...JetStreamOpt) (JetStream, error) { panic(0) }

func WithMsgID(id string) PublishOpt { panic(0) }

type Msg interface {
	Data() []byte
	Subject() string
	Ack() error
	Nak() error
	NakWithDelay(delay time.Duration) error
	Term() error
}

type MessageHandler func(msg Msg)

type ConsumeContext interface{ Stop() }

type PullConsumeOpt interface{}

type Consumer interface {
	Consume(handler MessageHandler, opts ...PullConsumeOpt) (ConsumeContext, error)
}
