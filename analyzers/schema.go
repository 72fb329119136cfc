package analyzers

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// ModuleRoot returns the root of the module that the folder dir, an absolute
// path, belongs to: the nearest folder upward with a go.mod, or else one of
// [AddModuleRoot], or else dir itself.
func ModuleRoot(dir string) string { return schema.ModuleRoot(dir) }

// SchemaRoot returns the root of what is read together with the folder dir, an
// absolute path: its module's, or a folder such as testdata that its module
// doesn't read.
func SchemaRoot(dir string) string { return schema.Root(dir) }

// WorkRoots returns the roots of what is analysed from the folder dir, an
// absolute path: of the modules of its workspace, or of the one around it.
func WorkRoots(dir string) []string {
	root := SchemaRoot(dir)
	name := os.Getenv("GOWORK")
	for d := dir; name == ""; d = filepath.Dir(d) {
		if work := filepath.Join(d, "go.work"); isFile(work) {
			name = work
		} else if d == filepath.Dir(d) {
			name = "off"
		}
	}
	if name == "off" {
		return []string{root}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return []string{root} // the go command says it
	}
	work, err := modfile.ParseWork(name, data, nil)
	if err != nil {
		return []string{root}
	}
	var roots []string
	if isFile(filepath.Join(root, "go.mod")) {
		roots = append(roots, root)
	}
	for _, use := range work.Use {
		used := filepath.FromSlash(use.Path)
		if !filepath.IsAbs(used) {
			used = filepath.Join(filepath.Dir(name), used)
		}
		if !slices.Contains(roots, used) {
			roots = append(roots, used)
		}
	}
	return roots
}

