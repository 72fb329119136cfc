// Package bson has the signatures of the real one that scenarios need.
package bson

import (
	"time"
)

type A []any

type D []E

func (D) String() string                { panic(0) }
func (D) MarshalJSON() ([]byte, error)  { panic(0) }
func (*D) UnmarshalJSON(b []byte) error { panic(0) }

type E struct {
	Key   string
	Value any
}

type M map[string]any

func (M) String() string { panic(0) }

func NewObjectID() ObjectID { panic(0) }

type ObjectID [12]byte

func (ObjectID) Timestamp() time.Time          { panic(0) }
func (ObjectID) Hex() string                   { panic(0) }
func (ObjectID) String() string                { panic(0) }
func (ObjectID) IsZero() bool                  { panic(0) }
func (ObjectID) MarshalText() ([]byte, error)  { panic(0) }
func (*ObjectID) UnmarshalText(b []byte) error { panic(0) }
func (ObjectID) MarshalJSON() ([]byte, error)  { panic(0) }
func (*ObjectID) UnmarshalJSON(b []byte) error { panic(0) }

type Raw []byte

func (Raw) Validate() (err error)                     { panic(0) }
func (Raw) Lookup(key ...string) RawValue             { panic(0) }
func (Raw) LookupErr(key ...string) (RawValue, error) { panic(0) }
func (Raw) Elements() ([]RawElement, error)           { panic(0) }
func (Raw) Values() ([]RawValue, error)               { panic(0) }
func (Raw) Index(index uint) RawElement               { panic(0) }
func (Raw) IndexErr(index uint) (RawElement, error)   { panic(0) }
func (Raw) String() string                            { panic(0) }

type RawElement []byte

func (RawElement) Key() string             { panic(0) }
func (RawElement) KeyErr() (string, error) { panic(0) }
func (RawElement) Validate() error         { panic(0) }
func (RawElement) String() string          { panic(0) }
func (RawElement) DebugString() string     { panic(0) }

type RawValue struct {
	Value []byte
}

func (RawValue) IsZero() bool                                       { panic(0) }
func (RawValue) Unmarshal(val any) error                            { panic(0) }
func (RawValue) Validate() error                                    { panic(0) }
func (RawValue) IsNumber() bool                                     { panic(0) }
func (RawValue) String() string                                     { panic(0) }
func (RawValue) DebugString() string                                { panic(0) }
func (RawValue) Double() float64                                    { panic(0) }
func (RawValue) DoubleOK() (float64, bool)                          { panic(0) }
func (RawValue) StringValue() string                                { panic(0) }
func (RawValue) StringValueOK() (string, bool)                      { panic(0) }
func (RawValue) Document() Raw                                      { panic(0) }
func (RawValue) DocumentOK() (Raw, bool)                            { panic(0) }
func (RawValue) Binary() (subtype byte, data []byte)                { panic(0) }
func (RawValue) BinaryOK() (subtype byte, data []byte, ok bool)     { panic(0) }
func (RawValue) ObjectID() ObjectID                                 { panic(0) }
func (RawValue) ObjectIDOK() (ObjectID, bool)                       { panic(0) }
func (RawValue) Boolean() bool                                      { panic(0) }
func (RawValue) BooleanOK() (bool, bool)                            { panic(0) }
func (RawValue) DateTime() int64                                    { panic(0) }
func (RawValue) DateTimeOK() (int64, bool)                          { panic(0) }
func (RawValue) Time() time.Time                                    { panic(0) }
func (RawValue) TimeOK() (time.Time, bool)                          { panic(0) }
func (RawValue) Regex() (pattern string, options string)            { panic(0) }
func (RawValue) RegexOK() (pattern string, options string, ok bool) { panic(0) }
func (RawValue) DBPointer() (string, ObjectID)                      { panic(0) }
func (RawValue) DBPointerOK() (string, ObjectID, bool)              { panic(0) }
func (RawValue) JavaScript() string                                 { panic(0) }
func (RawValue) JavaScriptOK() (string, bool)                       { panic(0) }
func (RawValue) Symbol() string                                     { panic(0) }
func (RawValue) SymbolOK() (string, bool)                           { panic(0) }
func (RawValue) CodeWithScope() (string, Raw)                       { panic(0) }
func (RawValue) CodeWithScopeOK() (string, Raw, bool)               { panic(0) }
func (RawValue) Int32() int32                                       { panic(0) }
func (RawValue) Int32OK() (int32, bool)                             { panic(0) }
func (RawValue) Timestamp() (t uint32, i uint32)                    { panic(0) }
func (RawValue) TimestampOK() (t uint32, i uint32, ok bool)         { panic(0) }
func (RawValue) Int64() int64                                       { panic(0) }
func (RawValue) Int64OK() (int64, bool)                             { panic(0) }
func (RawValue) AsInt64() int64                                     { panic(0) }
func (RawValue) AsInt64OK() (int64, bool)                           { panic(0) }
func (RawValue) AsFloat64() float64                                 { panic(0) }
func (RawValue) AsFloat64OK() (float64, bool)                       { panic(0) }

type Registry struct {
}

type Timestamp struct {
	T uint32
	I uint32
}

func (Timestamp) IsZero() bool { panic(0) }
