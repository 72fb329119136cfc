package orders

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// A Gateway moves money.
type Gateway struct {
	url    string
	client *http.Client
}

// NewGateway returns the payment provider at url.
func NewGateway(url string) *Gateway { return &Gateway{url, http.DefaultClient} }

// Charge takes the money for an order.
func (g *Gateway) Charge(ctx context.Context, order, cents int64) error {
	return g.post(ctx, "/charges", order, cents)
}

// Refund gives the money for an order back.
func (g *Gateway) Refund(ctx context.Context, order, cents int64) error {
	return g.post(ctx, "/refunds", order, cents)
}

func (g *Gateway) post(ctx context.Context, path string, order, cents int64) error {
	form := strings.NewReader(url.Values{"cents": {strconv.FormatInt(cents, 10)}}.Encode())
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, g.url+path, form)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Idempotency-Key", fmt.Sprint(path, "-", order))
	resp, err := g.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("order %d: %s: %s", order, path, resp.Status)
	}
	return nil
}
