package schema

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A namedSchema is a schema whose files a configuration names, in the order in
// which they are applied.
type namedSchema struct {
	from    string // the configuration
	dialect sqlparse.Dialect
	files   []string
}

// sqlcNames are the names of sqlc's configuration; of those in one folder the
// first counts.
var sqlcNames = []string{"sqlc.yaml", "sqlc.yml", "sqlc.json"}

// isSqlcConfig reports whether a file of that name is sqlc's configuration.
func isSqlcConfig(base string) bool { return slices.Contains(sqlcNames, base) }

// sqlcConfigs returns the configurations of sqlc that are in force.
func (l *listing) sqlcConfigs() []string {
	var list []string
	for _, name := range l.sqlcFiles {
		better := slices.ContainsFunc(sqlcNames[:slices.Index(sqlcNames, path.Base(name))], func(base string) bool {
			return slices.Contains(l.sqlcFiles, path.Join(path.Dir(name), base))
		})
		if !better && !aside(name) {
			list = append(list, name)
		}
	}
	return list
}

// A sqlcEntry is one of the sets of queries in a configuration of sqlc. Files and
// folders are those of the module, relative to its root.
type sqlcEntry struct {
	dialect         sqlparse.Dialect // Unknown if datavet has no grammar of its engine
	schema, queries []string
	// out are the folders of the Go packages that are generated of it.
	out []string
}

// A sqlcFile is what a configuration of sqlc says.
type sqlcFile struct {
	entries []sqlcEntry
	left    []*config.Error // what is left out, and why
}

// engines are the names of dialects that sqlc and datavet use.
var engines = map[string]sqlparse.Dialect{
	"postgresql": sqlparse.PostgreSQL, "mysql": sqlparse.MySQL, "sqlite": sqlparse.SQLite,
}

// A sqlcReader reads one configuration of sqlc, and keeps the first mistake.
type sqlcReader struct {
	root, name string
	file       sqlcFile
	err        *config.Error
}

// readSqlc reads sqlc's configuration in the file name, relative to root. What
// can be read despite an error is returned beside it.
func readSqlc(root, name string) (sqlcFile, *config.Error) {
	r := &sqlcReader{root: root, name: name}
	data, err := os.ReadFile(r.full())
	if err != nil {
		r.failf(nil, "it can't be read; see that it is a file and whose it is")
		return r.file, r.err
	}
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&doc); err != nil { // JSON is YAML
		r.syntax(err)
		return r.file, r.err
	}
	r.read(doc.Content[0])
	return r.file, r.err
}

func (r *sqlcReader) full() string { return filepath.Join(r.root, filepath.FromSlash(r.name)) }

// wrong returns an error at n, or at the file's start.
func (r *sqlcReader) wrong(n *yaml.Node, format string, args ...any) *config.Error {
	e := &config.Error{File: r.full(), Line: 1, Column: 1, Text: fmt.Sprintf(format, args...)}
	if n != nil {
		e.Line, e.Column = n.Line, n.Column
	}
	return e
}

func (r *sqlcReader) failf(n *yaml.Node, format string, args ...any) {
	if r.err == nil {
		r.err = r.wrong(n, format, args...)
	}
}

var yamlError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

// syntax records an error of the YAML decoder.
func (r *sqlcReader) syntax(err error) {
	text := err.Error()
	if errors.Is(err, io.EOF) {
		text = "it is empty"
	}
	at := &yaml.Node{Line: 1, Column: 1}
	if m := yamlError.FindStringSubmatch(text); m != nil {
		text = m[2]
		if line, err := strconv.Atoi(m[1]); err == nil {
			at.Line = line
		}
	}
	r.failf(at, "this isn't a configuration of sqlc: %s; mend it, sqlc refuses it, too", text)
}

// field returns what the mapping n has for a key, nil if nothing.
func field(n *yaml.Node, key string) *yaml.Node {
	if n == nil {
		return nil
	}
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value != key {
			continue
		}
		value := n.Content[i+1]
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		if value.Tag == "!!null" {
			return nil
		}
		return value
	}
	return nil
}

