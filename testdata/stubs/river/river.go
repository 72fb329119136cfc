// Package river has river's signatures.
package river

import (
	"context"
	"time"

	"github.com/riverqueue/river/rivertype"
)

type Client[TTx any] struct{}

func (c *Client[TTx]) Insert(ctx context.Context, args JobArgs, opts *InsertOpts) (*rivertype.JobInsertResult, error) {
	panic(0)
}
func (c *Client[TTx]) InsertTx(ctx context.Context, tx TTx, args JobArgs, opts *InsertOpts) (*rivertype.JobInsertResult, error) {
	panic(0)
}
func (c *Client[TTx]) InsertMany(ctx context.Context, params []InsertManyParams) ([]*rivertype.JobInsertResult, error) {
	panic(0)
}
func (c *Client[TTx]) InsertManyTx(ctx context.Context, tx TTx, params []InsertManyParams) ([]*rivertype.JobInsertResult, error) {
	panic(0)
}
func (c *Client[TTx]) InsertManyFast(ctx context.Context, params []InsertManyParams) (int, error) {
	panic(0)
}
func (c *Client[TTx]) InsertManyFastTx(ctx context.Context, tx TTx, params []InsertManyParams) (int, error) {
	panic(0)
}
func (c *Client[TTx]) JobGet(ctx context.Context, id int64) (*rivertype.JobRow, error) { panic(0) }

type JobArgs interface{ Kind() string }

type InsertOpts struct {
	MaxAttempts int
	Priority    int
	Queue       string
	ScheduledAt time.Time
	UniqueOpts  UniqueOpts
}

type UniqueOpts struct {
	ByArgs   bool
	ByPeriod time.Duration
	ByQueue  bool
}

type JobArgsWithInsertOpts interface {
	InsertOpts() InsertOpts
}

type InsertManyParams struct {
	Args       JobArgs
	InsertOpts *InsertOpts
}

type Job[T JobArgs] struct {
	*rivertype.JobRow
	Args T
}

func ClientFromContext[TTx any](ctx context.Context) *Client[TTx] { panic(0) }

type Worker[T JobArgs] interface {
	NextRetry(job *Job[T]) time.Time
	Timeout(job *Job[T]) time.Duration
	Work(ctx context.Context, job *Job[T]) error
}

type WorkerDefaults[T JobArgs] struct{}

func (w WorkerDefaults[T]) NextRetry(*Job[T]) time.Time   { panic(0) }
func (w WorkerDefaults[T]) Timeout(*Job[T]) time.Duration { panic(0) }

type Workers struct{}

func NewWorkers() *Workers { panic(0) }

func AddWorker[T JobArgs](workers *Workers, worker Worker[T]) { panic(0) }

func WorkFunc[T JobArgs](f func(context.Context, *Job[T]) error) Worker[T] { panic(0) }

func JobCancel(err error) error              { panic(0) }
func JobSnooze(duration time.Duration) error { panic(0) }
