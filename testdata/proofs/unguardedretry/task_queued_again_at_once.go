// A task whose body nobody can read went back to the queue it came from, again and again.

package unguardedretry

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
)

const reports = "reports"

// Tasks handles the tasks of a queue.
type Tasks struct {
	queue message.Publisher
	send  func(ctx context.Context, to string) error
}

// ErrBusy says that the report can be sent later.
var ErrBusy = errors.New("printer is busy")

// RequeueAlways sends a task to its own queue again when it failed.
func (t *Tasks) RequeueAlways(messages <-chan *message.Message) {
	for m := range messages {
		if err := t.handle(m); err != nil {
			t.queue.Publish(reports, message.NewMessage(watermill.NewUUID(), m.Payload))
		}
		m.Ack()
	}
}

// RequeueIfBusy does so where trying again may help.
func (t *Tasks) RequeueIfBusy(messages <-chan *message.Message) {
	for m := range messages {
		if err := t.handle(m); errors.Is(err, ErrBusy) {
			t.queue.Publish(reports, message.NewMessage(watermill.NewUUID(), m.Payload))
		}
		m.Ack()
	}
}

func (t *Tasks) handle(m *message.Message) error {
	var task struct{ To string }
	if err := json.Unmarshal(m.Payload, &task); err != nil {
		return err
	}
	return t.send(m.Context(), task.To)
}
