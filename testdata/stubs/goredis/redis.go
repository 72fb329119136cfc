// Package redis has go-redis's signatures. As in the original the clients
// have their commands from an embedded func type.
package redis

import (
	"context"
	"time"
)

type Cmder interface {
	Name() string
	Err() error
}

type IntCmd struct{}

func (cmd *IntCmd) Err() error             { panic(0) }
func (cmd *IntCmd) Result() (int64, error) { panic(0) }

type StringCmd struct{}

func (cmd *StringCmd) Err() error              { panic(0) }
func (cmd *StringCmd) Result() (string, error) { panic(0) }
func (cmd *StringCmd) Int64() (int64, error)   { panic(0) }

type StatusCmd struct{}

func (cmd *StatusCmd) Err() error              { panic(0) }
func (cmd *StatusCmd) Result() (string, error) { panic(0) }

type XAddArgs struct {
	Stream string
	ID     string
	Values interface{}
}

type ListCmdable interface {
	LPush(ctx context.Context, key string, values ...interface{}) *IntCmd
	RPush(ctx context.Context, key string, values ...interface{}) *IntCmd
}

type PubSubCmdable interface {
	Publish(ctx context.Context, channel string, message interface{}) *IntCmd
}

type StreamCmdable interface {
	XAdd(ctx context.Context, a *XAddArgs) *StringCmd
}

type StringCmdable interface {
	Get(ctx context.Context, key string) *StringCmd
	Set(ctx context.Context, key string, value interface{}, expiration time.Duration) *StatusCmd
}

type Cmdable interface {
	ListCmdable
	PubSubCmdable
	StreamCmdable
	StringCmdable
}

type UniversalClient interface {
	Cmdable
	Close() error
}

type cmdable func(ctx context.Context, cmd Cmder) error

func (c cmdable) Get(ctx context.Context, key string) *StringCmd { panic(0) }
func (c cmdable) Set(ctx context.Context, key string, value interface{}, expiration time.Duration) *StatusCmd {
	panic(0)
}
func (c cmdable) LPush(ctx context.Context, key string, values ...interface{}) *IntCmd     { panic(0) }
func (c cmdable) RPush(ctx context.Context, key string, values ...interface{}) *IntCmd     { panic(0) }
func (c cmdable) Publish(ctx context.Context, channel string, message interface{}) *IntCmd { panic(0) }
func (c cmdable) XAdd(ctx context.Context, a *XAddArgs) *StringCmd                         { panic(0) }

type Options struct {
	Addr     string
	Password string
	DB       int
}

type Client struct{ cmdable }

func NewClient(opt *Options) *Client { panic(0) }

func (c *Client) Close() error { panic(0) }
