package sqlquery

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

const (
	// maxDepth bounds how far a value is followed and maxSteps for how long,
	// maxTexts how many texts one expression may have, maxJoined how many a
	// concatenation may make of them, and maxText how long one may be.
	maxDepth  = 24
	maxSteps  = 1 << 14
	maxTexts  = 64
	maxJoined = 8
	maxText   = 1 << 20
)

// elementMark separates the elements of a slice that is held as one text; it
// stands before each.
const elementMark = "\x00"

// texts returns the texts that e may have, none if nothing of it is known.
func (f *finder) texts(e ast.Expr) []*text {
	var list []*text
	for _, t := range f.eval(e) {
		if t.known() && len(t.sql) <= maxText {
			list = append(list, t)
		}
	}
	return list
}

// eval returns the values that the string or byte slice e may have. What isn't
// known is a hole: the result is never empty.
func (f *finder) eval(e ast.Expr) []*text {
	if !f.enter() {
		return []*text{f.unknown(e)}
	}
	defer f.leave()
	e = ast.Unparen(e)
	if list := f.known(e); len(list) > 0 && len(list) <= maxTexts {
		return list
	}
	return []*text{f.unknown(e)}
}

// enter goes one step further into a value; it is false if that has gone too
// deep, or on for too long: variables that are named twice by each other make
// the steps double.
func (f *finder) enter() bool {
	if f.depth == 0 {
		f.steps = 0
	}
	if f.depth == maxDepth || f.steps == maxSteps {
		return false
	}
	f.depth++
	f.steps++
	return true
}

func (f *finder) leave() { f.depth-- }

// known returns the values that e may have, none if it isn't known.
func (f *finder) known(e ast.Expr) []*text {
	info := f.pass.TypesInfo
	if value := info.Types[e].Value; value != nil {
		if value.Kind() != constant.String {
			return nil
		}
		return []*text{f.constant(e, constant.StringVal(value))}
	}
	switch e := e.(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return f.product(f.eval(e.X), f.eval(e.Y))
		}
	case *ast.CallExpr:
		return f.call(e, 0)
	case *ast.Ident:
		if v, ok := info.Uses[e].(*types.Var); ok {
			return f.variable(v, e, f.eval)
		}
	case *ast.SelectorExpr:
		v, ok := info.Uses[e.Sel].(*types.Var)
		switch {
		case !ok:
		case v.IsField():
			return f.field(v)
		default:
			return f.variable(v, e, f.eval)
		}
	case *ast.IndexExpr:
		return f.union(f.elements(e.X, info.Types[e.Index].Value))
	}
	return nil
}

// field returns the values of a field that only literals of its struct set.
func (f *finder) field(v *types.Var) []*text {
	v = v.Origin()
	if f.busy[v] {
		return nil
	}
	f.busy[v] = true
	defer delete(f.busy, v)
	return f.union(f.stored(v))
}

// union returns the values of all of the expressions.
func (f *finder) union(list []ast.Expr) []*text {
	if len(list) > maxTexts {
		return nil
	}
	var texts []*text
	for _, e := range list {
		texts = append(texts, f.eval(e)...)
	}
	return texts
}

// product returns each of a followed by each of b.
func (f *finder) product(a, b []*text) []*text {
	if len(a)*len(b) > maxJoined {
		// Many alternatives of a small part: it is left open.
		if len(b) > 1 {
			b = []*text{f.at(b[0], string(sqlparse.Hole))}
		}
		if len(a) > maxJoined {
			a = []*text{f.at(a[0], string(sqlparse.Hole))}
		}
	}
	var list []*text
	for _, x := range a {
		for _, y := range b {
			if t := f.join(x, y); len(t.sql) <= maxText {
				list = append(list, t)
			}
		}
	}
	return list
}

// constantString returns the value of a constant that is a string.
func (f *finder) constantString(e ast.Expr) (string, bool) {
	value := f.pass.TypesInfo.Types[e].Value
	if value == nil || value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(value), true
}

// constant returns the text of a constant expression, which stands where its
// literals do.
func (f *finder) constant(e ast.Expr, value string) *text {
	if t := f.constantParts(e); t != nil && t.sql == value {
		return t
	}
	return f.opaque(value, e)
}

func (f *finder) constantParts(e ast.Expr) *text {
	switch e := ast.Unparen(e).(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			return f.literal(e)
		}
	case *ast.BinaryExpr:
		x, y := f.constantParts(e.X), f.constantParts(e.Y)
		if e.Op == token.ADD && x != nil && y != nil {
			return f.join(x, y)
		}
	case *ast.CallExpr: // a conversion
		if len(e.Args) == 1 {
			return f.constantParts(e.Args[0])
		}
	case *ast.Ident:
		return f.namedConstant(e, e)
	case *ast.SelectorExpr:
		return f.namedConstant(e.Sel, e)
	}
	return nil
}

