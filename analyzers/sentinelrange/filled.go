package sentinelrange

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

// An insert is an INSERT with the text that it is part of.
type insert struct {
	text  *sqlquery.Query
	query *sqlparse.Query
}

// isFilled reports whether every INSERT that the package makes into the table
// gives the column a time computed from now: its default is for rows of old, or
// for nobody.
func (c *check) isFilled(key columnKey) bool {
	inserts := c.inserts[key.table]
	return len(inserts) > 0 && !slices.ContainsFunc(inserts, func(in insert) bool { return !c.fills(in, key.column) })
}

func (c *check) fills(in insert, column string) bool {
	i := slices.IndexFunc(in.query.Into, func(into sqlparse.Column) bool { return strings.EqualFold(into.Name, column) })
	if i < 0 || len(in.query.Rows) == 0 {
		return false
	}
	for _, row := range in.query.Rows {
		if i >= len(row) {
			return false
		}
		if o := row[i]; (o.Kind != sqlparse.Expr || !o.Now) && !c.isFromNow(in.text.Arg(o), true) {
			return false
		}
	}
	return true
}

// isFromNow reports whether e calls time.Now, itself or as the only value of a
// variable.
func (c *check) isFromNow(e ast.Expr, follow bool) bool {
	if e == nil {
		return false
	}
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			fn, ok := typeutil.Callee(c.pass.TypesInfo, n).(*types.Func)
			found = found || ok && fn.FullName() == "time.Now"
		case *ast.Ident:
			if v, ok := c.pass.TypesInfo.Uses[n].(*types.Var); ok && follow {
				found = found || c.isFromNow(c.onlyValue(v), false)
			}
		}
		return !found
	})
	return found
}

// onlyValue returns what a local variable is set to, nil if that isn't known or
// it is set again.
func (c *check) onlyValue(v *types.Var) ast.Expr {
	var values []ast.Expr
	again := false
	for _, file := range c.pass.Files {
		if v.Pos() < file.FileStart || file.FileEnd < v.Pos() {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					id, ok := lhs.(*ast.Ident)
					switch {
					case !ok:
					case c.pass.TypesInfo.Uses[id] == v:
						again = true
					case c.pass.TypesInfo.Defs[id] == v && len(n.Lhs) == len(n.Rhs):
						values = append(values, n.Rhs[i])
					}
				}
			case *ast.UnaryExpr:
				id, ok := n.X.(*ast.Ident)
				again = again || ok && n.Op == token.AND && c.pass.TypesInfo.Uses[id] == v
			}
			return true
		})
	}
	if again || len(values) != 1 {
		return nil
	}
	return values[0]
}
