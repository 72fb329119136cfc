package schema

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/mod/modfile"

	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A memo holds what was found out, once a process.
type memo[K comparable, V any] struct{ found sync.Map } // of func() V

func (m *memo[K, V]) of(key K, find func() V) V {
	once, ok := m.found.Load(key)
	if !ok {
		once, _ = m.found.LoadOrStore(key, sync.OnceValue(find))
	}
	return once.(func() V)()
}

// A setting is what the module in one root says of itself.
type setting struct {
	path     string                    // empty without a go.mod
	dialects func() []sqlparse.Dialect // of the drivers that it requires
	config   *config.Config            // empty if it is wrong
	err      error                     // what is wrong with it
}

var settings memo[string, setting]

func settingOf(root string) setting {
	return settings.of(root, func() (s setting) {
		data, _ := os.ReadFile(filepath.Join(root, "go.mod")) // without one there is nothing in it
		s.path = modfile.ModulePath(data)
		s.dialects = sync.OnceValue(func() []sqlparse.Dialect { return requiredDialects(data) })
		if s.config, s.err = config.Read(root); s.err != nil {
			s.config = &config.Config{}
		}
		return s
	})
}

// SettingsOf returns the settings of the module around the folder dir, an
// absolute path; empty ones if they are wrong.
func SettingsOf(dir string) *config.Config { return settingOf(Root(dir)).config }

var checks memo[string, error]

// check returns what is wrong with the configuration of the module in root,
// the schema files that it names and sqlc's configurations included.
func check(root string) error {
	return checks.of(root, func() error {
		s := settingOf(root)
		if s.err != nil {
			return s.err
		}
		if err := checkNames(root, s.path, s.config); err != nil {
			return err
		}
		if err := checkConfig(root, s.config, store); err != nil {
			return err
		}
		return sqlcOf(root).err
	})
}

func checkConfig(root string, cfg *config.Config, store *Store) error {
	for _, s := range cfg.Sentinels {
		if _, ok := SentinelOfText(s.Value, ""); !ok {
			return config.Wrong(root, s.Line, s.Column, "%q is no sentinel: choose from 0, -1, an empty text, 1970-01-01, 0001-01-01, or a year from 2099 on", s.Value)
		}
	}
	named, err := configured(root, cfg)
	if err != nil || named == nil {
		return err
	}
	inputs := make([]*sqlInput, len(named.files))
	h := summer{sha256.New()}
	h.text("check 1", cfg.Dialect)
	for i, name := range named.files {
		var sum [sha256.Size]byte
		inputs[i], sum = readSQL(root, name)
		h.Write(sum[:])
	}
	key := [sha256.Size]byte(h.Sum(nil))
	if store != nil {
		if _, fine := store.Get(key); fine {
			return nil
		}
	}
	for i, name := range named.files {
		if err := checkFile(root, name, inputs[i], named.dialect); err != nil {
			return err
		}
	}
	if store != nil {
		store.Put(key, nil)
	}
	return nil
}

// checkFile returns what is wrong with a schema file that a configuration names.
func checkFile(root, name string, in *sqlInput, d sqlparse.Dialect) error {
	file := in.file(name)
	full := filepath.Join(root, filepath.FromSlash(name))
	if file == nil {
		return &config.Error{File: full, Line: 1, Column: 1, Text: "this schema file can't be read as text; name another one in " + config.Name}
	}
	var broken error
	statements(file.text, d, func(*sqlparse.Statement) {}, func(span sqlparse.Span, word string) {
		if broken == nil {
			p := file.place(span)
			broken = &config.Error{File: full, Line: p.Line, Column: p.Column, Text: fmt.Sprintf("this schema file doesn't parse: %s; mend it, or say its dialect in %s", word, config.Name)}
		}
	})
	return broken
}

// configured returns the schema that the configuration names, nil if none.
func configured(root string, cfg *config.Config) (*namedSchema, error) {
	if len(cfg.Schema) == 0 {
		return nil, nil
	}
	s := &namedSchema{from: config.Name, dialect: engines[cfg.Dialect]}
	for _, entry := range cfg.Schema {
		files := sqlcFiles(root, ".", []string{entry.Text})
		if len(files) == 0 {
			return nil, config.Wrong(root, entry.Line, entry.Column, "there is no schema file %q; name .sql files or their folder, relative to the module", entry.Text)
		}
		for _, file := range files {
			if !slices.Contains(s.files, file) {
				s.files = append(s.files, file)
			}
		}
	}
	return s, nil
}

