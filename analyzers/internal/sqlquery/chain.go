package sqlquery

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A builder's value is followed through a function in source order, as the
// steps that calls have added to it: a may analysis. What only some paths add
// is kept and marked as conditional; a variable that is assigned in a loop has
// what its body adds once. Local functions that take or return a builder are
// followed into, maxInline deep. What comes from elsewhere makes a query Holed.

// maxInline is how deep calls of the package's own functions are followed.
const maxInline = 2

// A chain is a value that a query, a condition or a list of conditions is
// built by: what has been added to it, in order. It is immutable.
type chain struct {
	kind    chainKind
	typ     types.Type // of a list or a map
	builder knowledge.Builder
	steps   []*step
	// cell is the variable whose value calls on this one change.
	cell *types.Var
	// forked says that calls on it change nothing but their result.
	forked bool
	// call is the last call of the chain.
	call *ast.CallExpr
}

type chainKind uint8

const (
	queryChain chainKind = iota
	condChain            // a condition that methods extend
	listChain            // a slice of conditions; each step is an element
	mapChain             // a map of columns to values; each step is an entry
	exprChain            // a condition in a variable; its only step is the expression
)

// A step is what one call, or one element, has added.
type step struct {
	part knowledge.Part
	conj knowledge.Conj
	verb knowledge.Verb
	node ast.Node
	// cond is of Wheres, Havings and Ons; frag holds the tables, columns,
	// orders and assignments of the others.
	cond  *sqlparse.Cond
	frag  sqlparse.Query
	model *types.Named
	// key and expr are those of an element that is looked at where it is used.
	key, expr ast.Expr
	// kept is what a variable held when it became an element.
	kept  *chain
	holed bool
	subs  []*sqlparse.Query
	// subject, loose and partial are as in [Query].
	subject, partial ast.Expr
	loose            []ast.Expr
	// conditional says that only some paths add it.
	conditional bool
	// bare says of a model that it brings no filter of deleted rows.
	bare bool
	// given says that the condition is one that the function was handed.
	given bool
	// used says that it is part of a query that was found; it is shared with
	// the copies that branches make.
	used *bool
}

func newStep(part knowledge.Part, node ast.Node) *step {
	return &step{part: part, node: node, used: new(bool)}
}

// with returns the chain with steps added.
func (c *chain) with(steps ...*step) *chain {
	next := *c
	next.steps = append(slices.Clip(c.steps), steps...)
	return &next
}

// merge returns what a variable holds where two paths meet.
func merge(a, b *chain) *chain {
	switch {
	case a == nil:
		return b
	case b == nil || a == b:
		return a
	}
	n := 0
	for n < len(a.steps) && n < len(b.steps) && a.steps[n] == b.steps[n] {
		n++
	}
	out := *a
	if b.call != nil {
		out.call = b.call
	}
	out.steps = slices.Clone(a.steps[:n])
	for _, s := range slices.Concat(a.steps[n:], b.steps[n:]) {
		if !s.conditional {
			c := *s
			c.conditional = true
			s = &c
		}
		out.steps = append(out.steps, s)
	}
	return &out
}

// A walker follows the builders of one function.
type walker struct {
	*finder
	space *space
	funcs map[*types.Func]*ast.FuncDecl // as in decls
	fn    *ast.FuncDecl
	env   map[*types.Var]*chain
	memo  map[ast.Expr]*chain
	// made are the chains in the order of their calls, returns those that the
	// function returns.
	made, returns []*chain
	// onReturn is called with what the function returns first.
	onReturn func(ast.Expr)
	// exits are what the variables hold where the function returns.
	exits []map[*types.Var]*chain
	// given are the steps that the function was handed: a query that has one
	// of them is of the caller.
	given map[*bool]bool
	// open are the elements of lists that are being read.
	open map[ast.Expr]bool
	// depth is how deep the function was followed into from another one, which
	// takes what it finds.
	depth int
}

