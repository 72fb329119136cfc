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

type Subscriber interface {
	Close() error
}

type HandlerFunc func(msg *Message) ([]*Message, error)

type NoPublishHandlerFunc func(msg *Message) error

type Handler struct{}

type Router struct{}

func (r *Router) AddHandler(handlerName string, subscribeTopic string, subscriber Subscriber, publishTopic string, publisher Publisher, handlerFunc HandlerFunc) *Handler {
	panic(0)
}
