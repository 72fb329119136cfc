// Package pubsub has the signatures of Google Cloud Pub/Sub.
package pubsub

import (
	"context"

	ipubsub "cloud.google.com/go/internal/pubsub"
)

type Client struct{}

func (c *Client) Topic(id string) *Topic { panic(0) }

type (
	Message       = ipubsub.Message
	PublishResult = ipubsub.PublishResult
)

type Topic struct{}

func (t *Topic) Publish(ctx context.Context, msg *Message) *PublishResult { panic(0) }
