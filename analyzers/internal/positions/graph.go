package positions

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A node is something that holds a value: exactly one of its parts is set, but
// for the result of a function.
type node struct {
	v    *types.Var // a variable, parameter, field
	out  bool       // what a call puts into what its parameter v points to
	fn   *types.Func
	lit  *ast.FuncLit
	i    int // which result of fn, lit or call; itself if it is the literal
	col  Column
	call *ast.CallExpr
	file bool
}

// isStored reports whether n is outside of the program.
func (n node) isStored() bool { return n.file || n.col != (Column{}) }

// itself is the literal, not a result of it.
const itself = -1

// A graph says what a package's values are taken from.
type graph struct {
	pass   *analysis.Pass
	info   *types.Info
	sql    *sqlquery.Result
	schema *schema.Result // nil if there is none
	form   *ssaform.Form

	from map[node][]node
	seen map[[2]node]bool
	// args are what calls give parameters.
	args map[*types.Var][]node
	// callees are the package's functions that a call runs, params what
	// parameters are whose.
	callees map[*ast.CallExpr][]*types.Func
	params  map[*types.Var]param
	// declared are the package's functions in source order.
	declared []*types.Func
	through  map[node][]int
	// scans are the calls that read columns into variables.
	scans []*ast.CallExpr
	// decls are the declarations of functions, queries what a call runs.
	decls   map[*types.Func]*ast.FuncDecl
	queries map[*ast.CallExpr][]*sqlquery.Query
	// sets are where variables and fields are assigned.
	sets map[*types.Var][]set
	// reads are where fields are read from what outlives a call.
	reads map[*types.Var]bool
	// loops are the package's for and range statements.
	loops []ast.Stmt
	// lits are the package's function literals, dynamic the calls of values, and
	// later the literals that a library calls time and again.
	lits     []*ast.FuncLit
	dynamic  []*ast.CallExpr
	later    map[*ast.FuncLit]bool
	bounds   []bound
	imported map[*types.Func]*Positions
	held     map[*types.Var]*Held
	numbered map[Column]bool
	// updated are the columns that an UPDATE sets, to a value that isn't known where
	// they are true.
	updated map[Column]bool
	// inserts are the functions that insert into a table, filled the columns that
	// they give values for, locks those that lock out other writers.
	inserts map[string][]*ast.FuncDecl
	filled  map[Column]bool
	locks   map[*ast.FuncDecl]lock
	callers map[*ast.FuncDecl][]*ast.FuncDecl
	// gaps are the numbers that are compared with the one after another.
	gaps [][2][]node
	next map[*types.Var][]node // what variables are one more than
	// defined is what local variables are, if that is said once, specs what declares
	// the package's variables and constants.
	defined map[*types.Var]ast.Expr
	specs   map[types.Object]*ast.ValueSpec
	// serializable are the functions that ask for such transactions.
	serializable map[*ast.FuncDecl]bool
}

// A set is an assignment.
type set struct {
	pos  token.Pos
	in   *ast.FuncDecl
	from []node
	// lasting says that it is to a field of the receiver or of a package variable.
	lasting bool
	// fixed says that a constant is assigned.
	fixed bool
}

func newGraph(pass *analysis.Pass, sql *sqlquery.Result) *graph {
	g := &graph{
		pass: pass, info: pass.TypesInfo, sql: sql,
		form:     pass.ResultOf[ssaform.Analyzer].(*ssaform.Form),
		from:     map[node][]node{},
		seen:     map[[2]node]bool{},
		args:     map[*types.Var][]node{},
		callees:  map[*ast.CallExpr][]*types.Func{},
		params:   map[*types.Var]param{},
		through:  map[node][]int{},
		decls:    map[*types.Func]*ast.FuncDecl{},
		queries:  map[*ast.CallExpr][]*sqlquery.Query{},
		sets:     map[*types.Var][]set{},
		reads:    map[*types.Var]bool{},
		imported: map[*types.Func]*Positions{},
		held:     map[*types.Var]*Held{},
		numbered: map[Column]bool{},
		updated:  map[Column]bool{},
		inserts:  map[string][]*ast.FuncDecl{},
		filled:   map[Column]bool{},
		locks:    map[*ast.FuncDecl]lock{},
		callers:  map[*ast.FuncDecl][]*ast.FuncDecl{},
		next:     map[*types.Var][]node{},
		defined:  map[*types.Var]ast.Expr{},
		specs:    map[types.Object]*ast.ValueSpec{},

		serializable: map[*ast.FuncDecl]bool{},
		later:        map[*ast.FuncLit]bool{},
	}
	g.schema, _ = pass.ResultOf[schema.Analyzer].(*schema.Result)
	return g
}

