package sqlquery

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// TestChains holds the queries that calls build against the comments beside
// their last calls.
func TestChains(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: testdata}, "./sqlquery/chains/...")
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("loading the queries")
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, root := range graph.Roots {
		t.Run(root.Package.Name, func(t *testing.T) {
			if root.Err != nil {
				t.Fatal(root.Err)
			}
			result, _ := root.Result.(*Result)
			if result == nil {
				t.Fatal("not looked at")
			}
			checkChains(t, root.Package, result)
		})
	}
}

type line struct {
	file string
	line int
}

func checkChains(t *testing.T, pkg *packages.Package, result *Result) {
	want, got := map[line][]string{}, map[line][]string{}
	for _, file := range pkg.Syntax {
		for _, group := range file.Comments {
			for _, c := range group.List {
				at := pkg.Fset.Position(c.Pos())
				for q := range strings.SplitSeq(c.Text, "//") {
					if q, ok := strings.CutPrefix(strings.TrimSpace(q), "query: "); ok {
						want[line{at.Filename, at.Line}] = append(want[line{at.Filename, at.Line}], q)
					}
				}
			}
		}
	}
	for _, q := range result.Queries {
		if q.Text != "" || q.Call == nil {
			continue
		}
		at := pkg.Fset.Position(q.Call.Rparen)
		key := line{at.Filename, at.Line}
		s := &shower{Query: q, t: t, pkg: pkg}
		got[key] = append(got[key], s.query())
	}
	keys := slices.Collect(maps.Keys(want))
	for key := range got {
		if want[key] == nil {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b line) int { return a.line - b.line })
	for _, key := range keys {
		slices.Sort(want[key])
		slices.Sort(got[key])
		if !slices.Equal(want[key], got[key]) {
			t.Errorf("%s:%d\n got %s\nwant %s", filepath.Base(key.file), key.line, strings.Join(got[key], "\n     "), strings.Join(want[key], "\n     "))
		}
	}
	for _, e := range result.Errors {
		t.Errorf("%s: %s: %s", pkg.Fset.Position(e.Pos), e.Text, e.Word)
	}
}

// A shower writes a query down, and holds the places of its parts against the
// source.
type shower struct {
	*Query
	t   *testing.T
	pkg *packages.Package
}

func (s *shower) query() string {
	var b strings.Builder
	b.WriteString(s.Verb.String())
	add := func(format string, args ...any) { fmt.Fprintf(&b, " "+format, args...) }
	if s.Model != nil {
		add("%s", s.Model.Obj().Name())
	}
	if len(s.Tables) > 0 {
		var tables []string
		for _, t := range s.Tables {
			name := t.Table
			if name == "" {
				name = "-"
			}
			if t.Alias != "" {
				name += " " + t.Alias
			}
			if t.Outer {
				name += " outer"
			}
			tables = append(tables, name)
		}
		add("%s", strings.Join(tables, ", "))
	}
	if s.Filtered {
		add("filtered")
	}
	if s.Holed {
		add("holed")
	}
	if len(s.Columns) > 0 {
		add("[%s]", s.columns(s.Columns))
	}
	for _, a := range s.Aggregates {
		if a.Column.Name == "" {
			add("%s()", a.Name)
		} else {
			add("%s(%s)", a.Name, s.column(a.Column))
		}
	}
	for _, is := range []struct {
		word string
		is   bool
	}{{"grouped", s.Grouped}, {"locks", s.Locks}, {"conflict", s.Conflict != nil}} {
		if is.is {
			add("%s", is.word)
		}
	}
	if len(s.Into) > 0 {
		add("(%s) = (%s)", s.columns(s.Into), s.operands(s.Rows[0]))
	}
	if len(s.Sets) > 0 {
		var sets []string
		for _, set := range s.Sets {
			sets = append(sets, s.column(set.Column)+" = "+s.operand(set.Value))
		}
		add("SET %s", strings.Join(sets, ", "))
	}
	for _, c := range []struct {
		word string
		cond *sqlparse.Cond
	}{{"ON", s.On}, {"WHERE", s.Where}, {"HAVING", s.Having}} {
		if c.cond != nil {
			add("%s %s", c.word, s.cond(c.cond))
		}
	}
	if len(s.OrderBy) > 0 {
		var keys []string
		for _, o := range s.OrderBy {
			key := "?"
			if o.Column != nil {
				key = s.column(*o.Column)
			}
			if o.Desc {
				key += " desc"
			}
			keys = append(keys, key)
		}
		add("ORDER %s", strings.Join(keys, ", "))
	}
	if s.Limit != nil {
		add("LIMIT %s", s.operand(*s.Limit))
	}
	return b.String()
}

