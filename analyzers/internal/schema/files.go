package schema

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// maxFile is the size up to which a .sql file is read: dumps are larger, and
// say nothing that the schema doesn't.
const maxFile = 4 << 20

// A role is what a .sql file is for.
type role uint8

const (
	asQuery     role = iota // its DDL counts for nothing
	asPlain                 // a schema as it is
	asMigration             // one step of several
	asNamed                 // the configuration of datavet or sqlc names it as the schema
)

// A sqlFile is a .sql file of the module.
type sqlFile struct {
	name string // relative to the module's root, slash-separated
	// text is what is in force; the rest is blanked, so that offsets stay.
	text    string
	lines   []int // offsets of their starts
	role    role
	queries bool   // it looks like no schema and no migration, whatever counts as one
	group   string // files of a group make one schema
	variant string // the product that its name gives, of several in one group
	dialect sqlparse.Dialect
	guessed bool // the dialect is the module's, which needn't be this file's
	lexical bool // the tool orders versions as texts
	order   int  // in which a configuration names it
	parsed  *File
}

// A finder finds out what the .sql files of a module are for.
type finder struct {
	*tree
	files   map[string]*sqlFile
	dialect sqlparse.Dialect // of the whole module, if it is known
	errors  []Unparsed
}

// file returns a .sql file of the tree, nil if it is none that says anything.
func (f *finder) file(name string) *sqlFile {
	if file, ok := f.files[name]; ok {
		return file
	}
	f.files[name] = nil
	in := f.sql[name]
	if in.regular && in.text == nil {
		f.errors = append(f.errors, Unparsed{Place{File: name, Line: 1, Column: 1}, fmt.Sprintf("not read: it has more than %d bytes", maxFile)})
	}
	f.files[name] = in.file(name)
	return f.files[name]
}

// file returns what a .sql file has, nil if it is none that says anything.
func (in *sqlInput) file(name string) *sqlFile {
	if in.text == nil || bytes.IndexByte(in.text, 0) >= 0 {
		return nil // unreadable, too large, or no text
	}
	return &sqlFile{name: name, text: inForce(string(in.text)), lines: lineStarts(in.text)}
}

// find returns the .sql files that are in force, sorted by name.
func (f *finder) find() []*sqlFile {
	f.files = map[string]*sqlFile{}
	for i, schema := range f.named {
		for order, name := range schema.files {
			if file := f.file(name); file != nil && file.role != asNamed {
				file.role, file.dialect, file.order = asNamed, schema.dialect, order
				file.group = fmt.Sprintf("%s\x00%d", schema.from, i)
			}
		}
	}
	var files []*sqlFile
	for _, name := range f.sqlFiles {
		dialect, query := f.queries[name]
		if f.files[name] == nil && !query && (f.left[name] || undone(name) || foreign(name) || aside(name)) {
			continue
		}
		file := f.file(name)
		if file == nil || f.sql[name].target != name {
			continue // a link counts where it leads
		}
		files = append(files, file)
		if file.role == asNamed {
			continue
		}
		if query {
			file.dialect = dialect
			continue
		}
		file.classify(f.atlas[path.Dir(name)])
	}
	slices.SortFunc(files, func(a, b *sqlFile) int { return strings.Compare(a.name, b.name) })
	f.dialects(files)
	return files
}

// undone reports whether a file is the way back of a migration.
func undone(name string) bool {
	base := strings.TrimSuffix(strings.ToLower(path.Base(name)), ".sql")
	if base == "down" || base == "rollback" || base == "revert" {
		return true
	}
	for _, end := range []string{".down", "_down", "-down", ".rollback", "_rollback", ".undo", "_undo", ".revert"} {
		if strings.HasSuffix(base, end) {
			return true
		}
	}
	if strings.HasPrefix(base, "u") && strings.Contains(base, "__") && isVersioned(base[1:]) {
		return true // Flyway's undo
	}
	for _, dir := range folders(path.Dir(strings.ToLower(name))) {
		if dir == "down" || dir == "rollback" || dir == "rollbacks" {
			return true
		}
	}
	return false
}

// aside reports whether a file is data of tests, in a folder that the go
// command doesn't ignore, or of a schema that isn't in force.
func aside(name string) bool {
	steps := false
	for _, dir := range folders(path.Dir(name)) {
		for word := range words(dir) {
			switch word {
			case "fixtures", "future", "obsolete", "deprecated", "disabled":
				return true
			case "archive", "archived": // elsewhere it may well be a feature
				if steps {
					return true
				}
			}
			steps = steps || strings.HasPrefix(word, "migrat")
			if strings.HasSuffix(word, "testdata") {
				return true
			}
		}
	}
	return false
}

