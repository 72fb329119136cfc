// Package webhook sends by an HTTP client behind an interface of its own.
package webhook

import "net/http"

type doer interface {
	Do(req *http.Request) (*http.Response, error)
}

var client doer = http.DefaultClient

// Send sends a request that its caller has made.
func Send(req *http.Request) error {
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Ping tells url of a change.
func Ping(url string) error {
	req, err := http.NewRequest(http.MethodPost, url, nil)
	if err != nil {
		return err
	}
	return Send(req)
}

// Look asks url.
func Look(url string) error {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	return Send(req)
}