func (s *shower) cond(c *sqlparse.Cond) string {
	optional := ""
	if c.Conditional {
		optional = "?"
	}
	switch c.Op {
	case sqlparse.Leaf:
		cmp := c.Cmp
		column := s.column(cmp.Column)
		if cmp.Wrapped != "" {
			column = cmp.Wrapped + "(" + column + ")"
		}
		switch cmp.Op {
		case sqlparse.IsNull, sqlparse.NotNull:
			return fmt.Sprintf("%s %s%s", column, cmp.Op, optional)
		case sqlparse.In, sqlparse.NotIn:
			return fmt.Sprintf("%s %s [%s]%s", column, cmp.Op, s.operands(cmp.List), optional)
		}
		return fmt.Sprintf("%s %s %s%s", column, cmp.Op, s.operand(cmp.Operand), optional)
	case sqlparse.Opaque:
		if c.Hole {
			return "hole" + optional
		}
		return "opaque(" + s.columns(c.Columns) + ")" + optional
	}
	var parts []string
	for _, p := range c.Parts {
		parts = append(parts, s.cond(p))
	}
	word := map[sqlparse.BoolOp]string{sqlparse.And: " AND ", sqlparse.Or: " OR ", sqlparse.Not: "NOT "}[c.Op]
	if c.Op == sqlparse.Not {
		return "NOT " + parts[0] + optional
	}
	return "(" + strings.Join(parts, word) + ")" + optional
}

func (s *shower) columns(list []sqlparse.Column) string {
	var names []string
	for _, c := range list {
		names = append(names, s.column(c))
	}
	return strings.Join(names, ", ")
}

// column also checks that the column stands where it says: the source has its
// name there, or a Go expression that gives it.
func (s *shower) column(c sqlparse.Column) string {
	name := qualified(c)
	pos, end := s.Extent(c.Span)
	text := s.source(pos, end)
	// A qualifier may come from elsewhere.
	if text := strings.ToLower(strings.NewReplacer(`"`, "", "`", "").Replace(text)); text != "" && (strings.HasSuffix(strings.ToLower(name), text) || strings.HasSuffix(text, "."+name)) {
		return name
	}
	// A field's Go name stands for its column in assignments.
	if expr := s.exprAt(pos, end); expr == nil && !ast.IsExported(text) {
		s.t.Errorf("%s: column %s stands at %q", s.pkg.Fset.Position(pos), name, text)
	}
	return name
}

// exprAt returns the expression that stands exactly there.
func (s *shower) exprAt(pos, end token.Pos) (found ast.Node) {
	for _, file := range s.pkg.Syntax {
		ast.Inspect(file, func(n ast.Node) bool {
			if n != nil && n.Pos() == pos && n.End() == end {
				found = n
			}
			return found == nil
		})
	}
	return found
}

func (s *shower) operands(list []sqlparse.Operand) string {
	var out []string
	for _, o := range list {
		out = append(out, s.operand(o))
	}
	return strings.Join(out, ", ")
}

func (s *shower) operand(o sqlparse.Operand) string {
	switch o.Kind {
	case sqlparse.Const:
		return o.Text
	case sqlparse.Param, sqlparse.SubqueryOp, sqlparse.HoleOp:
		if e := s.Arg(o); e != nil {
			return types.ExprString(e)
		}
		return "?"
	case sqlparse.ColumnOp:
		return s.column(o.Column)
	}
	if o.Now {
		return "expr(now)"
	}
	return "expr"
}

func (s *shower) source(pos, end token.Pos) string {
	file := s.pkg.Fset.File(pos)
	if file == nil || s.pkg.Fset.File(end) != file || end < pos {
		return ""
	}
	data, err := os.ReadFile(file.Name())
	if err != nil {
		s.t.Fatal(err)
	}
	return string(data[file.Offset(pos):file.Offset(end)])
}
