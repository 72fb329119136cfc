package schema

import (
	"reflect"
	"slices"
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
	one := func(span sqlparse.Span) *sqlparse.Statement {
		stmt, err := sqlparse.Parse(text[span.Start:span.End], d)
		if err != nil {
			failed(span, firstLine(err))
			return nil
		}
		shift(stmt, span.Start)
		return stmt
	}
	for _, span := range spans {
		part := text[span.Start:span.End]
		if matters(part) {
			if stmt := one(span); stmt != nil {
				located(stmt)
			}
			continue
		}
		for _, inner := range guarded(part) {
			if stmt := one(sqlparse.Span{Start: span.Start + inner.Start, End: span.Start + inner.End}); stmt != nil {
				for i := range stmt.Changes {
					stmt.Changes[i].IfNotExists = true
				}
				located(stmt)
			}
		}
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
	switch word, _ := firstWord(text); strings.ToLower(word) {
	case "select", "with", "update", "delete", "replace":
		return true
	case "insert":
		return len(text) <= maxRows
	}
	_, object, _ := head(text)
	return object != ""
}

// between are the words that stand between CREATE and what it makes. A
// temporary table says nothing.
var between = map[string]bool{
	"or": true, "replace": true, "unlogged": true, "global": true, "local": true,
	"materialized": true, "foreign": true, "virtual": true, "unique": true, "fulltext": true, "spatial": true,
	"online": true, "offline": true, "ignore": true, "on": true, "recursive": true, "algorithm": true, "undefined": true,
	"merge": true, "temptable": true, "security": true, "sql": true, "definer": true, "invoker": true,
}

// head returns the verb of a DDL statement, the kind of object that it is
// about, and the rest; no object if it is none that matters.
func head(text string) (verb, object, rest string) {
	verb, rest = firstWord(text)
	verb = strings.ToLower(verb)
	var objects []string
	switch verb {
	case "create", "alter", "drop":
		objects = []string{"table", "index", "view"}
	case "comment":
		objects = []string{"table", "column"}
	case "rename":
		objects = []string{"table"}
	default:
		return verb, "", rest
	}
	for {
		var word string
		word, rest = firstWord(strings.TrimLeft(rest, " \t\r\n="))
		word = strings.ToLower(word)
		switch {
		case slices.Contains(objects, word):
			return verb, word, rest
		case !between[word]:
			return verb, "", rest
		}
	}
}

// saysDDL reports whether a text of a Go file can be DDL rather than prose
// that starts with the same words, such as "create table: %w".
func saysDDL(text string) bool {
	verb, object, rest := head(skipComments(text))
	if object == "" {
		return matters(text) // several statements, of which a later one is DDL
	}
	rest = strings.TrimSpace(rest)
	if rest == "" || strings.IndexByte("?:,", rest[0]) >= 0 {
		return false
	}
	fields := strings.Fields(strings.ToLower(rest))
	switch verb {
	case "create":
		return object == "view" || strings.Contains(rest, "(")
	case "drop":
		return len(fields) <= 6 || strings.Contains(rest, ";")
	case "comment":
		return slices.Contains(fields, "is")
	case "alter":
		return slices.ContainsFunc(fields, func(word string) bool {
			switch word {
			case "add", "drop", "alter", "rename", "modify", "change", "set":
				return true
			}
			return false
		})
	}
	return true
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

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
