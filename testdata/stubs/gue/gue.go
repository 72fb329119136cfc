// Package gue has gue's signatures.
package gue

import (
	"context"
	"database/sql"
	"time"
)

type Client struct{}

type JobPriority int16

type Job struct {
	Queue    string
	Priority JobPriority
	RunAt    time.Time
	Type     string
	Args     []byte
}

func (c *Client) Enqueue(ctx context.Context, j *Job) error                         { panic(0) }
func (c *Client) EnqueueTx(ctx context.Context, j *Job, tx *sql.Tx) error           { panic(0) }
func (c *Client) EnqueueBatch(ctx context.Context, jobs []*Job) error               { panic(0) }
func (c *Client) EnqueueBatchTx(ctx context.Context, jobs []*Job, tx *sql.Tx) error { panic(0) }
