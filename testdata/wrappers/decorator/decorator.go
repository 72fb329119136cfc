// Package decorator wraps functions in a transaction.
package decorator

import (
	"context"

	"github.com/beego/beego/v2/client/orm"
)

type key struct{}

// FromContext returns the context's handle.
func FromContext(ctx context.Context) orm.Ormer {
	o, _ := ctx.Value(key{}).(orm.Ormer)
	return o
}

// WithTransaction returns f, wrapped in a transaction.
func WithTransaction(f func(ctx context.Context) error) func(ctx context.Context) error {
	return func(ctx context.Context) error {
		tx, err := FromContext(ctx).Begin()
		if err != nil {
			return err
		}
		if err := f(context.WithValue(ctx, key{}, tx)); err != nil {
			_ = tx.Rollback()
			return err
		}
		return tx.Commit()
	}
}
