// Package sarama has sarama's signatures.
package sarama

import "context"

type Encoder interface {
	Encode() ([]byte, error)
	Length() int
}

type StringEncoder string

func (s StringEncoder) Encode() ([]byte, error) { panic(0) }
func (s StringEncoder) Length() int             { panic(0) }

type ByteEncoder []byte

func (b ByteEncoder) Encode() ([]byte, error) { panic(0) }
func (b ByteEncoder) Length() int             { panic(0) }

type ProducerMessage struct {
	Topic string
	Key   Encoder
	Value Encoder
}

type Config struct{}

func NewConfig() *Config { panic(0) }

type SyncProducer interface {
	SendMessage(msg *ProducerMessage) (partition int32, offset int64, err error)
	SendMessages(msgs []*ProducerMessage) error
	Close() error
}

func NewSyncProducer(addrs []string, config *Config) (SyncProducer, error) { panic(0) }

type AsyncProducer interface {
	Input() chan<- *ProducerMessage
	Close() error
}

func NewAsyncProducer(addrs []string, conf *Config) (AsyncProducer, error) { panic(0) }

type ConsumerMessage struct {
	Key, Value []byte
	Topic      string
	Partition  int32
	Offset     int64
}

type ConsumerGroup interface {
	Consume(ctx context.Context, topics []string, handler ConsumerGroupHandler) error
	Errors() <-chan error
	Close() error
}

func NewConsumerGroup(addrs []string, groupID string, config *Config) (ConsumerGroup, error) {
	panic(0)
}

type ConsumerGroupHandler interface {
	Setup(ConsumerGroupSession) error
	Cleanup(ConsumerGroupSession) error
	ConsumeClaim(ConsumerGroupSession, ConsumerGroupClaim) error
}

type ConsumerGroupSession interface {
	MarkMessage(msg *ConsumerMessage, metadata string)
	Context() context.Context
}

type ConsumerGroupClaim interface {
	Topic() string
	Messages() <-chan *ConsumerMessage
}
