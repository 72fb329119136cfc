// Package genrun is a generic runner on an interface that begins, with hooks
// for after the commit in the context.
package genrun

import (
	"context"
	"errors"
)

// A Driver is an open transaction.
type Driver interface {
	Commit() error
	Rollback() error
}

// A Creator begins transactions.
type Creator interface {
	Tx(ctx context.Context) (context.Context, Driver, error)
}

type hooksKey struct{}

type hooks struct{ list []func(context.Context) error }

// Run returns what cb did in a transaction.
func Run[R any](ctx context.Context, creator Creator, cb func(ctx context.Context) (R, error)) (R, error) {
	var zero R
	txCtx, tx, err := creator.Tx(ctx)
	if err != nil {
		return zero, err
	}
	h := &hooks{}
	return manage(context.WithValue(txCtx, hooksKey{}, h), tx, h, func(ctx context.Context) (R, error) { return cb(ctx) })
}

// RunWithNoValue is [Run] for functions without result.
func RunWithNoValue(ctx context.Context, creator Creator, cb func(ctx context.Context) error) error {
	_, err := Run(ctx, creator, func(ctx context.Context) (struct{}, error) { return struct{}{}, cb(ctx) })
	return err
}

func manage[R any](ctx context.Context, tx Driver, h *hooks, cb func(ctx context.Context) (R, error)) (result R, err error) {
	defer func() {
		if p := recover(); p != nil {
			_ = tx.Rollback()
			panic(p)
		}
	}()
	result, err = cb(ctx)
	if err != nil {
		return result, errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return result, err
	}
	for _, hook := range h.list {
		if err := hook(ctx); err != nil {
			return result, err
		}
	}
	return result, nil
}

// AddPostCommitHook has hook run after the commit, or at once if there is no
// transaction.
func AddPostCommitHook(ctx context.Context, hook func(ctx context.Context) error) error {
	h, ok := ctx.Value(hooksKey{}).(*hooks)
	if !ok {
		return hook(ctx)
	}
	h.list = append(h.list, hook)
	return nil
}
