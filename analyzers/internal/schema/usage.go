package schema

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A UseKind is what code does with the rows of a table.
type UseKind uint8

const (
	// SoftDeletes is a statement or call that marks rows as deleted. Columns
	// are those that mark them.
	SoftDeletes UseKind = iota
	// HardDeletes is a delete past the soft delete.
	HardDeletes
	// Revives makes deleted rows live again, or looks for them or removes them
	// before it creates one.
	Revives
	// Renames changes columns of a row that is being deleted, so that their
	// values are free again: Columns says which.
	Renames
	// Random fills Columns with values that never occur twice.
	Random
	// Creates inserts rows. Columns are those that it fills, nil if they aren't
	// known: a model's are all of its own.
	Creates
)

func (k UseKind) String() string {
	return [...]string{"soft delete", "hard delete", "revive", "rename on delete", "random key", "create"}[k]
}

// A Use is what one place of the module's code does with the rows of a table.
// What isn't certain by syntax isn't given.
type Use struct {
	Kind UseKind
	// Model is nil if the use names the table only.
	Model   *Model
	Table   string
	Columns []string
	Place   Place
	// Func is the function around it, "Type.Method" or "name"; in .sql files
	// it tells the statements of a file apart.
	Func string
	// Given says that the row is the function's parameter: what it is, its
	// callers know.
	Given bool
	// Seeding says that it only stands where test or example data is made or
	// cleaned up.
	Seeding bool
	// By are the columns that a soft delete's condition compares by equality
	// or IN. Open says that there may be more to the condition.
	By   []string
	Open bool
	// With are the other tables, in lower case, of which the same function, or
	// each that calls it in its package, deletes or finishes rows.
	With []string
}

// usesOf returns what the module's code does with the models, and the
// statements of its .sql files with tables, by file and position.
func (s *source) usesOf(models []*Model, files []*sqlFile) []*Use {
	u := &uses{s: s, byType: map[typeName]*Model{}, ent: map[string]*Model{}, byTable: map[string][]*Model{}}
	deletable := false
	for _, m := range models {
		u.byType[typeName{m.Package, m.Type}] = m
		if m.ORM == Ent {
			u.ent[m.Type] = m
		}
		table := strings.ToLower(unqualified(m.Table))
		u.byTable[table] = append(u.byTable[table], m)
		deletable = deletable || m.SoftDelete != nil
		u.defaults(m)
	}
	for _, file := range files {
		u.file(file)
	}
	var used []*goFile
	for _, f := range s.files {
		if !f.generated && (f.marks&markUse != 0 || deletable && f.marks&markDelete != 0) {
			used = append(used, f)
		}
	}
	s.each(used, s.load)
	for _, f := range used {
		if f.pkg != nil {
			f.pkg.index(f)
		}
	}
	for _, f := range used {
		u.goFile(f)
	}
	u.texts(used)
	u.with()
	u.reseed()
	slices.SortStableFunc(u.list, func(a, b *Use) int {
		return cmp.Or(strings.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Offset, b.Place.Offset), cmp.Compare(a.Kind, b.Kind))
	})
	// The calls that made a variable are seen again where it is used.
	return slices.CompactFunc(u.list, func(a, b *Use) bool {
		return a.Kind == b.Kind && a.Place == b.Place && a.Model == b.Model && a.Table == b.Table && slices.Equal(a.Columns, b.Columns)
	})
}

type uses struct {
	s       *source
	byType  map[typeName]*Model
	ent     map[string]*Model // by type
	byTable map[string][]*Model
	list    []*Use
	touches []touch
}

// softDelete adds a soft delete of the rows that are selected.
func (u *uses) softDelete(m *Model, table, column string, rows selection, at Place, fn string) {
	u.add(SoftDeletes, m, table, []string{column}, at, fn)
	use := u.list[len(u.list)-1]
	use.By, use.Open = rows.columns, rows.open
}

func (u *uses) add(kind UseKind, m *Model, table string, columns []string, at Place, fn string) {
	if m != nil {
		table = unqualified(m.Table)
	}
	u.list = append(u.list, &Use{Kind: kind, Model: m, Table: table, Columns: columns, Place: at, Func: fn, Seeding: seeds(at.File, fn)})
}

// seeds reports whether a file's or a function's name says that it is for test
// or example data.
func seeds(file, fn string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(file), func(r rune) bool { return r < 'a' || 'z' < r }) {
		switch word {
		case "seed", "seeds", "seeder", "seeders", "seeding", "fixture", "fixtures", "mock", "mocks", "demo", "example", "examples",
			"test", "tests", "testing", "testutil", "testutils", "testhelper", "testhelpers", "fake", "fakes", "sample", "samples":
			return true
		}
	}
	fn = strings.ToLower(fn)
	for _, word := range []string{"seed", "fixture", "mock", "demo", "fake", "sampledata", "testdata"} {
		if strings.Contains(fn, word) {
			return true
		}
	}
	return false
}