// edge records that to may hold what from holds.
func (g *graph) edge(to, from node) {
	if to == from || g.seen[[2]node{to, from}] {
		return
	}
	g.seen[[2]node{to, from}] = true
	g.from[to] = append(g.from[to], from)
}

func (g *graph) edges(to, from []node) {
	for _, t := range to {
		for _, f := range from {
			g.edge(t, f)
		}
	}
}

func (g *graph) build() {
	var files []*ast.File
	for _, file := range g.pass.Files {
		if !firstparty.SkipFile(g.pass, file) {
			files = append(files, file)
		}
	}
	for _, file := range files {
		for _, d := range file.Decls {
			if decl, ok := d.(*ast.FuncDecl); ok {
				if fn, ok := g.info.Defs[decl.Name].(*types.Func); ok {
					g.decls[fn] = decl
					g.declared = append(g.declared, fn)
					g.parameters(fn)
				}
			}
		}
	}
	for _, list := range [][]*sqlquery.Query{g.sql.Queries, g.sql.Generated} {
		for _, q := range list {
			if q.Call != nil {
				g.queries[q.Call] = append(g.queries[q.Call], q)
			}
		}
	}
	for _, file := range files {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				g.function(d)
			case *ast.GenDecl:
				w := &walker{graph: g}
				w.walk(d)
			}
		}
	}
	for _, fn := range g.declared {
		for i := range fn.Signature().Results().Len() {
			g.passes(fn, i)
		}
	}
	for _, call := range g.scans {
		g.scan(call)
	}
	var all []*sqlquery.Query
	all = append(append(all, g.sql.Queries...), g.sql.Generated...)
	for _, q := range all {
		g.query(q)
	}
	for _, q := range all {
		if q.Verb == sqlparse.Select {
			g.compared(q, q.Query)
		} else if q.Query.Source != nil {
			g.compared(q, q.Query.Source)
		}
	}
}

func (g *graph) function(d *ast.FuncDecl) {
	fn, ok := g.info.Defs[d.Name].(*types.Func)
	if !ok || d.Body == nil {
		return
	}
	w := &walker{graph: g, decl: d, fn: fn, results: fn.Signature().Results()}
	w.walk(d.Body)
	w.named()
}

// A walker goes through one function, and the literals in it.
type walker struct {
	*graph
	decl    *ast.FuncDecl
	fn      *types.Func
	lit     *ast.FuncLit
	results *types.Tuple
}

func (w *walker) result(i int) node {
	if w.lit != nil {
		return node{lit: w.lit, i: i}
	}
	return node{fn: w.fn, i: i}
}

// named makes the named results a source of what the function returns.
func (w *walker) named() {
	for i := range w.results.Len() {
		if v := w.results.At(i); v.Name() != "" && v.Name() != "_" {
			w.edge(w.result(i), node{v: v})
		}
	}
}