// join returns what the tree says of the tables of the module called path.
func join(t *tree, path string) *Module {
	m := &Module{Root: t.root, Path: path}
	r := reader{Module: m, tree: t}
	r.read()
	m.index()
	return m
}

// A reader joins the parts of a module.
type reader struct {
	*Module
	tree     *tree
	source   *source
	dialect  sqlparse.Dialect // of the whole module, if it is known
	sql      []*sqlFile
	texts    []*goText
	catalogs []*catalog
}

func (r *reader) read() {
	r.source = newSource(r.tree, r.Path)
	r.dialect = only(requiredDialects(r.tree.goMod))
	if r.tree.config.Dialect != "" {
		r.dialect = engines[r.tree.config.Dialect]
	}
	r.findFiles()
	for _, file := range r.sql {
		r.parse(file)
	}
	r.build()
	r.buildFromGo()
	r.settle()
	r.prefer()
	for _, c := range r.catalogs {
		r.Tables = append(r.Tables, c.tables...)
	}
	r.join(r.source.modelsOf())
	r.index()
	r.sentinels()
	// What a migration did once to the rows of its time is no use of theirs.
	lasting := slices.DeleteFunc(slices.Clone(r.sql), func(file *sqlFile) bool { return file.role == asMigration })
	r.Uses = r.source.usesOf(r.allModels, lasting)
	r.Looks = r.source.looks()
	slices.SortFunc(r.Errors, func(a, b Unparsed) int { return comparePlaces(a.Place, b.Place) })
}

// findFiles finds the .sql files and what they are for.
func (r *reader) findFiles() {
	r.Errors = append(r.Errors, r.tree.errors...)
	f := finder{tree: r.tree, dialect: r.dialect}
	r.sql = f.find()
	r.Errors = append(r.Errors, f.errors...)
	for _, file := range r.sql {
		_, file.queries = f.queries[file.name]
		file.queries = file.queries || file.role == asQuery
		if r.tree.byConfig && file.role != asNamed {
			file.role = asQuery
		}
		if r.tree.config.Dialect != "" {
			file.dialect = r.dialect
		}
	}
}

// parse parses the statements of a file. Where most don't parse in the dialect
// of the module's driver, the file is one for another database.
func (r *reader) parse(file *sqlFile) {
	errors := r.parseIn(file)
	if file.guessed && len(errors) > len(file.parsed.Statements) {
		var counts [sqlparse.SQLite + 1]int
		hint(file.text, &counts)
		if d := hinted(&counts); d != sqlparse.Unknown && d != file.dialect {
			file.dialect = d
			errors = r.parseIn(file)
		}
	}
	r.Errors = append(r.Errors, errors...)
	r.Files = append(r.Files, file.parsed)
}

func (r *reader) parseIn(file *sqlFile) (errors []Unparsed) {
	file.parsed = &File{Name: file.name, Dialect: file.dialect, Queries: file.queries}
	statements(file.text, file.dialect, func(stmt *sqlparse.Statement) {
		file.parsed.Statements = append(file.parsed.Statements, Located{stmt, file.parsed})
	}, func(span sqlparse.Span, word string) {
		errors = append(errors, Unparsed{file.place(span), word})
	})
	return errors
}

// build applies the DDL of the files, group by group.
func (r *reader) build() {
	type key struct {
		group string
		role  role
	}
	groups := map[key][]*sqlFile{}
	var order []key
	for _, file := range r.sql {
		if file.role == asQuery {
			continue
		}
		k := key{file.group, file.role}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], file)
	}
	for _, k := range order {
		for _, files := range variants(groups[k], k.role) {
			r.catalogs = append(r.catalogs, catalogOf(files, k.role))
		}
	}
}

// variants parts the files of a group by the product that their names give.
// Steps without one are part of each.
func variants(files []*sqlFile, kind role) [][]*sqlFile {
	var names []string
	for _, file := range files {
		if !slices.Contains(names, file.variant) {
			names = append(names, file.variant)
		}
	}
	slices.Sort(names)
	if kind == asMigration && len(names) > 1 {
		names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
	}
	var parts [][]*sqlFile
	seen := map[sqlparse.Dialect]bool{}
	for _, name := range slices.Backward(names) { // postgres before cockroach
		d := products[name]
		if name != "" && seen[d] {
			continue
		}
		seen[d] = true
		var part []*sqlFile
		for _, file := range files {
			if file.variant == name || kind == asMigration && file.variant == "" && !overridden(file, name, files) {
				part = append(part, file)
			}
		}
		parts = append(parts, part)
	}
	return parts
}