// defaults finds the keys that the database or ent makes up.
func (u *uses) defaults(m *Model) {
	for _, f := range m.Fields {
		if f.HasDefault && randomCall(f.Default) && strings.Contains(f.Default, "(") || f.Random {
			u.add(Random, m, "", []string{f.Column}, f.Place, "")
		}
	}
}

// randomCall reports whether a function of that name gives a value that never
// occurs twice. It goes by name: it only ever silences.
func randomCall(name string) bool {
	name = strings.ToLower(name)
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(name, word) })
	}
	if has("parse", "find", "by", "check", "valid", "from") {
		return false
	}
	return has("uuid", "ulid", "ksuid", "nanoid", "xid", "random", "snowflake", "newid(") ||
		has("token", "guid", "objectid", "key", "secret", "code") && has("new", "gen", "make", "rand")
}

// file finds what the statements of a .sql file do.
func (u *uses) file(file *sqlFile) {
	for i, stmt := range file.parsed.Statements {
		if stmt.Query != nil {
			u.query(stmt.Query, "#"+strconv.Itoa(i+1), file.place)
		}
	}
}

// query finds what a statement does with the rows of its table.
func (u *uses) query(q *sqlparse.Query, fn string, place func(sqlparse.Span) Place) {
	for _, sub := range q.Subs {
		u.query(sub, fn, place)
	}
	if len(q.Tables) == 0 || q.Tables[0].Table == "" || strings.ContainsRune(q.Tables[0].Table, sqlparse.Hole) {
		return
	}
	// In MySQL several tables may be updated; which one isn't told.
	table := q.Tables[0].Table
	span := q.Span
	add := func(kind UseKind, columns []string, at sqlparse.Span) {
		if at == (sqlparse.Span{}) {
			at = span
		}
		u.add(kind, u.only(table), table, columns, place(at), fn)
	}
	switch q.Verb {
	case sqlparse.Delete:
		add(HardDeletes, nil, sqlparse.Span{})
	case sqlparse.Insert:
		var into []string
		for _, col := range q.Into {
			into = append(into, col.Name)
		}
		add(Creates, into, sqlparse.Span{})
		if q.Conflict != nil {
			if q.Conflict.Replace {
				add(Revives, nil, sqlparse.Span{})
			}
			for _, set := range q.Conflict.Sets {
				if isDeletedName(set.Column.Name) {
					add(Revives, nil, set.Column.Span)
				}
			}
		}
	case sqlparse.Update:
		var others []string
		deleted := false
		for _, set := range q.Sets {
			switch {
			case !isDeletedName(set.Column.Name):
				others = append(others, set.Column.Name)
			case isLive(set.Value):
				add(Revives, nil, set.Column.Span)
			default:
				deleted = true
				at := set.Column.Span
				if at == (sqlparse.Span{}) {
					at = span
				}
				u.softDelete(u.only(table), table, set.Column.Name, selectionOf(q), place(at), fn)
			}
		}
		if deleted && len(others) > 0 {
			add(Renames, others, sqlparse.Span{})
		}
	}
}

// isLive reports whether a value marks a row as live.
func isLive(v sqlparse.Operand) bool {
	if v.Kind != sqlparse.Const {
		return false
	}
	switch v.Type {
	case sqlparse.NullConst:
		return true
	case sqlparse.BoolConst:
		return v.Text == "false"
	}
	return v.Text == "0" || v.Text == "" || strings.HasPrefix(v.Text, "1970-01-01") || strings.HasPrefix(v.Text, "0001-01-01")
}

// only is the model of a table if there is just one.
func (u *uses) only(table string) *Model {
	if list := u.byTable[strings.ToLower(table)]; table != "" && len(list) == 1 {
		return list[0]
	}
	return nil
}

// texts finds what the SQL texts of Go files do. A text is parsed if its first
// word and a column's name in it say that it can matter, an INSERT, REPLACE or
// DELETE if it names a table whose rows are marked.
func (u *uses) texts(files []*goFile) {
	var later, updates []*goText
	parse := func(t *goText) {
		stmt, err := sqlparse.Parse(t.Text, sqlparse.Unknown)
		if err != nil || stmt.Query == nil {
			return
		}
		u.query(stmt.Query, t.Func, t.Place)
	}
	for _, f := range files {
		for _, t := range u.s.texts(f, isWrite) {
			switch word, _ := firstWord(skipComments(t.Text)); {
			case len(t.Text) > maxUse:
			case strings.EqualFold(word, "insert"), strings.EqualFold(word, "replace"), strings.EqualFold(word, "delete"):
				later = append(later, t)
			default:
				if namesDeletion(t.Text) {
					parse(t)
				}
				if t.Func != "" {
					updates = append(updates, t)
				}
			}
		}
	}
	marked := map[string]bool{}
	for _, use := range u.list {
		if use.Kind == SoftDeletes && use.Table != "" {
			marked[strings.ToLower(use.Table)] = true
		}
	}
	for table, list := range u.byTable {
		for _, m := range list {
			marked[table] = marked[table] || table != "" && m.SoftDelete != nil
		}
	}
	for _, t := range later {
		text := strings.ToLower(t.Text)
		for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < 128 && !isWordByte(byte(r)) }) {
			if marked[word] {
				parse(t)
				break
			}
		}
	}
	for _, t := range updates {
		u.rename(t)
	}
}