// chains finds the queries that are built call by call and marks the calls
// that they are made of as taken.
func (f *finder) chains() {
	known := map[*types.Package]bool{}
	takes := map[types.Object]bool{} // functions of the package that are handed conditions
	builds := func(obj types.Object) bool {
		if obj == nil || obj.Pkg() == nil {
			return false
		}
		if takes[obj] {
			return true
		}
		is, ok := known[obj.Pkg()]
		if !ok {
			is = knowledge.BuildsQueries(obj.Pkg())
			known[obj.Pkg()] = is
		}
		return is
	}
	any := false
	for _, obj := range f.pass.TypesInfo.Uses {
		if any = builds(obj); any {
			break
		}
	}
	if !any {
		return
	}
	for fn := range f.decls().funcs {
		if slices.ContainsFunc(slices.Collect(fn.Signature().Params().Variables()), func(p *types.Var) bool { return isCondition(p.Type()) }) {
			takes[fn] = true
		}
	}
	uses := func(n ast.Node) bool {
		found := false
		ast.Inspect(n, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && !found {
				found = builds(f.pass.TypesInfo.Uses[id])
			}
			return !found
		})
		return found
	}
	var roots []ast.Decl
	for _, file := range f.pass.Files {
		for _, decl := range file.Decls {
			if uses(decl) {
				roots = append(roots, decl)
			}
		}
	}
	if len(roots) == 0 {
		return
	}
	sp := new(space)
	for _, decl := range roots {
		w := &walker{
			finder: f, space: sp, funcs: f.decls().funcs,
			env: map[*types.Var]*chain{}, memo: map[ast.Expr]*chain{}, open: map[ast.Expr]bool{},
		}
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Body == nil {
				continue
			}
			w.fn = decl
			w.bindUnknown(decl.Type)
			w.stmts(decl.Body.List)
		case *ast.GenDecl:
			w.decl(decl)
		}
		w.leftovers()
	}
	f.withoutGeneral(sp)
}

// withoutGeneral drops the queries of functions whose conditions are their
// parameters where each call of them has made a query of its own.
func (f *finder) withoutGeneral(sp *space) {
	special := map[*ast.CallExpr]bool{}
	for _, q := range f.result.Queries {
		if q.space == sp && q.special {
			special[q.Call] = true
		}
	}
	if len(special) == 0 {
		return
	}
	f.result.Queries = slices.DeleteFunc(f.result.Queries, func(q *Query) bool {
		return q.space == sp && !q.special && q.Holed && special[q.Call] &&
			q.Func != nil && !q.Func.Name.IsExported() && !f.general[q.Func]
	})
}

// isCondition reports whether a value of type t is a condition of a builder, a
// list of such, or a function that adds to a query.
func isCondition(t types.Type) bool {
	if s, ok := t.(*types.Slice); ok {
		t = s.Elem()
	}
	if _, ok := knowledge.BuilderOf(t); ok {
		return false
	}
	if sig, ok := t.Underlying().(*types.Signature); ok {
		if sig.Params().Len() != 1 {
			return false
		}
		_, ok := knowledge.BuilderOf(sig.Params().At(0).Type())
		return ok
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && knowledge.BuildsQueries(named.Obj().Pkg())
}

// bindUnknown gives the parameters of a function that returns a builder, which
// is one that adds to it, an unknown beginning.
func (w *walker) bindUnknown(typ *ast.FuncType) {
	if typ.Results == nil || !slices.ContainsFunc(typ.Results.List, func(r *ast.Field) bool { return w.isBuilder(r.Type) }) {
		return
	}
	for _, p := range typ.Params.List {
		builder, ok := knowledge.BuilderOf(w.pass.TypesInfo.TypeOf(p.Type))
		if !ok {
			continue
		}
		for _, name := range p.Names {
			if v, ok := w.pass.TypesInfo.Defs[name].(*types.Var); ok {
				w.env[v] = w.unknown(builder, p)
			}
		}
	}
}

func (w *walker) isBuilder(e ast.Expr) bool {
	_, ok := knowledge.BuilderOf(w.pass.TypesInfo.TypeOf(e))
	return ok
}

// unknown returns a chain of which only the type is known.
func (w *walker) unknown(b knowledge.Builder, node ast.Node) *chain {
	return &chain{builder: b, steps: []*step{holeStep(node)}}
}

// leftovers records what has been built but not run: it is returned, kept or
// given to other functions, which may add to it.
func (w *walker) leftovers() {
	for _, c := range slices.Backward(w.made) {
		if c.call != nil && slices.ContainsFunc(c.steps, func(s *step) bool { return !*s.used && s.cond != nil }) {
			w.emit(c.with(holeStep(c.call)), c.call)
		}
	}
}

// stmts follows statements; it reports whether the flow goes on after them.
func (w *walker) stmts(list []ast.Stmt) bool {
	for _, s := range list {
		if !w.stmt(s) {
			return false
		}
	}
	return true
}

func (w *walker) stmt(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ExprStmt:
		w.expr(s.X)
		if call, ok := ast.Unparen(s.X).(*ast.CallExpr); ok {
			b, ok := typeutil.Callee(w.pass.TypesInfo, call).(*types.Builtin)
			return !ok || b.Name() != "panic"
		}
	case *ast.AssignStmt:
		w.set(s.Lhs, s.Rhs)
	case *ast.DeclStmt:
		if decl, ok := s.Decl.(*ast.GenDecl); ok {
			w.decl(decl)
		}
	case *ast.ReturnStmt:
		for i, r := range s.Results {
			c := w.expr(r)
			if c == nil {
				c = w.lazy(r)
			}
			if c != nil {
				w.returns = append(w.returns, c)
			}
			if i == 0 && w.onReturn != nil {
				w.onReturn(r)
			}
		}
		w.exits = append(w.exits, w.env)
		return false
	case *ast.BranchStmt:
		return false
	case *ast.BlockStmt:
		return w.stmts(s.List)
	case *ast.LabeledStmt:
		return w.stmt(s.Stmt)
	case *ast.IfStmt:
		if s.Init != nil {
			w.stmt(s.Init)
		}
		w.expr(s.Cond)
		branches := []func() bool{func() bool { return w.stmts(s.Body.List) }, nil}
		if s.Else != nil {
			branches[1] = func() bool { return w.stmt(s.Else) }
		}
		return w.branch(branches...)
	case *ast.ForStmt:
		if s.Init != nil {
			w.stmt(s.Init)
		}
		if s.Cond != nil {
			w.expr(s.Cond)
		}
		w.branch(nil, func() bool {
			w.stmts(s.Body.List)
			if s.Post != nil {
				w.stmt(s.Post)
			}
			return true
		})
	case *ast.RangeStmt:
		w.expr(s.X)
		w.branch(nil, func() bool { w.stmts(s.Body.List); return true })
	case *ast.SwitchStmt:
		if s.Init != nil {
			w.stmt(s.Init)
		}
		if s.Tag != nil {
			w.expr(s.Tag)
		}
		return w.clauses(s.Body)
	case *ast.TypeSwitchStmt:
		if s.Init != nil {
			w.stmt(s.Init)
		}
		w.stmt(s.Assign)
		return w.clauses(s.Body)
	case *ast.SelectStmt:
		return w.clauses(s.Body)
	case *ast.DeferStmt:
		w.expr(s.Call)
	case *ast.GoStmt:
		w.expr(s.Call)
	case *ast.SendStmt:
		w.expr(s.Chan)
		w.expr(s.Value)
	}
	return true
}

