// Package resty has resty's signatures.
package resty

import "context"

type Client struct{}

func New() *Client { panic(0) }

func (c *Client) R() *Request { panic(0) }

type Response struct{}

func (r *Response) StatusCode() int { panic(0) }
func (r *Response) Body() []byte    { panic(0) }

type Request struct {
	URL    string
	Method string
}

func (r *Request) SetContext(ctx context.Context) *Request       { panic(0) }
func (r *Request) SetBody(body interface{}) *Request             { panic(0) }
func (r *Request) Get(url string) (*Response, error)             { panic(0) }
func (r *Request) Post(url string) (*Response, error)            { panic(0) }
func (r *Request) Put(url string) (*Response, error)             { panic(0) }
func (r *Request) Delete(url string) (*Response, error)          { panic(0) }
func (r *Request) Execute(method, url string) (*Response, error) { panic(0) }