// rename takes an UPDATE beside the statement or call that deletes the row: of
// the same table, in the same function.
func (u *uses) rename(t *goText) {
	var stmt *sqlparse.Statement
	for _, use := range u.list {
		if use.Kind != SoftDeletes || use.Place.File != t.File || use.Func != t.Func && !strings.HasSuffix(use.Func, "."+t.Func) {
			continue
		}
		if stmt == nil {
			var err error
			if stmt, err = sqlparse.Parse(t.Text, sqlparse.Unknown); err != nil || stmt.Query == nil {
				return
			}
		}
		q := stmt.Query
		if q.Verb != sqlparse.Update || len(q.Tables) == 0 || !strings.EqualFold(q.Tables[0].Table, use.Table) {
			continue
		}
		var columns []string
		for _, set := range q.Sets {
			if isDeletedName(set.Column.Name) {
				return // query has seen to it
			}
			columns = append(columns, set.Column.Name)
		}
		u.add(Renames, u.only(use.Table), use.Table, columns, t.Place(q.Span), t.Func)
		return
	}
}

// maxUse is the length of a text that is parsed for what it does.
const maxUse = 16 << 10

func isWrite(text string) bool {
	word, rest := firstWord(skipComments(text))
	switch strings.ToLower(word) {
	case "update", "insert", "replace", "delete", "with":
		return strings.TrimSpace(rest) != ""
	}
	return false
}

// namesDeletion reports whether a text holds a word that is the name of a
// column of deletions.
func namesDeletion(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < 128 && !isWordByte(byte(r)) }) {
		if isDeletedName(word) {
			return true
		}
	}
	return false
}

// goFile finds what the functions of a file do by calls of ORMs and builders.
func (u *uses) goFile(f *goFile) {
	if f.syntax == nil {
		return
	}
	for _, decl := range f.syntax.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || fn.Body == nil {
			continue
		}
		w := &useFunc{uses: u, file: f, decl: fn, name: fn.Name.Name, types: map[string]typeName{}, chains: map[string][]useCall{}, bases: map[string]ast.Expr{}, inner: map[ast.Node]bool{}, random: map[string]bool{}}
		if recv := receiverOf(fn); recv != "" {
			w.name = recv + "." + fn.Name.Name
			w.recv = u.byType[typeName{f.pkg.path, recv}]
		}
		w.run()
	}
}

// A useFunc is a function on its way through.
type useFunc struct {
	*uses
	file  *goFile
	decl  *ast.FuncDecl
	name  string
	recv  *Model // if it is a method of one
	types map[string]typeName
	// chains are the calls that made the values of variables, bases what the
	// first was called on.
	chains map[string][]useCall
	bases  map[string]ast.Expr
	random map[string]bool   // variables that hold what never occurs twice
	inner  map[ast.Node]bool // calls that a chain holds

	// What the function does, to be put together at its end.
	assigned []change
	deletes  []deletion
	lives    []deletion      // rows that are marked as live
	fresh    map[string]bool // variables that hold a new row
	hard     map[*Model]Place
	creates  map[*Model]Place
	unscoped map[*Model]Place // reads of deleted rows
}

// A change sets a column of a model's row.
type change struct {
	model  *Model
	of     string // the variable that holds the row, empty for a query's
	column string
	at     Place
}

// A deletion deletes a model's row softly.
type deletion struct {
	model *Model
	of    string // the variable that holds the row, empty for a query's
	at    Place
}

// A useCall is a call of a chain.
type useCall struct {
	name string
	args []ast.Expr
	node *ast.CallExpr
}

func (w *useFunc) run() {
	w.fresh = map[string]bool{}
	w.hard, w.creates, w.unscoped = map[*Model]Place{}, map[*Model]Place{}, map[*Model]Place{}
	w.params(w.decl.Recv)
	w.params(w.decl.Type.Params)
	ast.Inspect(w.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			w.params(n.Type.Params)
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if n.Type != nil {
					w.declare(id.Name, w.elem(n.Type))
				} else if i < len(n.Values) {
					w.declare(id.Name, w.typeOf(n.Values[i], 0))
				}
				w.fresh[id.Name] = true
			}
		case *ast.AssignStmt:
			w.assign(n)
		case *ast.RangeStmt:
			if id, ok := n.Value.(*ast.Ident); ok && n.Tok == token.DEFINE {
				w.declare(id.Name, w.typeOf(n.X, 0))
			}
		case *ast.CompositeLit:
			w.literal(n)
		case *ast.CallExpr:
			if !w.inner[n] {
				w.call(n)
			}
		}
		return true
	})
	w.conclude()
}