// namedConstant returns the value of a constant: of this package as its
// declaration has it.
func (f *finder) namedConstant(id *ast.Ident, use ast.Expr) *text {
	c, ok := f.pass.TypesInfo.Uses[id].(*types.Const)
	if !ok || c.Val().Kind() != constant.String {
		return nil
	}
	value := constant.StringVal(c.Val())
	if init := f.decls().constants[c]; init != nil {
		if t := f.constantParts(init); t != nil && t.sql == value {
			return t
		}
	}
	return f.opaque(value, use)
}

// A valuer returns what an expression may be: a string, or a slice of them as
// one text.
type valuer func(ast.Expr) []*text

// variable returns the values that v may have at its use e.
func (f *finder) variable(v *types.Var, e ast.Expr, of valuer) []*text {
	if bound, ok := f.bound[v]; ok {
		return bound
	}
	if given, ok := f.given[v]; ok && !f.decls().written[v] {
		return given
	}
	if v.Pkg() != f.pass.Pkg {
		return nil
	}
	if v.Parent() == f.pass.Pkg.Scope() {
		return f.global(v, of)
	}
	return f.local(v, e, of)
}

// global returns the values of a variable at package level that only its
// declaration sets.
func (f *finder) global(v *types.Var, of valuer) []*text {
	d := f.decls()
	if d.written[v] {
		return nil
	}
	if name := d.embedded[v]; name != "" {
		if t := f.file(name); t != nil {
			return []*text{t}
		}
		return nil
	}
	if init := d.inits[v]; init != nil && !f.busy[v] {
		f.busy[v] = true
		defer delete(f.busy, v)
		return of(init)
	}
	return nil
}

// call returns the values of the i-th result of a call.
func (f *finder) call(call *ast.CallExpr, i int) []*text {
	info := f.pass.TypesInfo
	if tv := info.Types[call.Fun]; tv.IsType() { // a conversion
		if len(call.Args) == 1 && isText(info.TypeOf(call.Args[0])) {
			return f.eval(call.Args[0])
		}
		return nil
	}
	fn, ok := typeutil.Callee(info, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return nil
	}
	if f.renders(fn) && i < 2 {
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			if i == 0 {
				return f.composed(sel.X)
			}
			return f.composedArgs(sel.X)
		}
	}
	if t, ok := f.textOf(fn); ok && t.Clause == knowledge.Same {
		if out, ok := t.Out.AsResult(); ok && out == i {
			if arg := argument(call, t.SQL); arg != nil {
				return f.eval(arg)
			}
		}
		first, ok := t.Args.AsParam()
		if out, yes := t.OutArgs.AsResult(); ok && yes && out == i && !call.Ellipsis.IsValid() && first <= len(call.Args) {
			list := []*text{{f: f}}
			for _, arg := range call.Args[first:] {
				list = f.product(list, []*text{f.join(f.opaque(elementMark, arg), f.unknown(arg))})
			}
			return list
		}
		return nil
	}
	if fn.Pkg() == f.pass.Pkg {
		return f.returned(fn, call, i)
	}
	if i == 0 {
		return f.library(fn, call)
	}
	return nil
}

