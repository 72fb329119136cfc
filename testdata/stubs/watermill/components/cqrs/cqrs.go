// Package cqrs has the signatures of watermill's buses.
package cqrs

import (
	"context"

	"github.com/ThreeDotsLabs/watermill/message"
)

type EventBusConfig struct{}

type EventBus struct{}

func NewEventBusWithConfig(publisher message.Publisher, config EventBusConfig) (*EventBus, error)

func (c EventBus) Publish(ctx context.Context, event any) error

type CommandBusConfig struct{}

type CommandBus struct{}

func NewCommandBusWithConfig(publisher message.Publisher, config CommandBusConfig) (*CommandBus, error)

func (c CommandBus) Send(ctx context.Context, cmd any) error