// conclude puts together what the function does.
func (w *useFunc) conclude() {
	order := func(places map[*Model]Place) []*Model {
		var list []*Model
		for m := range places {
			list = append(list, m)
		}
		slices.SortFunc(list, func(a, b *Model) int { return places[a].Offset - places[b].Offset })
		return list
	}
	if w.recv != nil && w.decl.Name.Name == "BeforeDelete" {
		w.deletes = append(w.deletes, deletion{w.recv, w.self(), w.s.place(w.decl.Body.Rbrace, w.decl.Body.Rbrace)})
	}
	for _, d := range w.deletes {
		var columns []string
		var at Place
		for _, c := range w.assigned {
			if c.model == d.model && c.of == d.of && c.at.Offset < d.at.Offset && !isDeletedName(c.column) {
				columns = append(columns, c.column)
				at = c.at
			}
		}
		if len(columns) > 0 {
			w.add(Renames, d.model, "", columns, at, w.name)
		}
	}
	for _, row := range w.lives {
		if !w.fresh[row.of] { // a new row is live anyway
			w.add(Revives, row.model, "", nil, row.at, w.name)
		}
	}
	for _, m := range order(w.creates) {
		// Looks for the deleted row, or removes it, before it creates one.
		if at, ok := w.unscoped[m]; ok {
			w.add(Revives, m, "", nil, at, w.name)
		} else if at, ok := w.hard[m]; ok && m.SoftDelete != nil {
			w.add(Revives, m, "", nil, at, w.name)
		}
	}
}

// self is the name of the receiver.
func (w *useFunc) self() string {
	if names := w.decl.Recv.List[0].Names; len(names) == 1 {
		return names[0].Name
	}
	return "_"
}

// rowOf is the variable that a value is or points to, empty if it is none.
func rowOf(e ast.Expr) string {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.UnaryExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

func (w *useFunc) params(list *ast.FieldList) {
	if list == nil {
		return
	}
	for _, p := range list.List {
		for _, id := range p.Names {
			w.declare(id.Name, w.elem(p.Type))
		}
	}
}

// isParam reports whether name is a parameter of the function.
func (w *useFunc) isParam(name string) bool {
	if w.decl == nil || name == "" {
		return false
	}
	for _, p := range w.decl.Type.Params.List {
		for _, id := range p.Names {
			if id.Name == name {
				return true
			}
		}
	}
	return false
}

// unknownType marks a variable of more than one type.
var unknownType = typeName{"", "?"}

func (w *useFunc) declare(name string, t typeName) {
	if name == "_" || t == (typeName{}) {
		return
	}
	if old, ok := w.types[name]; ok && old != t {
		t = unknownType
	}
	w.types[name] = t
}

// elem is the named type of a type expression, through pointers and slices.
func (w *useFunc) elem(e ast.Expr) typeName {
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.ArrayType:
			e = x.Elt
		case *ast.Ellipsis:
			e = x.Elt
		case *ast.MapType:
			return typeName{}
		default:
			name, _ := w.s.nameOf(w.file, e)
			return name
		}
	}
}

// typeOf is the named type of a value, of a slice that of its elements.
func (w *useFunc) typeOf(e ast.Expr, depth int) typeName {
	if depth > 6 {
		return typeName{}
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return w.typeOf(e.X, depth+1)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return w.typeOf(e.X, depth+1)
		}
	case *ast.StarExpr:
		return w.typeOf(e.X, depth+1)
	case *ast.IndexExpr:
		return w.typeOf(e.X, depth+1)
	case *ast.SliceExpr:
		return w.typeOf(e.X, depth+1)
	case *ast.Ident:
		return w.types[e.Name]
	case *ast.CompositeLit:
		if e.Type != nil {
			return w.elem(e.Type)
		}
	case *ast.CallExpr:
		switch fun := e.Fun.(type) {
		case *ast.Ident:
			if (fun.Name == "new" || fun.Name == "make") && len(e.Args) > 0 {
				return w.elem(e.Args[0])
			}
			return w.result(w.s.lookup(w.file.pkg.path, fun.Name))
		case *ast.ParenExpr: // (*T)(nil)
			if star, ok := fun.X.(*ast.StarExpr); ok {
				return w.elem(star.X)
			}
		case *ast.SelectorExpr:
			x, ok := fun.X.(*ast.Ident)
			if !ok {
				return typeName{}
			}
			if t, ok := w.types[x.Name]; ok {
				if t.pkg == "" {
					return typeName{}
				}
				return w.result(w.s.method(t.pkg, t.name, fun.Sel.Name))
			}
			if p := w.s.importPath(w.file, x.Name); p != "" && w.s.packages[p] != nil {
				return w.result(w.s.lookup(p, fun.Sel.Name))
			}
		}
	}
	return typeName{}
}

// result is the type of a function's first result.
func (w *useFunc) result(d *goDecl) typeName {
	if d == nil || d.fn == nil || d.fn.Type.Results == nil || len(d.fn.Type.Results.List) == 0 {
		return typeName{}
	}
	other := useFunc{uses: w.uses, file: d.file}
	return other.elem(d.fn.Type.Results.List[0].Type)
}

