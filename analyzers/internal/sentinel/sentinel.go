// Package sentinel finds the range comparisons of struct fields that hold a
// time, and how the code treats a zero value there: left out, let through, or
// not thought of. What one function guards is evidence for the others.
package sentinel

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/firstparty"
)

// A Meaning is what the code takes a field's zero value for.
type Meaning uint8

const (
	Unseen Meaning = iota // no code says
	Never                 // live, never, not yet: on the side of the far future
	Due                   // at once: on the side of the past
	Mixed                 // one here, the other there
)

// Zero is the fact about a field whose zero value the package tests.
type Zero struct {
	Meaning Meaning
	// Where is the place of the test that says so, "file.go:12", Value the
	// number that it asks for, "zero" if it asks for the zero time.
	Where, Value string
	// Unix is the place where the field gets time.Unix of a number that may be
	// zero, which is 1970 and not Go's zero time; empty if there is none.
	Unix string
	// Tested says that its IsZero is asked.
	Tested bool
}

func (*Zero) AFact() {}
func (z *Zero) String() string {
	s := [...]string{"tested", "zero means never", "zero means due", "zero means either"}[z.Meaning]
	if z.Unix != "" {
		s += ", may be 1970"
	}
	return s
}

// A Comparison is a range comparison of a field with a time.
type Comparison struct {
	Field *types.Var
	// Subject is the field as selected, Bound what it is compared with.
	Subject *ast.SelectorExpr
	Bound   ast.Expr
	Expr    ast.Expr
	// Past says that the comparison, with the negations around it, holds where
	// the field is the smaller: a zero value is among those.
	Past bool
	// Negated says that a negation stands around it.
	Negated bool
	// Bare says that no operator but && and || takes it: a condition may be put
	// before it.
	Bare bool
	// Guarded says that the same function tests the field otherwise, too, or
	// sets it; Numeric that one of these tests sees 1970 as well as the zero
	// time.
	Guarded, Numeric bool
}

// A Conversion is time.Unix of a number that may be zero, whose IsZero is
// asked.
type Conversion struct {
	Call  *ast.CallExpr // of time.Unix
	Asked *ast.CallExpr // of IsZero
}

// A Result is what the package does with times.
type Result struct {
	Comparisons []Comparison
	Conversions []Conversion
	zero        map[*types.Var]*Zero
	pass        *analysis.Pass
}

// Of returns what is known of field's zero value, nil if nothing is.
func (r *Result) Of(field *types.Var) *Zero {
	if z := r.zero[field]; z != nil {
		return z
	}
	z := new(Zero)
	if field.Pkg() != nil && field.Pkg() != r.pass.Pkg && r.pass.ImportObjectFact(field, z) {
		return z
	}
	return nil
}

// Analyzer finds comparisons of times and exports a [Zero] for each field of
// the package that says something; its result is a *[Result], nil for a
// package that isn't first-party.
var Analyzer = &analysis.Analyzer{
	Name:       "sentinel",
	Doc:        "find how code treats the zero value of times",
	Run:        run,
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Zero)},
}

func run(pass *analysis.Pass) (any, error) {
	if !firstparty.Is(pass) {
		return (*Result)(nil), nil
	}
	s := &search{
		Result: &Result{zero: map[*types.Var]*Zero{}, pass: pass},
		info:   pass.TypesInfo,
		funcs:  map[ast.Node]*function{},
	}
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	for file := range in.Root().Children() {
		if firstparty.SkipFile(pass, file.Node().(*ast.File)) {
			continue
		}
		for c := range file.Preorder((*ast.CallExpr)(nil), (*ast.BinaryExpr)(nil), (*ast.AssignStmt)(nil), (*ast.KeyValueExpr)(nil)) {
			s.visit(c)
		}
	}
	s.decide()
	for field, z := range s.zero {
		if field.Pkg() == pass.Pkg && (z.Meaning != Unseen || z.Unix != "" || z.Tested) {
			pass.ExportObjectFact(field, z)
		}
	}
	return s.Result, nil
}

