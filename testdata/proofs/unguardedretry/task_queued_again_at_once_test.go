package unguardedretry

import (
	"context"
	"testing"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestTasks(t *testing.T) {
	const rounds = 1000
	run := func(handle func(*Tasks, <-chan *message.Message), payload string, busy int) (back, sent int) {
		queue := make(chan *message.Message, 1)
		queue <- message.NewMessage("first", []byte(payload))
		for len(queue) > 0 && back < rounds {
			m := <-queue
			one := make(chan *message.Message, 1)
			one <- m
			close(one)
			handle(&Tasks{
				queue: publisher(func(m *message.Message) {
					back++
					queue <- m
				}),
				send: func(context.Context, string) error {
					if busy > 0 {
						busy--
						return ErrBusy
					}
					sent++
					return nil
				},
			}, one)
		}
		return back, sent
	}

	if back, _ := run((*Tasks).RequeueAlways, "not json", 0); back != rounds {
		t.Errorf("the task came back %d times, want until the test ended", back)
	}
	if back, _ := run((*Tasks).RequeueIfBusy, "not json", 0); back != 0 {
		t.Errorf("the task came back %d times, want never", back)
	}
	if back, sent := run((*Tasks).RequeueIfBusy, `{"To":"ada"}`, 1); back != 1 || sent != 1 {
		t.Errorf("the task came back %d times and was done %d times, want once each", back, sent)
	}

	report := vet.Run(t, "unguardedretry")
	report.Flags(t, "Tasks.RequeueAlways", "message sent to its own queue again")
	report.Silent(t, "Tasks.RequeueIfBusy")
}

// A publisher is a queue that hands out at once what is published.
type publisher func(*message.Message)

func (p publisher) Publish(_ string, messages ...*message.Message) error {
	for _, m := range messages {
		p(m)
	}
	return nil
}

func (p publisher) Close() error { return nil }
