package sqlquery

import (
	"fmt"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/internal/facttest"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

const testdata = "../../../testdata"

// show reports each comparison of each query where its column stands.
var show = &analysis.Analyzer{
	Name:       "show",
	Doc:        "show the comparisons of queries",
	Requires:   []*analysis.Analyzer{Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	Run: func(pass *analysis.Pass) (any, error) {
		r := pass.ResultOf[Analyzer].(*Result)
		if r == nil {
			return r, nil
		}
		for _, q := range r.Queries {
			shown := map[*sqlparse.Query]bool{}
			var query func(sub *sqlparse.Query)
			query = func(sub *sqlparse.Query) {
				if shown[sub] {
					return
				}
				shown[sub] = true
				for _, c := range []*sqlparse.Cond{sub.Where, sub.On, sub.Having} {
					showCond(pass, q, sub, c)
				}
				for _, s := range sub.Subs {
					query(s)
				}
			}
			query(q.Query)
		}
		return r, nil
	},
}

func showCond(pass *analysis.Pass, q *Query, sub *sqlparse.Query, c *sqlparse.Cond) {
	if c == nil {
		return
	}
	for _, part := range c.Parts {
		showCond(pass, q, sub, part)
	}
	if c.Cmp == nil || strings.ContainsRune(c.Cmp.Column.Name, sqlparse.Hole) {
		return
	}
	pos, end := q.Extent(c.Cmp.Column.Span)
	if strings.HasSuffix(pass.Fset.Position(pos).Filename, ".sql") {
		return // TestTexts looks there
	}
	// Of a qualified column, a part may come from a constant.
	if text := strings.Trim(source(pass, pos, end), "\\\"`."); text == "" || !strings.HasSuffix(qualified(c.Cmp.Column), text) {
		pass.Reportf(pos, "%s stands at %q", c.Cmp.Column.Name, text)
	}
	table, _ := q.TableOf(sub, c.Cmp.Column)
	pass.Reportf(pos, "%s %s: %s %s %s", sub.Verb, table, qualified(c.Cmp.Column), c.Cmp.Op, operand(q, c.Cmp.Operand))
}

func qualified(c sqlparse.Column) string {
	if c.Table == "" {
		return c.Name
	}
	return c.Table + "." + c.Name
}

func operand(q *Query, o sqlparse.Operand) string {
	switch o.Kind {
	case sqlparse.Const:
		if o.Type == sqlparse.StringConst {
			return "'" + o.Text + "'"
		}
		return o.Text
	case sqlparse.Param, sqlparse.HoleOp:
		if e := q.Arg(o); e != nil {
			return types.ExprString(e)
		}
		return "?"
	}
	if o.Kind == sqlparse.ColumnOp {
		return qualified(o.Column)
	}
	return fmt.Sprint(o.Kind)
}

// source returns what stands between two positions.
func source(pass *analysis.Pass, pos, end token.Pos) string {
	file := pass.Fset.File(pos)
	if file == nil || pass.Fset.File(end) != file {
		return ""
	}
	data, err := os.ReadFile(file.Name())
	if err != nil {
		return ""
	}
	return string(data[file.Offset(pos):file.Offset(end)])
}

func TestTexts(t *testing.T) {
	results := analysistest.Run(t, testdata, show, "./sqlquery/texts")
	found := results[0].Result.(*Result)
	errors := found.Errors
	if len(errors) != 1 || errors[0].Text != "SELEC id FORM jobs" {
		t.Errorf("unparsed: %v", errors)
	}
	embedded := false
	for _, q := range found.Queries {
		if q.Dialect != sqlparse.PostgreSQL {
			t.Errorf("%q is taken for dialect %d: the package imports a driver of one", q.Text, q.Dialect)
		}
		pos, end := q.Extent(q.Span)
		if at := results[0].Pass.Fset.Position(pos); filepath.Base(at.Filename) == "purge.sql" {
			embedded = true
			if at.Line != 2 || source(results[0].Pass, pos, end) != "DELETE FROM jobs\nWHERE due < $1" {
				t.Errorf("embedded query at %v is %q", at, source(results[0].Pass, pos, end))
			}
		}
	}
	if !embedded {
		t.Error("no query in purge.sql")
	}
}

func TestBindings(t *testing.T) {
	analysistest.Run(t, testdata, show, "./sqlquery/bindings", "./sqlquery/own")
}

func TestWrappers(t *testing.T) {
	analysistest.Run(t, testdata, show, "./sqlquery/wrap/...")
	facttest.Check(t, testdata, Analyzer, "./sqlquery/wrap/...")
}

// TestReturns maps a raw literal in a file whose lines end with CR LF.
func TestReturns(t *testing.T) {
	src := strings.ReplaceAll(`package p

import "database/sql"

func purge(db *sql.DB) {
	db.Exec(`+"`DELETE FROM jobs\nWHERE a < 1\n\tAND due < 2`"+`) // want "a < 1" "due < 2"
}
`, "\n", "\r\n")
	dir := t.TempDir()
	for name, data := range map[string]string{"p.go": src, "go.mod": "module example.com/p\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	results := analysistest.Run(discard{}, dir, show, ".")
	result := results[0].Result.(*Result)
	if len(result.Queries) != 1 {
		t.Fatalf("%d queries", len(result.Queries))
	}
	q := result.Queries[0]
	for i, want := range []string{"a", "due"} {
		pos, end := q.Extent(q.Where.Parts[i].Cmp.Column.Span)
		if got := source(results[0].Pass, pos, end); got != want {
			t.Errorf("%s stands at %q", want, got)
		}
	}
}

// discard takes what analysistest says.
type discard struct{}

func (discard) Errorf(string, ...any) {}

// TestFolder takes a folder's name for a dialect.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{
		"go.mod": "module example.com/p\n",
		"storage/sqlite3/deltas/p.go": `package deltas

import "database/sql"

func find(db *sql.DB) { db.Query("SELECT id FROM jobs WHERE due < $1") } // want "due < "
`,
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	results := analysistest.Run(discard{}, dir, show, "./storage/sqlite3/deltas")
	if q := results[0].Result.(*Result).Queries; len(q) != 1 || q[0].Dialect != sqlparse.SQLite {
		t.Errorf("queries: %v", q)
	}
}
