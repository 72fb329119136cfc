// Package rate has the signatures of x/time's limiter.
package rate

import (
	"context"
	"time"
)

type Limit float64

func Every(interval time.Duration) Limit { panic(0) }

type Limiter struct{}

func NewLimiter(r Limit, b int) *Limiter { panic(0) }

func (lim *Limiter) Allow() bool                          { panic(0) }
func (lim *Limiter) Wait(ctx context.Context) (err error) { panic(0) }