func (w *walker) walk(n ast.Node) {
	ast.Inspect(n, func(n ast.Node) bool {
		if w.decl != nil && asksSerializable(n) {
			w.serializable[w.decl] = true
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			w.lits = append(w.lits, n)
			sig, ok := w.info.TypeOf(n).(*types.Signature)
			if ok {
				in := &walker{graph: w.graph, decl: w.decl, fn: w.fn, lit: n, results: sig.Results()}
				in.walk(n.Body)
				in.named()
			}
			return false
		case *ast.AssignStmt:
			w.assign(n)
		case *ast.ValueSpec:
			w.declare(n)
		case *ast.RangeStmt:
			w.loops = append(w.loops, n)
			from := w.sources(n.X)
			if n.Value != nil {
				w.edges(w.targets(n.Value), from)
			}
			if t := w.info.TypeOf(n.X); t != nil && n.Key != nil {
				switch t.Underlying().(type) {
				case *types.Chan, *types.Signature, *types.Map:
					w.edges(w.targets(n.Key), from)
				}
			}
		case *ast.ForStmt:
			w.loops = append(w.loops, n)
		case *ast.ReturnStmt:
			if w.results == nil {
				break
			}
			if len(n.Results) == 1 && w.results.Len() > 1 {
				for i := range w.results.Len() {
					w.edges([]node{w.result(i)}, w.resultOf(n.Results[0], i))
				}
				break
			}
			for i, e := range n.Results {
				w.edges([]node{w.result(i)}, w.sources(e))
			}
		case *ast.CompositeLit:
			w.literal(n)
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ || n.Op == token.GTR || n.Op == token.LSS {
				w.compare(n.X, n.Y)
				w.compare(n.Y, n.X)
			}
		case *ast.SendStmt:
			w.edges(w.targets(n.Chan), w.sources(n.Value))
		case *ast.CallExpr:
			w.call(n)
		case *ast.BasicLit:
			if n.Kind == token.STRING && w.decl != nil {
				w.locks[w.decl] = max(w.locks[w.decl], lockOf(n.Value))
			}
		case *ast.SelectorExpr:
			if v := w.field(n); v != nil && w.lasts(n) {
				w.reads[v] = true
			}
		}
		return true
	})
}

// compare records that x is compared with what is one more than something.
func (w *walker) compare(x, y ast.Expr) {
	y = ast.Unparen(y)
	if id, ok := y.(*ast.Ident); ok {
		if v, ok := w.info.Uses[id].(*types.Var); ok && w.next[v] != nil {
			w.gaps = append(w.gaps, [2][]node{w.sources(x), w.next[v]})
		}
	}
	if from := w.successor(y); from != nil {
		w.gaps = append(w.gaps, [2][]node{w.sources(x), from})
	}
}

// successor returns what e is one more than.
func (g *graph) successor(e ast.Expr) []node {
	b, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || b.Op != token.ADD {
		return nil
	}
	if v := g.info.Types[b.Y].Value; v == nil || v.ExactString() != "1" {
		return nil
	}
	return g.sources(b.X)
}

func (w *walker) assign(n *ast.AssignStmt) {
	if len(n.Rhs) == 1 && len(n.Lhs) > 1 {
		for i, lhs := range n.Lhs {
			w.store(lhs, w.resultOf(n.Rhs[0], i), false)
		}
		return
	}
	for i, lhs := range n.Lhs {
		if i >= len(n.Rhs) {
			break
		}
		w.define(lhs, n.Rhs[i])
		switch n.Tok {
		case token.ASSIGN, token.DEFINE, token.ADD_ASSIGN:
			if from := w.successor(n.Rhs[i]); from != nil {
				for _, t := range w.targets(lhs) {
					w.next[t.v] = from
				}
			}
			w.store(lhs, w.sources(n.Rhs[i]), n.Tok != token.ADD_ASSIGN && w.isConstant(n.Rhs[i]))
		}
	}
}

func (w *walker) isConstant(e ast.Expr) bool {
	if w.info.Types[e].Value != nil || w.info.Types[e].IsNil() {
		return true
	}
	lit, ok := ast.Unparen(e).(*ast.CompositeLit)
	return ok && len(lit.Elts) == 0
}

func (w *walker) declare(n *ast.ValueSpec) {
	for i, name := range n.Names {
		if w.decl == nil {
			w.specs[w.info.Defs[name]] = n
		}
		if len(n.Values) == 1 && len(n.Names) > 1 {
			w.store(name, w.resultOf(n.Values[0], i), false)
		} else if i < len(n.Values) {
			w.store(name, w.sources(n.Values[i]), w.isConstant(n.Values[i]))
		}
	}
}

// store records an assignment.
func (w *walker) store(lhs ast.Expr, from []node, fixed bool) {
	to := w.targets(lhs)
	w.edges(to, from)
	for _, t := range to {
		if t.v != nil {
			w.sets[t.v] = append(w.sets[t.v], set{pos: lhs.Pos(), in: w.decl, from: from, lasting: w.lasts(lhs), fixed: fixed})
		}
	}
}

