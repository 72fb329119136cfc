// Package core has the signatures of the real one that scenarios need.
package core

import (
	"context"
	"database/sql"
)

type DB struct {
}

func (*DB) NeedLogSQL(ctx context.Context) bool                                             { panic(0) }
func (*DB) ExecMapContext(ctx context.Context, query string, mp any) (sql.Result, error)    { panic(0) }
func (*DB) ExecMap(query string, mp any) (sql.Result, error)                                { panic(0) }
func (*DB) ExecStructContext(ctx context.Context, query string, st any) (sql.Result, error) { panic(0) }
func (*DB) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)  { panic(0) }
func (*DB) ExecStruct(query string, st any) (sql.Result, error)                             { panic(0) }

type Rows struct {
}

func (*Rows) ToMapString() ([]map[string]string, error) { panic(0) }
func (*Rows) ScanStructByIndex(dest ...any) error       { panic(0) }
func (*Rows) ScanStructByName(dest any) error           { panic(0) }
func (*Rows) ScanSlice(dest any) error                  { panic(0) }
func (*Rows) ScanMap(dest any) error                    { panic(0) }

type Tx struct {
}

func (*Tx) Commit() error                                                                   { panic(0) }
func (*Tx) Rollback() error                                                                 { panic(0) }
func (*Tx) ExecMapContext(ctx context.Context, query string, mp any) (sql.Result, error)    { panic(0) }
func (*Tx) ExecMap(query string, mp any) (sql.Result, error)                                { panic(0) }
func (*Tx) ExecStructContext(ctx context.Context, query string, st any) (sql.Result, error) { panic(0) }
func (*Tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)  { panic(0) }
func (*Tx) ExecStruct(query string, st any) (sql.Result, error)                             { panic(0) }
