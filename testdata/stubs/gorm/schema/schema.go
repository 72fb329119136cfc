// Package schema has the signatures of the real one that scenarios need.
package schema

import (
	"context"
	"reflect"

	"gorm.io/gorm/clause"
)

type Namer interface {
	CheckerName(table string, column string) string
	ColumnName(table string, column string) string
	IndexName(table string, column string) string
	JoinTableName(joinTable string) string
	RelationshipFKName(Relationship) string
	SchemaName(table string) string
	TableName(table string) string
	UniqueName(table string, column string) string
}

type Field struct {
	Name                   string
	DBName                 string
	BindNames              []string
	EmbeddedBindNames      []string
	PrimaryKey             bool
	AutoIncrement          bool
	AutoIncrementIncrement int64
	Creatable              bool
	Updatable              bool
	Readable               bool
	HasDefaultValue        bool
	DefaultValue           string
	DefaultValueInterface  any
	NotNull                bool
	Unique                 bool
	Comment                string
	Size                   int
	Precision              int
	Scale                  int
	IgnoreMigration        bool
	FieldType              reflect.Type
	IndirectFieldType      reflect.Type
	StructField            reflect.StructField
	Tag                    reflect.StructTag
	TagSettings            map[string]string
	ReflectValueOf         func(context.Context, reflect.Value) reflect.Value
	ValueOf                func(context.Context, reflect.Value) (value any, zero bool)
	Set                    func(context.Context, reflect.Value, any) error
	UniqueIndex            string
}

func (*Field) BindName() string { panic(0) }

type Relationship struct {
	Name string
}

func (*Relationship) ToQueryConditions(ctx context.Context, reflectValue reflect.Value) (conds []clause.Expression) {
	panic(0)
}

type Tabler interface {
	TableName() string
}