func (w *walker) clauses(body *ast.BlockStmt) bool {
	var branches []func() bool
	whole := false // one of the clauses is taken
	for _, c := range body.List {
		var list []ast.Stmt
		switch c := c.(type) {
		case *ast.CaseClause:
			for _, e := range c.List {
				w.expr(e)
			}
			list, whole = c.Body, whole || c.List == nil
		case *ast.CommClause:
			if c.Comm != nil {
				list = append(list, c.Comm)
			}
			list, whole = append(list, c.Body...), true
		}
		branches = append(branches, func() bool { return w.stmts(list) || breaks(list) })
	}
	if !whole {
		branches = append(branches, nil)
	}
	return w.branch(branches...)
}

// breaks reports whether list ends with a break, which leaves a switch.
func breaks(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	b, ok := list[len(list)-1].(*ast.BranchStmt)
	return ok && b.Label == nil
}

// branch follows each way that the flow may take from here, nil for the one
// that does nothing, and joins what they leave.
func (w *walker) branch(ways ...func() bool) bool {
	before := w.env
	var after map[*types.Var]*chain
	for _, way := range ways {
		w.env = maps.Clone(before)
		if way != nil && !way() {
			continue
		}
		if after == nil {
			after = w.env
			continue
		}
		for v, c := range w.env {
			after[v] = merge(after[v], c)
		}
	}
	if after == nil {
		w.env = before
		return false
	}
	w.env = after
	return true
}

func (w *walker) decl(decl *ast.GenDecl) {
	for _, spec := range decl.Specs {
		spec, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		if len(spec.Values) == 0 {
			for _, name := range spec.Names {
				w.declare(name)
			}
			continue
		}
		var lhs []ast.Expr
		for _, name := range spec.Names {
			lhs = append(lhs, name)
		}
		w.set(lhs, spec.Values)
	}
}

// declare gives a variable without a value an empty list: var conds []C.
func (w *walker) declare(name *ast.Ident) {
	v, ok := w.pass.TypesInfo.Defs[name].(*types.Var)
	if !ok {
		return
	}
	if _, ok := v.Type().Underlying().(*types.Slice); ok && holdsConditions(v.Type()) {
		w.env[v] = &chain{kind: listChain, typ: v.Type()}
	}
}

