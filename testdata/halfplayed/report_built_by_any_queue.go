// A report's row was inserted once more for each retry of each of the queues that a shop had tried.

package halfplayed

import (
	"context"
	"net/http"
	"strings"

	"github.com/ThreeDotsLabs/watermill/message"
)

func (s *shop) event(ctx context.Context, kind string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO events (kind) VALUES ($1)", kind)
	return err
}

func (s *shop) post(ctx context.Context, verb string) error {
	req, err := http.NewRequestWithContext(ctx, verb, "https://reports.example.com", strings.NewReader("{}"))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (s *shop) watermill(msg *message.Message) error {
	ctx := context.Background()
	if err := s.post(ctx, http.MethodPost); err != nil {
		return err
	}
	return s.event(ctx, "report") // want `this may fail after a remote call: the job`
}

// put does twice what it does once.
func (s *shop) put(msg *message.Message) error {
	ctx := context.Background()
	if err := s.post(ctx, http.MethodPut); err != nil {
		return err
	}
	return s.event(ctx, "report")
}
