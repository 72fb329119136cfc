package knowledge

import (
	"go/constant"
	"go/token"
	"go/types"
	"syscall"
	"testing"
)

func TestFailureOfCode(t *testing.T) {
	for _, c := range []struct {
		code  Code
		op    token.Token
		value any
		want  Failure
	}{
		{SQLState, token.EQL, "40001", Contended},
		{SQLState, token.EQL, "40P01", Contended},
		{SQLState, token.EQL, "23505", Duplicate},
		{SQLState, token.EQL, "22P02", Permanent},
		{SQLState, token.EQL, "08006", Timeout},
		{SQLState, token.EQL, "08", Timeout | Refused},
		{SQLState, token.EQL, "53300", Refused},
		{SQLState, token.EQL, "hello", 0},
		{SQLState, token.LSS, "40001", 0},
		{MySQL, token.EQL, 1213, Contended},
		{MySQL, token.EQL, 1062, Duplicate},
		{MySQL, token.EQL, 2013, Timeout},
		{MySQL, token.EQL, 4711, 0},
		{SQLite, token.EQL, 5, Contended},
		{SQLite, token.EQL, 517, Contended}, // BUSY_SNAPSHOT
		{SQLite, token.EQL, 2067, Duplicate},
		{SQLite, token.EQL, 787, Permanent},
		{GRPC, token.EQL, 14, Timeout | Refused},
		{GRPC, token.EQL, 10, Contended},
		{GRPC, token.EQL, 0, 0},
		{HTTP, token.EQL, 429, Refused},
		{HTTP, token.EQL, 200, 0},
		{HTTP, token.GEQ, 500, Timeout | Permanent},
		{HTTP, token.EQL, 409, Outdated},
		{AWS, token.EQL, "ThrottlingException", Refused},
		{AWS, token.EQL, "ConditionalCheckFailedException", Outdated},
	} {
		value := constant.Make(c.value)
		if n, ok := c.value.(int); ok {
			value = constant.MakeInt64(int64(n))
		}
		got, ok := FailureOfCodes(c.code, c.op, value)
		if got != c.want || ok != (c.want != 0) {
			t.Errorf("code %d %s %v: %b, %v, want %b", c.code, c.op, c.value, got, ok, c.want)
		}
		if c.op == token.EQL {
			if got, _ := FailureOfCode(c.code, value); got != c.want {
				t.Errorf("code %d %v: %b, want %b", c.code, c.value, got, c.want)
			}
		}
	}
}

func TestFailureOfText(t *testing.T) {
	for text, want := range map[string]Failure{
		"database is locked":               Contended,
		"SQLITE_BUSY":                      Contended,
		"Deadlock found":                   Contended,
		"duplicate key value":              Duplicate,
		"UNIQUE constraint failed":         Duplicate,
		"connection refused":               Refused,
		"too many connections":             Refused,
		"no such host":                     Refused,
		"connection reset by peer":         Timeout,
		"i/o timeout":                      Timeout,
		"EOF":                              Timeout,
		"use of closed network connection": Timeout,
		"record not found":                 NotFound,
		"permission denied":                Permanent,
		"context canceled":                 Permanent,
		"hello":                            0,
		"":                                 0,
	} {
		if got, ok := FailureOfText(text); got != want || ok != (want != 0) {
			t.Errorf("%q: %b, %v, want %b", text, got, ok, want)
		}
	}
}

func TestFailures(t *testing.T) {
	known := map[string]*types.Package{}
	sql := check(t, known, "database/sql", `package sql
		var ErrNoRows, ErrOther error`)
	conn := check(t, known, "github.com/jackc/pgx/v5/pgconn", `package pgconn
		type PgError struct{ Code, Message string }
		func (*PgError) SQLState() string { return "" }
		type ConnectError struct{}
		func Timeout(err error) bool { return false }`)
	own := check(t, known, "example.com/own", `package own
		type late struct{}
		func (late) Timeout() bool { return true }
		func (late) SQLState() string { return "" }
		func IsNotFound(err error) bool { return false }`)
	generated := check(t, known, "example.com/ent", `package ent
		func IsNotFound(err error) bool { return false }
		func IsNotSingular(err error) bool { return false }`)
	for v, want := range map[*types.Var]Failure{
		sql.Scope().Lookup("ErrNoRows").(*types.Var): NotFound,
		sql.Scope().Lookup("ErrOther").(*types.Var):  0,
	} {
		if got, ok := FailureOf(v); got != want || ok != (want != 0) {
			t.Errorf("%s: %b, %v", v.Name(), got, ok)
		}
	}
	if got, ok := FailureOfType(types.NewPointer(typeIn(conn, "ConnectError"))); !ok || got != Refused {
		t.Errorf("ConnectError: %b, %v", got, ok)
	}
	if got, ok := FailureOfType(typeIn(conn, "PgError")); ok {
		t.Errorf("PgError: %b", got)
	}
	for fn, want := range map[*types.Func]Failure{
		funcIn(conn, "", "Timeout"):         Timeout,
		funcIn(own, "late", "Timeout"):      Timeout,
		funcIn(own, "", "IsNotFound"):       0,
		funcIn(generated, "", "IsNotFound"): NotFound,
	} {
		if got, ok := FailureTest(fn); got != want || ok != (want != 0) {
			t.Errorf("%s: %b, %v", fn.FullName(), got, ok)
		}
	}
	if code, _ := CodeField(typeIn(conn, "PgError"), "Code"); code != SQLState {
		t.Errorf("PgError.Code: %d", code)
	}
	if code, ok := CodeField(typeIn(conn, "PgError"), "Message"); ok {
		t.Errorf("PgError.Message: %d", code)
	}
	for _, fn := range []*types.Func{funcIn(conn, "PgError", "SQLState"), funcIn(own, "late", "SQLState")} {
		if code, _ := CodeOf(fn); code != SQLState {
			t.Errorf("%s: %d", fn.FullName(), code)
		}
	}
	errno := check(t, nil, "syscall", `package syscall
		type Errno uintptr`)
	if got, _ := FailureOfConst(typeIn(errno, "Errno"), constant.MakeInt64(int64(syscall.EPIPE))); got != Timeout {
		t.Errorf("EPIPE: %b", got)
	}
	redis := check(t, nil, "github.com/redis/go-redis/v9/internal/proto", `package proto
		type RedisError string`)
	if got, _ := FailureOfConst(typeIn(redis, "RedisError"), constant.MakeString("redis: nil")); got != NotFound {
		t.Errorf("redis.Nil: %b", got)
	}
}
