// Package errgroup has errgroup's signatures.
package errgroup

import "context"

type Group struct{}

func WithContext(ctx context.Context) (*Group, context.Context) { panic(0) }

func (g *Group) Go(f func() error)         { panic(0) }
func (g *Group) TryGo(f func() error) bool { panic(0) }
func (g *Group) SetLimit(n int)            { panic(0) }
func (g *Group) Wait() error               { panic(0) }
