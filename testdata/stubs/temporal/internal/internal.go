// Package internal declares what the client package has as aliases.
package internal

import "context"

type (
	StartWorkflowOptions struct {
		ID        string
		TaskQueue string
	}

	WorkflowRun interface {
		GetID() string
		GetRunID() string
		Get(ctx context.Context, valuePtr any) error
	}

	ScheduleOptions struct{ ID string }

	ScheduleHandle interface {
		GetID() string
		Delete(ctx context.Context) error
	}

	ScheduleClient interface {
		Create(ctx context.Context, options ScheduleOptions) (ScheduleHandle, error)
		GetHandle(ctx context.Context, scheduleID string) ScheduleHandle
	}
)

type WorkerOptions struct{ Identity string }
