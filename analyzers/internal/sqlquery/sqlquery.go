package sqlquery

import (
	"cmp"
	"errors"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/reach"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// Analyzer finds the queries of a package; its result is a *[Result], nil for
// a package that can't have any.
var Analyzer = &analysis.Analyzer{
	Name:       "sqlquery",
	Doc:        "find and parse the SQL of a package",
	Run:        run,
	Requires:   []*analysis.Analyzer{inspect.Analyzer, reach.Analyzer, schema.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(TakesSQL)},
}

// A Result is the SQL of one package.
type Result struct {
	// Queries are in source order.
	Queries []*Query
	// Generated are those of Go constants that sqlc made of a .sql file, in whose
	// place they are among Queries. They say what a call does.
	Generated []*Query
	// Parsed are the statements and fragments in Go code that a grammar took,
	// by its dialect, Errors those that none took, each text once; for
	// -debug=sql.
	Parsed map[sqlparse.Dialect]int
	Errors []Unparsed

	indexed sync.Once
	byCall  map[token.Pos][]*Query // by its opening parenthesis; see At
}

// An Unparsed is a text that no grammar took.
type Unparsed struct {
	Pos  token.Pos
	Text string
	Word string // the parser's own word
}

// A finder finds the queries of one package.
type finder struct {
	pass   *analysis.Pass
	insp   *inspector.Inspector
	schema *schema.Result // nil if there is none
	result *Result
	// taken are the calls and composite literals whose texts are a part of a
	// chain's query: they make none by themselves.
	taken map[ast.Expr]bool
	// general are the functions that are handed conditions of which some aren't
	// known.
	general  map[*ast.FuncDecl]bool
	parsed   map[parseKey][]*sqlparse.Statement // none: no grammar took it
	tabled   map[*types.Func]*knowledge.Text    // what knowledge says
	wrappers map[*types.Func]knowledge.Text     // what bodies say
	dialects dialects

	// asked guards what follows, and all that is read by need: rules that run
	// at the same time ask the result for arguments.
	asked sync.Mutex

	// What expressions are followed by.
	declared *decls
	depth    int // see enter
	steps    int
	collects int                    // above 0: arguments of a composer are followed
	bound    map[*types.Var][]*text // the variable that a fold follows, as it is there
	given    map[*types.Var][]*text // parameters, as the call at hand gives them
	busy     map[types.Object]bool  // on the way, against recursion
	files    map[string]*text
	// statementRuns are the calls of methods of what fields hold; see runs.
	statementRuns map[*types.Var][]*ast.CallExpr
}

type parseKey struct {
	sql      string
	fragment bool
	clause   sqlparse.Clause
	dialect  sqlparse.Dialect
}

func run(pass *analysis.Pass) (any, error) {
	schemas, _ := pass.ResultOf[schema.Analyzer].(*schema.Result)
	matters := pass.ResultOf[reach.Analyzer].(reach.Result).Matters
	if !matters && schemas == nil {
		return (*Result)(nil), nil
	}
	f := &finder{
		pass:     pass,
		insp:     pass.ResultOf[inspect.Analyzer].(*inspector.Inspector),
		schema:   schemas,
		result:   &Result{Parsed: map[sqlparse.Dialect]int{}},
		taken:    map[ast.Expr]bool{},
		general:  map[*ast.FuncDecl]bool{},
		parsed:   map[parseKey][]*sqlparse.Statement{},
		tabled:   map[*types.Func]*knowledge.Text{},
		wrappers: map[*types.Func]knowledge.Text{},
		bound:    map[*types.Var][]*text{},
		given:    map[*types.Var][]*text{},
		busy:     map[types.Object]bool{},
		files:    map[string]*text{},
	}
	if matters {
		f.wrap()
		f.chains()
		f.sinks()
	}
	if f.schema != nil {
		f.owned()
	}
	slices.SortStableFunc(f.result.Queries, func(a, b *Query) int { return cmp.Compare(a.start(), b.start()) })
	return f.result, nil
}

// start is the position that queries are sorted by.
func (q *Query) start() token.Pos {
	if q.Call != nil {
		return q.Call.Lparen
	}
	pos, _ := q.Extent(q.Span)
	return pos
}

// add records a query; chains give it one whose space is set.
func (f *finder) add(q *Query) { f.result.Queries = append(f.result.Queries, q) }

// sinks finds the texts that calls and composite literals take, those of
// chains left out.
func (f *finder) sinks() {
	info := f.pass.TypesInfo
	f.each([]ast.Node{(*ast.CallExpr)(nil), (*ast.CompositeLit)(nil)}, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.CallExpr:
			if fn, ok := typeutil.Callee(info, n).(*types.Func); ok && !f.taken[n] {
				if t, ok := f.textOf(fn); ok {
					f.sink(n, t)
				}
			}
		case *ast.CompositeLit:
			if !f.taken[n] {
				f.literalSink(n)
			}
		}
	})
}

