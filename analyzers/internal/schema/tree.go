package schema

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// A listing is the names of a module's files, relative to its root, sorted.
type listing struct {
	root    string
	goMod   []byte   // nil if there is none
	goFiles []string // without tests
	// sqlFiles are found in folders such as .migrations, too.
	sqlFiles []string
	// sqlcFiles are the configurations of sqlc.
	sqlcFiles []string
	folders   int // visited
}

// skipped reports whether a folder is no part of the module's own code.
func skipped(name string) bool {
	switch name {
	case "vendor", "node_modules", "testdata", ".git", ".hg", ".svn", ".idea", ".vscode", ".cache", ".terraform":
		return true
	}
	return strings.HasPrefix(name, "_")
}

// maxFolders is how many folders are read where no go.mod says that they belong
// together: the root may be somebody's home.
const maxFolders = 500

// list lists the module in root.
func list(root string) (*listing, error) {
	l := &listing{root: root}
	l.goMod, _ = os.ReadFile(l.abs("go.mod"))
	if err := l.walk("", false); err != nil {
		return nil, err
	}
	slices.Sort(l.goFiles)
	slices.Sort(l.sqlFiles)
	slices.Sort(l.sqlcFiles)
	return l, nil
}

// walk lists a folder. In hidden folders only .sql files count.
func (l *listing) walk(dir string, hidden bool) error {
	if l.folders++; l.goMod == nil && l.folders > maxFolders {
		return nil
	}
	entries, err := os.ReadDir(l.abs(dir))
	if err != nil {
		if dir == "" {
			return err
		}
		return nil // unreadable, as go build has it
	}
	if dir != "" && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == "go.mod" && !e.IsDir() }) {
		return nil // a nested module
	}
	for _, e := range entries {
		name := e.Name()
		file := path.Join(dir, name)
		switch {
		case e.IsDir():
			if skipped(name) {
				continue
			}
			if err := l.walk(file, hidden || name[0] == '.'); err != nil {
				return err
			}
		case strings.HasSuffix(name, ".sql"):
			if name[0] != '.' {
				l.sqlFiles = append(l.sqlFiles, file)
			}
		case isSqlcConfig(name):
			l.sqlcFiles = append(l.sqlcFiles, file)
		case hidden || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || name[0] == '.' || name[0] == '_':
		default:
			l.goFiles = append(l.goFiles, file)
		}
	}
	return nil
}

func (l *listing) abs(name string) string { return filepath.Join(l.root, filepath.FromSlash(name)) }

// A tree is all that the reading of a module depends on, as it was at one time:
// what is known of the module is computed from its tree and nothing else.
type tree struct {
	listing
	config *config.Config
	src    map[string][]byte // of the Go files that can be read
	sql    map[string]*sqlInput
	atlas  map[string]bool // the folders of .sql files that Atlas orders
	// entries are those of sqlc's configurations.
	entries []sqlcEntry
	// named are the schemas that configurations name, byConfig says that it is
	// datavet's; queries are sqlc's, left the files of engines that no grammar
	// takes, errors what is wrong with sqlc's configurations.
	named    []namedSchema
	byConfig bool
	queries  map[string]sqlparse.Dialect
	left     map[string]bool
	errors   []Unparsed

	// inputs is a hash of all this, texts one of the .sql files, in force or not.
	inputs, texts [sha256.Size]byte
}

// A sqlInput is a .sql file.
type sqlInput struct {
	regular bool // or a link to a regular file, and can be read
	size    int64
	text    []byte // nil if it is too large
	target  string // the name of the file that it is a link to, or its own
}

// readTree reads the module in root.
func readTree(root string) (*tree, error) {
	l, err := list(root)
	if err != nil {
		return nil, err
	}
	t := &tree{listing: *l, src: map[string][]byte{}, sql: map[string]*sqlInput{}, atlas: map[string]bool{}}
	if t.config, err = config.Read(root); err != nil {
		t.config = &config.Config{} // the driver says what is wrong with it
	}
	h := summer{sha256.New()}
	h.text(string(t.goMod), t.config.SchemaFingerprint())
	t.configurations(h)
	t.readSQL(h)
	t.readGo(h)
	h.Sum(t.inputs[:0])
	return t, nil
}

// A summer hashes parts that can't be taken for one another.
type summer struct{ hash.Hash }

func (h summer) text(texts ...string) {
	h.number(len(texts))
	for _, text := range texts {
		h.number(len(text))
		_, _ = io.WriteString(h, text) // never fails
	}
}

func (h summer) number(n int) {
	var buf [binary.MaxVarintLen64]byte
	h.Write(binary.AppendVarint(buf[:0], int64(n)))
}

