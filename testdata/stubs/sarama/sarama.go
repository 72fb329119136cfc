// Package sarama has sarama's signatures.
package sarama

type Encoder interface {
	Encode() ([]byte, error)
	Length() int
}

type StringEncoder string

func (s StringEncoder) Encode() ([]byte, error)
func (s StringEncoder) Length() int

type ByteEncoder []byte

func (b ByteEncoder) Encode() ([]byte, error)
func (b ByteEncoder) Length() int

type ProducerMessage struct {
	Topic string
	Key   Encoder
	Value Encoder
}

type Config struct{}

func NewConfig() *Config

type SyncProducer interface {
	SendMessage(msg *ProducerMessage) (partition int32, offset int64, err error)
	SendMessages(msgs []*ProducerMessage) error
	Close() error
}

func NewSyncProducer(addrs []string, config *Config) (SyncProducer, error)

type AsyncProducer interface {
	Input() chan<- *ProducerMessage
	Close() error
}

func NewAsyncProducer(addrs []string, conf *Config) (AsyncProducer, error)
