// Package message has the signatures of watermill's messages.
package message

type Payload []byte

type Message struct {
	UUID    string
	Payload Payload
}

func NewMessage(uuid string, payload Payload) *Message { panic(0) }

type Publisher interface {
	Publish(topic string, messages ...*Message) error
	Close() error
}