// configurations finds out which files datavet's configuration and sqlc's name.
func (t *tree) configurations(h summer) {
	if schema, err := configured(t.root, t.config); err == nil && schema != nil {
		t.named = append(t.named, *schema)
		t.byConfig = true
	}
	t.queries = map[string]sqlparse.Dialect{}
	t.left = map[string]bool{}
	for _, name := range t.sqlcConfigs() {
		file, err := readSqlc(t.root, name)
		if err != nil {
			t.errors = append(t.errors, Unparsed{Place{File: name, Line: err.Line, Column: err.Column}, err.Text})
			h.text(name, err.Error())
		}
		t.entries = append(t.entries, file.entries...)
		for _, e := range file.entries {
			t.add(name, e)
		}
	}
	h.number(len(t.named))
	for _, s := range t.named {
		h.text(s.from)
		h.number(int(s.dialect))
		h.text(s.files...)
	}
	h.number(len(t.queries))
	for _, name := range slices.Sorted(maps.Keys(t.queries)) {
		h.text(name)
		h.number(int(t.queries[name]))
	}
	h.text(slices.Sorted(maps.Keys(t.left))...)
}

// add adds what an entry of sqlc's configuration says of files.
func (t *tree) add(config string, e sqlcEntry) {
	if e.dialect == sqlparse.Unknown {
		for _, file := range slices.Concat(e.schema, e.queries) {
			t.left[file] = true
		}
		return
	}
	known := func(s namedSchema) bool { return s.from == config && slices.Equal(s.files, e.schema) }
	if len(e.schema) > 0 && !t.byConfig && !slices.ContainsFunc(t.named, known) {
		t.named = append(t.named, namedSchema{config, e.dialect, e.schema})
	}
	for _, file := range e.queries {
		if d, ok := t.queries[file]; ok && d != e.dialect {
			t.queries[file] = sqlparse.Unknown // for several databases
		} else {
			t.queries[file] = e.dialect
		}
	}
}

// readSQL reads the .sql files, and those that a configuration names elsewhere.
func (t *tree) readSQL(h summer) {
	names := slices.Clone(t.sqlFiles)
	for _, s := range t.named {
		names = append(names, s.files...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	inputs, sums := make([]*sqlInput, len(names)), make([][sha256.Size]byte, len(names))
	each(len(names), func(i int) { inputs[i], sums[i] = readSQL(t.root, names[i]) })
	texts := summer{sha256.New()}
	for i, name := range names {
		in := inputs[i]
		t.sql[name] = in
		if in.regular {
			texts.text(name, in.target)
			texts.number(int(in.size))
			texts.Write(sums[i][:])
		} else {
			texts.text(name, in.target, "unreadable")
		}
		dir := path.Dir(name)
		if _, ok := t.atlas[dir]; !ok {
			_, err := os.Stat(t.abs(path.Join(dir, "atlas.sum")))
			t.atlas[dir] = err == nil
			if t.atlas[dir] {
				texts.text(dir)
			}
		}
	}
	texts.Sum(t.texts[:0])
	h.Write(t.texts[:])
}

// readSQL reads the .sql file name, relative to root, and hashes it.
func readSQL(root, name string) (*sqlInput, [sha256.Size]byte) {
	in := &sqlInput{target: target(root, name)}
	full := filepath.Join(root, filepath.FromSlash(name))
	info, err := os.Stat(full) // follows a link, but a link to a folder is no file
	if err != nil || !info.Mode().IsRegular() {
		return in, [sha256.Size]byte{}
	}
	if info.Size() <= maxFile {
		data, err := os.ReadFile(full)
		if err != nil {
			return in, [sha256.Size]byte{}
		}
		in.regular, in.size = true, int64(len(data))
		if len(data) <= maxFile { // it may have grown
			in.text = data
		}
		return in, sha256.Sum256(data)
	}
	file, err := os.Open(full)
	if err != nil {
		return in, [sha256.Size]byte{}
	}
	defer file.Close()
	h := sha256.New()
	n, err := io.Copy(h, file)
	in.regular, in.size = err == nil, n
	return in, [sha256.Size]byte(h.Sum(nil))
}

// readGo reads the Go files.
func (t *tree) readGo(h summer) {
	src, sums := make([][]byte, len(t.goFiles)), make([][sha256.Size]byte, len(t.goFiles))
	each(len(t.goFiles), func(i int) {
		data, err := os.ReadFile(t.abs(t.goFiles[i]))
		if err == nil {
			src[i], sums[i] = data, sha256.Sum256(data)
		}
	})
	for i, name := range t.goFiles {
		if src[i] == nil {
			h.text(name, "unreadable")
			continue
		}
		t.src[name] = src[i]
		h.text(name)
		h.Write(sums[i][:])
	}
}

// each calls do for the numbers below n, on as many processors as there are.
func each(n int, do func(i int)) {
	next := make(chan int)
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n, 8) {
		wait.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
}
