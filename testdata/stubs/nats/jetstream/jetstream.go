// Package jetstream has the signatures of nats.go's newer API.
package jetstream

import (
	"context"

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