// model is the model that a value is of, nil if none.
func (w *useFunc) model(e ast.Expr) *Model { return w.byType[w.typeOf(e, 0)] }

func (w *useFunc) assign(n *ast.AssignStmt) {
	for i, lhs := range n.Lhs {
		var rhs ast.Expr
		switch {
		case len(n.Lhs) == len(n.Rhs):
			rhs = n.Rhs[i]
		case i == 0 && len(n.Rhs) == 1:
			rhs = n.Rhs[0]
		}
		switch lhs := lhs.(type) {
		case *ast.Ident:
			if rhs == nil {
				continue
			}
			w.random[lhs.Name] = w.isRandom(rhs)
			if n.Tok == token.DEFINE {
				w.declare(lhs.Name, w.typeOf(rhs, 0))
				if _, ok := w.s.madeBy(w.file, rhs); ok {
					w.fresh[lhs.Name] = true
				}
			}
			if call, ok := rhs.(*ast.CallExpr); ok {
				if calls, base := w.chain(call); len(calls) > 0 {
					w.chains[lhs.Name], w.bases[lhs.Name] = calls, base
				}
			}
		case *ast.SelectorExpr:
			w.assignField(lhs, rhs)
		}
	}
}

// assignField takes x.Field = value.
func (w *useFunc) assignField(lhs *ast.SelectorExpr, rhs ast.Expr) {
	field := lhs.Sel.Name
	x := lhs.X
	if inner, ok := x.(*ast.SelectorExpr); ok && field == "Valid" { // x.DeletedAt.Valid = false
		field, x = inner.Sel.Name, inner.X
	}
	m := w.model(x)
	if m == nil {
		return
	}
	f := m.fieldNamed(field)
	if f == nil {
		return
	}
	at := w.s.placeOf(lhs)
	if f == m.SoftDelete || isDeletedName(f.Column) {
		switch {
		case rhs == nil:
		case w.isZero(rhs):
			w.lives = append(w.lives, deletion{m, rowOf(x), at})
		case m.SoftDelete == nil && w.isSet(rhs):
			w.softDelete(m, "", f.Column, selection{columns: []string{m.primary()}, open: m.primary() == ""}, at, w.name)
			w.deletes = append(w.deletes, deletion{m, rowOf(x), at})
		}
		return
	}
	w.assigned = append(w.assigned, change{m, rowOf(x), f.Column, at})
	if finishes(f.Column) && !w.fresh[rowOf(x)] {
		w.touches = append(w.touches, touch{unqualified(m.Table), at})
	}
	if rhs != nil && w.isRandom(rhs) {
		w.add(Random, m, "", []string{f.Column}, at, w.name)
	}
}

// fieldNamed is the field of that Go name or column, nil if there is none.
func (m *Model) fieldNamed(name string) *Field {
	for _, f := range m.Fields {
		if f.Name == name || strings.EqualFold(f.Column, name) {
			return f
		}
	}
	return nil
}

// literal looks for random keys in T{Key: uuid.NewString()}.
func (w *useFunc) literal(lit *ast.CompositeLit) {
	if lit.Type == nil {
		return
	}
	name, ok := w.s.nameOf(w.file, lit.Type)
	m := w.byType[name]
	if !ok || m == nil {
		return
	}
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if key, ok := kv.Key.(*ast.Ident); ok && w.isRandom(kv.Value) {
			if f := m.fieldNamed(key.Name); f != nil {
				w.add(Random, m, "", []string{f.Column}, w.s.placeOf(kv), w.name)
			}
		}
	}
}

// isRandom reports whether a value comes from a call whose name says that it
// never occurs twice.
func (w *useFunc) isRandom(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			found = found || w.random[id.Name]
		}
		call, ok := n.(*ast.CallExpr)
		if !ok || found {
			return !found
		}
		switch fun := call.Fun.(type) {
		case *ast.Ident:
			found = randomCall(fun.Name)
		case *ast.SelectorExpr:
			x, _ := fun.X.(*ast.Ident)
			found = randomCall(fun.Sel.Name) || x != nil && (randomCall(x.Name) || x.Name == "rand")
		}
		return !found
	})
	return found
}

// isZero reports whether an expression is nil, zero or invalid by syntax.
func (w *useFunc) isZero(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return w.isZero(e.X)
	case *ast.UnaryExpr:
		return e.Op == token.AND && w.isZero(e.X)
	case *ast.Ident:
		return e.Name == "nil" || e.Name == "false"
	case *ast.BasicLit:
		switch strings.ToLower(strings.Trim(e.Value, "\"`")) {
		case "0", "", "null", "n", "no", "false", "f":
			return true
		}
		return false
	case *ast.CompositeLit:
		for _, elt := range e.Elts { // gorm.DeletedAt{Valid: false}
			kv, ok := elt.(*ast.KeyValueExpr)
			if !ok || !w.isZero(kv.Value) {
				return false
			}
		}
		return true
	case *ast.CallExpr:
		// gorm.Expr("NULL"), time.Unix(0, 0), (*time.Time)(nil), sql.NullTime{}
		if len(e.Args) == 0 {
			return false
		}
		for _, arg := range e.Args {
			if !w.isZero(arg) {
				return false
			}
		}
		return true
	}
	return false
}