func (r *sqlcReader) read(top *yaml.Node) {
	version := field(top, "version")
	if version == nil {
		r.failf(top, "this configuration of sqlc has no version; write version: \"2\" or \"1\"")
		return
	}
	key := map[string]string{"1": "packages", "2": "sql"}[version.Value]
	if key == "" {
		r.failf(version, "version %q of sqlc's configuration isn't known; write \"2\" or \"1\"", version.Value)
		return
	}
	list := field(top, key)
	if list == nil || list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
		r.failf(top, "this configuration of sqlc names no schema and no queries; list them below %q", key)
		return
	}
	for _, n := range list.Content {
		if n.Kind == yaml.AliasNode {
			n = n.Alias
		}
		r.entry(n, version.Value)
	}
}

func (r *sqlcReader) entry(n *yaml.Node, version string) {
	e := sqlcEntry{dialect: sqlparse.PostgreSQL} // version 1 needs no engine
	engine := field(n, "engine")
	switch {
	case engine != nil:
		e.dialect = engines[engine.Value]
		if e.dialect == sqlparse.Unknown {
			r.file.left = append(r.file.left, r.wrong(engine, "the engine %q isn't one of postgresql, mysql and sqlite: the schema and the queries of this entry are left out", engine.Value))
		}
	case version != "1":
		r.failf(n, "this entry has no engine; write postgresql, mysql or sqlite")
		return
	}
	e.schema = r.files(field(n, "schema"))
	e.queries = r.files(field(n, "queries"))
	out := []*yaml.Node{field(n, "path"), field(field(field(n, "gen"), "go"), "out")}
	if list := field(n, "codegen"); list != nil {
		for _, plugin := range list.Content {
			out = append(out, field(plugin, "out"))
		}
	}
	for _, n := range out {
		if n == nil {
			continue
		}
		if dir, ok := within(r.root, r.beside(n.Value)); ok && !slices.Contains(e.out, dir) {
			e.out = append(e.out, dir)
		}
	}
	r.file.entries = append(r.file.entries, e)
}

// beside returns the absolute name of what the configuration calls so.
func (r *sqlcReader) beside(name string) string {
	return filepath.Join(filepath.Dir(r.full()), filepath.FromSlash(name))
}

// files returns the .sql files of the module that n, a text or a list of them,
// names.
func (r *sqlcReader) files(n *yaml.Node) []string {
	if n == nil {
		return nil
	}
	list := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		list = n.Content
	}
	var files []string
	for _, n := range list {
		if n.Kind == yaml.AliasNode {
			n = n.Alias
		}
		if n.Kind != yaml.ScalarNode {
			r.failf(n, "want the name of a .sql file or of a folder of them")
			continue
		}
		if !isPattern(n.Value) {
			if _, err := os.Stat(r.beside(n.Value)); err != nil {
				r.failf(n, "there is no %q; name .sql files or their folder, relative to %s", n.Value, path.Base(r.name))
			}
		}
		for _, file := range sqlcFiles(r.root, path.Dir(r.name), []string{n.Value}) {
			if !slices.Contains(files, file) {
				files = append(files, file)
			}
		}
	}
	return files
}

// A sqlcModule is what the configurations of sqlc in a module say.
type sqlcModule struct {
	sqlcFile
	err error // the first mistake
}

var sqlcs memo[string, sqlcModule]

// sqlcOf returns what the configurations of sqlc in the module in root say.
func sqlcOf(root string) sqlcModule {
	return sqlcs.of(root, func() (m sqlcModule) {
		l := listed(root)
		if l == nil {
			return m
		}
		for _, name := range l.sqlcConfigs() {
			file, err := readSqlc(root, name)
			if err != nil && m.err == nil {
				m.err = err
			}
			m.entries = append(m.entries, file.entries...)
			m.left = append(m.left, file.left...)
		}
		return m
	})
}

// QueryName returns the name that a line gives the query after it, sqlc's comment
// as in "-- name: GetAuthor :one"; empty if it gives none.
func QueryName(line string) string {
	line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
	for _, comment := range []string{"--", "#", "/*"} {
		rest, ok := strings.CutPrefix(line, comment+" name:")
		if !ok {
			continue
		}
		words := strings.Fields(strings.TrimSuffix(rest, "*/"))
		if len(words) == 2 && strings.HasPrefix(words[1], ":") {
			return words[0]
		}
	}
	return ""
}

var queryNames memo[string, map[string]bool]

// QueryNames are the names that sqlc's comments give the queries in the module's
// .sql files.
func (m *Module) QueryNames() map[string]bool {
	return queryNames.of(m.Root, func() map[string]bool {
		names := map[string]bool{}
		for _, file := range m.Files {
			for _, name := range QueriesIn(filepath.Join(m.Root, filepath.FromSlash(file.Name))) {
				names[name] = true
			}
		}
		return names
	})
}

