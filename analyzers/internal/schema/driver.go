package schema

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// DriverDialect returns the dialect of the databases that the package path, a
// driver or an ORM's dialect, speaks to; false if it is neither.
func DriverDialect(path string) (sqlparse.Dialect, bool) {
	for path != "." && path != "/" {
		name := path
		if i := strings.LastIndexByte(name, '/'); i >= 0 && isVersioned(name[i+1:]) {
			name = name[:i]
		}
		if d, ok := drivers[name]; ok {
			return d, true
		}
		i := strings.LastIndexByte(path, '/')
		if i < 0 {
			break
		}
		path = path[:i]
	}
	return sqlparse.Unknown, false
}

// ConfiguredDialect returns the dialect that the module's settings name,
// Unknown if they name none. It reads nothing else. Where there is no schema, r
// being nil, settings that a driver was given count.
func (r *Result) ConfiguredDialect() sqlparse.Dialect {
	if r == nil {
		return engines[config.Inline().Dialect]
	}
	return engines[settingOf(r.root).config.Dialect]
}

// FolderDialect returns the dialect that the package's folder, or the nearest
// around it that does, is named after; Unknown if there is none.
func (r *Result) FolderDialect() sqlparse.Dialect {
	rel, err := filepath.Rel(r.root, r.dir)
	if err != nil {
		return sqlparse.Unknown
	}
	return folderDialect(filepath.ToSlash(rel))
}

func folderDialect(dir string) sqlparse.Dialect {
	for _, name := range slices.Backward(folders(dir)) {
		if d := products[product(name)]; d != sqlparse.Unknown {
			return d
		}
	}
	return sqlparse.Unknown
}

// RequiredDialect returns the one dialect of the drivers that the module's
// go.mod requires, Unknown if they are of several. It reads nothing else.
func (r *Result) RequiredDialect() sqlparse.Dialect { return only(r.RequiredDialects()) }

// RequiredDialects returns the dialects of the drivers that the module's go.mod
// requires, Unknown among them for a database whose SQL isn't read. It reads
// nothing else.
func (r *Result) RequiredDialects() []sqlparse.Dialect { return settingOf(r.root).dialects() }
