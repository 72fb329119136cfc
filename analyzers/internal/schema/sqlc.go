package schema

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A namedSchema is a schema whose files a configuration names, in the order in
// which they are applied.
type namedSchema struct {
	from    string // the configuration
	dialect sqlparse.Dialect
	files   []string
}

// isSqlcConfig reports whether a file of that name is sqlc's configuration.
func isSqlcConfig(base string) bool {
	return base == "sqlc.yaml" || base == "sqlc.yml" || base == "sqlc.json"
}

// A sqlcConfig is what we need of sqlc's configuration, of both versions.
type sqlcConfig struct {
	SQL      []sqlcPackage `yaml:"sql"`      // 2
	Packages []sqlcPackage `yaml:"packages"` // 1
}

type sqlcPackage struct {
	Engine  string `yaml:"engine"`
	Schema  paths  `yaml:"schema"`
	Queries paths  `yaml:"queries"`
}

// paths is a string or a list of them.
type paths []string

func (p *paths) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.SequenceNode {
		return n.Decode((*[]string)(p))
	}
	var one string
	if err := n.Decode(&one); err != nil {
		return err
	}
	*p = paths{one}
	return nil
}

// engines are the names of dialects that sqlc and datavet use.
var engines = map[string]sqlparse.Dialect{
	"postgresql": sqlparse.PostgreSQL, "mysql": sqlparse.MySQL, "sqlite": sqlparse.SQLite,
}

// readSqlc reads sqlc's configuration in the file name, relative to root. It
// returns the schemas, and the query files with their dialects.
func readSqlc(root, name string) (schemas []namedSchema, queries map[string]sqlparse.Dialect, err error) {
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		return nil, nil, err
	}
	var c sqlcConfig
	if err := yaml.Unmarshal(data, &c); err != nil { // JSON is YAML
		return nil, nil, fmt.Errorf("%s", firstLine(err))
	}
	queries = map[string]sqlparse.Dialect{}
	for _, pkg := range append(c.SQL, c.Packages...) {
		d := engines[cmp.Or(pkg.Engine, "postgresql")]
		files := sqlcFiles(root, path.Dir(name), pkg.Schema)
		if len(files) > 0 && !slices.ContainsFunc(schemas, func(s namedSchema) bool { return slices.Equal(s.files, files) }) {
			schemas = append(schemas, namedSchema{name, d, files})
		}
		for _, file := range sqlcFiles(root, path.Dir(name), pkg.Queries) {
			queries[file] = d
		}
	}
	return schemas, queries, nil
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// sqlcFiles returns the .sql files of the module that entries name as sqlc
// reads them: relative to its configuration, folders without their subfolders,
// by name, without dotfiles and ways back.
func sqlcFiles(root, dir string, entries []string) []string {
	var files []string
	for _, entry := range entries {
		full := filepath.Join(root, filepath.FromSlash(dir), filepath.FromSlash(entry))
		matches := []string{full}
		if strings.ContainsAny(entry, "*?[") {
			matches, _ = filepath.Glob(full) // sorted; a bad pattern names nothing
		}
		for _, match := range matches {
			for _, file := range sqlIn(match) {
				if rel, ok := within(root, file); ok {
					files = append(files, target(root, rel))
				}
			}
		}
	}
	return files
}

// within returns the name of file relative to root, slash-separated, if it lies
// below.
func within(root, file string) (string, bool) {
	rel, err := filepath.Rel(root, file)
	rel = filepath.ToSlash(rel)
	return rel, err == nil && rel != ".." && !strings.HasPrefix(rel, "../")
}

// target returns the file of the module that name is a link to, or name.
func target(root, name string) string {
	full := filepath.Join(root, filepath.FromSlash(name))
	if info, err := os.Lstat(full); err != nil || info.Mode()&os.ModeSymlink == 0 {
		return name
	}
	real, err := filepath.EvalSymlinks(full)
	if err != nil {
		return name
	}
	for _, root := range []string{root, realPath(root)} {
		if rel, ok := within(root, real); ok && strings.HasSuffix(rel, ".sql") {
			return rel
		}
	}
	return name
}

func realPath(name string) string {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		return real
	}
	return name
}

// sqlIn returns the file name, or the .sql files in the folder name.
func sqlIn(name string) []string {
	info, err := os.Stat(name)
	if err != nil {
		return nil
	}
	names := []string{name}
	if info.IsDir() {
		names = nil
		entries, _ := os.ReadDir(name) // sorted
		for _, e := range entries {
			names = append(names, filepath.Join(name, e.Name()))
		}
	}
	return slices.DeleteFunc(names, func(name string) bool {
		base := filepath.Base(name)
		return !strings.HasSuffix(base, ".sql") || strings.HasPrefix(base, ".") || strings.HasSuffix(base, ".down.sql")
	})
}
