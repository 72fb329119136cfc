// Package resty has resty's signatures.
package resty

import "context"

type Client struct{}

func New() *Client

func (c *Client) R() *Request

type Response struct{}

func (r *Response) StatusCode() int
func (r *Response) Body() []byte

type Request struct {
	URL    string
	Method string
}

func (r *Request) SetContext(ctx context.Context) *Request
func (r *Request) SetBody(body interface{}) *Request
func (r *Request) Get(url string) (*Response, error)
func (r *Request) Post(url string) (*Response, error)
func (r *Request) Put(url string) (*Response, error)
func (r *Request) Delete(url string) (*Response, error)
func (r *Request) Execute(method, url string) (*Response, error)
