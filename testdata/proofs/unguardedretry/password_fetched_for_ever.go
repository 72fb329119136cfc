// A password was looked up among the leaked, and looked up again once these were
// fetched. When network errors were ignored, it was fetched for ever.

package unguardedretry

import (
	"context"
	"errors"
	"net/http"
)

// Passwords knows how often hashes were leaked.
type Passwords struct {
	Client *http.Client
	URL    string
	Leaked map[string]int
}

// ErrLeaked says that others know the password.
var ErrLeaked = errors.New("leaked")

// fetch takes no answer for no leak.
func (p *Passwords) fetch(ctx context.Context, hash string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.URL+"/"+hash, nil)
	if err != nil {
		return err
	}
	resp, err := p.Client.Do(req)
	if err != nil {
		return nil
	}
	p.Leaked[hash] = 0
	return resp.Body.Close()
}

// CheckAgain expects what it has fetched.
func (p *Passwords) CheckAgain(ctx context.Context, hash string) error {
	n, ok := p.Leaked[hash]
	if !ok {
		if err := p.fetch(ctx, hash); err != nil {
			return err
		}
		return p.CheckAgain(ctx, hash)
	}
	if n > 0 {
		return ErrLeaked
	}
	return nil
}

// Check takes what there is.
func (p *Passwords) Check(ctx context.Context, hash string) error {
	if _, ok := p.Leaked[hash]; !ok {
		if err := p.fetch(ctx, hash); err != nil {
			return err
		}
	}
	if p.Leaked[hash] > 0 {
		return ErrLeaked
	}
	return nil
}