// A search is the state of one package's pass.
type search struct {
	*Result
	info  *types.Info
	funcs map[ast.Node]*function
	order []*function
}

// A function is what happens to fields within one function declaration.
type function struct {
	node     ast.Node
	compared []atom
	tests    []atom
	set      map[*types.Var]bool
	called   map[*types.Func]bool
}

// An atom is one comparison or zero test within a boolean expression.
type atom struct {
	cursor  inspector.Cursor
	subject *ast.SelectorExpr
	field   *types.Var
	bound   ast.Expr
	// holds says on which side the atom, with the negations around it, is
	// true: for a comparison the past, for a test the zero value.
	holds bool
	// isZero says that it is a call of IsZero, which 1970 slips through.
	isZero bool
	// value is the number that a test asks for, empty for the zero time.
	value string
}

func (s *search) function(c inspector.Cursor) *function {
	var node ast.Node
	for f := range c.Enclosing((*ast.FuncDecl)(nil)) {
		node = f.Node()
	}
	fn := s.funcs[node]
	if fn == nil {
		fn = &function{node: node, set: map[*types.Var]bool{}, called: map[*types.Func]bool{}}
		s.funcs[node] = fn
		s.order = append(s.order, fn)
	}
	return fn
}

func (s *search) visit(c inspector.Cursor) {
	switch n := c.Node().(type) {
	case *ast.CallExpr:
		s.call(c, n)
	case *ast.BinaryExpr:
		s.binary(c, n)
	case *ast.AssignStmt:
		for i, lhs := range n.Lhs {
			if field, _ := s.field(lhs); field != nil {
				s.function(c).set[field] = true
				if len(n.Lhs) == len(n.Rhs) {
					s.written(c, field, n.Rhs[i])
				}
			}
		}
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok {
			if field, ok := s.info.Uses[key].(*types.Var); ok && field.IsField() {
				s.written(c, field, n.Value)
			}
		}
	}
}

// written keeps in mind that field gets time.Unix of a number that may be 0.
func (s *search) written(c inspector.Cursor, field *types.Var, value ast.Expr) {
	call, ok := ast.Unparen(value).(*ast.CallExpr)
	for ok && inZone(s.info, call) {
		call, ok = ast.Unparen(ast.Unparen(call.Fun).(*ast.SelectorExpr).X).(*ast.CallExpr)
	}
	if !ok || !s.unixOfUnknown(c, call) {
		return
	}
	if z := s.of(field); z.Unix == "" {
		z.Unix = Position(s.pass, value.Pos())
	}
}

// inZone reports whether call gives the same time in another zone.
func inZone(info *types.Info, call *ast.CallExpr) bool {
	return isFunc(info, call, "Time", "UTC") || isFunc(info, call, "Time", "Local") || isFunc(info, call, "Time", "In")
}

// unixOfUnknown reports whether call is time.Unix(x, …) of a field or
// parameter x that may be zero: the function never compares it.
func (s *search) unixOfUnknown(c inspector.Cursor, call *ast.CallExpr) bool {
	if !isFunc(s.info, call, "", "Unix") || len(call.Args) != 2 || s.info.Types[call.Args[0]].Value != nil {
		return false
	}
	subject := ast.Unparen(call.Args[0])
	if conv, ok := subject.(*ast.CallExpr); ok && len(conv.Args) == 1 && s.info.Types[conv.Fun].IsType() {
		subject = ast.Unparen(conv.Args[0])
	}
	var obj types.Object
	switch subject := subject.(type) {
	case *ast.SelectorExpr:
		// What comes out of JSON, a form or a row may be missing.
		if field, _ := s.field(subject); field != nil {
			obj = field
		}
	case *ast.Ident:
		// known miss: variables; most hold what a parse has just given.
	}
	if obj == nil {
		return false
	}
	compared := false
	for f := range c.Enclosing((*ast.FuncDecl)(nil)) {
		ast.Inspect(f.Node(), func(n ast.Node) bool {
			if b, ok := n.(*ast.BinaryExpr); ok && isComparison(b.Op) {
				for _, side := range []ast.Expr{b.X, b.Y} {
					if field, _ := s.field(side); field != nil && field == obj {
						compared = true
					}
				}
			}
			return !compared
		})
	}
	return !compared
}

