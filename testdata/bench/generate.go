//go:build linux

package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"go/format"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A module is what to generate: a module in which packages of level n import
// ones of the levels below. The same values write the same files.
type module struct {
	packages, lines, depth, imports int
	share                           float64
	seed                            uint64
}

func (m *module) register(flags *flag.FlagSet) {
	flags.IntVar(&m.packages, "packages", 2000, "generate this many `packages`")
	flags.IntVar(&m.lines, "lines", 1_000_000, "of this many `lines` together; with -scale, as many a package as this is of -packages")
	flags.IntVar(&m.depth, "depth", 20, "in this many `levels`")
	flags.IntVar(&m.imports, "imports", 4, "each importing this many `packages` of lower levels")
	flags.Float64Var(&m.share, "share", 0.1, "of which this `share` uses a database itself")
	flags.Uint64Var(&m.seed, "seed", 1, "begin the pseudo-random `sequence` so")
}

const modulePath = "example.com/monorepo"

// A kind is what a package is for.
type kind int

const (
	library kind = iota // imports libraries only
	store               // uses a database itself
	service             // imports all kinds
)

// libraries is the share of packages that reach no database.
const libraries = 0.4

// A generated is one package of a module.
type generated struct {
	id, level int
	kind      kind
	imports   []*generated
}

func (g *generated) name() string { return fmt.Sprintf("p%04d", g.id) }

func (g *generated) path() string { return fmt.Sprintf("l%02d/%s", g.level, g.name()) }

// stored reports whether g has a function Store, which changes a database.
func (g *generated) stored() bool {
	return g.kind == store || g.kind == service && slices.ContainsFunc(g.imports, (*generated).stored)
}

// write writes the module into the folder dir, which must be empty or missing.
func (m *module) write(dir string) error {
	if m.packages < 1 || m.depth < 1 || m.depth > m.packages || m.lines < m.packages || m.imports < 0 || m.share < 0 || m.share > 1-libraries {
		return fmt.Errorf("want -packages of at least -depth, as many -lines, and a -share of at most %g", 1-libraries)
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty", dir)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(dir, "stubs", "gorm"), os.DirFS(filepath.Join(root, "testdata", "stubs", "gorm"))); err != nil {
		return err
	}
	gomod := "module " + modulePath + "\n\ngo 1.26.0\n\nrequire gorm.io/gorm v0.0.0\n\nreplace gorm.io/gorm => ./stubs/gorm\n"
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(gomod), 0o666); err != nil {
		return err
	}
	for _, g := range m.graph() {
		if err := m.writePackage(dir, g); err != nil {
			return err
		}
	}
	return nil
}

// graph returns the packages of m, dependencies first.
func (m *module) graph() []*generated {
	var list, below []*generated // below are those of the lower levels
	for id := range m.packages {
		r := m.random(id, 0)
		g := &generated{id: id, level: id * m.depth / m.packages}
		if id > 0 && list[id-1].level != g.level {
			below = list
		}
		switch x := r.Float64(); {
		case x < m.share:
			g.kind = store
		case x < m.share+libraries:
			g.kind = library
		default:
			g.kind = service
		}
		for range m.imports {
			candidates := below
			if len(g.imports) == 0 && g.level > 0 { // or the level wouldn't be one
				first := slices.IndexFunc(below, func(b *generated) bool { return b.level == g.level-1 })
				candidates = below[first:]
			}
			if len(candidates) == 0 {
				break
			}
			imp := candidates[r.IntN(len(candidates))]
			for try := 0; g.kind == library && imp.kind != library && try < 20; try++ {
				imp = candidates[r.IntN(len(candidates))]
			}
			if (g.kind != library || imp.kind == library) && !slices.Contains(g.imports, imp) {
				g.imports = append(g.imports, imp)
			}
		}
		list = append(list, g)
	}
	return list
}

func (m *module) random(id int, of uint64) *rand.Rand {
	return rand.New(rand.NewPCG(m.seed, uint64(id)<<8|of))
}

// fileLines is how long a file is at most, about.
const fileLines = 400

