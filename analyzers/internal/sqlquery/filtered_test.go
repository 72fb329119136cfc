package sqlquery

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"
)

// TestFilteredByORM holds the tables of queries, and which of them the ORM filters,
// against the comments beside them.
func TestFilteredByORM(t *testing.T) {
	results := analysistest.Run(t, testdata, Analyzer, "./sqlquery/filtered")
	pass := results[0].Pass
	want := map[int]string{}
	for _, file := range pass.Files {
		for _, group := range file.Comments {
			for _, c := range group.List {
				if tables, ok := strings.CutPrefix(c.Text, "// tables: "); ok {
					want[pass.Fset.Position(c.Pos()).Line] = tables
				}
			}
		}
	}
	for _, q := range results[0].Result.(*Result).Queries {
		at := pass.Fset.Position(q.Call.Rparen)
		var tables []string
		for _, table := range q.AllTables() {
			words := []string{table.Table}
			if table.Alias != "" {
				words = append(words, table.Alias)
			}
			if table.Outer {
				words = append(words, "outer")
			}
			if q.FilteredByORM(table) {
				words = append(words, "filtered")
			}
			tables = append(tables, strings.Join(words, " "))
		}
		if got := strings.Join(tables, ", "); got != want[at.Line] {
			t.Errorf("%s:%d: %q, want %q", filepath.Base(at.Filename), at.Line, got, want[at.Line])
		}
		delete(want, at.Line)
	}
	for line, tables := range want {
		t.Errorf("line %d: no query, want %q", line, tables)
	}
}
