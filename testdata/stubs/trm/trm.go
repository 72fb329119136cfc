// Package trm has the signatures of the real one that scenarios need.
package trm

import (
	"context"
	"time"
)

type CtxKey interface {
}

type CtxManager interface {
	ByKey(ctx context.Context, key CtxKey) Transaction
	Default(ctx context.Context) Transaction
	SetByKey(ctx context.Context, key CtxKey, t Transaction) context.Context
	SetDefault(ctx context.Context, t Transaction) context.Context
}

type Manager interface {
	Do(context.Context, func(ctx context.Context) error) error
	DoWithSettings(context.Context, Settings, func(ctx context.Context) error) error
}

type Settings interface {
	Cancelable() bool
	CancelableOrNil() *bool
	CtxKey() CtxKey
	CtxKeyOrNil() *CtxKey
	EnrichBy(external Settings) Settings
	Propagation() Propagation
	PropagationOrNil() *Propagation
	SetCancelable(*bool) Settings
	SetCtxKey(*CtxKey) Settings
	SetPropagation(*Propagation) Settings
	SetTimeout(*time.Duration) Settings
	TimeoutOrNil() *time.Duration
}

type TrFactory func(ctx context.Context, s Settings) (context.Context, Transaction, error)

type Transaction interface {
	Closed() <-chan struct{}
	Commit(context.Context) error
	IsActive() bool
	Rollback(context.Context) error
	Transaction() any
}

type Propagation int8

const (
	PropagationNested       Propagation = 1
	PropagationNever        Propagation = 3
	PropagationNotSupported Propagation = 4
	PropagationRequired     Propagation = 0
	PropagationRequiresNew  Propagation = 5
	PropagationSupports     Propagation = 6
	PropagationsMandatory   Propagation = 2
)