func (m *module) writePackage(dir string, g *generated) error {
	dir = filepath.Join(dir, filepath.FromSlash(g.path()))
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	r := m.random(g.id, 1)
	left := m.lines / m.packages
	for n, number := 0, 0; left > 0; n++ {
		var body bytes.Buffer
		if n == 0 {
			g.writeHead(&body)
		}
		for {
			lines := bytes.Count(body.Bytes(), []byte("\n"))
			if lines >= min(left, fileLines) {
				left -= lines
				break
			}
			parts := plainParts
			if g.kind == store && r.IntN(3) > 0 {
				parts = storeParts
			}
			part := parts[r.IntN(len(parts))]
			// One in twenty of those that can be wrong is.
			wrong := r.IntN(20) == 0
			body.WriteString(part(number, 2+r.IntN(97), wrong))
			number++
		}
		content, err := g.file(body.Bytes())
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s_%d.go", g.name(), n)), content, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// file returns a file of g with what body needs imported.
func (g *generated) file(body []byte) ([]byte, error) {
	var file bytes.Buffer
	fmt.Fprintf(&file, "// Package %[1]s is generated to be measured.\npackage %[1]s\n\nimport (\n", g.name())
	for _, path := range []string{"context", "database/sql", "errors", "fmt", "net/http", "slices", "strconv", "strings", "sync", "gorm.io/gorm"} {
		if bytes.Contains(body, []byte(path[strings.LastIndex(path, "/")+1:]+".")) {
			fmt.Fprintf(&file, "%q\n", path)
		}
	}
	for _, imp := range g.imports {
		if bytes.Contains(body, []byte(imp.name()+".")) {
			fmt.Fprintf(&file, "%q\n", modulePath+"/"+imp.path())
		}
	}
	file.WriteString(")\n\n")
	file.Write(body)
	return format.Source(file.Bytes())
}

// writeHead writes what other packages use of g: Total, and Store where it can
// change a database.
func (g *generated) writeHead(w *bytes.Buffer) {
	fmt.Fprintf(w, "// Total adds up what the packages below make of values.\nfunc Total(ctx context.Context, values []int) (int, error) {\n\ttotal := len(values)\n")
	for _, imp := range g.imports {
		fmt.Fprintf(w, "\tif n, err := %[1]s.Total(ctx, values); err != nil {\n\t\treturn 0, fmt.Errorf(\"%[1]s: %%w\", err)\n\t} else {\n\t\ttotal += n\n\t}\n", imp.name())
	}
	w.WriteString("\treturn total, ctx.Err()\n}\n\n")
	if !g.stored() {
		return
	}
	w.WriteString("// Store stores values by db.\nfunc Store(ctx context.Context, db *sql.DB, values []int) error {\n")
	for _, imp := range g.imports {
		if imp.stored() {
			fmt.Fprintf(w, "\tif err := %s.Store(ctx, db, values); err != nil {\n\t\treturn err\n\t}\n", imp.name())
		}
	}
	if g.kind == store {
		fmt.Fprintf(w, "\tfor _, value := range values {\n\t\tif _, err := db.ExecContext(ctx, `INSERT INTO %s (value) VALUES ($1)`, value); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n", g.name())
	}
	w.WriteString("\treturn nil\n}\n\n")
}

// plainParts and storeParts write declarations named after the number i, which
// have the constant n, and are wrong if they can be and shall.
var plainParts = []func(i, n int, wrong bool) string{
	func(i, n int, _ bool) string {
		return fmt.Sprintf(`// Account%[1]d counts what comes in.
type Account%[1]d struct {
	Name    string
	Limit   int
	entries map[string]int
	mu      sync.Mutex
}

// NewAccount%[1]d returns an empty account.
func NewAccount%[1]d(name string) *Account%[1]d {
	return &Account%[1]d{Name: name, Limit: %[2]d, entries: map[string]int{}}
}

// Add adds amount to the entry key.
func (a *Account%[1]d) Add(key string, amount int) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if amount < 0 {
		return fmt.Errorf("account %%s: %%d is negative", a.Name, amount)
	}
	if a.entries[key]+amount > a.Limit {
		return errors.New("limit reached by " + key)
	}
	a.entries[key] += amount
	return nil
}

// Keys returns the keys of entries above the threshold, sorted.
func (a *Account%[1]d) Keys(threshold int) (keys []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for key, amount := range a.entries {
		if amount > threshold {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

`, i, n)
	},
	func(i, n int, _ bool) string {
		return fmt.Sprintf(`func parse%[1]d(line string) (values []int, err error) {
	for field := range strings.FieldsSeq(line) {
		name, text, ok := strings.Cut(field, "=")
		switch {
		case !ok:
			return nil, fmt.Errorf("field %%q has no value", field)
		case name == "skip":
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil, fmt.Errorf("field %%s: %%w", name, err)
		}
		values = append(values, n%%%[2]d)
	}
	return values, nil
}

// Parse%[1]d returns the sums of the lines of text.
func Parse%[1]d(text string) (sums []int, err error) {
	for line := range strings.Lines(text) {
		values, err := parse%[1]d(line)
		if err != nil {
			return nil, err
		}
		sum := 0
		for i, v := range values {
			if i%%2 == 0 {
				sum += v
			} else {
				sum -= v
			}
		}
		sums = append(sums, sum)
	}
	return sums, nil
}

`, i, n)
	},
	func(i, n int, _ bool) string {
		return fmt.Sprintf(`type shape%[1]d interface {
	Area() float64
	Scale(by float64) shape%[1]d
}

type square%[1]d struct{ side float64 }

func (s square%[1]d) Area() float64 { return s.side * s.side }

func (s square%[1]d) Scale(by float64) shape%[1]d { return square%[1]d{s.side * by} }

type frame%[1]d struct{ width, height, border float64 }

func (f frame%[1]d) Area() float64 {
	inner := (f.width - f.border) * (f.height - f.border)
	return f.width*f.height - inner
}

func (f frame%[1]d) Scale(by float64) shape%[1]d {
	return frame%[1]d{f.width * by, f.height * by, f.border}
}

// Largest%[1]d returns the largest area of some shapes.
func Largest%[1]d(sides []float64) (largest float64) {
	var shapes []shape%[1]d
	for i, side := range sides {
		if i%%%[2]d == 0 {
			shapes = append(shapes, square%[1]d{side})
			continue
		}
		shapes = append(shapes, frame%[1]d{side, side + 1, 2}.Scale(%[2]d))
	}
	for _, s := range shapes {
		largest = max(largest, s.Area())
	}
	return largest
}

`, i, n)
	},
	func(i, n int, _ bool) string {
		return fmt.Sprintf(`// Gather%[1]d calls work for all values, some at a time.
func Gather%[1]d(ctx context.Context, values []string, work func(context.Context, string) int) ([]int, error) {
	results := make([]int, len(values))
	slots := make(chan struct{}, %[2]d)
	var wg sync.WaitGroup
	for i, value := range values {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case slots <- struct{}{}:
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { <-slots }()
			results[i] = work(ctx, value)
		}()
	}
	wg.Wait()
	return results, ctx.Err()
}

`, i, n)
	},
}

var storeParts = []func(i, n int, wrong bool) string{
	func(i, n int, _ bool) string {
		return fmt.Sprintf("// Names%[1]d returns names of rows.\nfunc Names%[1]d(ctx context.Context, db *sql.DB, kind int) (names []string, err error) {\n"+
			"\trows, err := db.QueryContext(ctx, `SELECT id, name FROM things WHERE kind = $1 AND size > %[2]d ORDER BY name`, kind)\n"+`
	if err != nil {
		return nil, fmt.Errorf("names: %%w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var (
			id   int64
			name string
		)
		if err := rows.Scan(&id, &name); err != nil {
			return nil, err
		}
		names = append(names, strconv.FormatInt(id, 10)+" "+name)
	}
	return names, rows.Err()
}

`, i, n)
	},
	func(i, n int, wrong bool) string {
		post := fmt.Sprintf("\tresp, err := http.Post(\"http://localhost/moved/%d\", \"text/plain\", strings.NewReader(strconv.FormatInt(id, 10)))\n\tif err != nil {\n\t\treturn err\n\t}\n\t_ = resp.Body.Close()\n", n)
		commit := "\tif err := tx.Commit(); err != nil {\n\t\treturn err\n\t}\n"
		end := commit + post
		if wrong { // told before it is so
			end = post + commit
		}
		return fmt.Sprintf(`// Move%[1]d moves a row and tells so.
func Move%[1]d(ctx context.Context, db *sql.DB, id int64) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, "UPDATE things SET place = $1 WHERE id = $2", %[2]d, id); err != nil {
		return err
	}
`, i, n) + end + "\treturn nil\n}\n\n"
	},
	func(i, n int, wrong bool) string {
		handle := "tx"
		if wrong {
			handle = "db"
		}
		return fmt.Sprintf(`func within%[1]d(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// Transfer%[1]d moves an amount from one row to another.
func Transfer%[1]d(ctx context.Context, db *sql.DB, from, to int64) error {
	return within%[1]d(ctx, db, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE accounts SET amount = amount - $1 WHERE id = $2", %[2]d, from); err != nil {
			return err
		}
		_, err := %[3]s.ExecContext(ctx, "UPDATE accounts SET amount = amount + $1 WHERE id = $2", %[2]d, to)
		return err
	})
}

`, i, n, handle)
	},
	func(i, n int, _ bool) string {
		return fmt.Sprintf(`// Item%[1]d is a row.
type Item%[1]d struct {
	ID    int64
	Name  string
	Count int
}

// Raise%[1]d raises the count of the rows that are below.
func Raise%[1]d(db *gorm.DB, below int) (raised int, err error) {
	var items []Item%[1]d
	if err := db.Where("count < ?", below).Find(&items).Error; err != nil {
		return 0, err
	}
	for _, item := range items {
		item.Count += %[2]d
		if err := db.Model(&Item%[1]d{}).Where("id = ?", item.ID).Update("count", item.Count).Error; err != nil {
			return raised, err
		}
		raised++
	}
	return raised, nil
}

`, i, n)
	},
}
