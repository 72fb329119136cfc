// Package forwarder has the signatures of watermill's forwarder.
package forwarder

import "github.com/ThreeDotsLabs/watermill/message"

type PublisherConfig struct{ ForwarderTopic string }

type Publisher struct{}

func NewPublisher(publisher message.Publisher, config PublisherConfig) *Publisher { panic(0) }

func (p *Publisher) Publish(topic string, messages ...*message.Message) error { panic(0) }
func (p *Publisher) Close() error                                             { panic(0) }
