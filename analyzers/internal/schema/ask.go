package schema

import (
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// IsTimeType reports whether a SQL type, as Column.Type has it, is one of
// dates and times.
func IsTimeType(typ string) bool {
	return strings.HasPrefix(typ, "timestamp") || strings.HasPrefix(typ, "datetime") || typ == "date"
}

// SoftDelete returns the column by which an ORM's model of the table marks
// deleted rows, nil if there is none.
func (t *Table) SoftDelete() *Column {
	for _, m := range t.Models {
		if m.SoftDelete != nil {
			return t.Column(m.SoftDelete.Column)
		}
	}
	return nil
}

// Reports returns where p stands in the pass's file set, if it is for this
// package to report what is found there: in its own Go files and in the .sql
// files that it owns.
func (r *Result) Reports(p Place) (pos, end token.Pos, ok bool) {
	if path.Ext(p.File) == ".go" {
		if path.Dir(p.File) != r.Dir() {
			return token.NoPos, token.NoPos, false
		}
		pos, end = r.Pos(p)
		for _, f := range r.pass.Files {
			if f.FileStart <= pos && pos <= f.FileEnd {
				return pos, end, true
			}
		}
		return token.NoPos, token.NoPos, false
	}
	if !slices.ContainsFunc(r.Owned(), func(f *File) bool { return f.Name == p.File }) {
		return token.NoPos, token.NoPos, false
	}
	pos, end = r.Pos(p)
	return pos, end, pos.IsValid()
}

// IsFolder reports whether the package is a folder of .sql files without Go
// code: one that was asked for by itself.
func (r *Result) IsFolder() bool { return len(r.pass.Files) == 0 }

// UsesOf returns what the module's code does with the rows of t. Where several
// tables have the name, it is the one that is nearest to the code.
func (m *Module) UsesOf(t *Table) []*Use { return m.uses()[t] }

// usesByTable finds for each table what the module's code does with its rows.
func (m *Module) usesByTable() map[*Table][]*Use {
	byModel := map[*Model][]*Table{}
	for _, t := range m.Tables {
		for _, model := range t.Models {
			byModel[model] = append(byModel[model], t)
		}
	}
	type key struct{ table, dir string }
	nearest := map[key][]*Table{}
	uses := map[*Table][]*Use{}
	for _, u := range m.Uses {
		at := key{u.Table, path.Dir(u.Place.File)}
		list, ok := nearest[at]
		if !ok {
			list = slices.DeleteFunc(near(m.named(at.table), at.dir, sqlparse.Unknown), func(t *Table) bool { return !strings.EqualFold(t.Name, at.table) })
			nearest[at] = list
		}
		var of []*Table
		if u.Model != nil {
			of = byModel[u.Model]
		}
		for _, t := range of {
			uses[t] = append(uses[t], u)
		}
		for _, t := range list {
			if !slices.Contains(of, t) {
				uses[t] = append(uses[t], u)
			}
		}
	}
	return uses
}

// MayDeclare reports whether the package may hold a part of the schema: a .sql
// file, a struct with tags, a text that is DDL. It spares those that hold none
// the reading of the module.
func (r *Result) MayDeclare() bool {
	if r.IsFolder() || len(r.OwnedNames()) > 0 {
		return true
	}
	for _, file := range r.pass.Files {
		found := false
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.Field:
				found = found || n.Tag != nil
			case *ast.BasicLit:
				if n.Kind == token.STRING && len(n.Value) > 12 {
					found = found || saysDDL(strings.Trim(n.Value, "`\""))
				}
			case *ast.SelectorExpr:
				found = found || n.Sel.Name == "Schema" || n.Sel.Name == "Model" // ent.Schema, gorm.Model
			}
			return !found
		})
		if found {
			return holds(r.view().summary().Declares, r.Dir())
		}
	}
	return false
}