// each calls visit for the nodes in files that are analysed.
func (f *finder) each(nodes []ast.Node, visit func(ast.Node)) {
	skip := false
	f.insp.Preorder(append([]ast.Node{(*ast.File)(nil)}, nodes...), func(n ast.Node) {
		if file, ok := n.(*ast.File); ok {
			skip = firstparty.SkipFile(f.pass, file)
		} else if !skip {
			visit(n)
		}
	})
}

// textOf returns which parameter of fn is SQL: as knowledge has it, or as its
// body says.
func (f *finder) textOf(fn *types.Func) (knowledge.Text, bool) {
	fn = fn.Origin()
	if fn.Pkg() == nil {
		return knowledge.Text{}, false
	}
	known, ok := f.tabled[fn]
	if !ok {
		if t, ok := knowledge.TextOf(fn); ok {
			known = &t
		}
		f.tabled[fn] = known
	}
	if known != nil {
		return *known, true
	}
	if t, ok := f.wrappers[fn]; ok {
		return t, true
	}
	var fact TakesSQL
	if fn.Pkg() != f.pass.Pkg && f.pass.ImportObjectFact(fn, &fact) {
		return fact.text(), true
	}
	// What a package of its own has a body for says more than its form.
	if recv := fn.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) || fn.Pkg() != f.pass.Pkg {
		return knowledge.TextByForm(fn)
	}
	return knowledge.Text{}, false
}

// sink reads the text that a call takes.
func (f *finder) sink(call *ast.CallExpr, t knowledge.Text) {
	if t.Clause == knowledge.Same {
		return
	}
	first, ok := t.SQL.AsParam()
	if !ok || first >= len(call.Args) {
		return
	}
	args := call.Args[first : first+1]
	if t.Args == 0 && f.isVariadicAt(call, first) {
		args = call.Args[first:]
	}
	for i, arg := range args {
		if call.Ellipsis.IsValid() && first+i == len(call.Args)-1 || !isText(f.pass.TypesInfo.TypeOf(arg)) {
			continue
		}
		f.read(call, arg, t, f.binder(call, t))
	}
}

// signature returns the type of the function that is called, nil if it isn't
// known.
func (f *finder) signature(call *ast.CallExpr) *types.Signature {
	t := f.pass.TypesInfo.TypeOf(call.Fun)
	if t == nil {
		return nil
	}
	sig, _ := t.Underlying().(*types.Signature)
	return sig
}

// isVariadicAt reports whether the i-th argument of a call is for a variadic
// parameter.
func (f *finder) isVariadicAt(call *ast.CallExpr, i int) bool {
	sig := f.signature(call)
	return sig != nil && sig.Variadic() && i >= sig.Params().Len()-1
}

// literalSink reads the texts in a literal of a struct that holds SQL.
func (f *finder) literalSink(lit *ast.CompositeLit) {
	t, s := f.structOf(lit)
	if s == nil {
		return
	}
	values := map[string]ast.Expr{}
	for i, elem := range lit.Elts {
		if kv, ok := elem.(*ast.KeyValueExpr); ok {
			values[kv.Key.(*ast.Ident).Name] = kv.Value
		} else {
			values[s.Field(i).Name()] = elem
		}
	}
	for field := range s.Fields() {
		sql := values[field.Name()]
		if sql == nil || !isText(field.Type()) {
			continue
		}
		var fact TakesSQL
		if field.Pkg() != f.pass.Pkg && f.pass.ImportObjectFact(field.Origin(), &fact) {
			f.read(nil, sql, fact.text(), nil)
			continue
		}
		text, ok := knowledge.TextField(t, field.Name())
		if !ok {
			continue
		}
		f.read(nil, sql, text, f.bind(func() []ast.Expr {
			args := values[text.ArgsField]
			switch {
			case args == nil:
				return nil
			case text.Named:
				return []ast.Expr{args}
			}
			return f.spread(args)
		}))
	}
}

