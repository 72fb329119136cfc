// Package ent has the signatures of the real one that scenarios need.
package ent

import (
	"context"

	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

type Config struct {
	Table string
}

type Edge interface {
	Descriptor() *edge.Descriptor
}

type Field interface {
	Descriptor() *field.Descriptor
}

type Hook func(Mutator) Mutator

type Index interface {
	Descriptor() *index.Descriptor
}

type Interceptor interface {
	Intercept(Querier) Querier
}

type Interface interface {
	Type()
	Fields() []Field
	Edges() []Edge
	Indexes() []Index
	Config() Config
	Mixin() []Mixin
	Hooks() []Hook
	Interceptors() []Interceptor
	Policy() Policy
	Annotations() []schema.Annotation
}

type Mixin interface {
	Fields() []Field
	Edges() []Edge
	Indexes() []Index
	Hooks() []Hook
	Interceptors() []Interceptor
	Policy() Policy
	Annotations() []schema.Annotation
}

type MutateFunc func(context.Context, Mutation) (Value, error)

func (MutateFunc) Mutate(ctx context.Context, m Mutation) (Value, error) { panic(0) }

type Mutation interface {
	AddField(name string, value Value) error
	AddedEdges() []string
	AddedField(name string) (Value, bool)
	AddedFields() []string
	AddedIDs(name string) []Value
	ClearEdge(name string) error
	ClearField(name string) error
	ClearedEdges() []string
	ClearedFields() []string
	EdgeCleared(name string) bool
	Field(name string) (Value, bool)
	FieldCleared(name string) bool
	Fields() []string
	OldField(ctx context.Context, name string) (Value, error)
	Op() Op
	RemovedEdges() []string
	RemovedIDs(name string) []Value
	ResetEdge(name string) error
	ResetField(name string) error
	SetField(name string, value Value) error
	Type() string
}

type Mutator interface {
	Mutate(context.Context, Mutation) (Value, error)
}

type Op uint

const (
	OpCreate    Op = 1
	OpDelete    Op = 8
	OpDeleteOne Op = 16
	OpUpdate    Op = 2
	OpUpdateOne Op = 4
)

func (Op) Is(o Op) bool   { panic(0) }
func (Op) String() string { panic(0) }

type Policy interface {
	EvalMutation(context.Context, Mutation) error
	EvalQuery(context.Context, Query) error
}

type Querier interface {
	Query(context.Context, Query) (Value, error)
}

type QuerierFunc func(context.Context, Query) (Value, error)

func (QuerierFunc) Query(ctx context.Context, q Query) (Value, error) { panic(0) }

type Query interface {
}

type Schema struct {
	Interface
}

func (Schema) Fields() []Field                  { panic(0) }
func (Schema) Edges() []Edge                    { panic(0) }
func (Schema) Indexes() []Index                 { panic(0) }
func (Schema) Config() Config                   { panic(0) }
func (Schema) Mixin() []Mixin                   { panic(0) }
func (Schema) Hooks() []Hook                    { panic(0) }
func (Schema) Interceptors() []Interceptor      { panic(0) }
func (Schema) Policy() Policy                   { panic(0) }
func (Schema) Annotations() []schema.Annotation { panic(0) }

type Value interface {
}
