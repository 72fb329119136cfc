// Package wait has the signatures of Kubernetes' wait.
package wait

import (
	"context"
	"time"
)

type Backoff struct {
	Duration time.Duration
	Factor   float64
	Jitter   float64
	Steps    int
	Cap      time.Duration
}

type ConditionFunc func() (done bool, err error)

type ConditionWithContextFunc func(context.Context) (done bool, err error)

func Until(f func(), period time.Duration, stopCh <-chan struct{})                        { panic(0) }
func UntilWithContext(ctx context.Context, f func(context.Context), period time.Duration) { panic(0) }
func ExponentialBackoff(backoff Backoff, condition ConditionFunc) error                   { panic(0) }
func ExponentialBackoffWithContext(ctx context.Context, backoff Backoff, condition ConditionWithContextFunc) error {
	panic(0)
}
func PollImmediateInfinite(interval time.Duration, condition ConditionFunc) error { panic(0) }
func PollUntilContextCancel(ctx context.Context, interval time.Duration, immediate bool, condition ConditionWithContextFunc) error {
	panic(0)
}
func PollUntilContextTimeout(ctx context.Context, interval, timeout time.Duration, immediate bool, condition ConditionWithContextFunc) error {
	panic(0)
}