func isComparison(op token.Token) bool {
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return true
	}
	return false
}

func (s *search) of(field *types.Var) *Zero {
	z := s.zero[field]
	if z == nil {
		z = new(Zero)
		if field.Pkg() != nil && field.Pkg() != s.pass.Pkg {
			s.pass.ImportObjectFact(field, z)
		}
		s.zero[field] = z
	}
	return z
}

func (s *search) call(c inspector.Cursor, call *ast.CallExpr) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if fn := callee(s.info, call); fn != nil && fn.Pkg() == s.pass.Pkg {
		s.function(c).called[fn] = true
	}
	if !ok {
		return
	}
	switch {
	case isFunc(s.info, call, "Time", "IsZero"):
		if conv, ok := ast.Unparen(sel.X).(*ast.CallExpr); ok && s.unixOfUnknown(c, conv) {
			s.Conversions = append(s.Conversions, Conversion{conv, call})
		}
		s.test(c, sel.X, true, true, "")
	case isFunc(s.info, call, "Time", "Before"):
		s.compare(c, sel.X, call.Args[0], true)
	case isFunc(s.info, call, "Time", "After"):
		s.compare(c, sel.X, call.Args[0], false)
	case isFunc(s.info, call, "Time", "Equal"):
		s.test(c, sel.X, true, false, s.number(call.Args[0]))
		s.test(c, call.Args[0], true, false, s.number(sel.X))
	}
}

func (s *search) binary(c inspector.Cursor, b *ast.BinaryExpr) {
	if !isComparison(b.Op) {
		return
	}
	if b.Op == token.EQL || b.Op == token.NEQ {
		if s.isSentinel(b.Y) {
			s.test(c, b.X, b.Op == token.EQL, false, s.number(b.Y))
		} else if s.isSentinel(b.X) {
			s.test(c, b.Y, b.Op == token.EQL, false, s.number(b.X))
		}
		return
	}
	less := b.Op == token.LSS || b.Op == token.LEQ
	if x, ok := ast.Unparen(b.X).(*ast.CallExpr); ok && len(x.Args) == 1 {
		switch sel, _ := ast.Unparen(x.Fun).(*ast.SelectorExpr); {
		case isFunc(s.info, x, "", "Since"): // now - f > d: f is past
			s.compare(c, x.Args[0], x, !less)
			return
		case isFunc(s.info, x, "", "Until"): // f - now < d
			s.compare(c, x.Args[0], x, less)
			return
		case isFunc(s.info, x, "Time", "Sub"), isFunc(s.info, x, "Time", "Compare"):
			s.compare(c, sel.X, x.Args[0], less)
			return
		}
	}
	for _, side := range []struct {
		x, y ast.Expr
		less bool
	}{{b.X, b.Y, less}, {b.Y, b.X, !less}} {
		if s.isSentinel(side.y) {
			// f > 0 holds where f isn't zero, f <= 0 where it is.
			s.test(c, side.x, side.less, false, "0")
			return
		}
	}
	if FromTime(s.info, s.pass.Files, b.X, 0) || FromTime(s.info, s.pass.Files, b.Y, 0) {
		s.compare(c, b.X, b.Y, less)
	}
}

// compare notes that x is less than y, or greater, whichever is the field.
func (s *search) compare(c inspector.Cursor, x, y ast.Expr, less bool) {
	field, subject := s.field(x)
	other, _ := s.field(y)
	switch {
	case field != nil && other != nil:
		return // known miss: two fields; mostly an interval or an order
	case field == nil && other == nil:
		return
	case field == nil:
		field, subject = s.field(y)
		y, less = x, !less
	}
	if s.isSentinel(y) {
		s.test(c, subject, less, false, s.number(y))
		return
	}
	fn := s.function(c)
	fn.compared = append(fn.compared, atom{cursor: c, subject: subject, field: field, bound: y, holds: less != negated(c)})
}