// QueriesIn returns the names that sqlc's comments give the queries in a .sql file;
// none if it can't be read.
func QueriesIn(file string) (names []string) {
	data, _ := os.ReadFile(file)
	for line := range strings.Lines(string(data)) {
		if name := QueryName(line); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// SqlcFolders returns the folders with a configuration of sqlc in the project around
// dir, an absolute path, sorted: its module, or what lies below the outermost folder
// around it that has one.
func SqlcFolders(dir string) []string {
	root := Root(dir)
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		for d := dir; d != filepath.Dir(d); d = filepath.Dir(d) {
			if slices.ContainsFunc(sqlcNames, func(name string) bool { _, err := os.Stat(filepath.Join(d, name)); return err == nil }) {
				root = d
			}
		}
	}
	l := listed(root)
	if l == nil {
		return nil
	}
	var dirs []string
	for _, name := range l.sqlcFiles {
		dirs = append(dirs, filepath.Join(root, filepath.FromSlash(path.Dir(name))))
	}
	slices.Sort(dirs)
	return slices.Compact(dirs)
}

// QueryAt returns the name that sqlc's comment gives the query at an offset of the
// .sql file, an absolute path, and the folders, absolute, of the Go packages that
// sqlc generates of it; an empty name if there is none.
func QueryAt(file string, offset int) (name string, dirs []string) {
	root := Root(filepath.Dir(file))
	rel, ok := within(root, file)
	if !ok {
		return "", nil
	}
	dialect := sqlparse.Unknown
	for _, e := range sqlcOf(root).entries {
		if !slices.Contains(e.queries, rel) {
			continue
		}
		dialect = e.dialect
		for _, dir := range e.out {
			if dir = filepath.Join(root, filepath.FromSlash(dir)); !slices.Contains(dirs, dir) {
				dirs = append(dirs, dir)
			}
		}
	}
	data, err := os.ReadFile(file)
	if err != nil || dirs == nil || offset > len(data) {
		return "", nil
	}
	text := string(data)
	begin := 0
	for _, span := range sqlparse.Split(text, dialect) {
		if offset < span.End {
			break
		}
		begin = span.End
	}
	for line := range strings.Lines(text[min(begin, offset):offset]) {
		if name := QueryName(line); name != "" {
			return name, dirs
		}
	}
	return "", nil
}

func isPattern(name string) bool { return strings.ContainsAny(name, "*?[]") }

var globMeta = strings.NewReplacer("*", `\*`, "?", `\?`, "[", `\[`, `\`, `\\`)

// sqlcFiles returns the .sql files of the module that entries name, relative to
// dir; see [FilesIn].
func sqlcFiles(root, dir string, entries []string) []string {
	var files []string
	for _, file := range FilesIn(filepath.Join(root, filepath.FromSlash(dir)), entries) {
		if rel, ok := within(root, file); ok {
			files = append(files, listedName(root, rel))
		}
	}
	return files
}

// FilesIn returns the .sql files that slash-separated names and patterns stand for as
// sqlc has it: below the folder dir, be they absolute; folders without their
// subfolders, by name, without dotfiles and ways back.
func FilesIn(dir string, names []string) []string {
	var files []string
	for _, entry := range names {
		name := filepath.FromSlash(entry)
		matches := []string{filepath.Join(dir, name)}
		if isPattern(entry) {
			in := dir
			if filepath.Separator == '/' { // elsewhere nothing can be escaped
				in = globMeta.Replace(in)
			}
			matches, _ = filepath.Glob(filepath.Join(in, name)) // sorted; a bad pattern names nothing
		}
		for _, match := range matches {
			files = append(files, sqlIn(match)...)
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

// listedName returns the name by which the module's files are listed of one that may
// lie in a folder that is a link; name for one that isn't listed.
func listedName(root, name string) string {
	dir := path.Dir(name)
	real := realPath(filepath.Join(root, filepath.FromSlash(dir)))
	for _, root := range []string{root, realPath(root)} {
		if rel, ok := within(root, real); ok && rel != dir && !slices.ContainsFunc(folders(rel), skipped) {
			name = path.Join(rel, path.Base(name))
			break
		}
	}
	return target(root, name)
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