// isSet reports whether an expression marks a row as deleted by syntax: the
// current time, true, 1, "Y".
func (w *useFunc) isSet(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "true"
	case *ast.BasicLit:
		return !w.isZero(e)
	}
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			found = found || id.Name == "true" || strings.Contains(strings.ToLower(id.Name), "now")
		}
		return !found
	})
	return found
}

// chain takes the calls of a chain apart, first call first, with those that
// made the variable it starts with. base is what the first is called on.
func (w *useFunc) chain(call *ast.CallExpr) (calls []useCall, base ast.Expr) {
	var x ast.Expr = call
	for {
		switch n := x.(type) {
		case *ast.ParenExpr:
			x = n.X
			continue
		case *ast.CallExpr:
			sel, ok := n.Fun.(*ast.SelectorExpr)
			if !ok {
				slices.Reverse(calls)
				return calls, n
			}
			calls = append(calls, useCall{sel.Sel.Name, n.Args, n})
			x = sel.X
			continue
		case *ast.SelectorExpr:
			// A field between: err := db.Create(&x).Error
			if inner, ok := n.X.(*ast.CallExpr); ok && (n.Sel.Name == "Error" || n.Sel.Name == "RowsAffected") {
				x = inner
				continue
			}
		case *ast.Ident:
			if made := w.chains[n.Name]; made != nil {
				slices.Reverse(calls)
				return append(slices.Clone(made), calls...), w.bases[n.Name]
			}
		}
		slices.Reverse(calls)
		return calls, x
	}
}

// call takes an outermost call.
func (w *useFunc) call(n *ast.CallExpr) {
	calls, base := w.chain(n)
	if len(calls) == 0 {
		return
	}
	for _, call := range calls {
		w.inner[call.node] = true
	}
	if m := w.entModelOf(base, calls); m != nil {
		w.entChain(m, calls, w.entSelection(m, base, calls))
		return
	}
	w.ormChain(calls)
}

// entModelOf is the model of client.User.Update() or user.Update().
func (w *useFunc) entModelOf(base ast.Expr, calls []useCall) *Model {
	switch calls[0].name {
	case "Update", "UpdateOne", "UpdateOneID", "Create", "CreateBulk", "MapCreateBulk", "Delete", "DeleteOne", "DeleteOneID":
	default:
		return nil
	}
	switch base := base.(type) {
	case *ast.SelectorExpr:
		return w.ent[base.Sel.Name]
	case *ast.Ident:
		if m := w.byType[w.types[base.Name]]; m != nil && m.ORM == Ent {
			return m
		}
	}
	return nil
}

// callPlace is where a call of a chain stands, from its name on.
func (w *useFunc) callPlace(call *ast.CallExpr) Place {
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
		return w.s.place(sel.Sel.Pos(), call.End())
	}
	return w.s.placeOf(call)
}

func (w *useFunc) entChain(m *Model, calls []useCall, rows selection) {
	first := calls[0]
	at := w.callPlace(first.node)
	creates := strings.Contains(first.name, "Create")
	switch {
	case creates:
		w.add(Creates, m, "", nil, at, w.name)
	case strings.HasPrefix(first.name, "Delete"):
		if m.SoftDelete != nil {
			w.softDelete(m, "", m.SoftDelete.Column, rows, at, w.name)
		} else {
			w.add(HardDeletes, m, "", nil, at, w.name)
		}
		return
	}
	var others []string
	deleted := false
	for _, call := range calls[1:] {
		for _, f := range m.Fields {
			if f.Name == "" {
				continue
			}
			marks := f == m.SoftDelete || isDeletedName(f.Column)
			switch call.name {
			case "Update" + f.Name: // of an upsert
				if marks {
					w.add(Revives, m, "", nil, w.callPlace(call.node), w.name)
				}
			case "Clear" + f.Name:
				if marks && !creates {
					w.add(Revives, m, "", nil, w.callPlace(call.node), w.name)
				}
			case "Set" + f.Name, "SetNillable" + f.Name, "SetOrClear" + f.Name:
				switch {
				case len(call.args) != 1 || creates:
				case !marks:
					others = append(others, f.Column)
					if finishes(f.Column) {
						w.touches = append(w.touches, touch{unqualified(m.Table), at})
					}
				case w.isZero(call.args[0]):
					w.add(Revives, m, "", nil, w.callPlace(call.node), w.name)
				default:
					deleted = true
					w.softDelete(m, "", f.Column, rows, w.callPlace(call.node), w.name)
				}
				if len(call.args) == 1 && w.isRandom(call.args[0]) {
					w.add(Random, m, "", []string{f.Column}, w.callPlace(call.node), w.name)
				}
			}
		}
	}
	if deleted && len(others) > 0 {
		w.add(Renames, m, "", others, at, w.name)
	}
}

