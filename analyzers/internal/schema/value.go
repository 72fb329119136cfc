package schema

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// SentinelOf returns which sentinel an operand is, of a column of the SQL type
// typ, which may be empty: a literal in whatever way the dialects write it, or
// a constant expression such as to_timestamp(0). Zones may move an epoch or a
// zero time by up to a day.
func SentinelOf(o sqlparse.Operand, typ string) (Value, bool) {
	if typ == "boolean" || typ == "bool" || typ == "bit" {
		return NoValue, false // false is a value as good as true
	}
	switch o.Kind {
	case sqlparse.Const:
		return ofConst(o, typ)
	case sqlparse.Expr:
		if !o.Now {
			return ofExpr(o, typ)
		}
	}
	return NoValue, false
}

// SentinelOfText is SentinelOf for a value as an ORM's tag or a configuration
// has it: quoted or not.
func SentinelOfText(text, typ string) (Value, bool) {
	o := sqlparse.Operand{Kind: sqlparse.Const, Text: strings.TrimSpace(text)}
	if _, err := strconv.ParseFloat(o.Text, 64); err == nil {
		o.Type = sqlparse.NumberConst
	}
	if n := len(o.Text); n >= 2 && (o.Text[0] == '\'' || o.Text[0] == '"') && o.Text[n-1] == o.Text[0] {
		o.Text, o.Type = o.Text[1:n-1], sqlparse.StringConst
	}
	if strings.HasSuffix(o.Text, ")") {
		o = sqlparse.Operand{Kind: sqlparse.Expr, Text: text, Parts: literals(text)}
	}
	return SentinelOf(o, typ)
}

// literals returns the literals of a function's text; it is for tags, which no
// grammar reads.
func literals(text string) []sqlparse.Operand {
	_, args, _ := strings.Cut(strings.TrimSuffix(text, ")"), "(")
	var list []sqlparse.Operand
	for arg := range strings.SplitSeq(args, ",") {
		arg = strings.TrimSpace(arg)
		o := sqlparse.Operand{Kind: sqlparse.Const, Type: sqlparse.NumberConst, Text: arg}
		if trimmed := strings.Trim(arg, "'"); trimmed != arg {
			o.Type, o.Text = sqlparse.StringConst, trimmed
		}
		list = append(list, o)
	}
	return list
}

func ofConst(o sqlparse.Operand, typ string) (Value, bool) {
	switch o.Type {
	case sqlparse.NumberConst:
		return ofNumber(o.Text)
	case sqlparse.StringConst:
		return ofString(o.Text, typ)
	}
	return NoValue, false
}

func ofNumber(text string) (Value, bool) {
	n, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil:
		return NoValue, false
	case n == 0:
		return Zero, true
	case n == -1:
		return MinusOne, true
	case isFar(n):
		return FarFuture, true
	}
	return NoValue, false
}

// isFar reports whether n is a Unix time of far future, in whatever unit, or
// an integer's greatest value.
func isFar(n float64) bool {
	switch n {
	case math.MaxInt64, math.MaxInt32, math.MaxUint32:
		return true
	}
	const endOfTime = 253402300800 // the year 10000 in seconds
	for _, unit := range []float64{1, 1e3, 1e6, 1e9} {
		if endOfTime*unit-86400*2*unit <= n && n <= endOfTime*unit {
			return true // 9999-12-31, which in a finer unit is a time of long ago
		}
	}
	// The unit is told by magnitude, from 1973 to 5138.
	for _, unit := range []float64{1, 1e3, 1e6, 1e9} {
		if n < 1e11*unit {
			return n >= farFuture*unit
		}
	}
	return false
}

const farFuture = 4070908800 // 2099-01-01

func ofString(text, typ string) (Value, bool) {
	text = strings.TrimSpace(text)
	switch strings.ToLower(text) {
	case "":
		return Empty, true
	case "epoch":
		return Epoch, true
	case "infinity":
		return FarFuture, true
	}
	if strings.HasPrefix(text, "0000-00-00") {
		return ZeroTime, true
	}
	if t, ok := parseTime(text); ok {
		return ofTime(t)
	}
	if isIntegerType(typ) {
		return ofNumber(text)
	}
	return NoValue, false
}

func isIntegerType(typ string) bool {
	return strings.Contains(typ, "int") && typ != "interval" && typ != "point" || strings.HasSuffix(typ, "serial") ||
		typ == "numeric" || typ == "decimal"
}