// LocalRoots returns the roots of all modules with settings of their own on which
// the results for those analysed from the folder dir, an absolute path, depend:
// [WorkRoots], and what these put in the place of others.
func LocalRoots(dir string) []string {
	roots := WorkRoots(dir)
	for _, root := range roots[:len(roots):len(roots)] {
		data, err := os.ReadFile(filepath.Join(root, "go.mod"))
		if err != nil {
			continue
		}
		file, err := modfile.Parse("go.mod", data, nil)
		if err != nil {
			continue // the go command says it
		}
		for _, replace := range file.Replace {
			local := filepath.FromSlash(replace.New.Path)
			if !filepath.IsAbs(local) {
				local = filepath.Join(root, local)
			}
			if replace.New.Version == "" && !slices.Contains(roots, local) && isFile(filepath.Join(local, config.Name)) {
				roots = append(roots, local)
			}
		}
	}
	return roots
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// AddModuleRoot makes dir, an absolute path, the root of the folders below it
// that are in no module. A driver calls it before the first pass.
func AddModuleRoot(dir string) { schema.AddRoot(dir) }

// SQLFilesOf returns the .sql files, sorted and by absolute path, in which
// findings are reported by the Go package in dir, an absolute path.
func SQLFilesOf(dir string) []string { return schema.OwnedBy(dir) }

// QueryAt returns the name that sqlc's comment gives the query at an offset of a .sql
// file, an absolute path, and the folders, absolute, of the Go packages that sqlc
// generates of it; an empty name if there is none.
func QueryAt(file string, offset int) (name string, dirs []string) {
	return schema.QueryAt(file, offset)
}

// SQLFilesIn returns the .sql files that names and patterns stand for as sqlc has it:
// below the folder dir, be they absolute; folders without their subfolders, without
// dotfiles and ways back.
func SQLFilesIn(dir string, names []string) []string { return schema.FilesIn(dir, names) }

// SqlcFolders returns the folders with a configuration of sqlc in the project around
// dir, an absolute path, sorted: its module, or what lies below the outermost folder
// around it that has one.
func SqlcFolders(dir string) []string { return schema.SqlcFolders(dir) }

// SqlcQueries returns the names that sqlc's comments give the queries in a .sql file.
func SqlcQueries(file string) []string { return schema.QueriesIn(file) }

// A ConfigError is a mistake in a module's settings, in a schema file that they name,
// or in a configuration of sqlc.
type ConfigError = config.Error

// CheckConfig returns what is wrong with the settings in root, one that
// [SchemaRoot] returned; nil if nothing is.
func CheckConfig(root string) *ConfigError {
	err := schema.Check(root)
	var e *config.Error
	if err == nil || errors.As(err, &e) {
		return e
	}
	return &ConfigError{File: filepath.Join(root, config.Name), Text: err.Error()}
}

// LeftOut returns what configurations of sqlc in the module in root name that isn't
// read, such as the queries of another engine.
func LeftOut(root string) []*ConfigError { return schema.LeftOut(root) }

// SchemaFingerprint returns a hash of all that a finding in a package below
// root can depend on beside the package's own files and its dependencies.
func SchemaFingerprint(root string) string { return schema.Fingerprint(root) }

// PackageFingerprint returns a hash of what findings in the package in dir, an
// absolute path, can depend on beside the package's own files and its
// dependencies; and, if [WhenSchemaAsked] tells of the package, beside
// [SchemaFingerprint]. Most packages never ask.
func PackageFingerprint(dir string) string { return schema.PackageFingerprint(dir) }

// WhenSchemaAsked has f told of each package whose analysis depends on
// [SchemaFingerprint], from the goroutine of its passes and perhaps many times.
// A driver calls it before the first pass.
func WhenSchemaAsked(f func(pkg *types.Package)) { schema.Asked = f }

// KeepSchema makes get and put, which find and keep bytes by key, spare other
// processes the reading of modules that haven't changed. The keys are hashes of
// what would be read: the bytes that get finds must have been put there by the
// same program. A driver calls it before it asks for anything.
func KeepSchema(get func(key [sha256.Size]byte) ([]byte, bool), put func(key [sha256.Size]byte, data []byte)) {
	schema.Keep(&schema.Store{Get: get, Put: put})
}

// A Schema is the joined picture of one module's tables, as datavet schema
// prints it. Places are "file:line", relative to the root.
type Schema struct {
	Root   string  `json:"root"`
	Module string  `json:"module,omitempty"` // its path
	Tables []Table `json:"tables"`
	// Convention is how most tables mark their live rows.
	Convention Convention `json:"convention"`
}

// A Table is one table of a module.
type Table struct {
	Name    string `json:"name"`
	Schema  string `json:"schema,omitempty"`
	Dialect string `json:"dialect,omitempty"`
	// Dir is the folder of its declaration, Declared the place; DDL says that
	// it is of DDL, not of a model.
	Dir      string   `json:"dir"`
	Declared string   `json:"declared"`
	DDL      bool     `json:"ddl"`
	Columns  []Column `json:"columns"`
	Unique   []Key    `json:"unique,omitempty"`
	Models   []Model  `json:"models,omitempty"`
}

// A Column is one column of a table.
type Column struct {
	Name     string `json:"name"`
	Type     string `json:"type,omitempty"`
	Nullable string `json:"nullable"` // yes, no, unknown
	Default  string `json:"default,omitempty"`
	Declared string `json:"declared"`
	// Live are the values other than NULL that stand for none; the strongest
	// evidence first.
	Live []LiveValue `json:"live,omitempty"`
}

// A LiveValue is a value that stands for none, with its evidence.
type LiveValue struct {
	Value    string `json:"value"`
	Evidence string `json:"evidence"` // config, default, tag, comparison, write
	Place    string `json:"place"`
}

// A Key is a unique key.
type Key struct {
	Name             string   `json:"name,omitempty"`
	Columns          []string `json:"columns"` // expressions as they are written
	Primary          bool     `json:"primary,omitempty"`
	Partial          bool     `json:"partial,omitempty"`
	NullsNotDistinct bool     `json:"nullsNotDistinct,omitempty"`
	Declared         string   `json:"declared"`
}

// A Model is a Go type that stands for a table.
type Model struct {
	Type       string `json:"type"` // with its import path
	ORM        string `json:"orm"`
	SoftDelete string `json:"softDelete,omitempty"` // the field
	Declared   string `json:"declared"`
}

// A Convention is how the tables of a module mark their live rows.
type Convention struct {
	Live   string `json:"live,omitempty"` // empty if there is none
	Keeps  []Mark `json:"keeps,omitempty"`
	Breaks []Mark `json:"breaks,omitempty"`
}

// A Mark is how one table marks its live rows.
type Mark struct {
	Table string `json:"table"`
	Live  string `json:"live"`
	Place string `json:"place"`
}

// ReadSchema returns the picture of the tables below root, one that
// [SchemaRoot] returned. With within, they are those of which it says yes to
// the folder of the declaration or of a model, slash-separated and relative to
// root.
func ReadSchema(root string, within func(dir string) bool) *Schema {
	m := schema.Read(root)
	s := &Schema{Root: root, Module: m.Path, Tables: []Table{}}
	shown := map[*schema.Table]bool{}
	for _, t := range m.Tables {
		if within != nil && !within(dirOf(t.Declared)) && !slices.ContainsFunc(t.Models, func(m *schema.Model) bool { return within(dirOf(m.Place)) }) {
			continue
		}
		shown[t] = true
		s.Tables = append(s.Tables, tableOf(t))
	}
	c := m.Convention()
	s.Convention.Live = c.Live
	for _, mark := range c.Marks {
		if !shown[mark.Table] {
			continue
		}
		text := Mark{mark.Table.Name, mark.Live, placeOf(mark.Place)}
		if mark.Live == c.Live {
			s.Convention.Keeps = append(s.Convention.Keeps, text)
		} else {
			s.Convention.Breaks = append(s.Convention.Breaks, text)
		}
	}
	return s
}

func tableOf(t *schema.Table) Table {
	table := Table{
		Name: t.Name, Schema: t.Schema, Dialect: dialectName(t.Dialect),
		Dir: t.Dir, Declared: placeOf(t.Declared), DDL: t.DDL, Columns: []Column{},
	}
	for _, c := range t.Columns {
		table.Columns = append(table.Columns, columnOf(c))
	}
	for _, index := range t.Indexes {
		if !index.Unique {
			continue
		}
		key := Key{
			Name: index.Name, Primary: index.Primary, Partial: index.Where != nil || index.WhereText != "",
			NullsNotDistinct: index.NullsNotDistinct, Declared: placeOf(index.Declared),
		}
		for _, c := range index.Columns {
			key.Columns = append(key.Columns, cmp.Or(c.Name, c.Expr))
		}
		table.Unique = append(table.Unique, key)
	}
	for _, m := range t.Models {
		model := Model{Type: m.Package + "." + m.Type, ORM: string(m.ORM), Declared: placeOf(m.Place)}
		if m.SoftDelete != nil {
			model.SoftDelete = m.SoftDelete.Name
		}
		table.Models = append(table.Models, model)
	}
	return table
}

func columnOf(c *schema.Column) Column {
	column := Column{
		Name: c.Name, Type: c.Type, Declared: placeOf(c.Declared),
		Nullable: map[schema.Tri]string{schema.Yes: "yes", schema.No: "no", schema.Maybe: "unknown"}[c.Nullable],
	}
	if d := c.Default; d != nil {
		column.Default = d.Text
		switch {
		case d.Kind == sqlparse.Const && d.Type == sqlparse.StringConst:
			column.Default = "'" + strings.ReplaceAll(d.Text, "'", "''") + "'"
		case d.Kind == sqlparse.Const && d.Type == sqlparse.NullConst:
			column.Default = "NULL"
		}
	}
	for _, s := range c.Sentinels {
		evidence := map[schema.Evidence]string{
			schema.ByConfig: "config", schema.ByDDL: "default", schema.ByTag: "tag", schema.ByGuard: "comparison", schema.ByWrite: "write",
		}[s.Evidence]
		column.Live = append(column.Live, LiveValue{s.Value.String(), evidence, placeOf(s.Place)})
	}
	return column
}

// dialectName is the dialect as .datavet.yaml has it, empty if it is open.
func dialectName(d sqlparse.Dialect) string {
	return map[sqlparse.Dialect]string{
		sqlparse.PostgreSQL: "postgresql", sqlparse.MySQL: "mysql", sqlparse.SQLite: "sqlite",
	}[d]
}

// DriverDialect returns the dialect, as .datavet.yaml calls it, of the databases
// that the package path speaks to; empty for one whose SQL isn't read. It is false
// if the package is no driver and no ORM's dialect.
func DriverDialect(path string) (string, bool) {
	d, ok := schema.DriverDialect(path)
	return dialectName(d), ok
}

func placeOf(p schema.Place) string {
	if p.File == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

func dirOf(p schema.Place) string { return filepath.ToSlash(filepath.Dir(filepath.FromSlash(p.File))) }