// literal records the fields of a struct literal.
func (w *walker) literal(lit *ast.CompositeLit) {
	t := w.info.TypeOf(lit)
	if t == nil {
		return
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, elem := range lit.Elts {
		value := elem
		var v *types.Var
		if kv, ok := elem.(*ast.KeyValueExpr); ok {
			value = kv.Value
			if id, ok := kv.Key.(*ast.Ident); ok {
				v, _ = w.info.Uses[id].(*types.Var)
			}
		} else if i < s.NumFields() {
			v = s.Field(i)
		}
		if v != nil {
			v = v.Origin()
			w.given(v, value, w.decl)
			w.edges([]node{{v: v}}, w.sources(value))
		}
	}
}

// given makes a comparison of what is assigned to another package's field that
// columns are compared with, and a position of what they are set to.
func (g *graph) given(field *types.Var, value ast.Expr, in *ast.FuncDecl) {
	if field.Pkg() == g.pass.Pkg {
		return
	}
	if h := g.heldBy(field); h != nil {
		for _, c := range h.After {
			g.bounds = append(g.bounds, bound{column: c, byTime: g.isStamp(c), from: g.sources(value), pos: value.Pos(), end: value.End(), in: in})
		}
		for _, c := range h.Keeps {
			g.edges([]node{{col: c}}, g.sources(value))
		}
	}
}

// targets returns what an assignment to e sets.
func (g *graph) targets(e ast.Expr) []node {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if v, ok := g.info.ObjectOf(e).(*types.Var); ok {
			return []node{{v: v.Origin()}}
		}
	case *ast.SelectorExpr:
		if v := g.field(e); v != nil {
			if !g.own(v.Pkg()) {
				return g.targets(e.X)
			}
			return []node{{v: v}}
		}
		if v, ok := g.info.Uses[e.Sel].(*types.Var); ok {
			return []node{{v: v}}
		}
	case *ast.IndexExpr:
		return g.targets(e.X)
	case *ast.StarExpr:
		return g.targets(e.X)
	case *ast.UnaryExpr:
		return g.targets(e.X)
	case *ast.CallExpr:
		if t := g.info.Types[e.Fun]; t.IsType() && len(e.Args) == 1 {
			return g.targets(e.Args[0])
		}
		// What scans into the value that it is given: pq.Array(&x).
		var out []node
		for _, arg := range e.Args {
			if u, ok := ast.Unparen(arg).(*ast.UnaryExpr); ok && u.Op == token.AND {
				out = append(out, g.targets(u.X)...)
			}
		}
		return out
	}
	return nil
}

// own reports whether the source of pkg is analysed.
func (g *graph) own(pkg *types.Package) bool {
	return pkg == g.pass.Pkg || pkg != nil && g.form.SameModule(pkg.Path())
}

// field returns the field that e selects, or nil.
func (g *graph) field(e *ast.SelectorExpr) *types.Var {
	if s, ok := g.info.Selections[e]; ok && s.Kind() == types.FieldVal {
		return s.Obj().(*types.Var).Origin()
	}
	return nil
}

