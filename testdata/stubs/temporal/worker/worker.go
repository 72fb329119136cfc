// Package worker has the signatures of Temporal's workers.
package worker

import (
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/internal"
)

type Options = internal.WorkerOptions

func New(client client.Client, taskQueue string, options Options) Worker { panic(0) }

type ActivityRegistry interface {
	RegisterActivity(a any)
}

type Registry interface {
	ActivityRegistry
}

type Worker interface {
	Registry
	Start() error
	Stop()
}