// set follows what is assigned.
func (w *walker) set(lhs, rhs []ast.Expr) {
	values := make([]*chain, len(lhs))
	for i, r := range rhs {
		c := w.expr(r)
		if c == nil && len(rhs) == len(lhs) {
			c = w.lazy(r)
		}
		if i < len(values) {
			values[i] = c
		}
	}
	for i, l := range lhs {
		l = ast.Unparen(l)
		if star, ok := l.(*ast.StarExpr); ok {
			// *query = query.Where(…)
			l = ast.Unparen(star.X)
		}
		switch l := l.(type) {
		case *ast.Ident:
			v, ok := w.object(l).(*types.Var)
			if !ok || v.Parent() == v.Pkg().Scope() {
				continue
			}
			if values[i] == nil {
				// Nothing is known of it any more.
				delete(w.env, v)
				if b, ok := knowledge.BuilderOf(v.Type()); ok && !b.Bare {
					w.env[v] = w.unknown(b, l)
				}
				continue
			}
			c := *values[i]
			c.cell = nil
			w.env[v] = &c
		case *ast.IndexExpr:
			// conds["column"] = value
			w.expr(l.Index)
			if m := w.expr(l.X); m != nil && m.kind == mapChain && len(rhs) == len(lhs) {
				if v, ok := w.variable(l.X); ok {
					s := newStep(knowledge.Compares, rhs[i])
					s.key, s.expr = l.Index, rhs[i]
					w.env[v] = m.with(s)
				}
			}
		default:
			w.expr(l)
		}
	}
}

// lazy returns the chain of a condition, or a list or map of conditions, that
// is kept in a variable.
func (w *walker) lazy(e ast.Expr) *chain {
	t := w.pass.TypesInfo.TypeOf(e)
	if t == nil {
		return nil
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		switch t.Underlying().(type) {
		case *types.Slice:
			if !holdsConditions(t) {
				return nil
			}
			c := &chain{kind: listChain, typ: t}
			for _, elt := range e.Elts {
				c = c.with(w.element(elt))
			}
			return c
		case *types.Map:
			if !isColumnMap(t) {
				return nil
			}
			c := &chain{kind: mapChain, typ: t}
			for _, elt := range e.Elts {
				if kv, ok := elt.(*ast.KeyValueExpr); ok {
					s := newStep(knowledge.Compares, kv)
					s.key, s.expr = kv.Key, kv.Value
					c = c.with(s)
				}
			}
			return c
		}
		if knowledge.LiteralOf(t) != nil {
			return &chain{kind: exprChain, typ: t, steps: []*step{w.element(e)}}
		}
	case *ast.CallExpr:
		if b, ok := typeutil.Callee(w.pass.TypesInfo, e).(*types.Builtin); ok && b.Name() == "make" {
			switch t.Underlying().(type) {
			case *types.Slice:
				if holdsConditions(t) && w.is(e.Args[1], "0") {
					return &chain{kind: listChain, typ: t}
				}
			case *types.Map:
				if isColumnMap(t) {
					return &chain{kind: mapChain, typ: t}
				}
			}
			return nil
		}
		if fn := w.callee(e); fn != nil && len(knowledge.BuildsOf(fn)) > 0 {
			return &chain{kind: exprChain, typ: t, steps: []*step{w.element(e)}}
		}
		if w.pass.TypesInfo.Types[e.Fun].IsType() && knowledge.LiteralOf(t) != nil {
			return &chain{kind: exprChain, typ: t, steps: []*step{w.element(e)}}
		}
		return w.mapped(e, t)
	}
	return nil
}

// mapped returns the list that a call makes with a function literal of its
// elements: Map(ids, func(id int) sq.Sqlizer { return sq.Eq{"id": id} }).
func (w *walker) mapped(e *ast.CallExpr, t types.Type) *chain {
	slice, ok := t.Underlying().(*types.Slice)
	if !ok || !isCondition(t) {
		return nil
	}
	for _, arg := range e.Args {
		lit, ok := ast.Unparen(arg).(*ast.FuncLit)
		if !ok {
			continue
		}
		sig, ok := w.pass.TypesInfo.TypeOf(lit).(*types.Signature)
		if !ok || sig.Results().Len() != 1 || !types.Identical(sig.Results().At(0).Type(), slice.Elem()) {
			continue
		}
		c := &chain{kind: listChain, typ: t}
		ast.Inspect(lit.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.ReturnStmt:
				if len(n.Results) == 1 {
					c = c.with(w.element(n.Results[0]))
				}
			}
			return true
		})
		if len(c.steps) == 0 {
			return nil
		}
		for _, s := range c.steps {
			s.conditional = len(c.steps) > 1
		}
		return c
	}
	return nil
}

