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

func WithContext(b BackOff, ctx context.Context) BackOffContext
func WithMaxRetries(b BackOff, max uint64) BackOff

type ExponentialBackOffOpts func(*ExponentialBackOff)

type ExponentialBackOff struct {
	InitialInterval time.Duration
	MaxElapsedTime  time.Duration
}

func NewExponentialBackOff(opts ...ExponentialBackOffOpts) *ExponentialBackOff

func (b *ExponentialBackOff) NextBackOff() time.Duration
func (b *ExponentialBackOff) Reset()

type Operation func() error

type Notify func(error, time.Duration)

func Permanent(err error) error
func Retry(o Operation, b BackOff) error
func RetryNotify(operation Operation, b BackOff, notify Notify) error
