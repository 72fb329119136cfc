// Package asynq has asynq's signatures.
package asynq

import (
	"context"
	"time"
)

type Client struct{}

type RedisConnOpt interface{ MakeRedisClient() interface{} }

type RedisClientOpt struct {
	Addr     string
	Username string
	Password string
	DB       int
}

func (opt RedisClientOpt) MakeRedisClient() interface{} { panic(0) }

func NewClient(r RedisConnOpt) *Client { panic(0) }

func (c *Client) Close() error                                          { panic(0) }
func (c *Client) Enqueue(task *Task, opts ...Option) (*TaskInfo, error) { panic(0) }
func (c *Client) EnqueueContext(ctx context.Context, task *Task, opts ...Option) (*TaskInfo, error) {
	panic(0)
}

type Task struct{}

func NewTask(typename string, payload []byte, opts ...Option) *Task { panic(0) }

func (t *Task) Type() string    { panic(0) }
func (t *Task) Payload() []byte { panic(0) }

type TaskInfo struct {
	ID    string
	Queue string
	Type  string
}

type OptionType int

type Option interface {
	String() string
	Type() OptionType
	Value() interface{}
}

func MaxRetry(n int) Option            { panic(0) }
func Queue(name string) Option         { panic(0) }
func TaskID(id string) Option          { panic(0) }
func Unique(ttl time.Duration) Option  { panic(0) }
func ProcessIn(d time.Duration) Option { panic(0) }

type Handler interface {
	ProcessTask(context.Context, *Task) error
}

type HandlerFunc func(context.Context, *Task) error

func (fn HandlerFunc) ProcessTask(ctx context.Context, task *Task) error { panic(0) }

type MiddlewareFunc func(Handler) Handler

type ServeMux struct{}

func NewServeMux() *ServeMux { panic(0) }

func (mux *ServeMux) ProcessTask(ctx context.Context, task *Task) error { panic(0) }
func (mux *ServeMux) Handle(pattern string, handler Handler)            { panic(0) }
func (mux *ServeMux) HandleFunc(pattern string, handler func(context.Context, *Task) error) {
	panic(0)
}
func (mux *ServeMux) Use(mws ...MiddlewareFunc) { panic(0) }

var SkipRetry, RevokeTask error

func GetRetryCount(ctx context.Context) (n int, ok bool) { panic(0) }