// handed returns the condition, or the conditions, that a call hands to the i-th
// parameter of a function, nil if they aren't known.
func (w *walker) handed(fn *types.Func, e *ast.CallExpr, i int) *chain {
	params := fn.Signature().Params()
	last := params.Len() - 1
	p := params.At(min(i, last))
	if !isCondition(p.Type()) {
		return nil
	}
	if fn.Signature().Variadic() && i == last && !e.Ellipsis.IsValid() {
		c := &chain{kind: listChain, typ: p.Type()}
		for _, arg := range e.Args[i:] {
			c = c.with(w.element(w.initial(arg)))
		}
		return c
	}
	arg := w.initial(e.Args[i])
	if c := w.lazy(arg); c != nil {
		return c
	}
	if _, ok := p.Type().Underlying().(*types.Signature); ok {
		return &chain{kind: exprChain, typ: p.Type(), steps: []*step{w.element(arg)}}
	}
	return nil
}

// initial returns what the package's variable e, which nothing else sets, is
// declared with; e if it is none.
func (w *walker) initial(e ast.Expr) ast.Expr {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return e
	}
	v, ok := w.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.Pkg() != w.pass.Pkg || v.Parent() != v.Pkg().Scope() {
		return e
	}
	if init := w.decls().inits[v]; init != nil && !w.decls().written[v] {
		return init
	}
	return e
}

// extend returns the condition that a call joins: from others, or from the
// receiver and others.
func (w *walker) extend(base *chain, e *ast.CallExpr, fn *types.Func, b knowledge.Build) *chain {
	out := &chain{kind: condChain, typ: w.pass.TypesInfo.TypeOf(e), call: e}
	o := w.callOperands(e, fn)
	if o.recv == nil {
		if len(e.Args) > 0 {
			out = out.with(w.element(e))
		}
		return out
	}
	switch {
	case base != nil && base.kind == condChain:
		out.steps = base.steps
	default:
		out = out.with(w.element(o.recv))
	}
	list, spread := o.at(b.Of)
	for i, arg := range list {
		s := w.element(arg)
		s.conj = b.Conj
		if spread && i == len(list)-1 {
			s.holed, s.expr = true, nil
			if more := w.listOf(arg); more != nil {
				for _, m := range more.steps {
					next := *m
					next.conj = b.Conj
					out = out.with(&next)
				}
				continue
			}
		}
		out = out.with(s)
	}
	return out
}

func (w *walker) element(e ast.Expr) *step {
	s := newStep(knowledge.Wheres, e)
	s.expr = e
	if v, ok := w.variable(e); ok && w.env[v] != nil && w.env[v].kind != queryChain {
		s.kept = w.env[v]
	}
	return s
}

// is reports whether e is a constant of the exact value.
func (w *walker) is(e ast.Expr, value string) bool {
	v := w.pass.TypesInfo.Types[e].Value
	return v != nil && v.ExactString() == value
}

// makesCondition reports whether the entries are of a function that makes a
// condition, apart from any query.
func makesCondition(builds []knowledge.Build) bool {
	return len(builds) > 0 && builds[0].Part >= knowledge.Compares
}

// holdsConditions reports whether a slice of type t may be one of conditions.
func holdsConditions(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	if types.IsInterface(s.Elem()) || knowledge.LiteralOf(t) != nil || knowledge.LiteralOf(s.Elem()) != nil {
		return true
	}
	_, isFunc := s.Elem().Underlying().(*types.Signature) // ent's predicates
	return isFunc
}

// isColumnMap reports whether a map of type t may be one of columns to values.
func isColumnMap(t types.Type) bool {
	m, ok := t.Underlying().(*types.Map)
	return ok && isString(m.Key())
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func (w *walker) object(id *ast.Ident) types.Object {
	if obj := w.pass.TypesInfo.Defs[id]; obj != nil {
		return obj
	}
	return w.pass.TypesInfo.Uses[id]
}

// variable returns the local variable that e is.
func (w *walker) variable(e ast.Expr) (*types.Var, bool) {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil, false
	}
	v, ok := w.object(id).(*types.Var)
	return v, ok && (v.Pkg() == nil || v.Parent() != v.Pkg().Scope())
}

// callee returns the function that a call is of, nil if it isn't known.
func (w *walker) callee(call *ast.CallExpr) *types.Func {
	fn, _ := typeutil.Callee(w.pass.TypesInfo, call).(*types.Func)
	return fn
}