// classify tells by name and content what the file is for.
func (s *sqlFile) classify(atlas bool) {
	dir, base := path.Split(s.name)
	base = strings.TrimSuffix(base, ".sql")
	tool := markedFor(s.text)
	numbered := isVersioned(base)
	// Folders of versions are steps of the folder around them: 3.14/0001.sql,
	// 20240102_init/migration.sql.
	around := path.Clean(dir)
	for around != "." && isVersioned(path.Base(around)) {
		around = path.Dir(around)
		numbered = true
	}
	switch {
	case tool != "" || numbered || atlas || strings.HasSuffix(base, ".up"):
		s.role = asMigration
		s.lexical = atlas || tool == dbmate
		s.variant = variantOf(base, s.role)
	case hasDDL(s.text):
		s.role = asPlain
		s.variant = variantOf(base, s.role)
	default:
		s.role = asQuery
		s.variant = variantOf(base, asPlain)
	}
	s.group = around
	s.dialect = products[s.variant]
}

// isVersioned reports whether a name starts with a version: 0001_init,
// 20240102, V1.2__init, v3.14.
func isVersioned(name string) bool {
	if len(name) > 1 && (name[0] == 'v' || name[0] == 'V') {
		name = name[1:]
	}
	return name != "" && isDigit(name[0])
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// hasDDL reports whether the text has a statement that makes a table, view
// or index, or changes one.
func hasDDL(text string) bool {
	for line := range strings.Lines(text) {
		word, rest := firstWord(strings.TrimLeft(line, " \t("))
		switch strings.ToLower(word) {
		case "create", "alter", "drop", "rename", "comment":
			if rest != "" {
				return true
			}
		}
	}
	return false
}

// compare orders the files of a group as they are applied.
func compare(a, b *sqlFile) int {
	if a.lexical || b.lexical {
		return strings.Compare(a.name, b.name)
	}
	as, bs := strings.Split(a.name, "/"), strings.Split(b.name, "/")
	for i := range min(len(as), len(bs)) {
		if c := natural(as[i], bs[i]); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(len(as), len(bs)), strings.Compare(a.name, b.name))
}

// natural compares texts, their runs of digits as numbers.
func natural(a, b string) int {
	for a != "" && b != "" {
		if isDigit(a[0]) && isDigit(b[0]) {
			var m, n string
			m, a = digits(a)
			n, b = digits(b)
			if c := cmp.Or(cmp.Compare(len(m), len(n)), strings.Compare(m, n)); c != 0 {
				return c
			}
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

// digits cuts the number off that s starts with, without leading zeros.
func digits(s string) (number, rest string) {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return strings.TrimLeft(s[:i], "0"), s[i:]
}

// The tools that mark the parts of a migration by comments.
const (
	goose      = "goose"
	sqlMigrate = "migrate"
	rambler    = "rambler"
	dbmate     = "dbmate"
	tern       = "tern"
)

// marker returns the tool whose comment line is, and whether what follows is
// the way back.
func marker(line string) (tool string, down, ok bool) {
	line = strings.TrimSpace(line)
	rest, ok := strings.CutPrefix(line, "--")
	if !ok {
		return "", false, false
	}
	if strings.HasPrefix(rest, "-- create above / drop below --") {
		return tern, true, true
	}
	words := strings.Fields(strings.ToLower(rest))
	switch {
	case len(words) == 0:
	case words[0] == "migrate:up", words[0] == "migrate:down":
		return dbmate, words[0] == "migrate:down", true
	case len(words) > 1 && (words[1] == "up" || words[1] == "down"):
		for _, tool := range []string{goose, sqlMigrate} {
			if words[0] == "+"+tool {
				return tool, words[1] == "down", true
			}
		}
		if words[0] == rambler {
			return rambler, words[1] == "down", true
		}
	}
	return "", false, false
}

// markedFor returns the tool whose markers the text has, if any.
func markedFor(text string) string {
	for line := range strings.Lines(text) {
		if tool, _, ok := marker(line); ok {
			return tool
		}
	}
	return ""
}

// inForce blanks what a migration tool runs on the way back, the data of
// pg_dump's COPY, and a byte order mark.
func inForce(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	if rest, ok := strings.CutPrefix(text, "\ufeff"); ok {
		b.WriteString("   ")
		text = rest
	}
	down, data := false, false
	for line := range strings.Lines(text) {
		if _, d, ok := marker(line); ok {
			down = d
			b.WriteString(line)
			continue
		}
		if data {
			data = !strings.HasPrefix(line, `\.`)
			blank(&b, line)
			continue
		}
		if trimmed := strings.ToLower(strings.TrimSpace(line)); strings.HasPrefix(trimmed, "copy ") && strings.HasSuffix(trimmed, "from stdin;") {
			data = true
			blank(&b, line)
			continue
		}
		if down {
			blank(&b, line)
			continue
		}
		b.WriteString(line)
	}
	return b.String()
}

func blank(b *strings.Builder, line string) {
	for i := range len(line) {
		if c := line[i]; c == '\n' || c == '\r' {
			b.WriteByte(c)
		} else {
			b.WriteByte(' ')
		}
	}
}

func lineStarts(data []byte) []int {
	starts := []int{0}
	for i, c := range data {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// place is where a part of the file stands.
func (s *sqlFile) place(span sqlparse.Span) Place {
	i, found := slices.BinarySearch(s.lines, span.Start)
	if !found {
		i--
	}
	return Place{s.name, i + 1, span.Start - s.lines[i] + 1, span.Start, span.End}
}
