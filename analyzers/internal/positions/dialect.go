package positions

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// dialectOf returns the dialect of a query that reads column c: that of its table,
// as most texts are of several.
func (g *graph) dialectOf(q *sqlquery.Query, c Column) sqlparse.Dialect {
	if g.schema != nil {
		if t := g.schema.Table(c.Table); t != nil && t.Dialect != sqlparse.Unknown {
			return t.Dialect
		}
		if d := g.schema.RequiredDialect(); d != sqlparse.Unknown {
			return d
		}
	}
	return q.Dialect
}

// besideSQLite reports whether tables are made in SQLite's way, and in no other,
// in the file of q, or in what makes values of the type that q is in a method of:
// one interface often has a store for each database.
func (g *graph) besideSQLite(q *sqlquery.Query) bool {
	if q.Func == nil {
		return false
	}
	for _, file := range g.pass.Files {
		if file.FileStart <= q.Func.Pos() && q.Func.Pos() < file.FileEnd && makesSQLite(g.texts(file)) {
			return true
		}
	}
	fn, _ := g.info.Defs[q.Func.Name].(*types.Func)
	if fn == nil || fn.Signature().Recv() == nil {
		return false
	}
	owner := baseType(fn.Signature().Recv().Type())
	var made []string
	for _, maker := range g.declared {
		if maker.Signature().Recv() != nil {
			continue
		}
		for v := range maker.Signature().Results().Variables() {
			if types.Identical(baseType(v.Type()), owner) {
				made = append(made, g.texts(g.decls[maker])...)
			}
		}
	}
	return makesSQLite(made)
}

func baseType(t types.Type) types.Type {
	if p, ok := t.(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// texts returns the texts in n, and in the package's constants and variables that
// it mentions.
func (g *graph) texts(n ast.Node) []string {
	var out []string
	var visit func(n ast.Node, depth int)
	visit = func(n ast.Node, depth int) {
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if n.Kind == token.STRING {
					if v := g.info.Types[n].Value; v != nil {
						out = append(out, constant.StringVal(v))
					}
				}
			case *ast.Ident:
				if spec := g.specs[g.info.Uses[n]]; spec != nil && depth > 0 {
					visit(spec, depth-1)
				}
			}
			return true
		})
	}
	visit(n, 1)
	return out
}

// makesSQLite reports whether tables are made in SQLite's way alone.
func makesSQLite(texts []string) bool {
	sqlite := false
	for _, text := range texts {
		text = strings.ToLower(text)
		if !strings.Contains(text, "create table") {
			continue
		}
		switch {
		case strings.Contains(text, "autoincrement"):
			sqlite = true
		case strings.Contains(text, "serial"), strings.Contains(text, "auto_increment"), strings.Contains(text, "identity"), strings.Contains(text, "nextval"):
			return false
		}
	}
	return sqlite
}

// asksSerializable reports whether n asks for transactions that are serializable.
func asksSerializable(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.SelectorExpr:
		return strings.HasSuffix(n.Sel.Name, "Serializable")
	case *ast.BasicLit:
		return n.Kind == token.STRING && strings.Contains(strings.ToLower(n.Value), "isolation level serializable")
	}
	return false
}

// isSerializable reports whether a function, or one that calls it, asks for
// transactions that are serializable.
func (g *graph) isSerializable(d *ast.FuncDecl, depth int) bool {
	if g.serializable[d] {
		return true
	}
	for _, caller := range g.callers[d] {
		if caller != d && depth > 0 && g.isSerializable(caller, depth-1) {
			return true
		}
	}
	return false
}