// expr follows what e calls, in order, and returns the chain that it is, nil
// if it is none.
func (w *walker) expr(e ast.Expr) *chain {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return w.expr(e.X)
	case *ast.Ident:
		v, ok := w.variable(e)
		if !ok {
			return nil
		}
		c := w.env[v]
		if c == nil {
			b, ok := knowledge.BuilderOf(v.Type())
			if !ok || !b.Mutates || !b.Bare {
				return nil
			}
			c = &chain{builder: b}
		}
		next := *c
		next.cell = v
		return &next
	case *ast.CallExpr:
		c, ok := w.memo[e]
		if !ok {
			c = w.call(e)
			if c != nil && c.kind == queryChain && !w.givesBuilder(e) {
				c = nil // the query was run
			}
			w.memo[e] = c
			if c != nil && c.kind == queryChain {
				w.made = append(w.made, c)
			}
		}
		return c
	case *ast.FuncLit:
		w.funcLit(e)
	case *ast.UnaryExpr:
		return w.expr(e.X)
	case *ast.StarExpr:
		return w.expr(e.X)
	case *ast.SelectorExpr:
		w.expr(e.X)
	case *ast.BinaryExpr:
		w.expr(e.X)
		w.expr(e.Y)
	case *ast.CompositeLit:
		for _, elt := range e.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				elt = kv.Value
			}
			w.expr(elt)
		}
	case *ast.IndexExpr:
		w.expr(e.X)
		w.expr(e.Index)
	case *ast.SliceExpr:
		w.expr(e.X)
	case *ast.TypeAssertExpr:
		w.expr(e.X)
	}
	return nil
}

// givesBuilder reports whether the first result of a call builds queries.
func (w *walker) givesBuilder(e *ast.CallExpr) bool {
	t := w.pass.TypesInfo.TypeOf(e)
	if tuple, ok := t.(*types.Tuple); ok && tuple.Len() > 0 {
		t = tuple.At(0).Type()
	}
	_, ok := knowledge.BuilderOf(t)
	return t != nil && ok
}

// funcLit follows the body of a function literal, which may be called or not.
func (w *walker) funcLit(e *ast.FuncLit) {
	returns, exits, onReturn := w.returns, w.exits, w.onReturn
	w.onReturn = nil
	w.branch(nil, func() bool {
		w.bindUnknown(e.Type)
		w.stmts(e.Body.List)
		return true
	})
	w.returns, w.exits, w.onReturn = returns, exits, onReturn
}

// call follows a call and returns the chain that its first result is.
func (w *walker) call(e *ast.CallExpr) *chain {
	fn := w.callee(e)
	if fn == nil {
		return w.plainCall(e)
	}
	builds := knowledge.BuildsOf(fn)
	recv, _ := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	isMethod := fn.Signature().Recv() != nil && recv != nil
	var base *chain
	if isMethod {
		base = w.expr(recv.X)
	}
	switch {
	case makesCondition(builds):
		w.args(e, nil)
		if builds[0].Part == knowledge.Combines {
			return w.extend(base, e, fn, builds[0])
		}
		return nil
	case len(builds) > 0 && isMethod:
		if b, ok := knowledge.BuilderOf(w.pass.TypesInfo.TypeOf(recv.X)); ok || base != nil && base.kind == queryChain {
			return w.steps(w.base(base, b, recv.X), e, builds)
		}
		b, ok := knowledge.BuilderOf(resultType(fn))
		if !ok {
			w.args(e, nil)
			return nil
		}
		// An interface of the project's own, or a handle that begins a query.
		return w.steps(&chain{builder: b}, e, builds)
	case len(builds) > 0:
		b, ok := knowledge.BuilderOf(resultType(fn))
		if !ok && builds[0].Part != knowledge.Ends {
			// What it adds is looked at where the value is used: qm.Where.
			w.args(e, nil)
			return nil
		}
		base = &chain{builder: b}
		if i, ok := builds[0].Of.AsParam(); ok && builds[0].Part == knowledge.Ends && i < len(e.Args) {
			// squirrel's ExecWith(db, query)
			if base = w.expr(e.Args[i]); base == nil {
				return nil
			}
		}
		return w.steps(base, e, builds)
	}
	b, returns := knowledge.BuilderOf(resultType(fn))
	if returns && isMethod {
		if _, ok := knowledge.BuilderOf(w.pass.TypesInfo.TypeOf(recv.X)); ok {
			// A method that adds nothing of interest: Preload, Omit, Distinct.
			w.args(e, nil)
			next := *w.base(base, b, recv.X)
			next.call = e
			return &next
		}
	}
	given := w.args(e, nil)
	if c := w.hand(fn, e, returns); c != nil {
		return c
	}
	switch {
	case !returns:
		return nil
	case given != nil:
		next := given.with(holeStep(e))
		next.call = e
		return next
	case b.Bare:
		return &chain{builder: b}
	}
	return w.unknown(b, e)
}