// An ormUse is what a chain says by its calls.
type ormUse struct {
	model    *Model
	of       string // the variable that holds the row
	table    string
	unscoped bool
	kind     string // "delete", "update", "insert", "read"
	at       Place
	sets     map[string]bool // columns, and whether they are set to zero
	order    []string
	random   []string // columns that get what never occurs twice
	conflict bool     // the insert updates on conflict
	clears   bool     // the update writes deleted_at even if it is zero
	rows     selection
}

func (w *useFunc) set(o *ormUse, column string, value ast.Expr) {
	o.set(column, w.isZero(value))
	if w.isRandom(value) {
		o.random = append(o.random, column)
	}
}

func (o *ormUse) set(column string, zero bool) {
	if o.sets == nil {
		o.sets = map[string]bool{}
	}
	if _, ok := o.sets[column]; !ok {
		o.order = append(o.order, column)
	}
	o.sets[column] = zero
}

// ormChain takes a chain of GORM, bun, xorm, go-pg, or a builder.
func (w *useFunc) ormChain(calls []useCall) {
	var o ormUse
	for i, call := range calls {
		last := w.callPlace(call.node)
		var arg ast.Expr
		if len(call.args) > 0 {
			arg = call.args[0]
		}
		byArg := func(e ast.Expr) {
			if m := w.model(e); m != nil {
				o.model, o.of = m, rowOf(e)
			}
		}
		switch call.name {
		case "Unscoped", "ForceDelete", "WhereAllWithDeleted", "AllWithDeleted", "Deleted", "WhereDeleted":
			o.unscoped = true
			if call.name == "ForceDelete" && o.model != nil && o.kind == "" {
				o.kind, o.at = "delete", last
			}
		case "Model", "ModelTableExpr":
			if arg != nil {
				byArg(arg)
			}
		case "Table", "From", "Into":
			if arg != nil {
				o.table, _ = w.s.constString(w.file, arg)
			}
		case "NewDelete":
			o.kind, o.at = "delete", last
		case "NewInsert":
			o.kind, o.at = "insert", last
		case "NewUpdate":
			o.kind, o.at = "update", last
		case "Delete", "DeleteFrom", "HardDelete":
			o.kind, o.at = "delete", last
			for _, arg := range call.args {
				if m := w.model(arg); m != nil && (o.model == nil || o.model == m) {
					o.model = m
					if row := rowOf(arg); row != "" {
						o.of = row
					}
				} else if table, ok := w.s.constString(w.file, arg); ok && i == 0 {
					o.table = table
				}
			}
		case "Create", "CreateInBatches", "Insert", "InsertOne", "InsertMulti", "FirstOrCreate", "InsertInto":
			o.kind, o.at = "insert", last
			for _, arg := range call.args {
				if m := w.model(arg); m != nil {
					o.model, o.of = m, rowOf(arg)
				} else if table, ok := w.s.constString(w.file, arg); ok && i == 0 {
					o.table = table
				}
			}
		case "First", "Find", "Take", "Last", "Get", "Exist", "Count", "Scan", "FirstOrInit", "Select":
			if o.kind == "" {
				o.kind, o.at = "read", last
			}
			for _, arg := range call.args {
				delete(w.fresh, rowOf(arg)) // holds a row of the table now
			}
			if o.model == nil && arg != nil {
				byArg(arg)
			}
		case "Update", "UpdateColumn":
			o.kind, o.at = "update", last
			switch {
			case len(call.args) == 2:
				if column, ok := w.s.constString(w.file, arg); ok {
					w.set(&o, column, call.args[1])
				}
			case len(call.args) == 1:
				if table, ok := w.s.constString(w.file, arg); ok {
					o.table = table // of a builder
				} else {
					w.setsOf(&o, arg)
				}
			}
		case "Updates", "UpdateColumns", "SetMap", "SetUpdates", "Save":
			if call.name != "Save" {
				o.kind, o.at = "update", last
			}
			if arg != nil {
				w.setsOf(&o, arg)
				if call.name == "Save" && o.model == nil {
					byArg(arg)
				}
			}
		case "Set", "SetColumn":
			switch {
			case len(call.args) == 0:
			case len(call.args) == 1 && w.setsText(&o, arg, nil):
			case len(call.args) == 1:
				w.setsOf(&o, arg)
			default:
				if w.setsText(&o, arg, call.args[1:]) {
					break
				}
				if column, ok := w.s.constString(w.file, arg); ok {
					w.set(&o, column, call.args[1])
				}
			}
		case "MustCols": // xorm's, for columns whose zero counts
			for _, arg := range call.args {
				if column, ok := w.s.constString(w.file, arg); ok && isDeletedName(column) {
					o.clears = true
				}
			}
		case "On", "Clauses", "OnConflict", "OnConflictColumns", "Suffix", "DoUpdate":
			w.conflict(&o, call.args)
		default:
			for _, arg := range call.args {
				if u, ok := arg.(*ast.UnaryExpr); ok && u.Op == token.AND {
					delete(w.fresh, rowOf(arg)) // a function of the module's may load it
				}
			}
		}
	}
	started := false
	for _, call := range calls {
		w.selects(&o.rows, o.model, call, started)
		started = started || !givesHandle(call.name)
	}
	w.ormUse(&o)
}

