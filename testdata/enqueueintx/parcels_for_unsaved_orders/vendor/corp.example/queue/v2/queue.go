// Package queue speaks to a broker by shared memory.
package queue

import "context"

func Publish(ctx context.Context, topic, text string) error { return nil }

type Topic interface {
	Send(text string) error
	SendLocally(text string) error
}

func Open(name string) Topic { return nil }
