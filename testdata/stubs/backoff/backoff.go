// Package backoff has the signatures of cenkalti/backoff.
package backoff

import (
	"context"
	"time"
)

type BackOff interface {
	NextBackOff() time.Duration
	Reset()
}

type BackOffContext interface {
	BackOff
	Context() context.Context
}

func WithContext(b BackOff, ctx context.Context) BackOffContext { panic(0) }
func WithMaxRetries(b BackOff, max uint64) BackOff              { panic(0) }

type ExponentialBackOffOpts func(*ExponentialBackOff)

type ExponentialBackOff struct {
	InitialInterval time.Duration
	MaxElapsedTime  time.Duration
}

func NewExponentialBackOff(opts ...ExponentialBackOffOpts) *ExponentialBackOff { panic(0) }

func (b *ExponentialBackOff) NextBackOff() time.Duration { panic(0) }
func (b *ExponentialBackOff) Reset()                     { panic(0) }

type Operation func() error

type Notify func(error, time.Duration)

func Permanent(err error) error                                       { panic(0) }
func Retry(o Operation, b BackOff) error                              { panic(0) }
func RetryNotify(operation Operation, b BackOff, notify Notify) error { panic(0) }