// plainCall follows a conversion and a call of a builtin or a func value.
func (w *walker) plainCall(e *ast.CallExpr) *chain {
	w.expr(e.Fun)
	w.args(e, nil)
	if b, ok := typeutil.Callee(w.pass.TypesInfo, e).(*types.Builtin); ok && b.Name() == "append" && len(e.Args) > 0 {
		t := w.pass.TypesInfo.TypeOf(e)
		base := w.expr(e.Args[0])
		if base == nil {
			base = w.lazy(e.Args[0])
		}
		if base == nil || base.kind != listChain || t == nil {
			return nil
		}
		for i, arg := range e.Args[1:] {
			s := w.element(arg)
			if e.Ellipsis.IsValid() && i == len(e.Args)-2 {
				if more := w.listOf(arg); more != nil {
					base = base.with(more.steps...)
					continue
				}
				s.holed, s.expr = true, nil
			}
			base = base.with(s)
		}
		next := *base
		next.cell = nil
		return &next
	}
	if tv := w.pass.TypesInfo.Types[e.Fun]; tv.IsType() {
		return nil
	}
	if b, ok := knowledge.BuilderOf(w.pass.TypesInfo.TypeOf(e)); ok && !b.Bare {
		return w.unknown(b, e)
	}
	return nil
}

// listOf returns the list that e is, or that a function of the package
// returns.
func (w *walker) listOf(e ast.Expr) *chain {
	c := w.expr(e)
	if c == nil {
		c = w.lazy(e)
	}
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok && c == nil {
		fn := w.callee(call)
		if fn == nil || w.funcs[fn.Origin()] == nil || w.depth >= maxInline {
			return nil
		}
		in := w.inner(nil)
		in.stmts(w.funcs[fn.Origin()].Body.List)
		if len(in.returns) == 1 {
			c = in.returns[0]
		}
	}
	if c == nil || c.kind != listChain {
		return nil
	}
	return c
}

// args follows the arguments of a call, those left out that skip says; it
// returns the first that is a query.
func (w *walker) args(e *ast.CallExpr, skip func(ast.Expr) bool) *chain {
	var first *chain
	for _, arg := range e.Args {
		if skip != nil && skip(arg) {
			continue
		}
		if c := w.expr(arg); c != nil && c.kind == queryChain && first == nil {
			first = c
		}
	}
	return first
}

// base returns what a method is called on: a value that nothing is known of is
// a bare one where the type allows it.
func (w *walker) base(c *chain, b knowledge.Builder, e ast.Expr) *chain {
	switch {
	case c != nil && c.kind == queryChain:
		return c
	case b.Bare:
		return &chain{builder: b}
	}
	return w.unknown(b, e)
}

func resultType(fn *types.Func) types.Type {
	results := fn.Signature().Results()
	if results.Len() == 0 {
		return types.Typ[types.Invalid]
	}
	return results.At(0).Type()
}

// hand follows a call that hands queries to a function, or has one from it. A
// function of the package is followed into; any other may add to what it can
// change.
func (w *walker) hand(fn *types.Func, e *ast.CallExpr, returns bool) *chain {
	var args []*chain
	given := false
	decl := w.funcs[fn.Origin()]
	if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok && w.pass.TypesInfo.Selections[sel] != nil && w.pass.TypesInfo.Selections[sel].Kind() == types.MethodExpr {
		decl = nil // known miss: (*Store).find(s, …), whose first argument is no parameter
	}
	for i, arg := range e.Args {
		c := w.expr(arg)
		if decl != nil && isCondition(fn.Signature().Params().At(min(i, fn.Signature().Params().Len()-1)).Type()) {
			if c == nil {
				c = w.handed(fn, e, i)
			}
			w.general[decl] = w.general[decl] || c == nil
			given = given || c != nil
		}
		given = given || c != nil && c.kind == queryChain
		args = append(args, c)
	}
	if !given && !returns {
		return nil
	}
	change := func(i int, to func(*chain) *chain) {
		c := args[i]
		if c == nil || c.kind != queryChain || c.cell == nil {
			return
		}
		if u, ok := ast.Unparen(e.Args[i]).(*ast.UnaryExpr); (!ok || u.Op != token.AND) && !c.builder.Mutates {
			return
		}
		if next := to(c); next != nil {
			next.cell = nil
			w.env[c.cell] = next
		}
	}
	if decl == nil || w.depth >= maxInline {
		for i := range args {
			change(i, func(c *chain) *chain {
				if len(c.steps) == 0 {
					return nil
				}
				return c.with(holeStep(e))
			})
		}
		return nil
	}
	in, params := w.into(decl.Type, decl.Body, args, nil)
	for i := range args {
		if i < len(params) && params[i] != nil {
			change(i, func(*chain) *chain { return in.left(params[i]) })
		}
	}
	c := in.returned()
	if c == nil || !returns {
		return nil
	}
	next := *c
	next.call, next.cell = e, nil
	return &next
}

