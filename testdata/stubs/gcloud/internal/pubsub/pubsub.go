// Package pubsub declares what the pubsub package has as aliases.
package pubsub

import "context"

type Message struct {
	ID         string
	Data       []byte
	Attributes map[string]string
}

type PublishResult struct{}

func (r *PublishResult) Get(ctx context.Context) (serverID string, err error) { panic(0) }