// layouts are the ways of dialects and of Go to write a time. Fractions of a
// second need none.
var layouts = []string{
	"2006-01-02",
	"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05 Z07:00",
	"2006-01-02 15:04:05-07", "2006-01-02T15:04:05-07", "2006-01-02 15:04:05 -07",
	"2006-01-02 15:04:05-0700", "2006-01-02 15:04:05 -0700", "2006-01-02T15:04:05-0700",
	"2006-01-02 15:04:05 -0700 MST", "2006-01-02 15:04:05 MST",
	"20060102", "20060102150405", "2006/01/02", "2006/01/02 15:04:05",
}

func parseTime(text string) (time.Time, bool) {
	if len(text) < 8 || !isDigit(text[0]) || len(text) > 40 {
		return time.Time{}, false
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func ofTime(t time.Time) (Value, bool) {
	near := func(year int) bool {
		d := t.Sub(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC))
		return -24*time.Hour <= d && d <= 24*time.Hour
	}
	switch {
	case near(1970):
		return Epoch, true
	case near(1):
		return ZeroTime, true
	case t.Year() == 1000 && t.YearDay() == 1: // the first of MySQL's DATETIME
		return ZeroTime, true
	case t.Year() >= 2099, t.Year() == 2038 && t.Month() == time.January && t.Day() >= 18 && t.Day() <= 20: // the last of MySQL's TIMESTAMP
		return FarFuture, true
	}
	return NoValue, false
}

// plainWords are the words of an expression that leaves its one literal as it
// is, or makes a time of it: types, casts, conversions.
var plainWords = func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(`cast convert as at time zone with without local
		timestamp timestamptz date datetime timetz interval timezone
		text char character varchar varying bpchar nvarchar string
		int integer bigint smallint tinyint mediumint int2 int4 int8 numeric decimal real double precision float signed unsigned
		to_timestamp from_unixtime to_date str_to_date unixepoch auto pg_catalog`) {
		words[word] = true
	}
	return words
}()

// ofExpr looks at an expression with one literal, a zone or mode aside.
func ofExpr(o sqlparse.Operand, typ string) (Value, bool) {
	var value *sqlparse.Operand
	for i, part := range o.Parts {
		switch {
		case part.Kind != sqlparse.Const:
			return NoValue, false
		case value == nil && !isMode(part):
			value = &o.Parts[i]
		case !isMode(part):
			return NoValue, false
		}
	}
	if value == nil {
		return NoValue, false
	}
	unix := false
	for _, word := range outside(o.Text) {
		if !plainWords[word] {
			return NoValue, false
		}
		unix = unix || word == "to_timestamp" || word == "from_unixtime"
	}
	for _, part := range o.Parts {
		unix = unix || strings.EqualFold(part.Text, "unixepoch")
	}
	if !unix {
		return ofConst(*value, typ)
	}
	seconds, err := strconv.ParseFloat(value.Text, 64)
	switch {
	case err != nil:
		return ofConst(*value, typ) // to_timestamp('1970-01-01', 'YYYY-MM-DD')
	case math.Abs(seconds) <= 86400:
		return Epoch, true
	case seconds >= farFuture:
		return FarFuture, true
	}
	return NoValue, false
}

// isMode reports whether a literal says how another is to be read.
func isMode(o sqlparse.Operand) bool {
	if o.Type != sqlparse.StringConst {
		return false
	}
	switch text := strings.ToLower(o.Text); text {
	case "utc", "gmt", "z", "unixepoch", "auto", "localtime", "yyyy-mm-dd", "yyyy-mm-dd hh24:mi:ss":
		return true
	default:
		return strings.Contains(text, "/") && !strings.ContainsAny(text, "0123456789") || // Europe/Berlin
			len(text) == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':'
	}
}

// outside returns the words of an expression outside of its strings and
// numbers, in lower case; "?" for an operator, which changes the value.
func outside(text string) []string {
	var words []string
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '\'':
			i++
			for i < len(text) && (text[i] != '\'' || i+1 < len(text) && text[i+1] == '\'') {
				if text[i] == '\'' {
					i++
				}
				i++
			}
			i++
		case isDigit(c), c == '.':
			for i < len(text) && (isWordByte(text[i]) || text[i] == '.') {
				i++
			}
		case isWordByte(c):
			word, rest := firstWord(text[i:])
			words = append(words, strings.ToLower(word))
			i = len(text) - len(rest)
		case strings.IndexByte("+*/|%<>=", c) >= 0:
			return []string{"?"}
		default:
			i++
		}
	}
	return words
}
