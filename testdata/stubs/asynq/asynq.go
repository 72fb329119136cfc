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
func ProcessIn(d time.Duration) Option { panic(0) }

type Handler interface {
	ProcessTask(context.Context, *Task) error
}
