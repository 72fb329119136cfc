package schema

import (
	"go/ast"
	"path"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A touch is an update that may end a row's life: it sets a state.
type touch struct {
	table string
	at    Place
}

// finishes reports whether to set a column of that name may end what a row
// stands for: a state, or the time when it came to an end. It goes by name: it
// only ever silences.
func finishes(column string) bool {
	column = strings.ToLower(column)
	for word := range strings.SplitSeq(column, "_") {
		switch word {
		case "status", "state", "phase", "stage", "completed", "finished", "closed", "done", "cancelled", "canceled", "archived", "ended", "expired":
			return true
		}
	}
	return false
}

// with says of the soft deletes whose rows are known which other rows go with
// them: those that the function deletes or finishes, or else those that each
// function of its package that calls it does.
func (u *uses) with() {
	fns := &useFuncs{u: u, decls: map[string][]*useDecl{}}
	for _, use := range u.list {
		if use.Kind != SoftDeletes || use.Open || len(use.By) == 0 || path.Ext(use.Place.File) != ".go" {
			continue
		}
		fn := fns.around(use.Place)
		if fn == nil {
			continue
		}
		if !fns.creates(fn, use.Table) {
			use.With = fns.touched(fn, use.Table)
		}
		if len(use.With) > 0 {
			continue
		}
		for i, caller := range fns.callers(fn) {
			var tables []string
			if !fns.creates(fn, use.Table) && !fns.creates(caller, use.Table) {
				tables = fns.touched(caller, use.Table)
			}
			if i > 0 {
				tables = slices.DeleteFunc(tables, func(table string) bool { return !slices.Contains(use.With, table) })
			}
			if use.With = tables; len(tables) == 0 {
				break
			}
		}
	}
}

// A useDecl is a function with its extent.
type useDecl struct {
	file       *goFile
	decl       *ast.FuncDecl
	start, end int
	texts      bool // its texts were read
}

func (d *useDecl) holds(p Place) bool {
	return p.File == d.file.name && d.start <= p.Offset && p.Offset < d.end
}

type useFuncs struct {
	u     *uses
	decls map[string][]*useDecl // by file
	files map[string]*goFile
}

func (fs *useFuncs) of(f *goFile) []*useDecl {
	if list, ok := fs.decls[f.name]; ok {
		return list
	}
	var list []*useDecl
	fs.u.s.load(f)
	if f.syntax != nil {
		for _, decl := range f.syntax.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
				p := fs.u.s.placeOf(fn)
				list = append(list, &useDecl{file: f, decl: fn, start: p.Offset, end: p.EndOffset})
			}
		}
	}
	fs.decls[f.name] = list
	return list
}

// around is the function that a place stands in, nil if it is in none.
func (fs *useFuncs) around(p Place) *useDecl {
	if fs.files == nil {
		fs.files = map[string]*goFile{}
		for _, f := range fs.u.s.files {
			fs.files[f.name] = f
		}
	}
	if f := fs.files[p.File]; f != nil {
		for _, d := range fs.of(f) {
			if d.holds(p) {
				return d
			}
		}
	}
	return nil
}

// callers are the functions of the package that call one, by its name.
func (fs *useFuncs) callers(fn *useDecl) []*useDecl {
	var list []*useDecl
	for _, f := range fn.file.pkg.files {
		for _, d := range fs.of(f) {
			if d == fn {
				continue
			}
			calls := false
			ast.Inspect(d.decl.Body, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					switch fun := call.Fun.(type) {
					case *ast.Ident:
						calls = calls || fn.decl.Recv == nil && fun.Name == fn.decl.Name.Name
					case *ast.SelectorExpr:
						calls = calls || fn.decl.Recv != nil && fun.Sel.Name == fn.decl.Name.Name
					}
				}
				return !calls
			})
			if calls {
				list = append(list, d)
			}
		}
	}
	return list
}

// creates reports whether a function makes rows of a table: it doesn't end
// them then but puts others in their place.
func (fs *useFuncs) creates(fn *useDecl, table string) bool {
	return slices.ContainsFunc(fs.u.list, func(use *Use) bool {
		return use.Kind == Creates && strings.EqualFold(use.Table, table) && fn.holds(use.Place)
	})
}

// touched are the tables of which a function deletes or finishes rows, apart
// from one.
func (fs *useFuncs) touched(fn *useDecl, but string) []string {
	fs.readTexts(fn)
	var list []string
	add := func(table string) {
		table = strings.ToLower(table)
		if table != "" && !strings.EqualFold(table, but) && !slices.Contains(list, table) {
			list = append(list, table)
		}
	}
	for _, use := range fs.u.list {
		if (use.Kind == SoftDeletes || use.Kind == HardDeletes) && fn.holds(use.Place) {
			add(use.Table)
		}
	}
	for _, t := range fs.u.touches {
		if fn.holds(t.at) {
			add(t.table)
		}
	}
	slices.Sort(list)
	return list
}

// readTexts finds the updates and deletes in the SQL texts of a function: of
// most tables nobody else asked for them.
func (fs *useFuncs) readTexts(fn *useDecl) {
	if fn.texts {
		return
	}
	fn.texts = true
	for _, t := range fs.u.s.texts(fn.file, isWrite) {
		at := t.Place(sqlparse.Span{})
		if len(t.Text) > maxUse || !fn.holds(at) {
			continue
		}
		stmt, err := sqlparse.Parse(t.Text, sqlparse.Unknown)
		if err != nil || stmt.Query == nil || len(stmt.Query.Tables) == 0 {
			continue
		}
		q := stmt.Query
		ends := q.Verb == sqlparse.Delete || q.Verb == sqlparse.Update && slices.ContainsFunc(q.Sets, func(set sqlparse.Assignment) bool {
			return finishes(set.Column.Name) || isDeletedName(set.Column.Name)
		})
		if ends {
			fs.u.touches = append(fs.u.touches, touch{q.Tables[0].Table, at})
		}
	}
}

// Refers reports whether a column has the name of a foreign key of a table:
// upload_id of uploads, and of media_uploads.
func Refers(column, table string) bool {
	stem, ok := strings.CutSuffix(strings.ToLower(column), "_id")
	if !ok {
		if stem, ok = strings.CutSuffix(column, "Id"); !ok {
			if stem, ok = strings.CutSuffix(column, "ID"); !ok {
				return false
			}
		}
		stem = gormName(stem)
	}
	table = strings.ToLower(unqualified(table))
	for _, name := range []string{stem, plural(stem)} {
		if name != "" && (squeezed(table) == squeezed(name) || strings.HasSuffix(table, "_"+name)) {
			return true
		}
	}
	return false
}