// structOf returns the struct type that lit is of; s is nil if it is of none.
func (f *finder) structOf(lit *ast.CompositeLit) (t types.Type, s *types.Struct) {
	t = f.pass.TypesInfo.TypeOf(lit)
	if t == nil {
		return nil, nil
	}
	if p, ok := t.Underlying().(*types.Pointer); ok { // an element &T{} written {}
		t = p.Elem()
	}
	s, _ = t.Underlying().(*types.Struct)
	return t, s
}

// read makes queries of the texts that e may be. call is the one that takes
// it, nil if it is a literal's field.
func (f *finder) read(call *ast.CallExpr, e ast.Expr, t knowledge.Text, bind binder) {
	texts := f.texts(e)
	if fn, sites := f.sites(call, texts); len(sites) > 0 {
		var read []*text
		for _, site := range sites {
			undo := f.give(fn, site)
			var args []ast.Expr
			if i, ok := t.Args.AsParam(); ok {
				args = f.arguments(call, i)
			}
			found := slices.DeleteFunc(f.texts(e), func(x *text) bool { return slices.ContainsFunc(read, x.isSame) })
			undo()
			read = append(read, found...)
			f.parse(call, e, t, found, f.bind(func() []ast.Expr { return args }))
		}
		return
	}
	f.parse(call, e, t, texts, bind)
}

// maxSites bounds for how many calls of a function the texts in it are read.
const maxSites = 16

// sites returns the calls of the function around call that give it a part of
// the texts; none if the texts don't depend on its parameters.
func (f *finder) sites(call *ast.CallExpr, texts []*text) (*types.Func, []*ast.CallExpr) {
	if call == nil {
		return nil, nil
	}
	decl := f.funcAt(call.Pos())
	if decl == nil {
		return nil, nil
	}
	fn, ok := f.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok {
		return nil, nil
	}
	depends := slices.ContainsFunc(texts, func(t *text) bool {
		return slices.ContainsFunc(t.pieces, func(p piece) bool {
			return p.hole != nil && isParam(fn, f.varOf(p.hole))
		})
	})
	sites := f.decls().calls[fn]
	if !depends || len(sites) > maxSites {
		return nil, nil
	}
	return fn, sites
}

// isParam reports whether v is a parameter of fn that is a text.
func isParam(fn *types.Func, v *types.Var) bool {
	if v == nil || !isText(v.Type()) {
		return false
	}
	for p := range fn.Signature().Params().Variables() {
		if p == v {
			return true
		}
	}
	return false
}

// parse makes queries of the texts, whose place is e.
func (f *finder) parse(call *ast.CallExpr, e ast.Expr, t knowledge.Text, texts []*text, bind binder) {
	for _, x := range texts {
		d := f.dialectOf(call)
		if name, ok := f.isGenerated(x); ok {
			for _, s := range f.statements(x, d) {
				if s.Query != nil && call != nil {
					sp := &space{}
					sp.addText(x, bind)
					f.result.Generated = append(f.result.Generated, &Query{Query: s.Query, Call: call, Name: name, Func: f.funcAt(e.Pos()), Dialect: d, Text: x.sql, space: sp})
				}
			}
			continue
		}
		clause := t.Clause
		if clause == knowledge.ExprClause && isStatement(x.sql) {
			clause = knowledge.Statement
		}
		switch clause {
		case knowledge.Statement, knowledge.TailClause:
			if t.Clause == knowledge.TailClause {
				x = f.join(f.opaque("SELECT 1 FROM "+string(sqlparse.Hole)+" ", e), x)
			}
			for _, s := range f.statements(x, d) {
				if s.Query == nil {
					continue // DDL is the schema's
				}
				sp := &space{}
				sp.addText(x, bind)
				f.add(&Query{Query: s.Query, Call: call, Func: f.funcAt(e.Pos()), Dialect: d, Text: x.sql, space: sp})
			}
		default:
			clause, ok := fragmentClause(clause)
			if !ok {
				continue
			}
			sp := &space{}
			if q := f.fragment(x, clause, d, sp.addText(x, bind)); q != nil {
				f.add(&Query{Query: q, Call: call, Func: f.funcAt(e.Pos()), Dialect: d, Text: x.sql, space: sp})
			}
		}
	}
}

// isStatement reports whether an expression is a whole SELECT.
func isStatement(sql string) bool {
	words := strings.Fields(sql)
	return len(words) > 0 && (strings.EqualFold(words[0], "SELECT") || strings.EqualFold(words[0], "WITH"))
}

