package schema

import (
	"reflect"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// maxRows is the length of an INSERT that is parsed: longer ones are data.
const maxRows = 16 << 10

// statements parses what matters of text: DDL of tables, and queries. located
// gives each with its offsets in text; failed is told what no grammar took.
func statements(text string, d sqlparse.Dialect, located func(*sqlparse.Statement), failed func(sqlparse.Span, string)) {
	spans := sqlparse.Split(text, d)
	if onlyInserts(text, spans) {
		return // seeds and dumps
	}
	for _, span := range spans {
		part := text[span.Start:span.End]
		if !matters(part) {
			continue
		}
		stmt, err := sqlparse.Parse(part, d)
		if err != nil {
			failed(span, firstLine(err))
			continue
		}
		shift(stmt, span.Start)
		located(stmt)
	}
}

func onlyInserts(text string, spans []sqlparse.Span) bool {
	for _, span := range spans {
		part := text[span.Start:span.End]
		word, _ := firstWord(skipComments(part))
		if !strings.EqualFold(word, "insert") && matters(part) {
			return false
		}
	}
	return len(spans) > 3
}

// matters reports whether a statement can say something of tables and rows,
// by its first words: it is triage, what it says is for the grammars.
func matters(text string) bool {
	text = skipComments(text)
	word, rest := firstWord(text)
	var objects []string
	switch strings.ToLower(word) {
	case "select", "with", "update", "delete", "replace":
		return true
	case "insert":
		return len(text) <= maxRows
	case "create", "alter", "drop":
		objects = []string{"table", "index", "view"}
	case "comment":
		objects = []string{"table", "column"}
	case "rename":
		objects = []string{"table"}
	}
	if objects == nil {
		return false
	}
	// CREATE OR REPLACE TEMPORARY TABLE, CREATE UNIQUE INDEX, …
	for range 5 {
		word, rest = firstWord(strings.TrimLeft(rest, " \t\r\n"))
		for _, object := range objects {
			if strings.EqualFold(word, object) {
				return true
			}
		}
		if word == "" {
			return false
		}
	}
	return false
}

// shift adds by to every known span in stmt.
func shift(stmt *sqlparse.Statement, by int) {
	if by != 0 {
		shiftValue(reflect.ValueOf(stmt), by, map[shared]bool{})
	}
}

var spanType = reflect.TypeFor[sqlparse.Span]()

// A shared is what two parts of a statement may refer to, such as a subquery
// in FROM, which is also in Subs.
type shared struct {
	at  uintptr
	typ reflect.Type
}

func shiftValue(v reflect.Value, by int, seen map[shared]bool) {
	if kind := v.Kind(); kind == reflect.Pointer || kind == reflect.Slice {
		key := shared{v.Pointer(), v.Type()}
		if v.IsNil() || seen[key] {
			return
		}
		seen[key] = true
	}
	switch v.Kind() {
	case reflect.Pointer:
		shiftValue(v.Elem(), by, seen)
	case reflect.Slice:
		for i := range v.Len() {
			shiftValue(v.Index(i), by, seen)
		}
	case reflect.Struct:
		if v.Type() == spanType {
			if span := v.Addr().Interface().(*sqlparse.Span); *span != (sqlparse.Span{}) {
				span.Start += by
				span.End += by
			}
			return
		}
		for i := range v.NumField() {
			shiftValue(v.Field(i), by, seen)
		}
	}
}
