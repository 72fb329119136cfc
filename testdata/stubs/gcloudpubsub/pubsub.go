// Package pubsub has the signatures of Google Cloud Pub/Sub.
package pubsub

import "context"

type Client struct{}

func (c *Client) Topic(id string) *Topic { panic(0) }

type Message struct {
	ID         string
	Data       []byte
	Attributes map[string]string
}

type Topic struct{}

func (t *Topic) Publish(ctx context.Context, msg *Message) *PublishResult { panic(0) }

type PublishResult struct{}

func (r *PublishResult) Get(ctx context.Context) (serverID string, err error) { panic(0) }
