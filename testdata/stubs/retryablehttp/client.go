// Package retryablehttp has the signatures of hashicorp/go-retryablehttp.
package retryablehttp

import (
	"context"
	"net/http"
	"time"
)

type CheckRetry func(ctx context.Context, resp *http.Response, err error) (bool, error)

type Client struct {
	HTTPClient   *http.Client
	RetryWaitMin time.Duration
	RetryWaitMax time.Duration
	RetryMax     int
	CheckRetry   CheckRetry
}

func NewClient() *Client { panic(0) }

func (c *Client) Do(req *Request) (*http.Response, error)                             { panic(0) }
func (c *Client) Get(url string) (*http.Response, error)                              { panic(0) }
func (c *Client) Post(url, bodyType string, body interface{}) (*http.Response, error) { panic(0) }

type Request struct{ *http.Request }

func (r *Request) WithContext(ctx context.Context) *Request { panic(0) }

func NewRequest(method, url string, rawBody interface{}) (*Request, error) { panic(0) }
func NewRequestWithContext(ctx context.Context, method, url string, rawBody interface{}) (*Request, error) {
	panic(0)
}

func DefaultRetryPolicy(ctx context.Context, resp *http.Response, err error) (bool, error) { panic(0) }
