// Package mixin has the signatures of the real one that scenarios need.
package mixin

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
)

type Schema struct{}

func (Schema) Fields() []ent.Field              { panic(0) }
func (Schema) Edges() []ent.Edge                { panic(0) }
func (Schema) Indexes() []ent.Index             { panic(0) }
func (Schema) Hooks() []ent.Hook                { panic(0) }
func (Schema) Interceptors() []ent.Interceptor  { panic(0) }
func (Schema) Policy() ent.Policy               { panic(0) }
func (Schema) Annotations() []schema.Annotation { panic(0) }
