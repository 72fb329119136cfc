// Package schema has the signatures of the real one that scenarios need.
package schema

import (
	"context"
	"database/sql"
	"reflect"
	"time"
)

type BaseModel struct {
}

type Dialect interface {
	AppendBool(b []byte, v bool) []byte
	AppendBytes(b []byte, bs []byte) []byte
	AppendJSON(b []byte, jsonb []byte) []byte
	AppendString(b []byte, s string) []byte
	AppendTime(b []byte, tm time.Time) []byte
	AppendUint32(b []byte, n uint32) []byte
	AppendUint64(b []byte, n uint64) []byte
	DefaultSchema() string
	DefaultVarcharLen() int
	IdentQuote() byte
	Init(db *sql.DB)
}

type Ident string

type Model interface {
	ScanRows(ctx context.Context, rows *sql.Rows) (int, error)
	Value() any
}

type Name string

type Order string

type Query interface {
	GetTableName() string
	Operation() string
}

type QueryAppender interface {
}

type QueryGen struct {
}

func (QueryGen) IsNop() bool                                              { panic(0) }
func (QueryGen) IdentQuote() byte                                         { panic(0) }
func (QueryGen) Append(b []byte, v any) []byte                            { panic(0) }
func (QueryGen) AppendName(b []byte, name string) []byte                  { panic(0) }
func (QueryGen) AppendIdent(b []byte, ident string) []byte                { panic(0) }
func (QueryGen) AppendValue(b []byte, v reflect.Value) []byte             { panic(0) }
func (QueryGen) FormatQuery(query string, args ...any) string             { panic(0) }
func (QueryGen) AppendQuery(dst []byte, query string, args ...any) []byte { panic(0) }

type Safe string

type Table struct {
	Type                  reflect.Type
	ZeroValue             reflect.Value
	ZeroIface             any
	TypeName              string
	ModelName             string
	Schema                string
	Name                  string
	Alias                 string
	IsM2MTable            bool
	UpdateSoftDeleteField func(fv reflect.Value, tm time.Time) error
}

func (*Table) String() string                 { panic(0) }
func (*Table) CheckPKs() error                { panic(0) }
func (*Table) HasField(name string) bool      { panic(0) }
func (*Table) HasBeforeAppendModelHook() bool { panic(0) }
func (*Table) HasBeforeScanRowHook() bool     { panic(0) }
func (*Table) HasAfterScanRowHook() bool      { panic(0) }
