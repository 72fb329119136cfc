// Package schemas has the signatures of the real one that scenarios need.
package schemas

import (
	"reflect"
	"time"
)

type Column struct {
	Name            string
	TableName       string
	FieldName       string
	FieldIndex      []int
	IsJSON          bool
	IsJSONB         bool
	Length          int64
	Length2         int64
	Nullable        bool
	Default         string
	Indexes         map[string]int
	IsPrimaryKey    bool
	IsAutoIncrement bool
	MapType         int
	IsCreated       bool
	IsUpdated       bool
	IsDeleted       bool
	IsCascade       bool
	IsVersion       bool
	DefaultIsEmpty  bool
	EnumOptions     map[string]int
	SetOptions      map[string]int
	DisableTimeZone bool
	TimeZone        *time.Location
	Comment         string
	Collation       string
}

func (*Column) ValueOf(bean any) (*reflect.Value, error)                   { panic(0) }
func (*Column) ValueOfV(dataStruct *reflect.Value) (*reflect.Value, error) { panic(0) }
func (*Column) ConvertID(sid string) (any, error)                          { panic(0) }

type DBType string

type Table struct {
	Name          string
	Type          reflect.Type
	PrimaryKeys   []string
	AutoIncrement string
	Created       map[string]bool
	Updated       string
	Deleted       string
	Version       string
	StoreEngine   string
	Charset       string
	Comment       string
	Collation     string
}

func (*Table) ColumnsSeq() []string                { panic(0) }
func (*Table) ColumnType(name string) reflect.Type { panic(0) }

type Version struct {
	Number  string
	Level   string
	Edition string
}
