// Package client has the signatures of Temporal's client.
package client

import (
	"context"

	"go.temporal.io/sdk/internal"
)

type (
	StartWorkflowOptions = internal.StartWorkflowOptions
	WorkflowRun          = internal.WorkflowRun
	ScheduleClient       = internal.ScheduleClient
	ScheduleHandle       = internal.ScheduleHandle
	ScheduleOptions      = internal.ScheduleOptions

	Client interface {
		ExecuteWorkflow(ctx context.Context, options StartWorkflowOptions, workflow any, args ...any) (WorkflowRun, error)
		GetWorkflow(ctx context.Context, workflowID string, runID string) WorkflowRun
		SignalWorkflow(ctx context.Context, workflowID string, runID string, signalName string, arg any) error
		CancelWorkflow(ctx context.Context, workflowID string, runID string) error
		ScheduleClient() ScheduleClient
		Close()
	}
)
