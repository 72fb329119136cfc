package schema

import (
	"testing"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

func TestSentinelOf(t *testing.T) {
	str := func(text string) sqlparse.Operand { return sqlparse.Operand{Kind: sqlparse.Const, Text: text} }
	num := func(text string) sqlparse.Operand {
		return sqlparse.Operand{Kind: sqlparse.Const, Type: sqlparse.NumberConst, Text: text}
	}
	expr := func(text string, parts ...sqlparse.Operand) sqlparse.Operand {
		return sqlparse.Operand{Kind: sqlparse.Expr, Text: text, Parts: parts}
	}
	tests := []struct {
		o    sqlparse.Operand
		typ  string
		want Value
	}{
		{num("0"), "bigint", Zero},
		{num("0"), "", Zero},
		{num("0.0"), "numeric", Zero},
		{num("0"), "boolean", NoValue},
		{num("-1"), "bigint", MinusOne},
		{num("1"), "bigint", NoValue},
		{num("1700000000"), "bigint", NoValue},
		{num("1700000000000"), "bigint", NoValue},
		{num("4070908800"), "bigint", FarFuture},
		{num("4102444800000"), "bigint", FarFuture},
		{num("253402300799"), "bigint", FarFuture},
		{num("253402300799000"), "bigint", FarFuture},
		{num("9223372036854775807"), "bigint", FarFuture},
		{str("0"), "bigint", Zero},
		{str("0"), "text", NoValue},
		{str("-1"), "int", MinusOne},
		{str(""), "text", Empty},
		{str("epoch"), "timestamptz", Epoch},
		{str("infinity"), "timestamptz", FarFuture},
		{str("-infinity"), "timestamptz", NoValue},
		{str("1970-01-01"), "date", Epoch},
		{str("1970-01-01 00:00:00"), "datetime", Epoch},
		{str("1970-01-01 00:00:01"), "timestamp", Epoch},
		{str("1970-01-01 00:00:00.000"), "datetime", Epoch},
		{str("1970-01-01 00:00:00+00"), "timestamptz", Epoch},
		{str("1970-01-01 00:00:00+00:00"), "timestamptz", Epoch},
		{str("1970-01-01T00:00:00Z"), "timestamptz", Epoch},
		{str("1970-01-01 08:00:00"), "datetime", Epoch},
		{str("1969-12-31 16:00:00"), "datetime", Epoch},
		{str("1969-12-30"), "date", NoValue},
		{str("1970-01-03"), "date", NoValue},
		{str("1971-01-01"), "date", NoValue},
		{str("0001-01-01"), "date", ZeroTime},
		{str("0001-01-01 00:00:00"), "datetime", ZeroTime},
		{str("0001-01-01 00:00:00+00"), "timestamptz", ZeroTime},
		{str("0001-01-01 00:00:00 +0000 UTC"), "timestamptz", ZeroTime},
		{str("0001-01-01T00:00:00Z"), "", ZeroTime},
		{str("0000-00-00 00:00:00"), "datetime", ZeroTime},
		{str("1000-01-01 00:00:00"), "datetime", ZeroTime},
		{str("9999-12-31 23:59:59"), "datetime", FarFuture},
		{str("2099-01-01"), "date", FarFuture},
		{str("2038-01-19 03:14:07"), "timestamp", FarFuture},
		{str("2038-06-01"), "date", NoValue},
		{str("2026-01-01"), "date", NoValue},
		{str("draft"), "text", NoValue},
		{sqlparse.Operand{Kind: sqlparse.Const, Type: sqlparse.NullConst, Text: "NULL"}, "text", NoValue},
		{sqlparse.Operand{Kind: sqlparse.Param}, "text", NoValue},
		{expr("'1970-01-01'::timestamp", str("1970-01-01")), "timestamp", Epoch},
		{expr("'1970-01-01 00:00:00'::timestamp without time zone", str("1970-01-01 00:00:00")), "timestamp", Epoch},
		{expr("('')", str("")), "text", Empty},
		{expr("''::text", str("")), "text", Empty},
		{expr("to_timestamp(0)", num("0")), "timestamptz", Epoch},
		{expr("TO_TIMESTAMP(0) AT TIME ZONE 'UTC'", num("0"), str("UTC")), "timestamp", Epoch},
		{expr("FROM_UNIXTIME(1)", num("1")), "timestamp", Epoch},
		{expr("datetime(0, 'unixepoch')", num("0"), str("unixepoch")), "datetime", Epoch},
		{expr("TIMESTAMP '0001-01-01 00:00:00'", str("0001-01-01 00:00:00")), "timestamp", ZeroTime},
		{expr("timestamp with time zone '1970-01-01'", str("1970-01-01")), "timestamptz", Epoch},
		{expr("'1970-01-01'::date + '1 day'::interval", str("1970-01-01"), str("1 day")), "date", NoValue},
		{expr("0 + 1", num("0"), num("1")), "int", NoValue},
		{expr("length('')", str("")), "int", NoValue},
		{expr("-(1)", num("1")), "int", NoValue},
		{sqlparse.Operand{Kind: sqlparse.Expr, Text: "now()", Now: true}, "timestamp", NoValue},
	}
	for _, test := range tests {
		if got, ok := SentinelOf(test.o, test.typ); got != test.want || ok != (test.want != NoValue) {
			t.Errorf("%s of %q: got %v, %t, want %v", test.o.Text, test.typ, got, ok, test.want)
		}
	}
}

func TestSentinelOfText(t *testing.T) {
	tests := []struct {
		text, typ string
		want      Value
	}{
		{"0", "", Zero}, {"'0'", "bigint", Zero}, {"-1", "", MinusOne}, {"''", "", Empty}, {"", "", Empty},
		{"'1970-01-01'", "", Epoch}, {"1970-01-01 00:00:00", "", Epoch}, {"\"0001-01-01\"", "", ZeroTime},
		{"to_timestamp(0)", "", Epoch}, {"CURRENT_TIMESTAMP", "", NoValue}, {"now()", "", NoValue},
		{"uuid_generate_v4()", "", NoValue}, {"1", "", NoValue}, {"false", "", NoValue},
	}
	for _, test := range tests {
		if got, _ := SentinelOfText(test.text, test.typ); got != test.want {
			t.Errorf("%q: got %v, want %v", test.text, got, test.want)
		}
	}
}
