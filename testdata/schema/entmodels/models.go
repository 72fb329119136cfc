//go:build real

// Package entmodels has schemas that try ent's rules.
package entmodels

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"entgo.io/ent/schema/mixin"

	"github.com/datavet/datavet/testdata/schema/entmodels/mixins"
)

const emailColumn = "mail"

type User struct{ ent.Schema }

func (User) Mixin() []ent.Mixin { return []ent.Mixin{mixin.Time{}, mixins.Deletion{}} }

func (User) Fields() []ent.Field {
	return []ent.Field{
		field.String("email").Unique().StorageKey(emailColumn),
		field.Int("age").Optional().Default(18),
		field.Bool("admin").Default(false),
		field.String("nickName").Nillable().Optional(),
		field.Enum("state").Values("on", "off").Default("on"),
		field.Time("expires_at").Annotations(entsql.Default("1970-01-01 00:00:00")),
		field.Int("team_id").Optional(),
	}
}

func (User) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("card", Card.Type).Unique(),
		edge.To("orders", Order.Type),
		edge.From("team", Team.Type).Ref("members").Unique().Field("team_id"),
		edge.To("friends", User.Type),
	}
}

func (User) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("age", "state"),
		index.Fields("nickName").Edges("team").Unique(),
		index.Fields("state").Unique().StorageKey("one_state").Annotations(entsql.IndexWhere("deleted_at IS NULL")),
	}
}

type Card struct{ ent.Schema }

func (Card) Fields() []ent.Field {
	return []ent.Field{field.String("id"), field.Float("amount").Default(0)}
}

func (Card) Edges() []ent.Edge {
	return []ent.Edge{edge.From("owner", User.Type).Ref("card").Unique().Required()}
}

type Order struct{ ent.Schema }

func (Order) Mixin() []ent.Mixin { return []ent.Mixin{mixins.All{}} }

func (Order) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("buyer", User.Type).Ref("orders").Unique(),
		edge.To("parent", Order.Type).Unique(),
	}
}

func (Order) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{Table: "purchases"}}
}

type Team struct{ ent.Schema }

func (Team) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("members", User.Type),
		edge.To("lead", User.Type).Unique().StorageKey(edge.Column("lead_user")),
		edge.To("notes", Note.Type),
	}
}

type Note struct{ ent.Schema }

func (Note) Fields() []ent.Field {
	return []ent.Field{field.Text("body"), field.Int("is_deleted").Default(0)}
}

// All are the schemas, for the test.
var All = []ent.Interface{User{}, Card{}, Order{}, Team{}, Note{}}
