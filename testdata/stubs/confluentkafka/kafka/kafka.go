// Package kafka has the signatures of confluent-kafka-go, without cgo.
package kafka

type Event interface{ String() string }

type TopicPartition struct {
	Topic     *string
	Partition int32
}

type Message struct {
	TopicPartition TopicPartition
	Value          []byte
	Key            []byte
}

type ConfigValue interface{}

type ConfigMap map[string]ConfigValue

type Producer struct{}

func NewProducer(conf *ConfigMap) (*Producer, error) { panic(0) }

func (p *Producer) Produce(msg *Message, deliveryChan chan Event) error { panic(0) }
func (p *Producer) Close()                                              { panic(0) }
