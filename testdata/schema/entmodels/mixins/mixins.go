//go:build real

// Package mixins has what schemas of another package share.
package mixins

import (
	"context"
	"time"

	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"entgo.io/ent/schema/mixin"
)

// Deletion turns deletes into updates.
type Deletion struct{ mixin.Schema }

func (Deletion) Fields() []ent.Field {
	return []ent.Field{field.Time("deleted_at").Optional().Nillable()}
}

func (Deletion) Interceptors() []ent.Interceptor {
	return []ent.Interceptor{ent.TraverseFunc(func(context.Context, ent.Query) error { return nil })}
}

func (Deletion) Hooks() []ent.Hook {
	return []ent.Hook{func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			if m.Op().Is(ent.OpDelete | ent.OpDeleteOne) {
				return nil, nil
			}
			return next.Mutate(ctx, m)
		})
	}}
}

type Keyed struct{ mixin.Schema }

func (Keyed) Fields() []ent.Field {
	fields := []ent.Field{field.String("namespace").NotEmpty()}
	return append(fields, field.String("key").Immutable())
}

func (Keyed) Indexes() []ent.Index { return []ent.Index{index.Fields("namespace", "key").Unique()} }

// All puts mixins together.
type All struct{ mixin.Schema }

func (All) Fields() []ent.Field {
	var fields []ent.Field
	fields = append(fields, Keyed{}.Fields()...)
	return append(fields, Stamp()...)
}

func (All) Indexes() []ent.Index { return Keyed{}.Indexes() }

func Stamp() []ent.Field {
	return []ent.Field{field.Time("stamped").Default(time.Now)}
}
