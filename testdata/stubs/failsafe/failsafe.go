// Package failsafe has the signatures of failsafe-go.
package failsafe

import "context"

type Policy[R any] interface {
	ToExecutor(typeToken R) any
}

type Executor[R any] interface {
	WithContext(ctx context.Context) Executor[R]
	Run(fn func() error) error
	Get(fn func() (R, error)) (R, error)
}

func With[R any](policies ...Policy[R]) Executor[R] { panic(0) }
