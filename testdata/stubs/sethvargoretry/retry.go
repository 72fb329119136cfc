// Package retry has the signatures of sethvargo/go-retry.
package retry

import (
	"context"
	"time"
)

type Backoff interface {
	Next() (next time.Duration, stop bool)
}

func NewConstant(t time.Duration) Backoff                         { panic(0) }
func NewExponential(base time.Duration) Backoff                   { panic(0) }
func NewFibonacci(base time.Duration) Backoff                     { panic(0) }
func WithMaxRetries(max uint64, next Backoff) Backoff             { panic(0) }
func WithMaxDuration(timeout time.Duration, next Backoff) Backoff { panic(0) }
func WithCappedDuration(cap time.Duration, next Backoff) Backoff  { panic(0) }
func WithJitter(j time.Duration, next Backoff) Backoff            { panic(0) }

type RetryFunc func(ctx context.Context) error

type RetryFuncValue[T any] func(ctx context.Context) (T, error)

func RetryableError(err error) error                                                { panic(0) }
func Do(ctx context.Context, b Backoff, f RetryFunc) error                          { panic(0) }
func DoValue[T any](ctx context.Context, b Backoff, f RetryFuncValue[T]) (T, error) { panic(0) }
func Constant(ctx context.Context, t time.Duration, f RetryFunc) error              { panic(0) }
func Exponential(ctx context.Context, base time.Duration, f RetryFunc) error        { panic(0) }
func Fibonacci(ctx context.Context, base time.Duration, f RetryFunc) error          { panic(0) }
