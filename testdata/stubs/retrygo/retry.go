// Package retry has the signatures of avast/retry-go.
package retry

import (
	"context"
	"time"
)

type Config struct{}

type Option func(*Config)

type RetryableFunc func() error

type RetryableFuncWithData[T any] func() (T, error)

type RetryIfFunc func(error) bool

type OnRetryFunc func(attempt uint, err error)

type DelayTypeFunc func(n uint, err error, config *Config) time.Duration

func Do(retryableFunc RetryableFunc, opts ...Option) error { panic(0) }
func DoWithData[T any](retryableFunc RetryableFuncWithData[T], opts ...Option) (T, error) {
	panic(0)
}

func Attempts(attempts uint) Option                              { panic(0) }
func UntilSucceeded() Option                                     { panic(0) }
func Context(ctx context.Context) Option                         { panic(0) }
func Delay(delay time.Duration) Option                           { panic(0) }
func MaxDelay(maxDelay time.Duration) Option                     { panic(0) }
func DelayType(delayType DelayTypeFunc) Option                   { panic(0) }
func FixedDelay(_ uint, _ error, config *Config) time.Duration   { panic(0) }
func BackOffDelay(n uint, _ error, config *Config) time.Duration { panic(0) }
func LastErrorOnly(lastErrorOnly bool) Option                    { panic(0) }
func OnRetry(onRetry OnRetryFunc) Option                         { panic(0) }
func RetryIf(retryIf RetryIfFunc) Option                         { panic(0) }

func Unrecoverable(err error) error { panic(0) }
func IsRecoverable(err error) bool  { panic(0) }