// library returns the value of a call of the standard library.
func (f *finder) library(fn *types.Func, call *ast.CallExpr) []*text {
	args := call.Args
	if sig := fn.Signature(); !sig.Variadic() && len(args) != sig.Params().Len() {
		return nil // f(g()), with g of several results
	}
	each := func(make func(*text) *text) []*text {
		var list []*text
		for _, t := range f.eval(args[0]) {
			list = append(list, make(t))
		}
		return list
	}
	switch name := fn.FullName(); name {
	case "fmt.Sprintf":
		return each(func(t *text) *text { return f.format(t, args[1:], call.Ellipsis.IsValid()) })
	case "fmt.Sprint":
		list := []*text{{f: f}}
		for _, arg := range args {
			list = f.product(list, f.eval(arg))
		}
		return list
	case "strings.Join":
		var list []*text
		for _, sep := range f.eval(args[1]) {
			for _, elems := range f.slice(args[0]) {
				if rest, ok := strings.CutPrefix(elems.sql, elementMark); ok {
					elems = elems.cut(len(elems.sql)-len(rest), len(elems.sql))
				}
				list = append(list, f.replace(elems, elementMark, sep, -1))
			}
		}
		return list
	case "strings.TrimSpace", "bytes.TrimSpace":
		return each(func(t *text) *text { return t.trim(strings.TrimSpace) })
	case "strings.ToLower", "strings.ToUpper", "strings.Clone":
		// What is compared is compared without case.
		return f.eval(args[0])
	case "strings.TrimSuffix", "strings.TrimPrefix", "strings.TrimRight", "strings.TrimLeft", "strings.Trim":
		if set, ok := f.constantString(args[1]); ok {
			cut := map[string]func(string, string) string{
				"strings.TrimSuffix": strings.TrimSuffix, "strings.TrimPrefix": strings.TrimPrefix,
				"strings.TrimRight": strings.TrimRight, "strings.TrimLeft": strings.TrimLeft, "strings.Trim": strings.Trim,
			}[name]
			return each(func(t *text) *text { return t.trim(func(s string) string { return cut(s, set) }) })
		}
	case "strings.ReplaceAll", "strings.Replace":
		n := -1
		if name == "strings.Replace" {
			value := f.pass.TypesInfo.Types[args[3]].Value
			if value == nil {
				return nil
			}
			limit, _ := constant.Int64Val(constant.ToInt(value))
			n = int(limit)
		}
		if old, ok := f.constantString(args[1]); ok {
			if by := f.eval(args[2]); len(by) == 1 {
				return each(func(t *text) *text { return f.replace(t, old, by[0], n) })
			}
		}
	case "strings.Repeat":
		// One of them stands for all.
		return f.eval(args[0])
	case "(embed.FS).ReadFile":
		if name, ok := f.constantString(args[0]); ok {
			if t := f.file(name); t != nil {
				return []*text{t}
			}
		}
	case "(*strings.Builder).String", "(*bytes.Buffer).String", "(*bytes.Buffer).Bytes":
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			if id, ok := ast.Unparen(sel.X).(*ast.Ident); ok {
				if v, ok := f.pass.TypesInfo.Uses[id].(*types.Var); ok && v.Pkg() == f.pass.Pkg {
					return f.variable(v, id, f.buffer)
				}
			}
		}
	}
	return nil
}

// buffer returns the text that a new strings.Builder or bytes.Buffer holds.
func (f *finder) buffer(e ast.Expr) []*text {
	empty := []*text{{f: f}}
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = ast.Unparen(u.X)
	}
	switch e := e.(type) {
	case *ast.CompositeLit:
		return empty
	case *ast.CallExpr:
		switch callee := typeutil.Callee(f.pass.TypesInfo, e).(type) {
		case *types.Builtin:
			if callee.Name() == "new" {
				return empty
			}
		case *types.Func:
			if name := callee.FullName(); name == "bytes.NewBufferString" || name == "bytes.NewBuffer" {
				if f.pass.TypesInfo.Types[e.Args[0]].IsNil() {
					return empty
				}
				return f.eval(e.Args[0])
			}
		}
	}
	return []*text{f.unknown(e)}
}

// slice returns the strings of the slice e, each after an [elementMark].
func (f *finder) slice(e ast.Expr) []*text {
	return f.sliceOf(e, f.slice, f.eval)
}

// operands returns the slice e with each of its elements, of whatever type, as
// a hole.
func (f *finder) operands(e ast.Expr) []*text {
	return f.sliceOf(e, f.operands, func(e ast.Expr) []*text { return []*text{f.unknown(e)} })
}

func (f *finder) sliceOf(e ast.Expr, whole, one valuer) []*text {
	if !f.enter() {
		return []*text{f.unknown(e)}
	}
	defer f.leave()
	info := f.pass.TypesInfo
	e = ast.Unparen(e)
	list := []*text{{f: f}}
	add := func(elems []ast.Expr) []*text {
		for _, elem := range elems {
			list = f.product(f.product(list, []*text{f.opaque(elementMark, elem)}), one(elem))
		}
		return list
	}
	if info.Types[e].IsNil() {
		return list
	}
	switch e := e.(type) {
	case *ast.CompositeLit:
		for _, elem := range e.Elts {
			if _, ok := elem.(*ast.KeyValueExpr); ok {
				return []*text{f.unknown(e)}
			}
		}
		return add(e.Elts)
	case *ast.Ident:
		if v, ok := info.Uses[e].(*types.Var); ok {
			if values := f.variable(v, e, whole); values != nil {
				return values
			}
		}
	case *ast.CallExpr:
		if b, ok := typeutil.Callee(info, e).(*types.Builtin); ok {
			switch b.Name() {
			case "append":
				list = whole(e.Args[0])
				if e.Ellipsis.IsValid() {
					return f.product(list, whole(e.Args[len(e.Args)-1]))
				}
				return add(e.Args[1:])
			case "make":
				if len(e.Args) == 1 {
					break // no slice
				}
				if value := info.Types[e.Args[1]].Value; value != nil && constant.Sign(value) == 0 {
					return list
				}
			}
		}
	}
	return []*text{f.unknown(e)}
}

