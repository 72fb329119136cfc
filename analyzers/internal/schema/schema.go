package schema

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// Analyzer gives a package its view of the module's tables. Its result is a
// *[Result], nil for a package that isn't first-party. It reads nothing before
// a rule asks.
var Analyzer = &analysis.Analyzer{
	Name:       "schema",
	Doc:        "know the tables of the module",
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
}

// A Result is a package's view of its module's tables. It is safe for
// concurrent use.
type Result struct {
	pass *analysis.Pass
	dir  string // absolute folder of the package
	root string
	path string // what import paths of the module start with

	mu     sync.Mutex
	files  map[string]*token.File // by Place.File
	owners map[*types.Package]map[*types.Var][]string
}

func run(pass *analysis.Pass) (any, error) {
	if !firstparty.Is(pass) {
		return (*Result)(nil), nil
	}
	dir := PackageDir(pass)
	if dir == "" {
		return (*Result)(nil), nil
	}
	root := Root(dir)
	if err := check(root); err != nil {
		return (*Result)(nil), err
	}
	r := &Result{pass: pass, dir: dir, root: root}
	if r.path = settingOf(root).path; r.path == "" {
		// The package's path tells what those below root start with.
		r.path = strings.TrimSuffix(strings.TrimSuffix(pass.Pkg.Path(), "_test"), r.Dir())
		r.path = strings.TrimSuffix(r.path, "/")
	}
	return r, nil
}

// PackageDir returns the absolute folder that the package's files lie in, empty
// if that isn't known.
func PackageDir(pass *analysis.Pass) string {
	for _, file := range pass.Files {
		// Position, not File: cgo's output has //line directives, but for files that
		// stand for no other, which the build cache keeps without extension.
		name := pass.Fset.Position(file.Package).Filename
		if filepath.IsAbs(name) && filepath.Ext(name) != "" && !strings.HasPrefix(filepath.Base(name), "_cgo_") {
			return filepath.Dir(name)
		}
	}
	for _, name := range pass.OtherFiles {
		if filepath.IsAbs(name) {
			return filepath.Dir(name)
		}
	}
	return ""
}

// Root returns the root of the package's module, an absolute path.
func (r *Result) Root() string { return r.root }

// Module returns what is known of the module's tables.
func (r *Result) Module() *Module {
	Asked(r.pass.Pkg)
	return r.view().module()
}

func (r *Result) view() view { return viewOf(r.root, r.path) }

// models reports whether models, or fields of them, are of pkg.
func (r *Result) models(pkg *types.Package) bool { return holds(r.view().summary().Models, pkg.Path()) }

// Dir returns the package's folder relative to the module's root, "." for the
// root itself.
func (r *Result) Dir() string {
	rel, err := filepath.Rel(r.root, r.dir)
	if err != nil {
		return "."
	}
	return filepath.ToSlash(rel)
}

// Table returns the table called name, which may be qualified, as the package
// sees it, nil if none is known: the declaration nearest by folder. Where several are equally near,
// such as those of several dialects, it returns what they agree on.
func (r *Result) Table(name string) *Table {
	return r.TableIn(name, sqlparse.Unknown)
}

// TableIn returns the table called name in the dialect d, or in any for
// Unknown.
func (r *Result) TableIn(name string, d sqlparse.Dialect) *Table {
	return agreed(near(inSchema(r.Module().named(unqualified(name)), qualifier(name)), r.Dir(), d))
}