// lasts reports whether e is a field of what outlives a call: of the function's
// receiver, or of a package variable.
func (w *walker) lasts(e ast.Expr) bool {
	fields := 0
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			if w.field(x) == nil {
				_, ok := w.info.Uses[x.Sel].(*types.Var) // of another package
				return ok
			}
			fields++
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.UnaryExpr:
			e = x.X
		case *ast.Ident:
			v, ok := w.info.ObjectOf(x).(*types.Var)
			if !ok {
				return false
			}
			if v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
				return true
			}
			return fields > 0 && w.fn != nil && v == w.fn.Signature().Recv() && isPointer(v.Type())
		default:
			return false
		}
	}
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// sources returns what the value of e is taken from.
func (g *graph) sources(e ast.Expr) []node {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if v, ok := g.info.ObjectOf(e).(*types.Var); ok {
			return []node{{v: v.Origin()}}
		}
	case *ast.SelectorExpr:
		if v := g.field(e); v != nil {
			return g.fieldSources(e, v)
		}
		if v, ok := g.info.Uses[e.Sel].(*types.Var); ok {
			return []node{{v: v}}
		}
	case *ast.FuncLit:
		return []node{{lit: e, i: itself}}
	case *ast.StarExpr:
		return g.sources(e.X)
	case *ast.UnaryExpr:
		if e.Op == token.AND || e.Op == token.ARROW || e.Op == token.ADD {
			return g.sources(e.X)
		}
	case *ast.BinaryExpr:
		switch e.Op {
		case token.ADD:
			return append(g.sources(e.X), g.sources(e.Y)...)
		case token.SUB:
			if v := g.info.Types[e.Y].Value; v != nil && constant.Compare(constant.ToInt(v), token.EQL, constant.MakeInt64(1)) {
				return g.sources(e.X)
			}
			return nil // an overlap, or a distance
		}
	case *ast.IndexExpr:
		return g.sources(e.X)
	case *ast.SliceExpr:
		return g.sources(e.X)
	case *ast.TypeAssertExpr:
		return g.sources(e.X)
	case *ast.CompositeLit:
		if t := g.info.TypeOf(e); t != nil {
			if s, ok := t.Underlying().(*types.Struct); ok && g.isOwnStruct(s) {
				return nil // its fields are nodes of their own
			}
		}
		var out []node
		for _, elem := range e.Elts {
			if kv, ok := elem.(*ast.KeyValueExpr); ok {
				elem = kv.Value
			}
			out = append(out, g.sources(elem)...)
		}
		return out
	case *ast.CallExpr:
		return g.resultOf(e, 0)
	}
	return nil
}

// isOwnStruct reports whether the fields of a struct are followed.
func (g *graph) isOwnStruct(s *types.Struct) bool {
	return s.NumFields() > 0 && g.own(s.Field(0).Pkg())
}

// fieldSources returns what a field that is selected is taken from.
func (g *graph) fieldSources(e *ast.SelectorExpr, v *types.Var) []node {
	var out []node
	if g.own(v.Pkg()) {
		out = append(out, node{v: v})
		if v.Pkg() != g.pass.Pkg {
			if h := g.heldBy(v); h != nil {
				for _, c := range h.Columns {
					out = append(out, node{col: c})
				}
			}
		}
	} else {
		out = g.sources(e.X)
	}
	if c, ok := g.columnOf(v, g.info.TypeOf(e.X)); ok {
		out = append(out, node{col: c})
	}
	return out
}

// columnOf returns the column that a field of a model stands for.
func (g *graph) columnOf(v *types.Var, owner types.Type) (Column, bool) {
	if g.schema == nil || owner == nil || !carries(v.Type()) {
		return Column{}, false
	}
	if p, ok := owner.Underlying().(*types.Pointer); ok {
		owner = p.Elem()
	}
	named, ok := types.Unalias(owner).(*types.Named)
	if !ok {
		return Column{}, false
	}
	refs := g.schema.Refs(v, named)
	if len(refs) != 1 || refs[0].Table == nil || refs[0].Column == nil || refs[0].Model == nil || refs[0].Model.ORM == schema.TagOnly {
		return Column{}, false
	}
	return Column{strings.ToLower(refs[0].Table.Name), strings.ToLower(refs[0].Column.Name)}, true
}

// carries reports whether a value of type t can be a position.
func carries(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsInteger|types.IsString|types.IsUnsigned) != 0
	case *types.Struct:
		n, ok := types.Unalias(t).(*types.Named)
		return ok && n.Obj().Pkg() != nil && slices.Contains([]string{"time", "database/sql", "sync/atomic"}, n.Obj().Pkg().Path())
	}
	return false
}