// elements returns the elements of the literal of a slice, array or map that e
// is, of the key only if that is known; none if it isn't known.
func (f *finder) elements(e ast.Expr, key constant.Value) []ast.Expr {
	lit := f.composite(e)
	if lit == nil {
		return nil
	}
	var list []ast.Expr
	for i, elem := range lit.Elts {
		if kv, ok := elem.(*ast.KeyValueExpr); ok {
			k := f.pass.TypesInfo.Types[kv.Key].Value
			if key == nil || k == nil || k.ExactString() == key.ExactString() {
				list = append(list, kv.Value)
			}
			continue
		}
		if key == nil || key.Kind() != constant.Int || key.ExactString() == strconv.Itoa(i) {
			list = append(list, elem)
		}
	}
	return list
}

// composite returns the composite literal that e is the only value of.
func (f *finder) composite(e ast.Expr) *ast.CompositeLit {
	for range maxDepth {
		switch x := ast.Unparen(e).(type) {
		case *ast.CompositeLit:
			return x
		case *ast.UnaryExpr:
			if x.Op != token.AND {
				return nil
			}
			e = x.X
		case *ast.Ident:
			v, ok := f.pass.TypesInfo.Uses[x].(*types.Var)
			if !ok || f.decls().written[v] || f.decls().inits[v] == nil {
				return nil
			}
			e = f.decls().inits[v]
		default:
			return nil
		}
	}
	return nil
}

// returned returns the values of the i-th result of a function of the package,
// called with what call gives it.
func (f *finder) returned(fn *types.Func, call *ast.CallExpr, i int) []*text {
	decl := f.decls().funcs[fn.Origin()]
	if decl == nil || f.busy[fn] || decl.Type.Results == nil {
		return nil
	}
	f.busy[fn] = true
	defer delete(f.busy, fn)
	defer f.give(fn.Origin(), call)()
	var list []*text
	sound := true
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if i >= len(n.Results) {
				sound = false // a named result, or a call of several
				return false
			}
			list = append(list, f.eval(n.Results[i])...)
		}
		return true
	})
	if !sound {
		return nil
	}
	return list
}

// give sets what the parameters of fn are to what call gives it, until undo is
// called.
func (f *finder) give(fn *types.Func, call *ast.CallExpr) (undo func()) {
	params := fn.Signature().Params()
	given := map[*types.Var][]*text{}
	for i := range params.Len() {
		p := params.At(i)
		switch _, slice := p.Type().Underlying().(*types.Slice); {
		case isText(p.Type()):
			if arg := argument(call, knowledge.Param(i)); arg != nil {
				given[p] = f.eval(arg)
			}
		case slice:
			list := &text{f: f}
			args := f.arguments(call, i)
			if !f.isVariadicAt(call, i) && !f.isSliceAt(call, i) {
				continue
			}
			for _, arg := range args {
				if arg == nil {
					break
				}
				list = f.join(list, f.opaque(elementMark, arg), f.unknown(arg))
			}
			given[p] = []*text{list}
		}
	}
	before := map[*types.Var][]*text{}
	for p, values := range given {
		before[p] = f.given[p]
		f.given[p] = values
	}
	return func() {
		for p, values := range before {
			if delete(f.given, p); values != nil {
				f.given[p] = values
			}
		}
	}
}

// file returns the text of a file of the package's folder.
func (f *finder) file(name string) *text {
	full := filepath.Join(schema.PackageDir(f.pass), filepath.FromSlash(name))
	if t, ok := f.files[full]; ok {
		return t
	}
	if !filepath.IsAbs(full) {
		return nil // nogo caches results by the source files alone
	}
	f.files[full] = nil
	data, err := os.ReadFile(full) // the pass reads its own files only
	if err != nil || len(data) == 0 {
		return nil
	}
	file := f.pass.Fset.AddFile(full, -1, len(data))
	file.SetLinesForContent(data)
	t := &text{sql: string(data), f: f, pieces: []piece{{end: len(data), pos: file.Pos(0), stop: file.Pos(len(data))}}}
	f.files[full] = t
	return t
}

// argument returns the argument for the parameter ref, nil if there is none.
func argument(call *ast.CallExpr, ref knowledge.Ref) ast.Expr {
	i, ok := ref.AsParam()
	if !ok || i >= len(call.Args) || call.Ellipsis.IsValid() && i == len(call.Args)-1 {
		return nil
	}
	return call.Args[i]
}

// isText reports whether t is a string or a byte slice.
func isText(t types.Type) bool {
	if t == nil {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		elem, ok := u.Elem().Underlying().(*types.Basic)
		return ok && elem.Kind() == types.Byte
	}
	return false
}