// inSchema returns those of the tables that a name qualified by schema may
// stand for: those of the schema, or that say no schema; without one, those
// without one, or any.
func inSchema(tables []*Table, schema string) []*Table {
	for _, want := range []string{schema, ""} {
		var list []*Table
		for _, t := range tables {
			if strings.EqualFold(t.Schema, want) {
				list = append(list, t)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	if schema != "" {
		return nil
	}
	return tables
}

// Model returns the model that the type t declares, nil if it is none.
func (r *Result) Model(t *types.Named) *Model {
	obj := t.Origin().Obj()
	if obj.Pkg() == nil || !r.models(obj.Pkg()) {
		return nil
	}
	return r.Module().model(obj.Pkg().Path(), obj.Name())
}

// TableName returns the table of a model, by the ORM's convention where nothing
// in the module says otherwise; empty if that isn't known.
func (r *Result) TableName(t *types.Named, orm string) string {
	if m := r.Model(t); m != nil {
		return m.Table
	}
	if ORM(orm) == GORM {
		return plural(gormName(t.Obj().Name()))
	}
	return ""
}

// A Ref is a column with the model's field that stands for it.
type Ref struct {
	Table  *Table
	Column *Column
	Model  *Model
	Field  *Field
}

// Refs returns the columns that field stands for: of owner, the type through
// which it is selected, or if that is nil or no model, of all models that have
// the field, embedded structs included.
func (r *Result) Refs(field *types.Var, owner *types.Named) []Ref {
	if field.Pkg() == nil || !field.IsField() || !r.models(field.Pkg()) {
		return nil
	}
	var refs []Ref
	for _, name := range r.ownersOf(field) {
		refs = append(refs, r.Module().fields[fieldKey{field.Pkg().Path(), name, field.Name()}]...)
	}
	if owner == nil || owner.Obj().Pkg() == nil {
		return refs
	}
	narrowed := slices.DeleteFunc(slices.Clone(refs), func(ref Ref) bool {
		return ref.Model.Package != owner.Obj().Pkg().Path() || ref.Model.Type != owner.Obj().Name()
	})
	if len(narrowed) > 0 {
		return narrowed
	}
	return refs
}

// Column returns the column that field stands for, nil if it is none; see
// Refs. Where it stands for several, such as the field of an embedded struct,
// it returns what they agree on.
func (r *Result) Column(field *types.Var, owner *types.Named) *Column {
	var columns []*Column
	for _, ref := range r.Refs(field, owner) {
		columns = append(columns, ref.Column)
	}
	return agreedColumn(columns)
}

// ownersOf returns the names of the struct types of its package that declare
// field.
func (r *Result) ownersOf(field *types.Var) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	pkg := field.Pkg()
	if r.owners == nil {
		r.owners = map[*types.Package]map[*types.Var][]string{}
	}
	if r.owners[pkg] == nil {
		owners := map[*types.Var][]string{}
		for _, name := range pkg.Scope().Names() {
			obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
			if !ok || obj.IsAlias() {
				continue
			}
			if s, ok := obj.Type().Underlying().(*types.Struct); ok {
				for f := range s.Fields() {
					owners[f] = append(owners[f], name)
				}
			}
		}
		r.owners[pkg] = owners
	}
	return r.owners[pkg][field.Origin()]
}

// Owned returns the .sql files whose findings this package reports; see
// [Result.OwnedNames].
func (r *Result) Owned() []*File {
	names := r.OwnedNames()
	if len(names) == 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(r.Module().Files), func(f *File) bool {
		_, own := slices.BinarySearch(names, f.Name)
		return !own
	})
}

// OwnedNames returns the names of the .sql files, in force or not, whose
// findings this package reports, sorted; see [Owners]. A package without Go
// files has those that the driver gave it, a package of external tests has
// none. It reads no file.
func (r *Result) OwnedNames() []string {
	var names []string
	if len(r.pass.Files) == 0 {
		for _, name := range r.pass.OtherFiles {
			if rel, err := filepath.Rel(r.root, name); err == nil && filepath.Ext(name) == ".sql" {
				names = append(names, filepath.ToSlash(rel))
			}
		}
	} else if slices.ContainsFunc(r.pass.Files, func(f *ast.File) bool {
		return !strings.HasSuffix(r.pass.Fset.File(f.FileStart).Name(), "_test.go")
	}) {
		for name, dir := range Owners(r.root) {
			if dir == r.Dir() {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// Abs returns the absolute path of the file that p is in.
func (r *Result) Abs(p Place) string { return filepath.Join(r.root, filepath.FromSlash(p.File)) }

// Pos returns where p stands in the pass's file set. A file that isn't of the
// package is added to it; the result is NoPos if it can't be read any more.
func (r *Result) Pos(p Place) (pos, end token.Pos) {
	file := r.file(p.File)
	if file == nil || p.Offset > file.Size() || p.EndOffset > file.Size() || p.EndOffset < p.Offset {
		return token.NoPos, token.NoPos
	}
	return file.Pos(p.Offset), file.Pos(p.EndOffset)
}

func (r *Result) file(name string) *token.File {
	r.mu.Lock()
	defer r.mu.Unlock()
	if file, ok := r.files[name]; ok {
		return file
	}
	if r.files == nil {
		r.files = map[string]*token.File{}
	}
	r.files[name] = r.findFile(r.Abs(Place{File: name}))
	return r.files[name]
}

func (r *Result) findFile(name string) *token.File {
	for _, f := range r.pass.Files {
		if file := r.pass.Fset.File(f.FileStart); file.Name() == name {
			return file
		}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	file := r.pass.Fset.AddFile(name, -1, len(data))
	file.SetLinesForContent(data)
	return file
}

// near returns those of the tables that share the longest path with dir.
func near(tables []*Table, dir string, d sqlparse.Dialect) []*Table {
	best := -1
	var list []*Table
	for _, t := range tables {
		if d != sqlparse.Unknown && t.Dialect != sqlparse.Unknown && t.Dialect != d {
			continue
		}
		n := common(t.Dir, dir)
		if n > best {
			best, list = n, nil
		}
		if n == best {
			list = append(list, t)
		}
	}
	return list
}

// common returns how many leading folders a and b, which are clean, have in
// common.
func common(a, b string) int {
	if a == "." || b == "." || a == "" {
		return 0
	}
	n := 0
	for i := 0; ; i++ {
		aEnds, bEnds := i == len(a) || a[i] == '/', i == len(b) || b[i] == '/'
		if aEnds && bEnds {
			n++
		}
		if i == len(a) || i == len(b) || a[i] != b[i] {
			return n
		}
	}
}

func folders(dir string) []string {
	if dir = path.Clean(dir); dir == "." {
		return nil
	}
	return strings.Split(dir, "/")
}

type fieldKey struct{ pkg, owner, name string }

// named returns the tables called name, in whatever case.
func (m *Module) named(name string) []*Table { return m.byName[strings.ToLower(name)] }

func (m *Module) model(pkg, name string) *Model { return m.models[[2]string{pkg, name}] }

// index makes the module's lookup tables.
func (m *Module) index() {
	slices.SortStableFunc(m.Tables, func(a, b *Table) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Dir, b.Dir), cmp.Compare(a.Dialect, b.Dialect))
	})
	m.uses, m.convention = sync.OnceValue(m.usesByTable), sync.OnceValue(m.findConvention)
	m.byName = map[string][]*Table{}
	m.models = map[[2]string]*Model{}
	m.fields = map[fieldKey][]Ref{}
	for _, model := range m.allModels {
		m.models[[2]string{model.Package, model.Type}] = model
	}
	for _, t := range m.Tables {
		key := strings.ToLower(t.Name)
		m.byName[key] = append(m.byName[key], t)
		for _, model := range t.Models {
			for _, f := range model.Fields {
				if c := t.Column(f.Column); c != nil {
					key := fieldKey{f.Package, f.Owner, f.Name}
					m.fields[key] = append(m.fields[key], Ref{t, c, model, f})
				}
			}
		}
	}
}

// Column returns the column called name, in whatever case, nil if there is
// none.
func (t *Table) Column(name string) *Column {
	for _, c := range t.Columns {
		if strings.EqualFold(c.Name, name) {
			return c
		}
	}
	return nil
}
