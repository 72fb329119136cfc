// Package halfplayed proves what jobs that fail halfway do twice.
package halfplayed

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/hibiken/asynq"
)

// schema is the database of every incident: nothing of the product is in stock.
const schema = `
CREATE TABLE stock (product TEXT PRIMARY KEY, pieces BIGINT NOT NULL CHECK (pieces >= 0));
CREATE TABLE charges (order_id TEXT PRIMARY KEY, charged_at TEXT);
CREATE TABLE payouts (id TEXT PRIMARY KEY, order_id TEXT NOT NULL, cents BIGINT NOT NULL);
INSERT INTO stock (product, pieces) VALUES ('book', 0);
INSERT INTO charges (order_id) VALUES ('7');
`

// A Shop handles the jobs of a shop.
type Shop struct {
	db     *sql.DB
	jobs   *asynq.Client
	client *http.Client
	remote string // a payment provider, a mail service, a bank
	redis  string
}

// request is for somebody, to the remote service.
func (s *Shop) request(ctx context.Context, path, who string) (*http.Request, error) {
	form := strings.NewReader(url.Values{"who": {who}}.Encode())
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.remote+path, form)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return req, nil
}

func (s *Shop) send(req *http.Request) error {
	resp, err := s.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", req.URL.Path, resp.Status)
	}
	return nil
}

func (s *Shop) post(ctx context.Context, path, who string) error {
	req, err := s.request(ctx, path, who)
	if err != nil {
		return err
	}
	return s.send(req)
}
