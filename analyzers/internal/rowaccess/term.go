package rowaccess

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// A term is a text that stands for a value: two equal terms of one function are
// equal values, as long as nobody writes in between. "$1.Email" is a field of
// the second parameter (the receiver counts), "=5" a constant, "pkg.name" a
// package's variable, "f($1)" what a call gives; what has an "@" is a variable
// of the function itself. The empty term is a value of which nothing is known,
// or that is another one each time.

// zeroTerm is the term of a field that nothing was put into.
const zeroTerm = "zero"

// randomTerm is the term of a value that is made up: it occurs once.
const randomTerm = "random()"

// madeMark follows a variable that is set to something of which nothing is
// known: it may be another value in the next request.
const madeMark = "?"

// each is the term of the elements of a collection.
const each = "each"

// maxTerm is the length of terms that are worth keeping.
const maxTerm = 200

type terms struct {
	info     *types.Info
	decls    map[*types.Func]*ast.FuncDecl
	params   map[types.Object]int
	assigned map[types.Object][]assignment
	locals   map[types.Object]int // numbers, the same whatever else was loaded
	open     map[openTerm]bool    // cuts cycles
	// depth and steps are those of the term that is asked for.
	depth, steps int
}

// maxSteps is how many variables a term is looked for in: sums of sums of
// variables would take for ever.
const maxSteps = 500

// An assignment is one to a variable, or to the field path of it.
type assignment struct {
	path  string
	value ast.Expr // nil: not known
	each  bool     // an element of value
	// pos is where it stands, end is where the block ends that it is in.
	pos, end token.Pos
}

type openTerm struct {
	obj  types.Object
	path string
}

func newTerms(info *types.Info, files []*ast.File) *terms {
	t := &terms{
		info:     info,
		decls:    map[*types.Func]*ast.FuncDecl{},
		params:   map[types.Object]int{},
		assigned: map[types.Object][]assignment{},
		locals:   map[types.Object]int{},
		open:     map[openTerm]bool{},
	}
	for _, file := range files {
		for _, d := range file.Decls {
			if decl, ok := d.(*ast.FuncDecl); ok && decl.Body != nil {
				t.declare(decl)
			}
		}
	}
	return t
}

func (t *terms) declare(decl *ast.FuncDecl) {
	if fn, ok := t.info.Defs[decl.Name].(*types.Func); ok {
		t.decls[fn] = decl
		n := 0
		if recv := fn.Signature().Recv(); recv != nil {
			t.params[recv] = 0
			n = 1
		}
		for i := range fn.Signature().Params().Len() {
			t.params[fn.Signature().Params().At(i)] = n + i
		}
	}
	var blocks []token.Pos // where those around end
	ast.PreorderStack(decl.Body, nil, func(n ast.Node, stack []ast.Node) bool {
		blocks = blocks[:0]
		for _, around := range stack {
			switch around.(type) {
			case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
				blocks = append(blocks, around.End())
			}
		}
		end := decl.End()
		if len(blocks) > 0 {
			end = blocks[len(blocks)-1]
		}
		assign := func(lhs, value ast.Expr, each bool) { t.assign(lhs, assignment{value: value, each: each, end: end}) }
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				switch {
				case len(n.Lhs) == len(n.Rhs) && (n.Tok == token.ASSIGN || n.Tok == token.DEFINE):
					assign(lhs, n.Rhs[i], false)
				default:
					assign(lhs, nil, false)
				}
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				switch {
				case len(n.Values) == len(n.Names):
					assign(name, n.Values[i], false)
				case len(n.Values) > 0:
					assign(name, nil, false)
				}
			}
		case *ast.RangeStmt:
			if n.Key != nil {
				assign(n.Key, nil, false)
			}
			if n.Value != nil {
				assign(n.Value, n.X, true)
			}
		case *ast.IncDecStmt:
			assign(n.X, nil, false)
		case *ast.Ident:
			if v, ok := t.info.Defs[n].(*types.Var); ok {
				t.number(v)
			}
		}
		return true
	})
}

// number returns the number of a variable of a function.
func (t *terms) number(v *types.Var) int {
	n, ok := t.locals[v]
	if !ok {
		n = len(t.locals)
		t.locals[v] = n
	}
	return n
}