// test notes that x is compared with a sentinel, which value names if it is a
// number.
func (s *search) test(c inspector.Cursor, x ast.Expr, zero, isZero bool, value string) {
	field, subject := s.field(x)
	if field == nil {
		// Have: exp := k.ExpiresAt; if exp.IsZero() { … }
		if id, ok := ast.Unparen(x).(*ast.Ident); ok {
			if v, ok := s.info.Uses[id].(*types.Var); ok && !v.IsField() {
				if def := definition(s.info, s.pass.Files, v); def != nil {
					field, subject = s.field(def)
				}
			}
		}
	}
	if field == nil {
		return
	}
	if isZero {
		s.of(field).Tested = true
	}
	fn := s.function(c)
	fn.tests = append(fn.tests, atom{cursor: c, subject: subject, field: field, holds: zero != negated(c), isZero: isZero, value: value})
}

// number returns the number that a sentinel is, 0 for time.Unix(0, 0), "" for
// the zero time.
func (s *search) number(e ast.Expr) string {
	if tv := s.info.Types[ast.Unparen(e)]; tv.Value != nil {
		return tv.Value.ExactString()
	}
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	for ok && inZone(s.info, call) {
		call, ok = ast.Unparen(ast.Unparen(call.Fun).(*ast.SelectorExpr).X).(*ast.CallExpr)
	}
	if ok && isFunc(s.info, call, "", "Unix") {
		return "0"
	}
	return ""
}

// negated reports whether an odd number of ! stands around the expression.
func negated(c inspector.Cursor) bool {
	odd := false
	for p := c.Parent(); ; p = p.Parent() {
		switch n := p.Node().(type) {
		case *ast.UnaryExpr:
			if n.Op != token.NOT {
				return odd
			}
			odd = !odd
		case *ast.ParenExpr:
		case *ast.BinaryExpr:
			if n.Op != token.LAND && n.Op != token.LOR {
				return odd
			}
		default:
			return odd
		}
	}
}

// bare reports whether no operator but && and || stands next to c.
func bare(c inspector.Cursor) bool {
	switch n := c.Parent().Node().(type) {
	case *ast.UnaryExpr:
		return false
	case *ast.BinaryExpr:
		return n.Op == token.LAND || n.Op == token.LOR
	}
	return true
}

// field returns the first-party struct field that e selects and that holds a
// time by value, seen through conversions, Unix(), Add() and the like.
func (s *search) field(e ast.Expr) (*types.Var, *ast.SelectorExpr) {
	for {
		switch n := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			sel := s.info.Selections[n]
			if sel == nil || sel.Kind() != types.FieldVal {
				return nil, nil
			}
			field := sel.Obj().(*types.Var).Origin()
			if field.Pkg() == nil || !holdsTime(field.Type()) {
				return nil, nil
			}
			return field, n
		case *ast.CallExpr:
			if s.info.Types[n.Fun].IsType() && len(n.Args) == 1 {
				e = n.Args[0]
				continue
			}
			sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
			fn := callee(s.info, n)
			if !ok || fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "time" || fn.Signature().Recv() == nil {
				return nil, nil
			}
			switch fn.Name() {
			case "Unix", "UnixMilli", "UnixMicro", "UnixNano", "UTC", "Local", "In", "Add", "AddDate", "Truncate", "Round":
				e = sel.X
				continue
			}
			return nil, nil
		case *ast.BinaryExpr:
			if n.Op != token.ADD && n.Op != token.SUB {
				return nil, nil
			}
			// deadline + grace; a difference of two times is no time.
			if s.info.Types[n.Y].Value == nil {
				return nil, nil
			}
			e = n.X
		default:
			return nil, nil
		}
	}
}