// fragmentClause returns the clause that a fragment outside of any chain is
// parsed as; false if it has nothing to say by itself.
func fragmentClause(c knowledge.Clause) (sqlparse.Clause, bool) {
	switch c {
	case knowledge.WhereClause, knowledge.HavingClause, knowledge.OnClause, knowledge.ExprClause:
		return sqlparse.WhereClause, true
	case knowledge.JoinClause:
		return sqlparse.JoinClause, true
	}
	return 0, false
}

// statements parses the statements that a text is. They are shared by all who
// have that text.
func (f *finder) statements(t *text, d sqlparse.Dialect) []*sqlparse.Statement {
	key := parseKey{sql: t.sql, dialect: d}
	if list, ok := f.parsed[key]; ok {
		return list
	}
	var list []*sqlparse.Statement
	for _, span := range sqlparse.Split(t.sql, d) {
		if !hasWords(t.sql[span.Start:span.End]) {
			continue
		}
		s, err := sqlparse.Parse(t.sql[span.Start:span.End], d)
		if err != nil {
			f.failed(t, span.Start, err)
			continue
		}
		if s.Query != nil {
			shift(s.Query, span.Start)
		}
		list = append(list, s)
		f.result.Parsed[s.Dialect]++
	}
	f.parsed[key] = list
	return list
}

// fragment parses a part of a statement; the query is the caller's own, with
// spans shifted to base. It is nil if no grammar takes it, which is recorded.
func (f *finder) fragment(t *text, c sqlparse.Clause, d sqlparse.Dialect, base int) *sqlparse.Query {
	key := parseKey{t.sql, true, c, d}
	list, ok := f.parsed[key]
	if !ok {
		s, err := sqlparse.ParseFragment(t.sql, c, d)
		if err != nil {
			f.failed(t, 0, err)
		} else {
			list = []*sqlparse.Statement{s}
			f.result.Parsed[s.Dialect]++
		}
		f.parsed[key] = list
	}
	if len(list) == 0 || list[0].Query == nil {
		return nil
	}
	q := clone(list[0].Query)
	shift(q, base)
	return q
}

// shift moves the spans of q. The zero Span stays: it is unknown.
func shift(q *sqlparse.Query, by int) {
	if by == 0 {
		return
	}
	sqlparse.Shift(q, func(s sqlparse.Span) sqlparse.Span {
		if s == (sqlparse.Span{}) {
			return s
		}
		return sqlparse.Span{Start: s.Start + by, End: s.End + by}
	})
}

// clone returns a deep copy of q, in which what is shared stays shared.
func clone(q *sqlparse.Query) *sqlparse.Query {
	seen := map[any]reflect.Value{}
	var copyOf func(v reflect.Value) reflect.Value
	copyOf = func(v reflect.Value) reflect.Value {
		switch v.Kind() {
		case reflect.Pointer:
			if v.IsNil() {
				return v
			}
			if c, ok := seen[v.Interface()]; ok {
				return c
			}
			c := reflect.New(v.Type().Elem())
			seen[v.Interface()] = c
			c.Elem().Set(copyOf(v.Elem()))
			return c
		case reflect.Slice:
			if v.IsNil() {
				return v
			}
			c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			for i := range v.Len() {
				c.Index(i).Set(copyOf(v.Index(i)))
			}
			return c
		case reflect.Struct:
			c := reflect.New(v.Type()).Elem()
			c.Set(v)
			for i := range v.NumField() {
				c.Field(i).Set(copyOf(v.Field(i)))
			}
			return c
		}
		return v
	}
	return copyOf(reflect.ValueOf(q)).Interface().(*sqlparse.Query)
}

// failed records that no grammar took a text.
func (f *finder) failed(t *text, base int, err error) {
	span := sqlparse.Span{Start: base, End: base}
	if e := (*sqlparse.Error)(nil); errors.As(err, &e) {
		span = sqlparse.Span{Start: base + e.Span.Start, End: base + e.Span.End}
	}
	pos, _ := t.extent(span)
	f.result.Errors = append(f.result.Errors, Unparsed{Pos: pos, Text: t.sql, Word: err.Error()})
}

// funcAt returns the declared function around pos, nil at package level.
func (f *finder) funcAt(pos token.Pos) *ast.FuncDecl {
	for _, file := range f.pass.Files {
		if pos < file.FileStart || file.FileEnd < pos {
			continue
		}
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Pos() <= pos && pos < fn.End() {
				return fn
			}
		}
	}
	return nil
}
