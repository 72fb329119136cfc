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
