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

func (opt RedisClientOpt) MakeRedisClient() interface{}

func NewClient(r RedisConnOpt) *Client

func (c *Client) Close() error
func (c *Client) Enqueue(task *Task, opts ...Option) (*TaskInfo, error)
func (c *Client) EnqueueContext(ctx context.Context, task *Task, opts ...Option) (*TaskInfo, error)

type Task struct{}

func NewTask(typename string, payload []byte, opts ...Option) *Task

func (t *Task) Type() string
func (t *Task) Payload() []byte

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

func MaxRetry(n int) Option
func Queue(name string) Option
func TaskID(id string) Option
func ProcessIn(d time.Duration) Option

type Handler interface {
	ProcessTask(context.Context, *Task) error
}
