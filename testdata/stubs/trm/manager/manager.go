// Package manager has the signatures of the real one that scenarios need.
package manager

import (
	"context"

	trm "github.com/avito-tech/go-transaction-manager/trm/v2"
)

type Manager struct {
}

func (*Manager) Do(ctx context.Context, fn func(ctx context.Context) error) (err error) { panic(0) }
func (*Manager) DoWithSettings(ctx context.Context, s trm.Settings, fn func(ctx context.Context) error) (err error) {
	panic(0)
}
func (*Manager) Init(ctx context.Context, s trm.Settings) (context.Context, Closer, error) { panic(0) }

func Must(f trm.TrFactory, oo ...Opt) *Manager { panic(0) }

func New(f trm.TrFactory, oo ...Opt) (*Manager, error) { panic(0) }

type Opt func(*Manager) error

type Closer func(context.Context, any, *error) error