// resultOf returns what the i-th result of a call is taken from, or the i-th
// value of another expression that gives several.
func (g *graph) resultOf(e ast.Expr, i int) []node {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		if i > 0 {
			return nil
		}
		return g.sources(e)
	}
	if t := g.info.Types[call.Fun]; t.IsType() {
		if len(call.Args) == 1 {
			return g.sources(call.Args[0])
		}
		return nil
	}
	out := []node{{call: call, i: i}}
	if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok {
		if b, ok := g.info.Uses[id].(*types.Builtin); ok {
			switch b.Name() {
			case "max", "min", "append":
				for _, arg := range call.Args {
					out = append(out, g.sources(arg)...)
				}
			}
			return out
		}
	}
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		return append(out, node{lit: lit, i: i})
	}
	fn, ok := typeutil.Callee(g.info, call).(*types.Func)
	if !ok {
		return out
	}
	fn = fn.Origin()
	switch {
	case g.own(fn.Pkg()):
		out = append(out, g.returned(fn, call, i)...)
	case isFileRead(fn):
		out = append(out, node{file: true})
	case knowledge.HasCells(pathOf(fn)):
		out = append(out, g.cellSources(call, fn)...)
	case passes(fn) && !shifts(g.info, fn, call):
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && fn.Signature().Recv() != nil {
			out = append(out, g.sources(sel.X)...)
		}
		for _, arg := range call.Args {
			out = append(out, g.sources(arg)...)
			for f := range g.fieldsOf(g.info.TypeOf(arg)) {
				out = append(out, node{v: f}) // json.Marshal(st)
			}
		}
	}
	return out
}

// returned returns what the i-th result of a first-party function is taken
// from.
func (g *graph) returned(fn *types.Func, call *ast.CallExpr, i int) []node {
	var out []node
	for _, m := range g.bodies(fn) {
		if m.Pkg() == g.pass.Pkg {
			if !slices.Contains(g.callees[call], m) {
				g.callees[call] = append(g.callees[call], m)
			}
			continue
		}
		p := g.of(m)
		if p == nil {
			continue
		}
		for _, give := range p.Gives {
			if give.Result != i {
				continue
			}
			for _, c := range give.Columns {
				out = append(out, node{col: c})
			}
			for _, param := range give.Params {
				if arg := argument(g.info, call, fn, param); arg != nil {
					out = append(out, g.sources(arg)...)
				}
			}
		}
	}
	return out
}

// bodies returns the functions that a call of fn runs: those that implement it if
// it is an interface's.
func (g *graph) bodies(fn *types.Func) []*types.Func {
	if !ssaform.IsInterfaceMethod(fn) {
		return []*types.Func{fn}
	}
	return append(g.form.Implementations(fn), fn)
}

// of returns the fact about a function of another package, or nil.
func (g *graph) of(fn *types.Func) *Positions {
	p, ok := g.imported[fn]
	if !ok {
		var fact Positions
		if g.pass.ImportObjectFact(fn, &fact) {
			p = &fact
		}
		g.imported[fn] = p
	}
	return p
}

// heldBy returns the fact about a field of another package, or nil.
func (g *graph) heldBy(field *types.Var) *Held {
	h, ok := g.held[field]
	if !ok {
		var fact Held
		if g.pass.ImportObjectFact(field, &fact) {
			h = &fact
		}
		g.held[field] = h
	}
	return h
}

// argument returns what a call gives for the parameter i of fn, the receiver
// being the first.
func argument(info *types.Info, call *ast.CallExpr, fn *types.Func, i int) ast.Expr {
	if fn.Signature().Recv() != nil {
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		if info.Selections[sel] != nil && info.Selections[sel].Kind() == types.MethodVal {
			if i == 0 {
				return sel.X
			}
			i--
		}
	}
	if i < len(call.Args) {
		return call.Args[i]
	}
	return nil
}

// call records what a call hands to parameters, and what it stores.
func (w *walker) call(call *ast.CallExpr) {
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		if sig, ok := w.info.TypeOf(lit).(*types.Signature); ok {
			for i := range min(sig.Params().Len(), len(call.Args)) {
				w.edges([]node{{v: sig.Params().At(i)}}, w.sources(call.Args[i]))
			}
		}
		return
	}
	fn, ok := typeutil.Callee(w.info, call).(*types.Func)
	if !ok {
		if !w.info.Types[call.Fun].IsType() && !w.info.Types[call.Fun].IsBuiltin() {
			w.dynamic = append(w.dynamic, call)
		}
		return
	}
	fn = fn.Origin()
	if isScan(fn) {
		w.scans = append(w.scans, call)
		return
	}
	if !w.own(fn.Pkg()) {
		w.library(call, fn)
		return
	}
	for _, m := range w.bodies(fn) {
		if m.Pkg() == w.pass.Pkg {
			if d := w.decls[m]; d != nil && w.decl != nil {
				w.callers[d] = append(w.callers[d], w.decl)
			}
			w.hand(call, fn, m)
			continue
		}
		p := w.of(m)
		if p == nil {
			continue
		}
		for _, a := range p.After {
			if arg := argument(w.info, call, fn, a.Param); arg != nil {
				w.bounds = append(w.bounds, bound{
					column: a.Column, byTime: a.Time, from: w.sources(arg), pos: arg.Pos(), end: arg.End(), in: w.decl,
					via: via(w.pass.Pkg, m, a.Via),
				})
			}
		}
		for _, k := range p.Keeps {
			if arg := argument(w.info, call, fn, k.Param); arg != nil {
				to := node{col: k.Column}
				if k.Column == (Column{}) {
					to = node{file: true}
				}
				w.edges([]node{to}, w.sources(arg))
			}
		}
	}
}