// setsOf takes the columns of Updates(map[string]any{…}) or Updates(&T{…}).
func (w *useFunc) setsOf(o *ormUse, e ast.Expr) {
	if u, ok := e.(*ast.UnaryExpr); ok {
		e = u.X
	}
	lit, ok := e.(*ast.CompositeLit)
	if !ok {
		if o.model == nil {
			o.model = w.model(e)
		}
		return
	}
	m := w.model(lit)
	if m != nil && o.model == nil {
		o.model = m
	}
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if key, ok := kv.Key.(*ast.Ident); ok && m != nil {
			if f := m.fieldNamed(key.Name); f != nil {
				w.set(o, f.Column, kv.Value)
			}
		} else if column, ok := w.s.constString(w.file, kv.Key); ok {
			w.set(o, column, kv.Value)
		}
	}
}

// setsText takes Set("deleted_at = ?", now). It reports whether the text is an
// assignment.
func (w *useFunc) setsText(o *ormUse, e ast.Expr, args []ast.Expr) bool {
	text, ok := w.s.constString(w.file, e)
	if !ok || !strings.Contains(text, "=") {
		return false
	}
	stmt, err := sqlparse.ParseFragment(text, sqlparse.SetClause, sqlparse.Unknown)
	if err != nil || stmt.Query == nil {
		return true
	}
	for _, set := range stmt.Query.Sets {
		zero := isLive(set.Value)
		if set.Value.Kind == sqlparse.Param && set.Value.Param < len(args) {
			zero = w.isZero(args[set.Value.Param])
		}
		o.set(set.Column.Name, zero)
	}
	return true
}

// conflict looks into what an insert does on conflict for a column that marks
// deleted rows.
func (w *useFunc) conflict(o *ormUse, args []ast.Expr) {
	for _, arg := range args {
		ast.Inspect(arg, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "UpdateAll" {
					o.conflict = true
				}
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); err == nil && namesDeletion(text) {
					o.conflict = true
				}
			}
			return true
		})
	}
}

func (w *useFunc) ormUse(o *ormUse) {
	m := o.model
	if m == nil && o.table != "" && !strings.ContainsAny(o.table, " (") {
		m = w.only(o.table)
	} else {
		o.table = ""
	}
	if m == nil && o.table == "" || m != nil && m.ORM == TagOnly && o.table == "" {
		return
	}
	add := func(kind UseKind, columns []string) { w.add(kind, m, o.table, columns, o.at, w.name) }
	marks := func(column string) bool {
		return isDeletedName(column) || m != nil && m.SoftDelete != nil && strings.EqualFold(column, m.SoftDelete.Column)
	}
	if len(o.random) > 0 {
		add(Random, o.random)
	}
	switch o.kind {
	case "delete":
		switch {
		case m != nil && m.SoftDelete != nil && !o.unscoped:
			w.softDelete(m, o.table, m.SoftDelete.Column, o.rows, o.at, w.name)
			w.deletes = append(w.deletes, deletion{m, o.of, o.at})
		default:
			add(HardDeletes, nil)
			if m != nil {
				w.hard[m] = o.at
			}
		}
	case "insert":
		add(Creates, nil)
		w.list[len(w.list)-1].Given = w.isParam(o.of)
		if m != nil {
			w.creates[m] = o.at
		}
		if o.conflict || slices.ContainsFunc(o.order, marks) {
			add(Revives, nil)
		} else if o.unscoped && m != nil { // Unscoped().FirstOrCreate
			w.unscoped[m] = o.at
		}
	case "read":
		if o.unscoped && m != nil {
			w.unscoped[m] = o.at
		}
	default:
		if o.clears && o.kind == "update" {
			add(Revives, nil)
		}
		var others []string
		deleted := false
		for _, column := range o.order {
			name := column
			if m != nil {
				if f := m.fieldNamed(column); f != nil {
					name = f.Column
				}
			}
			switch {
			case !marks(name):
				others = append(others, name)
				if m != nil {
					w.assigned = append(w.assigned, change{m, o.of, name, o.at})
				}
				if finishes(name) {
					table := o.table
					if m != nil {
						table = unqualified(m.Table)
					}
					w.touches = append(w.touches, touch{table, o.at})
				}
			case o.at == (Place{}):
			case o.sets[column]:
				add(Revives, nil)
			default:
				deleted = true
				w.softDelete(m, o.table, name, o.rows, o.at, w.name)
			}
		}
		if deleted && len(others) > 0 {
			add(Renames, others)
		}
	}
}
