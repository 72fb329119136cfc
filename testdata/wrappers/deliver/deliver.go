// Package deliver hands letters to the queue.
package deliver

import (
	"context"
	"encoding/json"

	"github.com/datavet/datavet/testdata/wrappers/queue"
)

// A Service delivers.
type Service struct{ queue *queue.Queue }

// Letter delivers a letter.
func (s *Service) Letter(ctx context.Context, to string) error {
	payload, err := json.Marshal(to)
	if err != nil {
		return err
	}
	return s.queue.Push(ctx, "letter", payload)
}

// Waiting is how many letters aren't delivered yet.
func (s *Service) Waiting() int { return s.queue.Len() }