// hand makes the arguments of a call sources of the parameters of m.
func (w *walker) hand(call *ast.CallExpr, fn, m *types.Func) {
	if ssaform.IsInterfaceMethod(m) {
		return
	}
	sig := m.Signature()
	first := 0
	if sig.Recv() != nil {
		first = 1
		if x := argument(w.info, call, fn, 0); x != nil && carries(sig.Recv().Type()) {
			w.args[sig.Recv()] = append(w.args[sig.Recv()], w.sources(x)...)
		}
	}
	n := sig.Params().Len()
	for i := 0; ; i++ {
		arg := argument(w.info, call, fn, first+i)
		if arg == nil {
			return
		}
		if n > 0 {
			v := sig.Params().At(min(i, n-1))
			w.args[v] = append(w.args[v], w.sources(arg)...)
			if isPointer(v.Type()) && carries(v.Type()) {
				w.store(arg, []node{{v: v, out: true}}, false)
			}
		}
	}
}

// library records what a library's function stores.
func (w *walker) library(call *ast.CallExpr, fn *types.Func) {
	sel, _ := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if f := repeats(fn); f < len(call.Args) && f >= 0 {
		for n := range w.reach(w.sources(call.Args[f])) {
			if n.lit != nil && n.i == itself {
				w.later[n.lit] = true
			}
		}
	}
	switch {
	case knowledge.HasCells(pathOf(fn)):
		w.cellStores(call, fn)
	case isFileWrite(fn):
		for i, arg := range call.Args {
			if i > 0 || fn.Signature().Recv() != nil { // not the file's name
				w.edges([]node{{file: true}}, w.sources(arg))
			}
		}
	case stores(fn) && sel != nil:
		to := sel.X
		if fn.Signature().Recv() == nil && len(call.Args) > 0 {
			to = call.Args[0]
		}
		if len(call.Args) > 0 {
			w.store(to, w.sources(call.Args[len(call.Args)-1]), w.isConstant(call.Args[len(call.Args)-1]))
		}
	case decodes(fn):
		// json.Unmarshal(data, &st)
		var from []node
		for _, arg := range call.Args {
			if u, ok := ast.Unparen(arg).(*ast.UnaryExpr); ok && u.Op == token.AND {
				continue
			}
			from = append(from, w.sources(arg)...)
		}
		if sel != nil && fn.Signature().Recv() != nil {
			from = append(from, w.sources(sel.X)...)
		}
		for _, arg := range call.Args {
			if u, ok := ast.Unparen(arg).(*ast.UnaryExpr); ok && u.Op == token.AND {
				w.edges(w.targets(u.X), from)
				for f := range w.fieldsOf(w.info.TypeOf(u.X)) {
					w.edges([]node{{v: f}}, from)
				}
			}
		}
	}
}

// fieldsOf yields the fields of a first-party struct that can be positions.
func (g *graph) fieldsOf(t types.Type) func(yield func(*types.Var) bool) {
	return func(yield func(*types.Var) bool) {
		if t == nil {
			return
		}
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		s, ok := t.Underlying().(*types.Struct)
		if !ok || !g.isOwnStruct(s) {
			return
		}
		for i := range s.NumFields() {
			if f := s.Field(i).Origin(); carries(f.Type()) && !yield(f) {
				return
			}
		}
	}
}