// overridden reports whether there is a file of the variant for the same step.
func overridden(file *sqlFile, variant string, files []*sqlFile) bool {
	return slices.ContainsFunc(files, func(other *sqlFile) bool {
		return other.variant == variant && strings.Replace(other.name, "."+variant, "", 1) == file.name
	})
}

// catalogOf applies the DDL of the files of one schema.
func catalogOf(files []*sqlFile, kind role) *catalog {
	switch kind {
	case asNamed:
		slices.SortStableFunc(files, func(a, b *sqlFile) int { return a.order - b.order })
	default:
		slices.SortStableFunc(files, compare)
	}
	c := &catalog{dir: files[0].group, rank: kind, dialect: files[0].dialect}
	for _, file := range files {
		if file.variant != "" {
			c.dialect = file.dialect
			break
		}
		if file.dialect != c.dialect {
			c.dialect = sqlparse.Unknown
		}
	}
	each := func(want func(sqlparse.Change) bool) {
		for _, file := range files {
			if kind == asNamed {
				c.dir = path.Dir(file.name)
			}
			for _, stmt := range file.parsed.Statements {
				for _, change := range stmt.Changes {
					if want(change) {
						c.apply(change, file.place)
					}
				}
			}
		}
	}
	creates := func(ch sqlparse.Change) bool { return ch.Kind == sqlparse.CreateTable }
	if kind == asPlain {
		// The order of such files is unknown.
		each(creates)
		each(func(ch sqlparse.Change) bool { return !creates(ch) && ch.Kind != sqlparse.DropTable })
	} else {
		each(func(sqlparse.Change) bool { return true })
	}
	return c
}

// buildFromGo applies the DDL in Go strings, folder by folder.
func (r *reader) buildFromGo() {
	r.texts = r.source.ddlTexts()
	if len(r.tree.config.Schema) > 0 {
		return
	}
	byDir := map[string][]*goText{}
	var dirs []string
	for _, text := range r.texts {
		if foreign(text.File) || aside(text.File) {
			continue
		}
		dir := path.Dir(text.File)
		if byDir[dir] == nil {
			dirs = append(dirs, dir)
		}
		byDir[dir] = append(byDir[dir], text)
	}
	slices.Sort(dirs)
	for _, dir := range dirs {
		r.catalogs = append(r.catalogs, r.catalogOfGo(dir, byDir[dir]))
	}
}

func (r *reader) catalogOfGo(dir string, texts []*goText) *catalog {
	c := &catalog{dir: dir, rank: asPlain, lenient: true, dialect: r.dialectOfGo(dir, texts)}
	slices.SortStableFunc(texts, func(a, b *goText) int { return natural(a.File, b.File) })
	for _, text := range texts {
		if isVersioned(path.Base(text.File)) {
			c.rank = asMigration
		}
		if !saysDDL(text.Text) {
			continue
		}
		apply := func(stmt *sqlparse.Statement) {
			for _, change := range stmt.Changes {
				c.apply(change, text.Place)
			}
		}
		statements(text.Text, c.dialect, apply, func(span sqlparse.Span, word string) {
			// Code for several databases has the DDL of each side by side.
			stmt, err := sqlparse.Parse(text.Text[span.Start:span.End], sqlparse.Unknown)
			switch {
			case err == nil:
			case strings.ContainsRune(text.Text, sqlparse.Hole), strings.HasSuffix(strings.TrimSpace(text.Text), "("):
				return // the rest is made at run time
			default:
				r.Errors = append(r.Errors, Unparsed{text.Place(span), word})
				return
			}
			shift(stmt, span.Start)
			apply(stmt)
		})
	}
	c.finish()
	return c
}

func (r *reader) dialectOfGo(dir string, texts []*goText) sqlparse.Dialect {
	if r.tree.config.Dialect != "" {
		return r.dialect
	}
	if d := folderDialect(dir); d != sqlparse.Unknown {
		return d
	}
	if r.dialect != sqlparse.Unknown {
		return r.dialect
	}
	var counts [sqlparse.SQLite + 1]int
	for _, text := range texts {
		hint(text.Text, &counts)
	}
	return hinted(&counts)
}