func holeStep(node ast.Node) *step {
	s := newStep(knowledge.Obscures, node)
	s.holed = true
	return s
}

// inner returns a walker for a function that is followed into.
func (w *walker) inner(free map[*types.Var]*chain) *walker {
	in := &walker{
		finder: w.finder, space: w.space, funcs: w.funcs, fn: w.fn,
		env: maps.Clone(free), memo: map[ast.Expr]*chain{}, depth: w.depth + 1,
		given: maps.Clone(w.given), open: w.open,
	}
	if in.given == nil {
		in.given = map[*bool]bool{}
	}
	if in.env == nil {
		in.env = map[*types.Var]*chain{}
	}
	return in
}

// into follows a function's body with its parameters bound to args; free is
// what it sees of its surroundings.
func (w *walker) into(typ *ast.FuncType, body *ast.BlockStmt, args []*chain, free map[*types.Var]*chain) (*walker, []*types.Var) {
	in := w.inner(free)
	var params []*types.Var
	for _, p := range typ.Params.List {
		if len(p.Names) == 0 {
			params = append(params, nil)
		}
		for _, name := range p.Names {
			v, _ := w.pass.TypesInfo.Defs[name].(*types.Var)
			params = append(params, v)
		}
	}
	for i, v := range params {
		if v == nil || i >= len(args) || args[i] == nil {
			continue
		}
		c := *args[i]
		c.cell = nil
		in.env[v] = &c
		for _, s := range c.steps {
			in.given[s.used] = true
		}
	}
	if in.stmts(body.List) {
		in.exits = append(in.exits, in.env)
	}
	return in, params
}

// returned returns the query that a function returned.
func (w *walker) returned() *chain {
	var out *chain
	for _, c := range w.returns {
		if c.kind == queryChain {
			out = merge(out, c)
		}
	}
	return out
}

// left returns what a function left of a parameter.
func (w *walker) left(param *types.Var) *chain {
	var out *chain
	for _, env := range w.exits {
		if c := env[param]; c != nil {
			out = merge(out, c)
		}
	}
	if out != nil {
		next := *out
		out = &next
	}
	return out
}

// body returns the query that a function returns, or, if it returns nothing,
// what it leaves of its first parameter.
func (w *walker) body(typ *ast.FuncType, body *ast.BlockStmt, args []*chain, free map[*types.Var]*chain) *chain {
	in, params := w.into(typ, body, args, free)
	if typ.Results == nil && len(params) > 0 && params[0] != nil {
		return in.left(params[0])
	}
	return in.returned()
}

// apply returns the chain that calling the function e with c gives; it is
// false if the function isn't known.
func (w *walker) apply(e ast.Expr, c *chain) (*chain, bool) {
	if w.depth >= maxInline {
		return nil, false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		out := w.body(e.Type, e.Body, []*chain{c}, w.env)
		return out, out != nil
	case *ast.CallExpr:
		// A function that returns the one that is called: Paginate(page).
		fn := w.callee(e)
		if fn == nil || w.funcs[fn.Origin()] == nil {
			return nil, false
		}
		body := w.funcs[fn.Origin()].Body
		if len(body.List) == 0 {
			return nil, false
		}
		ret, ok := body.List[len(body.List)-1].(*ast.ReturnStmt)
		if !ok || len(ret.Results) != 1 {
			return nil, false
		}
		lit, ok := ast.Unparen(ret.Results[0]).(*ast.FuncLit)
		if !ok {
			return nil, false
		}
		out := w.body(lit.Type, lit.Body, []*chain{c}, nil)
		return out, out != nil
	default:
		var id *ast.Ident
		switch e := e.(type) {
		case *ast.Ident:
			id = e
		case *ast.SelectorExpr:
			id = e.Sel
		default:
			return nil, false
		}
		if kept := w.expr(e); kept != nil && kept.kind == exprChain && kept.steps[0].expr != e {
			return w.apply(kept.steps[0].expr, c)
		}
		fn, ok := w.pass.TypesInfo.Uses[id].(*types.Func)
		if !ok || w.funcs[fn.Origin()] == nil {
			return nil, false
		}
		decl := w.funcs[fn.Origin()]
		out := w.body(decl.Type, decl.Body, []*chain{c}, nil)
		return out, out != nil
	}
}
