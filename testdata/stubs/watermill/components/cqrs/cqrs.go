// Package cqrs has the signatures of watermill's buses.
package cqrs

import (
	"context"

	"github.com/ThreeDotsLabs/watermill/message"
)

type EventBusConfig struct{}

type EventBus struct{}

func NewEventBusWithConfig(publisher message.Publisher, config EventBusConfig) (*EventBus, error) {
	panic(0)
}

func (c EventBus) Publish(ctx context.Context, event any) error { panic(0) }

type CommandBusConfig struct{}

type CommandBus struct{}

func NewCommandBusWithConfig(publisher message.Publisher, config CommandBusConfig) (*CommandBus, error) {
	panic(0)
}

func (c CommandBus) Send(ctx context.Context, cmd any) error { panic(0) }
