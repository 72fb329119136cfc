package sqlparse

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the expected models in testdata")

// TestPostgreSQL compares the models of statements with testdata/postgres.txt:
// each statement, and after a line "--" its model with the source of each part
// in ‹›. A first line "fragment <clause>" makes it a fragment.
func TestPostgreSQL(t *testing.T) {
	const file = "testdata/postgres.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	clauses := map[string]Clause{
		"where": WhereClause, "order": OrderByClause, "join": JoinClause,
		"from": FromClause, "select": SelectClause, "set": SetClause,
	}
	var out strings.Builder
	for part := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		text, want, _ := strings.Cut(part, "\n--\n")
		text = strings.ReplaceAll(text, `\h`, string(Hole))
		var s *Statement
		var err error
		if kind, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(kind, "fragment ") {
			text = rest
			s, err = ParseFragment(text, clauses[strings.TrimPrefix(kind, "fragment ")], PostgreSQL)
		} else {
			s, err = Parse(text, PostgreSQL)
		}
		got := "nothing"
		if err != nil {
			got = "error: " + err.Error()
		} else if s.Query != nil || s.Changes != nil {
			got = strings.ReplaceAll(dump(text, s), string(Hole), `\h`)
		}
		if !*update && got != want {
			t.Errorf("%s\ngot\n%s\nwant\n%s", text, got, want)
		}
		head, _, _ := strings.Cut(part, "\n--\n")
		out.WriteString(head + "\n--\n" + got + "\n\n")
	}
	if *update {
		if err := os.WriteFile(file, []byte(strings.TrimSuffix(out.String(), "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
