// Package queue registers handlers for others.
package queue

import (
	"context"

	"github.com/hibiken/asynq"
)

// Register has f run by tasks.
func Register(mux *asynq.ServeMux, name string, f func(ctx context.Context) error) { // want Register:`^plays \[2\]$`
	mux.HandleFunc(name, func(ctx context.Context, _ *asynq.Task) error { return f(ctx) }) // want `handler`
}

// Later runs f by and by, once.
func Later(f func(ctx context.Context) error) {
	go func() { _ = f(context.Background()) }()
}
