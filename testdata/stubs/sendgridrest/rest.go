// Package rest has the signatures of sendgrid's HTTP layer.
package rest

type Request struct {
	BaseURL string
	Headers map[string]string
	Body    []byte
}

type Response struct {
	StatusCode int
	Body       string
	Headers    map[string][]string
}