// holdsTime reports whether values of t are times, or numbers that may be:
// not pointers and sql.Null types, whose zero value is NULL.
func holdsTime(t types.Type) bool {
	if IsTime(t) {
		return true
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && (basic.Kind() == types.Int64 || basic.Kind() == types.Uint64 || basic.Kind() == types.Int || basic.Kind() == types.Uint)
}

// IsTime reports whether t is time.Time.
func IsTime(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time" && named.Obj().Name() == "Time"
}

// FromTime reports whether the number, text or time e is computed from a
// time.Time: time.Now().Unix(), a local variable set to one. depth is how many
// variables led to e, 0 from outside.
func FromTime(info *types.Info, files []*ast.File, e ast.Expr, depth int) bool {
	if t := info.TypeOf(e); t != nil && IsTime(t) {
		return true
	}
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			if fn := callee(info, n); fn != nil && fn.Signature().Recv() != nil && IsTime(fn.Signature().Recv().Type()) {
				switch fn.Name() {
				case "Unix", "UnixMilli", "UnixMicro", "UnixNano", "Format", "String":
					found = true
				}
			}
		case *ast.Ident:
			if v, ok := info.Uses[n].(*types.Var); ok && !v.IsField() && depth < 2 {
				if def := definition(info, files, v); def != nil && FromTime(info, files, def, depth+1) {
					found = true
				}
			}
		}
		return !found
	})
	return found
}

// definition returns the expression that v is defined by, nil if it isn't a
// plain x := e.
func definition(info *types.Info, files []*ast.File, v *types.Var) ast.Expr {
	for _, file := range files {
		if v.Pos() < file.FileStart || file.FileEnd < v.Pos() {
			continue
		}
		var def ast.Expr
		ast.Inspect(file, func(n ast.Node) bool {
			if n == nil || v.Pos() < n.Pos() || n.End() < v.Pos() {
				return false
			}
			switch n := n.(type) {
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if id, ok := lhs.(*ast.Ident); ok && info.Defs[id] == v && len(n.Lhs) == len(n.Rhs) {
						def = n.Rhs[i]
					}
				}
			case *ast.ValueSpec:
				for i, id := range n.Names {
					if info.Defs[id] == v && i < len(n.Values) {
						def = n.Values[i]
					}
				}
			}
			return true
		})
		return def
	}
	return nil
}

// isSentinel reports whether e is a value that stands for none: 0, -1, 1,
// time.Time{}, time.Unix(0, 0).
func (s *search) isSentinel(e ast.Expr) bool { return IsSentinel(s.info, e) }

// IsSentinel reports whether e is a constant that stands for no time: 0, -1,
// 1, time.Time{}, time.Unix(0, 0).
func IsSentinel(info *types.Info, e ast.Expr) bool {
	e = ast.Unparen(e)
	if tv := info.Types[e]; tv.Value != nil {
		switch tv.Value.ExactString() {
		case "0", "-1", "1", `""`:
			return true
		}
		return false
	}
	switch e := e.(type) {
	case *ast.CompositeLit:
		return len(e.Elts) == 0 && IsTime(info.TypeOf(e))
	case *ast.CallExpr:
		if sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr); ok && len(e.Args) == 0 && isFunc(info, e, "Time", sel.Sel.Name) {
			return IsSentinel(info, sel.X) // time.Time{}.UTC()
		}
		return isFunc(info, e, "", "Unix") && len(e.Args) == 2 && IsSentinel(info, e.Args[0])
	}
	return false
}

// Resolve returns the expression that a variable of the package or of a
// function is defined by, e itself if it is no such variable.
func Resolve(pass *analysis.Pass, e ast.Expr) ast.Expr {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		if v, ok := pass.TypesInfo.Uses[id].(*types.Var); ok && !v.IsField() {
			if def := definition(pass.TypesInfo, pass.Files, v); def != nil {
				return def
			}
		}
	}
	return e
}

func callee(info *types.Info, call *ast.CallExpr) *types.Func {
	fn, _ := typeutil.Callee(info, call).(*types.Func)
	return fn
}

// isFunc reports whether call is one of package time's function, or of the
// method of its type typ.
func isFunc(info *types.Info, call *ast.CallExpr, typ, name string) bool {
	fn := callee(info, call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "time" || fn.Name() != name {
		return false
	}
	recv := fn.Signature().Recv()
	if recv == nil || typ == "" {
		return recv == nil && typ == ""
	}
	named, ok := types.Unalias(recv.Type()).(*types.Named)
	return ok && named.Obj().Name() == typ
}
