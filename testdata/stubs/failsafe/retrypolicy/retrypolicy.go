// Package retrypolicy has the signatures of failsafe-go's retry policies.
package retrypolicy

import (
	"time"

	"github.com/failsafe-go/failsafe-go"
)

type RetryPolicy[R any] interface {
	failsafe.Policy[R]
}

type Builder[R any] interface {
	AbortOnErrors(errs ...error) Builder[R]
	AbortIf(predicate func(R, error) bool) Builder[R]
	WithMaxAttempts(maxAttempts int) Builder[R]
	WithMaxRetries(maxRetries int) Builder[R]
	WithMaxDuration(maxDuration time.Duration) Builder[R]
	WithBackoff(delay time.Duration, maxDelay time.Duration) Builder[R]
	Build() RetryPolicy[R]
}

func NewBuilder[R any]() Builder[R]          { panic(0) }
func NewWithDefaults[R any]() RetryPolicy[R] { panic(0) }
