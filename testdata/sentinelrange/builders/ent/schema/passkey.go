// Package schema is what ent generates from.
package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
)

type Passkey struct {
	ent.Schema
}

func (Passkey) Fields() []ent.Field {
	return []ent.Field{
		field.String("owner"),
		field.Int64("expires_at").Default(0),
	}
}
