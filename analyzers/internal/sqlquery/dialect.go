package sqlquery

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// dialects is what is known of the dialect without looking at a text.
type dialects struct {
	found      bool
	configured sqlparse.Dialect
	// ofPackage is that of the drivers that the package opens, or else the one
	// that its folder is named after, or that of the drivers that it imports, or
	// that go.mod requires.
	ofPackage sqlparse.Dialect
}

// driverNames are the names that database/sql's drivers register.
var driverNames = map[string]sqlparse.Dialect{
	"postgres": sqlparse.PostgreSQL, "pgx": sqlparse.PostgreSQL, "pgx/v4": sqlparse.PostgreSQL, "pgx/v5": sqlparse.PostgreSQL,
	"pg": sqlparse.PostgreSQL, "cloudsqlpostgres": sqlparse.PostgreSQL, "cockroach": sqlparse.PostgreSQL, "postgresql": sqlparse.PostgreSQL,
	"mysql": sqlparse.MySQL, "mariadb": sqlparse.MySQL,
	"sqlite": sqlparse.SQLite, "sqlite3": sqlparse.SQLite, "libsql": sqlparse.SQLite,
}

// dialectOf returns the dialect of a text that call takes, Unknown if that is
// open: sqlparse then goes by the text itself.
func (f *finder) dialectOf(call *ast.CallExpr) sqlparse.Dialect {
	d := &f.dialects
	if !d.found {
		*d = dialects{found: true, configured: f.schema.ConfiguredDialect(), ofPackage: f.packageDialect()}
		if f.schema != nil && d.ofPackage == sqlparse.Unknown {
			d.ofPackage = f.schema.RequiredDialect()
		}
	}
	if d.configured != sqlparse.Unknown {
		return d.configured
	}
	if call != nil {
		if fn, ok := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func); ok && fn.Pkg() != nil {
			if d, ok := schema.DriverDialect(fn.Pkg().Path()); ok && d != sqlparse.Unknown {
				return d
			}
		}
	}
	return d.ofPackage
}

// packageDialect returns the dialect of the drivers that the package opens by
// a constant name, that its folder is named after, or of those that it imports;
// Unknown if they are of several.
func (f *finder) packageDialect() sqlparse.Dialect {
	var opened, imported [sqlparse.SQLite + 1]bool
	for _, imp := range f.pass.Pkg.Imports() {
		if d, ok := schema.DriverDialect(imp.Path()); ok {
			imported[d] = true
		}
	}
	f.each([]ast.Node{(*ast.CallExpr)(nil)}, func(n ast.Node) {
		call := n.(*ast.CallExpr)
		fn, ok := typeutil.Callee(f.pass.TypesInfo, call).(*types.Func)
		if !ok {
			return
		}
		ref, ok := knowledge.DriverOf(fn)
		name := argument(call, ref)
		if !ok || name == nil {
			return
		}
		if value, ok := f.constantString(name); ok {
			opened[driverNames[value]] = true
		}
	})
	if d := only(opened); d != sqlparse.Unknown {
		return d
	}
	// A package for SQLite may import lib/pq for its quotes.
	if f.schema != nil {
		if d := f.schema.FolderDialect(); d != sqlparse.Unknown {
			return d
		}
	}
	return only(imported)
}

// only returns the one dialect in the set.
func only(set [sqlparse.SQLite + 1]bool) sqlparse.Dialect {
	found := sqlparse.Unknown
	for d, in := range set {
		if !in {
			continue
		}
		if found != sqlparse.Unknown || sqlparse.Dialect(d) == sqlparse.Unknown {
			return sqlparse.Unknown
		}
		found = sqlparse.Dialect(d)
	}
	return found
}