// settle applies the changes to tables that another group makes.
func (r *reader) settle() {
	for _, c := range r.catalogs {
		var left []pendingChange
		for len(c.pending) > 0 {
			ch := c.pending[0]
			target := r.maker(c, ch.Change)
			if target == nil {
				left = append(left, ch)
				c.pending = c.pending[1:]
				continue
			}
			var of, others []pendingChange
			for _, p := range c.pending {
				if r.maker(c, p.Change) == target {
					of = append(of, p)
				} else {
					others = append(others, p)
				}
			}
			c.pending = others
			if target.holds(of) {
				target.results = append(target.results, c)
				continue
			}
			if target.rank != asNamed || c.rank == asNamed {
				for _, p := range of {
					if c.rank == asMigration && target.rank == asMigration {
						target.doubt(p)
					} else {
						target.apply(p.Change, p.place)
					}
				}
			}
		}
		c.pending = left
	}
}

// doubt applies a change whose order among those of c isn't known: what it says
// otherwise of a column is open then.
func (c *catalog) doubt(ch pendingChange) {
	t := c.target(ch.Change)
	var column *Column
	if t != nil && ch.Column != "" {
		column = t.Column(ch.Column)
	}
	if column == nil {
		c.apply(ch.Change, ch.place)
		return
	}
	before := *column
	c.apply(ch.Change, ch.place)
	if column.Nullable != before.Nullable {
		column.Nullable = Maybe
	}
	if !sameDefault(column.Default, before.Default) {
		column.Default = nil
	}
}

// maker returns the other catalog that makes the table, or where the change
// names none, the index; the nearest one, nil if there is none or several.
func (r *reader) maker(c *catalog, ch sqlparse.Change) *catalog {
	var found *catalog
	best := -1
	for _, other := range r.catalogs {
		if other == c || !compatible(other.dialect, c.dialect) || other.target(ch) == nil {
			continue
		}
		switch n := common(other.dir, c.dir); {
		case n > best:
			best, found = n, other
		case n == best:
			found = nil
		}
	}
	return found
}

func compatible(a, b sqlparse.Dialect) bool {
	return a == b || a == sqlparse.Unknown || b == sqlparse.Unknown
}

// holds reports whether c already has what the changes add: it is the schema
// as they leave it, not the one that they start from.
func (c *catalog) holds(changes []pendingChange) bool {
	there, missing := 0, 0
	count := func(ok bool) {
		if ok {
			there++
		} else {
			missing++
		}
	}
	for _, ch := range changes {
		t := c.target(ch.Change)
		if t == nil {
			continue
		}
		switch ch.Kind {
		case sqlparse.AddColumn:
			for _, def := range ch.Columns {
				count(t.Column(def.Name) != nil)
			}
		case sqlparse.AddIndex:
			for _, def := range ch.Indexes {
				count(t.index(def.Name) >= 0)
			}
		}
	}
	return there > 0 && there >= missing
}

// prefer makes tables that a better source describes, too, copies of its: the
// schema that a configuration names comes before migrations, those before a
// plain schema.
func (r *reader) prefer() {
	for _, c := range r.catalogs {
		c.tables = slices.DeleteFunc(c.tables, func(t *Table) bool {
			for _, other := range r.catalogs {
				if !other.beats(c) || !compatible(other.dialect, c.dialect) {
					continue
				}
				better := other.find(sqlparse.Name{Schema: t.Schema, Table: t.Name})
				if better != nil && alike(columnNames(t), columnNames(better)) {
					better.Copies = append(better.Copies, t)
					return true
				}
			}
			return false
		})
	}
}

// beats reports whether other's tables count less than c's.
func (c *catalog) beats(other *catalog) bool {
	switch {
	case slices.Contains(c.results, other):
		return true
	case slices.Contains(other.results, c):
		return false
	}
	return c.rank > other.rank
}

func columnNames(t *Table) []string {
	var names []string
	for _, c := range t.Columns {
		names = append(names, strings.ToLower(c.Name))
	}
	return names
}

// alike reports whether at least half of the shorter list is in the other.
func alike(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for _, name := range a {
		if slices.Contains(b, name) {
			n++
		}
	}
	return n > 0 && n*2 >= len(a)
}