func (t *terms) assign(lhs ast.Expr, a assignment) {
	if obj, path, ok := t.rooted(lhs); ok {
		a.path, a.pos = path, lhs.Pos()
		t.assigned[obj] = append(t.assigned[obj], a)
	}
}

// before returns the assignments to a variable that a use of it may see: none
// before one of the whole variable in a block around the use.
func (t *terms) before(obj types.Object, use token.Pos) []assignment {
	var out []assignment
	for _, a := range t.assigned[obj] {
		if a.pos > use {
			continue
		}
		if a.path == "" && use < a.end {
			out = out[:0]
		}
		out = append(out, a)
	}
	return out
}

// rooted returns the variable and the fields in it that e is.
func (t *terms) rooted(e ast.Expr) (types.Object, string, bool) {
	path := ""
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			obj, ok := t.info.ObjectOf(x).(*types.Var)
			return obj, path, ok
		case *ast.StarExpr:
			e = x.X
		case *ast.SelectorExpr:
			if sel := t.info.Selections[x]; sel == nil || sel.Kind() != types.FieldVal {
				return nil, "", false
			}
			path, e = "."+x.Sel.Name+path, x.X
		default:
			return nil, "", false
		}
	}
}

// of returns the term of an expression.
func (t *terms) of(e ast.Expr) string { return t.field(e, nil) }

// field returns the term of the field that path names of e.
func (t *terms) field(e ast.Expr, path []string) string {
	if e == nil {
		return ""
	}
	if t.depth == 0 {
		t.steps = 0
	}
	t.depth++
	defer func() { t.depth-- }()
	e = ast.Unparen(e)
	if v := t.info.Types[e].Value; v != nil && len(path) == 0 {
		return constTerm(v)
	}
	switch x := e.(type) {
	case *ast.StarExpr:
		return t.field(x.X, path)
	case *ast.UnaryExpr:
		if x.Op == token.AND {
			return t.field(x.X, path)
		}
	case *ast.TypeAssertExpr:
		return t.field(x.X, path)
	case *ast.Ident:
		return t.variable(x, path)
	case *ast.SelectorExpr:
		if sel := t.info.Selections[x]; sel != nil && sel.Kind() == types.FieldVal {
			return t.field(x.X, append([]string{x.Sel.Name}, path...))
		}
		if v, ok := t.info.Uses[x.Sel].(*types.Var); ok && v.Pkg() != nil {
			return dotted(v.Pkg().Path()+"."+v.Name(), path)
		}
	case *ast.CompositeLit:
		if len(path) > 0 {
			return t.ofLiteral(x, path)
		}
	case *ast.CallExpr:
		return t.call(x, path)
	case *ast.BinaryExpr:
		if a, b := t.of(x.X), t.of(x.Y); a != "" && b != "" && len(path) == 0 {
			return short("(" + a + x.Op.String() + b + ")")
		}
	case *ast.IndexExpr:
		if a, b := t.of(x.X), t.of(x.Index); a != "" && b != "" {
			return dotted(short(a+"["+b+"]"), path)
		}
	}
	return ""
}

func short(term string) string {
	if len(term) > maxTerm {
		return ""
	}
	return term
}

func dotted(term string, path []string) string {
	if term == "" || len(path) == 0 {
		return term
	}
	return short(term + "." + strings.Join(path, "."))
}

func (t *terms) variable(id *ast.Ident, path []string) string {
	obj, ok := t.info.ObjectOf(id).(*types.Var)
	if !ok {
		if _, isNil := t.info.ObjectOf(id).(*types.Nil); isNil && len(path) == 0 {
			return "=null"
		}
		return ""
	}
	base := "@" + obj.Name()
	i, isParam := t.params[obj]
	switch {
	case isParam:
		base = "$" + strconv.Itoa(i)
	case obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope():
		return dotted(obj.Pkg().Path()+"."+obj.Name(), path)
	default:
		base += ":" + strconv.Itoa(t.number(obj))
	}
	key := openTerm{obj, strings.Join(path, ".")}
	if t.steps++; t.steps > maxSteps || t.open[key] || len(t.open) > 12 {
		return dotted(base, path)
	}
	t.open[key] = true
	defer delete(t.open, key)
	var found []string
	whole := 0
	for _, a := range t.before(obj, id.Pos()) {
		var term string
		switch {
		case a.path == "":
			whole++
			switch {
			case isParam && len(path) == 0:
				continue // what it was given, in another form
			case a.value == nil:
				return dotted(base, path)
			case a.each:
				term = dotted(t.elements(a.value), path)
			default:
				term = t.field(a.value, path)
			}
		case len(path) > 0 && a.path == "."+path[0]:
			term = t.field(a.value, path[1:])
		default:
			continue
		}
		if term == randomTerm {
			return term
		}
		if term == "" {
			return dotted(base+madeMark, path)
		}
		if !slices.Contains(found, term) {
			found = append(found, term)
		}
	}
	if i := slices.Index(found, zeroTerm); i >= 0 && len(found) > 1 {
		found = slices.Delete(found, i, i+1) // what is set later
	}
	if len(found) != 1 || whole > 1 && len(path) == 0 {
		return dotted(base, path)
	}
	return found[0]
}

