// Package pgtype has the signatures of the real one that scenarios need.
package pgtype

import (
	"database/sql"
)

type Map struct {
}

func (*Map) RegisterDefaultPgType(value any, name string)                 { panic(0) }
func (*Map) FormatCodeForOID(oid uint32) int16                            { panic(0) }
func (*Map) Scan(oid uint32, formatCode int16, src []byte, dst any) error { panic(0) }
func (*Map) Encode(oid uint32, formatCode int16, value any, buf []byte) (newBuf []byte, err error) {
	panic(0)
}
func (*Map) SQLScanner(v any) sql.Scanner { panic(0) }

type Type struct {
	Name string
	OID  uint32
}
