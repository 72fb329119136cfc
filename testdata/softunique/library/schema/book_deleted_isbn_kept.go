// A book that had been deleted kept its ISBN, and so did an app its customer.

package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"entgo.io/ent/schema/mixin"
)

// A SoftDelete mixin gives a schema its deleted_at.
type SoftDelete struct {
	mixin.Schema
}

func (SoftDelete) Fields() []ent.Field {
	return []ent.Field{field.Time("deleted_at").Optional().Nillable()}
}

type Book struct {
	ent.Schema
}

func (Book) Mixin() []ent.Mixin { return []ent.Mixin{SoftDelete{}} }

func (Book) Fields() []ent.Field {
	return []ent.Field{
		field.String("isbn").Unique(), // want `unique \(isbn\) of books blocks re-creation`
		field.String("title"),
	}
}

type Copy struct {
	ent.Schema
}

func (Copy) Mixin() []ent.Mixin { return []ent.Mixin{SoftDelete{}} }

func (Copy) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("book_id"),
		field.String("shelf"),
	}
}

func (Copy) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("book_id", "shelf").Unique(), // want `unique \(book_id, shelf\) of copies blocks re-creation`
	}
}

type Shelf struct {
	ent.Schema
}

func (Shelf) Mixin() []ent.Mixin { return []ent.Mixin{SoftDelete{}} }

func (Shelf) Fields() []ent.Field { return []ent.Field{field.String("name")} }

func (Shelf) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("name").Unique().Annotations(entsql.IndexWhere("deleted_at IS NULL")),
	}
}

type Hall struct {
	ent.Schema
}

func (Hall) Mixin() []ent.Mixin { return []ent.Mixin{SoftDelete{}} }

func (Hall) Fields() []ent.Field { return []ent.Field{field.String("name")} }

func (Hall) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("name", "deleted_at").Unique(), // want `unique \(name, deleted_at\) of halls binds no live row`
	}
}

// A Reader isn't deleted softly.
type Reader struct {
	ent.Schema
}

func (Reader) Fields() []ent.Field { return []ent.Field{field.String("card").Unique()} }