// elements returns the term of what a range over e yields.
func (t *terms) elements(e ast.Expr) string {
	if lit, ok := ast.Unparen(e).(*ast.CompositeLit); ok {
		for _, elt := range lit.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				elt = kv.Value
			}
			if _, nested := elt.(*ast.CompositeLit); !nested && t.info.Types[elt].Value == nil {
				return ""
			}
		}
		return "=" + each // of constants
	}
	if of := t.of(e); of != "" {
		return each + "(" + of + ")"
	}
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		if as := t.assigned[t.info.ObjectOf(id)]; len(as) == 1 && as[0].path == "" && as[0].value != nil && !as[0].each {
			return t.elements(as[0].value)
		}
	}
	return ""
}

func (t *terms) ofLiteral(lit *ast.CompositeLit, path []string) string {
	typ := t.info.TypeOf(lit)
	if typ == nil {
		return ""
	}
	if p, ok := typ.Underlying().(*types.Pointer); ok {
		typ = p.Elem()
	}
	s, ok := typ.Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	var embedded []ast.Expr
	for i, elt := range lit.Elts {
		value, name := elt, ""
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			value = kv.Value
			if key, ok := kv.Key.(*ast.Ident); ok {
				name = key.Name
			}
		} else if i < s.NumFields() {
			name = s.Field(i).Name()
		}
		if name == path[0] {
			return t.field(value, path[1:])
		}
		for j := range s.NumFields() {
			if s.Field(j).Embedded() && s.Field(j).Name() == name {
				embedded = append(embedded, value)
			}
		}
	}
	for _, value := range embedded {
		if obj, _, _ := types.LookupFieldOrMethod(t.info.TypeOf(value), true, nil, path[0]); obj != nil {
			return t.field(value, path)
		}
	}
	return zeroTerm
}

// call returns the term of what a call gives.
func (t *terms) call(call *ast.CallExpr, path []string) string {
	if t.info.Types[call.Fun].IsType() && len(call.Args) == 1 {
		return t.field(call.Args[0], path)
	}
	if b, ok := typeutil.Callee(t.info, call).(*types.Builtin); ok {
		if b.Name() == "new" && len(path) > 0 {
			return zeroTerm
		}
		return ""
	}
	fn, ok := typeutil.Callee(t.info, call).(*types.Func)
	if !ok {
		return ""
	}
	fn = fn.Origin()
	if isRandom(fn) && !slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return Varies(t.of(arg)) }) {
		return randomTerm
	}
	if getter, ok := t.getter(fn, call); ok {
		return t.field(getter, append([]string{strings.TrimPrefix(fn.Name(), "Get")}, path...))
	}
	if len(path) > 0 {
		if term, ok := t.made(fn, call, path); ok {
			return term
		}
	}
	var args []string
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && fn.Signature().Recv() != nil {
		recv := t.of(sel.X)
		if recv == "" {
			return ""
		}
		args = append(args, recv)
	}
	for _, arg := range call.Args {
		if isContext(t.info.TypeOf(arg)) {
			continue
		}
		term := t.of(arg)
		if term == "" || term == randomTerm {
			return term
		}
		args = append(args, term)
	}
	if len(args) == 0 {
		return "" // uuid.New(), time.Now()
	}
	if len(args) == 1 && fn.Pkg() != nil && fn.Pkg().Path() == "strings" && len(path) == 0 {
		return args[0] // in another form: ToLower, TrimSpace
	}
	return dotted(short(fn.FullName()+"("+strings.Join(args, ",")+")"), path)
}

// isRandom reports whether a function makes something up. It narrows only:
// nothing is reported for a name.
func isRandom(fn *types.Func) bool {
	name := strings.ToLower(fn.Name())
	if fn.Pkg() != nil {
		name = strings.ToLower(fn.Pkg().Name()) + "." + name
	}
	return slices.ContainsFunc([]string{"rand", "uuid", "ulid", "nanoid", "xid.", "snowflake", "generate", "newid", "nextid", "genid", "time.now", "unixnano"}, func(w string) bool { return strings.Contains(name, w) })
}

// getter reports whether fn is a generated getter (GetName) and of what.
func (t *terms) getter(fn *types.Func, call *ast.CallExpr) (ast.Expr, bool) {
	name, ok := strings.CutPrefix(fn.Name(), "Get")
	sel, isSel := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || name == "" || !isSel || len(call.Args) > 0 || fn.Signature().Recv() == nil {
		return nil, false
	}
	obj, _, _ := types.LookupFieldOrMethod(t.info.TypeOf(sel.X), true, fn.Pkg(), name)
	v, ok := obj.(*types.Var)
	return sel.X, ok && v.IsField()
}

// made returns the term of a field of a struct that a function of the package
// makes of what it is given.
func (t *terms) made(fn *types.Func, call *ast.CallExpr, path []string) (string, bool) {
	decl := t.decls[fn]
	if decl == nil || len(t.open) > 12 {
		return "", false
	}
	key := openTerm{fn, strings.Join(path, ".")}
	if t.open[key] {
		return "", false
	}
	t.open[key] = true
	defer delete(t.open, key)
	terms := map[string]bool{}
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) > 0 && !t.info.Types[n.Results[0]].IsNil() {
				terms[t.field(n.Results[0], path)] = true
			}
		}
		return true
	})
	if len(terms) != 1 {
		return "", false
	}
	for term := range terms {
		if !isExported(term) {
			return "", false
		}
		return t.expand(term, call, fn), true
	}
	return "", false
}

// isExported reports whether a term means something to callers.
func isExported(term string) bool { return term != "" && !strings.Contains(term, "@") }

// Varies reports whether a term is a value that requests bring, and not one that
// the program has: a constant, a package's variable, or an element of such.
func Varies(term string) bool {
	return strings.ContainsAny(term, "$@") && !strings.Contains(term, randomTerm)
}

// Repeats reports whether a term is the same in a second request that is like the
// first.
func Repeats(term string) bool {
	return strings.HasPrefix(term, "=") || Varies(term) && !strings.Contains(term, madeMark)
}

var paramPattern = regexp.MustCompile(`\$(\d+)((?:\.[A-Za-z_]\w*)*)`)

// expand returns what a term of fn is at a call of it.
func (t *terms) expand(term string, call *ast.CallExpr, fn *types.Func) string {
	if call == nil {
		return ""
	}
	unknown := false
	out := paramPattern.ReplaceAllStringFunc(term, func(s string) string {
		m := paramPattern.FindStringSubmatch(s)
		i, _ := strconv.Atoi(m[1])
		var path []string
		if m[2] != "" {
			path = strings.Split(m[2][1:], ".")
		}
		v := t.field(t.argument(call, fn, i), path)
		unknown = unknown || v == ""
		return v
	})
	if unknown {
		return ""
	}
	return short(out)
}

// argument returns what a call gives for the i-th parameter, the receiver
// first; nil if that isn't one expression.
func (t *terms) argument(call *ast.CallExpr, fn *types.Func, i int) ast.Expr {
	sig := fn.Signature()
	if sig.Recv() != nil {
		if i == 0 {
			if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
				return sel.X
			}
			return nil
		}
		i--
	}
	if i >= len(call.Args) || sig.Variadic() && i >= sig.Params().Len()-1 || len(call.Args) < sig.Params().Len()-1 {
		return nil
	}
	return call.Args[i]
}

func isContext(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "context"
}

// constTerm returns the term of a Go constant.
func constTerm(v constant.Value) string {
	if v.Kind() == constant.String {
		return textTerm(constant.StringVal(v))
	}
	return textTerm(v.ExactString())
}

// textTerm returns the term of a constant as SQL has it.
func textTerm(text string) string {
	return "=" + strings.NewReplacer("$", "%24", "@", "%40").Replace(text)
}
