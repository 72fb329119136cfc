package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

var (
	editSeed  = flag.Uint64("edits.seed", 6, "random `seed` of TestEdits")
	editSteps = flag.Int("edits.steps", 0, "how many `steps` each part of TestEdits takes, 0 for what is usual")
)

// TestEdits edits modules at random. After each step it compares what a run with
// the cache prints with a run without: every difference is a defect of the
// cache. A failure names the step: -run, -edits.seed and -edits.steps replay it.
func TestEdits(t *testing.T) {
	for i, test := range []struct {
		name     string
		steps    int
		arrange  func(t *testing.T, files map[string]string)
		env      []string
		patterns []string
	}{
		{"module", 220, nil, nil, []string{"./..."}},
		{"vendor", 40, vendored, nil, []string{"./..."}},
		{"workspace", 40, workspace, []string{"GOWORK="}, []string{"./...", "../lib/..."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			steps := test.steps
			switch {
			case *editSteps > 0:
				steps = *editSteps
			case testing.Short():
				steps /= 10
			}
			files := editedModule(t)
			if test.arrange != nil {
				test.arrange(t, files)
			}
			e := newEditor(t, *editSeed+uint64(i), files)
			m := module{t, filepath.Join(e.dir, "app")}
			kept := t.TempDir()
			var analysed, cached int
			codes, outputs := map[int]int{}, map[string]bool{}
			for step := range steps {
				done := e.step()
				args := e.arguments(test.patterns)
				var without result
				var wg sync.WaitGroup
				wg.Go(func() { without = m.run(test.env, append([]string{"-cache=off"}, args...)...) })
				with := m.run(test.env, append([]string{"-cache=" + kept, "-debug=time"}, args...)...)
				wg.Wait()
				a, c := with.cutTimes(t)
				analysed, cached = analysed+a, cached+c
				codes[with.code]++
				if slices.Contains(args, test.patterns[0]) && slices.Contains(args, "-tests") {
					e.told(with.code != exitError)
				}
				outputs[with.stdout] = true
				if with != without {
					t.Fatalf("step %d of seed %d, %q after\n\t%s\nwith the cache: %s\nwithout: %s",
						step, *editSeed, args, strings.Join(done, "\n\t"), with, without)
				}
			}
			share := float64(cached) / float64(analysed+cached)
			t.Logf("%d steps: exit codes %v, %d different outputs; %d packages analysed, %d (%.0f%%) from the cache",
				steps, codes, len(outputs), analysed, cached, 100*share)
			// In a few steps all may be new.
			if cached == 0 || steps >= 20 && (share < 0.4 || len(outputs) < steps/4 || codes[exitFindings] < steps/5) {
				t.Error("hardly anything was tested")
			}
		})
	}
}

func (r result) String() string {
	return fmt.Sprintf("exit code %d\n%s\n%s", r.code, r.stdout, r.stderr)
}

var (
	timesTable = regexp.MustCompile(`(?s)(?m:^) *share +wall.*`)
	counts     = regexp.MustCompile(`Packages: (\d+) analysed, (\d+) from the cache`)
)

// cutTimes removes what -debug=time has printed, and returns how many packages
// were analysed and how many came from the cache. There are none if the run
// ended before.
func (r *result) cutTimes(t *testing.T) (analysed, cached int) {
	t.Helper()
	if m := counts.FindStringSubmatch(r.stderr); m != nil {
		analysed, _ = strconv.Atoi(m[1])
		cached, _ = strconv.Atoi(m[2])
	}
	r.stderr = timesTable.ReplaceAllString(r.stderr, "")
	return analysed, cached
}

// run runs datavet offline, with env beside what the tests have.
func (m module) run(env []string, args ...string) result {
	m.t.Helper()
	cmd := m.command(env, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		m.t.Fatal(err)
	}
	return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

func (m module) command(env []string, args ...string) *exec.Cmd {
	cmd := exec.Command(executable(m.t), args...)
	cmd.Dir = m.dir
	cmd.Env = append(os.Environ(), "DATAVET_TEST_AS=datavet", "GOPROXY=off", "GOWORK=off", "GOFLAGS=", "PWD="+m.dir)
	cmd.Env = append(cmd.Env, env...)
	return cmd
}

// editedModule returns the files of the module that is edited, by name.
func editedModule(t *testing.T) map[string]string {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "edits.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	stubs, err := filepath.Abs("../../testdata/stubs")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, file := range archive.Files {
		files[file.Name] = strings.ReplaceAll(string(file.Data), "STUBS", stubs)
	}
	// A twin of the library, which mails nothing.
	files["twin/go.mod"] = files["lib/go.mod"]
	files["twin/lib.go"] = strings.Replace(files["lib/lib.go"], "smtp.SendMail(", "log(", 1) + "\nfunc log(string, smtp.Auth, string, []string, []byte) error { return nil }\n"
	return files
}

// vendored has app vendor all that it requires.
func vendored(t *testing.T, files map[string]string) {
	stubs, err := filepath.Abs("../../testdata/stubs")
	if err != nil {
		t.Fatal(err)
	}
	mod, _, _ := strings.Cut(files["app/go.mod"], "\nreplace")
	files["app/go.mod"] = mod
	var list strings.Builder
	for _, m := range []struct {
		path, version, dir string
		packages           []string
	}{
		{"example.com/ext", "v1.0.0", "ext", []string{"", "/inner"}},
		{"example.com/lib", "v1.0.0", "lib", []string{""}},
		{"github.com/hibiken/asynq", "v0.26.0", filepath.Join(stubs, "asynq"), []string{""}},
		{"gorm.io/gorm", "v1.31.2", filepath.Join(stubs, "gorm"), []string{"", "/clause", "/logger", "/schema"}},
	} {
		fmt.Fprintf(&list, "# %s %s\n## explicit; go 1.26\n", m.path, m.version)
		for _, p := range m.packages {
			to := "app/vendor/" + m.path + p + "/"
			n := 0
			if filepath.IsAbs(m.dir) {
				names, err := filepath.Glob(filepath.Join(m.dir, p, "*.go"))
				if err != nil {
					t.Fatal(err)
				}
				for _, name := range names {
					data, err := os.ReadFile(name)
					if err != nil {
						t.Fatal(err)
					}
					files[to+filepath.Base(name)] = string(data)
					n++
				}
			} else {
				for name, content := range maps.Clone(files) {
					if path.Dir(name) == m.dir+p && strings.HasSuffix(name, ".go") {
						files[to+path.Base(name)] = content
						delete(files, name)
						n++
					}
				}
			}
			if n > 0 {
				fmt.Fprintf(&list, "%s%s\n", m.path, p)
			}
		}
	}
	files["app/vendor/modules.txt"] = list.String()
}

// workspace makes app and lib the modules of a workspace.
func workspace(t *testing.T, files map[string]string) {
	files["go.work"] = "go 1.26.0\n\nuse (\n\t./app\n\t./lib\n)\n"
	files["lib/clean.sql"] = "DELETE FROM leases WHERE ended_at < now();\n"
	files["lib/schema.sql"] = "CREATE TABLE leases (id BIGINT PRIMARY KEY, ended_at TIMESTAMP NOT NULL DEFAULT '1970-01-01');\n"
}

// An editor edits the files below a folder.
type editor struct {
	t       *testing.T
	random  *rand.Rand
	dir     string
	files   map[string]string
	written map[string]string   // what the folder has
	former  []map[string]string // states, the first is the original
	whole   map[string]string   // the last state without errors
	broken  bool                // there were errors since
	made    int                 // counts names
}

func newEditor(t *testing.T, seed uint64, files map[string]string) *editor {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return &editor{
		t: t, random: rand.New(rand.NewPCG(seed, 0)), dir: dir,
		files: files, written: map[string]string{}, former: []map[string]string{maps.Clone(files)}, whole: maps.Clone(files),
	}
}

// told takes whether the state is without errors.
func (e *editor) told(whole bool) {
	e.broken = !whole
	if whole {
		e.whole = maps.Clone(e.files)
	}
}

// arguments returns flags and patterns.
func (e *editor) arguments(all []string) []string {
	args := []string{"-disable=txleak"}
	if e.random.IntN(3) > 0 {
		args = []string{"-enable=all", "-tests", "-unused-ignores", "-json"}
	}
	if e.random.IntN(4) > 0 {
		return append(args, all...)
	}
	dirs := map[string]bool{}
	for name := range e.files {
		if rel, ok := strings.CutPrefix(name, "app/"); ok && !strings.HasPrefix(rel, "vendor/") && path.Dir(rel) != "." {
			dirs["./"+path.Dir(rel)] = true
		}
	}
	list := slices.Sorted(maps.Keys(dirs))
	for range 1 + e.random.IntN(3) {
		args = append(args, list[e.random.IntN(len(list))])
	}
	return args
}

// step makes one edit or several, goes back to a former state, or mends what is
// broken, and returns what it did.
func (e *editor) step() (done []string) {
	switch {
	case len(e.written) == 0:
		done = []string{"nothing"}
	case e.broken && e.random.IntN(3) > 0:
		e.files = maps.Clone(e.whole)
		done = []string{"mend all"}
	case e.random.IntN(5) == 0:
		i := max(0, e.random.IntN(len(e.former)*3/2)-len(e.former)/2)
		e.files = maps.Clone(e.former[i])
		done = []string{fmt.Sprint("back to state ", i)}
	default:
		n := 1
		if e.random.IntN(3) == 0 {
			n += e.random.IntN(4)
		}
		for len(done) < n {
			edit := edits[e.random.IntN(len(edits))]
			if text := edit(e); text != "" {
				done = append(done, text)
			}
		}
		e.former = append(e.former, maps.Clone(e.files))
	}
	stale := e.random.IntN(3) == 0
	if stale {
		done = append(done, "with old times")
	}
	e.write(stale)
	return done
}

// write brings the files to the disk; stale ones look old.
func (e *editor) write(stale bool) {
	e.t.Helper()
	for name := range e.written {
		if _, ok := e.files[name]; !ok {
			e.check(os.Remove(filepath.Join(e.dir, name)))
		}
	}
	for name, content := range e.files {
		full := filepath.Join(e.dir, name)
		if old, ok := e.written[name]; ok && old == content {
			continue
		}
		e.check(os.MkdirAll(filepath.Dir(full), 0o777))
		e.check(os.WriteFile(full, []byte(content), 0o666))
		if stale {
			e.touch(name)
		}
	}
	e.written = maps.Clone(e.files)
	// Empty folders would be packages without files.
	dirs := map[string]bool{}
	for name := range e.files {
		for d := path.Dir(name); d != "."; d = path.Dir(d) {
			dirs[d] = true
		}
	}
	e.check(filepath.WalkDir(e.dir, func(name string, d os.DirEntry, err error) error {
		if rel, _ := filepath.Rel(e.dir, name); err == nil && d.IsDir() && rel != "." && !dirs[filepath.ToSlash(rel)] {
			e.check(os.RemoveAll(name))
			return filepath.SkipDir
		}
		return err
	}))
}

func (e *editor) check(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatal(err)
	}
}

func (e *editor) touch(name string) {
	at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	e.check(os.Chtimes(filepath.Join(e.dir, name), at, at))
}

// pick returns the name of a file that ends so, empty if there is none.
func (e *editor) pick(suffix string) string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		if strings.HasSuffix(name, suffix) && !strings.Contains(name, "/gorm.io/") && !strings.Contains(name, "/github.com/") {
			list = append(list, name)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return list[e.random.IntN(len(list))]
}

// change replaces a file's content; that of no file, or by the same, is no edit.
func (e *editor) change(what, name, content string) string {
	if name == "" || e.files[name] == content {
		return ""
	}
	e.files[name] = content
	return what + " " + name
}

func (e *editor) fresh(prefix string) string {
	e.made++
	return fmt.Sprint(prefix, e.made)
}

// edits are what a step chooses from. Each returns what it did, empty if it
// could do nothing.
var edits = []func(*editor) string{
	toggle, toggle, toggle, toggle, toggle, toggle, toggle, toggle,
	moveLines, moveLines, swapFunctions, dropFunction, addFunction, hideFunction, moveFunction, splitFile, dropFile,
	dropImport, addImport, addDirective, addDirective, renameType, constrain,
	breakSyntax, breakTypes, missImport, addPackage, renameFile, renamePackage, onlyTouch, dropSettings, closeCycle,
}

func moveLines(e *editor) string {
	name := e.pick("")
	lines := strings.SplitAfter(e.files[name], "\n")
	i := e.random.IntN(len(lines))
	blank := "\n"
	if e.random.IntN(2) == 0 && path.Ext(name) == ".go" {
		blank = "// a note\n"
	}
	return e.change(fmt.Sprintf("a line before line %d of", i+1), name, strings.Join(slices.Insert(lines, i, blank), ""))
}

// functions returns the functions of a Go file.
func (e *editor) functions(name string) (list []*ast.FuncDecl) {
	file, err := parser.ParseFile(token.NewFileSet(), "", e.files[name], parser.ParseComments)
	if err != nil {
		return nil
	}
	for _, d := range file.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			list = append(list, fn)
		}
	}
	return list
}

// extent returns where a function and its comment begin and end.
func extent(fn *ast.FuncDecl) (from, to int) {
	from = int(fn.Pos()) - 1
	if fn.Doc != nil {
		from = int(fn.Doc.Pos()) - 1
	}
	return from, int(fn.End()) - 1
}

func (e *editor) function() (name string, fn *ast.FuncDecl, from, to int) {
	name = e.pick(".go")
	list := e.functions(name)
	if len(list) == 0 {
		return "", nil, 0, 0
	}
	fn = list[e.random.IntN(len(list))]
	from, to = extent(fn)
	return name, fn, from, to
}

func swapFunctions(e *editor) string {
	name := e.pick(".go")
	list := e.functions(name)
	if len(list) < 2 {
		return ""
	}
	i := e.random.IntN(len(list) - 1)
	a, b := extent(list[i])
	c, d := extent(list[i+1])
	s := e.files[name]
	return e.change("swap functions in", name, s[:a]+s[c:d]+s[b:c]+s[a:b]+s[d:])
}

func dropFunction(e *editor) string {
	name, fn, from, to := e.function()
	if fn == nil {
		return ""
	}
	return e.change("drop "+fn.Name.Name+" of", name, e.files[name][:from]+e.files[name][to:])
}

func addFunction(e *editor) string {
	name := e.pick(".go")
	fn := e.fresh("Added")
	if e.random.IntN(2) == 0 {
		fn = e.fresh("added")
	}
	return e.change("add "+fn+" to", name, e.files[name]+"\nfunc "+fn+"(n int) (m int, err error) { return n, nil }\n")
}

// hideFunction changes whether a function is exported.
func hideFunction(e *editor) string {
	name, fn, _, _ := e.function()
	if fn == nil {
		return ""
	}
	at := int(fn.Name.Pos()) - 1
	first := e.files[name][at : at+1]
	other := strings.ToLower(first)
	if other == first {
		other = strings.ToUpper(first)
	}
	return e.change("other case of "+fn.Name.Name+" in", name, e.files[name][:at]+other+e.files[name][at+1:])
}

// moveFunction moves a function to a file of its own, whose imports needn't all
// be used.
func moveFunction(e *editor) string {
	name, fn, from, to := e.function()
	if fn == nil {
		return ""
	}
	s := e.files[name]
	moved := path.Join(path.Dir(name), e.fresh("moved")+".go")
	e.files[moved] = header(s) + "\n" + s[from:to] + "\n"
	return e.change("move "+fn.Name.Name+" to "+moved+" from", name, s[:from]+s[to:])
}

// header returns a file up to its last import.
func header(src string) string {
	file, err := parser.ParseFile(token.NewFileSet(), "", src, parser.ImportsOnly)
	if err != nil {
		return src
	}
	end := int(file.Name.End()) - 1
	for _, d := range file.Decls {
		end = max(end, int(d.End())-1)
	}
	return src[:end] + "\n"
}

// splitFile copies a file to a new one and drops the first half of its functions
// there, the other here.
func splitFile(e *editor) string {
	name := e.pick(".go")
	list := e.functions(name)
	if len(list) < 2 {
		return ""
	}
	at, _ := extent(list[len(list)/2])
	s := e.files[name]
	e.files[path.Join(path.Dir(name), e.fresh("rest")+"_"+path.Base(name))] = header(s) + "\n" + s[at:]
	return e.change("split", name, s[:at])
}

func dropFile(e *editor) string {
	name := e.pick("")
	if path.Base(name) == "go.mod" && e.random.IntN(4) > 0 {
		return ""
	}
	delete(e.files, name)
	return "drop " + name
}

var importLine = regexp.MustCompile(`(?m)^\t(_ )?"[a-z./]+"\n`)

func dropImport(e *editor) string {
	name := e.pick(".go")
	places := importLine.FindAllStringIndex(e.files[name], -1)
	if len(places) == 0 {
		return ""
	}
	at := places[e.random.IntN(len(places))]
	return e.change("drop an import of", name, e.files[name][:at[0]]+e.files[name][at[1]:])
}

// imported is an import declaration after a file's package clause.
func (e *editor) imported(name, by string) string {
	file, err := parser.ParseFile(token.NewFileSet(), "", e.files[name], parser.PackageClauseOnly)
	if err != nil {
		return e.files[name]
	}
	at := int(file.Name.End()) - 1
	return e.files[name][:at] + "\n\nimport " + by + e.files[name][at:]
}

func addImport(e *editor) string {
	name, other := e.pick(".go"), e.pick(".go")
	if !strings.HasPrefix(other, "app/") || strings.Contains(other, "vendor/") {
		return ""
	}
	by := strconv.Quote("example.com/" + path.Dir(other))
	return e.change("import "+by+" in", name, e.imported(name, "_ "+by))
}

// closeCycle has a package import one that imports it.
func closeCycle(e *editor) string {
	if e.random.IntN(4) > 0 {
		return ""
	}
	return e.change("close a cycle by", "app/mail/mail.go", e.imported("app/mail/mail.go", `_ "example.com/app/signup"`))
}

func addDirective(e *editor) string {
	name, fn, from, _ := e.function()
	if fn == nil {
		return ""
	}
	list := []string{"enqueues", "mails", "no-effect it has none", "runs-in-tx", "in-tx", "after-commit", "autonomous as it should",
		"ignore enqueueintx it is so", "ignore sentinelrange,sharedchain", "ignore shiftingpage it must be", "enqueue"}
	text := list[e.random.IntN(len(list))]
	return e.change("//datavet:"+text+" above "+fn.Name.Name+" of", name, e.files[name][:from]+"//datavet:"+text+"\n"+e.files[name][from:])
}

func renameType(e *editor) string {
	list := []string{"Store", "Mailer", "Order", "Tool", "Session", "Handler", "Reader", "Doer"}
	from := list[e.random.IntN(len(list))]
	to := from + "Type"
	if e.random.IntN(2) == 0 {
		from, to = to, from
	}
	word := regexp.MustCompile(`\b` + from + `\b`)
	n := 0
	for name, content := range e.files {
		if path.Ext(name) == ".go" && strings.Contains(content, "example.com/") || strings.HasPrefix(name, "app/models") {
			if changed := word.ReplaceAllString(content, to); changed != content {
				e.files[name] = changed
				n++
			}
		}
	}
	if n == 0 {
		return ""
	}
	return "rename " + from + " to " + to
}

func constrain(e *editor) string {
	name := e.pick(".go")
	for _, line := range []string{"//go:build never\n\n", "//go:build go1.18\n\n"} {
		if rest, ok := strings.CutPrefix(e.files[name], line); ok {
			return e.change("no build tag in", name, rest)
		}
	}
	if e.random.IntN(2) == 0 {
		return e.change("go1.18 for", name, "//go:build go1.18\n\n"+e.files[name])
	}
	return e.change("never build", name, "//go:build never\n\n"+e.files[name])
}

func breakSyntax(e *editor) string {
	name := e.pick(".go")
	return e.change("break the syntax of", name, e.files[name]+"func (\n")
}

func breakTypes(e *editor) string {
	name := e.pick(".go")
	return e.change("break the types of", name, e.files[name]+"\nvar "+e.fresh("wrong")+" string = 1\n")
}

func missImport(e *editor) string {
	name := e.pick(".go")
	return e.change("miss an import in", name, e.imported(name, `missing "example.com/app/missing"`)+"\nfunc "+e.fresh("uses")+"() { missing.Do() }\n")
}

// addPackage copies a package beside itself, without tests.
func addPackage(e *editor) string {
	from := path.Dir(e.pick(".go"))
	if !strings.HasPrefix(from, "app/") || strings.Contains(from, "vendor/") {
		return ""
	}
	to := path.Join(from, e.fresh("copy"))
	for name, content := range maps.Clone(e.files) {
		if path.Dir(name) == from && !strings.HasSuffix(name, "_test.go") {
			e.files[path.Join(to, path.Base(name))] = content
		}
	}
	return "copy " + from + " to " + to
}

func renameFile(e *editor) string {
	name := e.pick(".go")
	if strings.HasSuffix(name, "_test.go") {
		return ""
	}
	to := path.Join(path.Dir(name), e.fresh("renamed")+"_"+path.Base(name))
	e.files[to] = e.files[name]
	delete(e.files, name)
	return "rename " + name + " to " + to
}

// renamePackage renames a package, not its folder: importers don't compile.
func renamePackage(e *editor) string {
	dir := path.Dir(e.pick(".go"))
	word := regexp.MustCompile(`(?m)^package \w+`)
	for name, content := range e.files {
		if path.Dir(name) == dir && path.Ext(name) == ".go" {
			e.files[name] = word.ReplaceAllString(content, "package other")
		}
	}
	return "rename package " + dir
}

func onlyTouch(e *editor) string {
	name := e.pick("")
	if _, ok := e.written[name]; !ok {
		return ""
	}
	e.touch(name)
	return "touch " + name
}

func dropSettings(e *editor) string {
	if _, ok := e.files["app/.datavet.yaml"]; !ok {
		return ""
	}
	delete(e.files, "app/.datavet.yaml")
	return "drop the settings"
}

// toggle replaces a text that toggles has by the other, in whichever file.
func toggle(e *editor) string {
	pair := toggles[e.random.IntN(len(toggles))]
	from, to := pair[1], pair[2]
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		if !strings.HasSuffix(name, pair[0]) {
			continue
		}
		content := e.files[name]
		switch {
		case to != "" && strings.Contains(content, to): // before from, which may be a part of it
			return e.change(fmt.Sprintf("%q to %q in", to, from), name, strings.Replace(content, to, from, 1))
		case strings.Contains(content, from):
			return e.change(fmt.Sprintf("%q to %q in", from, to), name, strings.Replace(content, from, to, 1))
		}
	}
	return ""
}

// toggles are the end of a file's name, and two texts that stand for each other.
var toggles = [][3]string{
	// What functions do.
	{"store/store.go", "return tx.Commit()", "return nil // no commit"},
	{"store/store.go", "error { return fn(ctx, tx) })", "error { return nil })"},
	{"mail/mail.go", "error { return send(to) }", "error { return      nil }"}, // as long
	{"mail/mail.go", "return m.Soon(ctx, to) }", "return nil }"},
	{"mail/mail.go", `"localhost:25"`, `"127.0.0.1:25"`},
	{"mail/mail.go", "smtp.SendMail(", "quiet("},
	{"mail/mail.go", "func send(", "func quiet(string, smtp.Auth, string, []string, []byte) error { return nil }\n\nfunc send("},
	{"signup/signup.go", "return mail.Welcome(to)\n\t})\n}\n\n// AddSoon", "return nil\n\t})\n}\n\n// AddSoon"},
	{"repo/repo.go", `.Preload("Lines")`, `.Joins("Lines")`},
	{"repo/repo.go", "db.Save(order)", `db.Omit("Lines").Save(order)`},
	{"repo/repo.go", `return db.Where("closed_at > now()")`, "return db.Session(&gorm.Session{})"},
	{"lists/lists.go", "order.Lines = slices", "_ = slices"},
	{"database/database.go", ".Offset((page - 1) * size)", ".Offset(0)"},
	{"database/database.go", "Delete(&tools.Tool{})", "Find(&tools.Tool{})"},
	{"runner/runner.go", "page++", "page += 0"},
	{"wire/wire.go", ".CleanUp(ctx, 1)", ".CleanUp(ctx, 3)"},
	{"wire/wire.go", "return runner.New(database.New(conn.(*gorm.DB))).CleanUp(ctx, 1)", "return nil"},
	{"post/post.go", "SET announced = true", "SET announced = announced + 1"},
	{"post/post.go", "return smtp.SendMail(m.server, nil,", "return nil; smtp.SendMail(m.server, nil,"},
	{"parcels/parcels.go", "return h.parcels.Mark(ctx, order)", "h.parcels.Mark(ctx, order); return nil"},
	{"mid/mid.go", "return lib.Run(context.Background(), b.db, f)", "return f(nil)"},
	{"lib/lib.go", "return smtp.SendMail(", "return nil; smtp.SendMail("},
	{"lib/lib.go", "return tx.Commit()", "return nil"},
	{"models/models.go", "o.CancelledAt.Unix() > 0", "o.CancelledAt.Unix() < 0"},
	{"models/models.go", "o.ClosedAt.IsZero() || ", ""},
	// What they declare.
	{"mail/mail.go", "func Welcome(to string) error", "func Welcome(to string, _ ...int) error"},
	{"store/store.go", "type Store struct{ db *sql.DB }", "type Store struct {\n\tdb   *sql.DB\n\tname string\n}"},
	{"store/store.go", "type Store struct{ db *sql.DB }", "type Store = hidden\n\ntype hidden struct{ db *sql.DB }"},
	{"store/store.go", "func (s *Store) Later(", "func (s Store) Later("},
	{"store/store.go", "func Value[T any](", "func Value[T comparable]("},
	{"ports/ports.go", "Plain Kind = 1", "Plain Kind = 3"},
	{"ports/ports.go", "Deliver(ctx context.Context, to string) error", "Deliver(ctx context.Context, to string) (err error)"},
	{"ports/ports.go", "Deliver(ctx context.Context, to string) error", "Deliver(ctx context.Context, to string) error\n\tClose() error"},
	{"tools/tools.go", "List(ctx context.Context, page, size int) ([]Tool, error)", "List(ctx context.Context, page, size int) (tools []Tool, err error)"},
	{"tools/tools.go", "Kind string", "Kind string `gorm:\"index\"`"},
	{"mid/mid.go", "type Session struct{ base }", "type Session struct{ inner }\n\ntype inner struct{ base }"},
	{"near/near.go", "func Get() *mid.Middle { return mid.New() }", "func Get() interface{ Session() *mid.Session } { return mid.New() }"},
	{"post/post.go", "type mailer struct{ server string }", "type mailer struct{ server, name string }"},
	{"ext/ext.go", "var Default inner.Doer", "var Default = inner.Doer{}"},
	{"inner/inner.go", "Do(f func() error) error { return f() }", "Do(f func() error) (err error) { return nil }"},
	{"inner/inner.go", "type Doer struct{}", "type Doer struct{ Missing }"},
	{"inner/inner.go", "return f() }", "return f }"},
	// Directives.
	{"signup/signup.go", "ignore enqueueintx the mail says that we try", "ignore enqueueintx"},
	{"signup/signup.go", "//datavet:ignore", "// ignore"},
	{"mail/mail.go", "// Welcome writes at once.", "// Welcome writes at once.\n//\n//datavet:no-effect it logs"},
	{"ports/ports.go", "\tDeliver(", "\t//datavet:enqueues\n\tDeliver("},
	{"store/campaigns.sql", "DELETE", "-- datavet:ignore sentinelrange it is so\nDELETE"},
	{"queries/purge.sql", "WHERE", "-- datavet:ignore sentinelrange it is so\nWHERE"},
	// The schema.
	{"00001_orders.up.sql", "closed_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00'", "closed_at TIMESTAMP"},
	{"00001_orders.up.sql", "cancelled_at TIMESTAMP NOT NULL", "cancelled_at TIMESTAMP NULL    "}, // as long
	{"00001_orders.up.sql", "CREATE TABLE lines", "-- Lines are of orders.\nCREATE TABLE lines"},
	{"00001_orders.up.sql", "CREATE TABLE lines (", "CREATE TABLE (lines"},
	{"00002_closed.up.sql", "ADD COLUMN seen_at TIMESTAMP", "ALTER COLUMN cancelled_at DROP NOT NULL"},
	{"queries/purge.sql", "<= $1", "= $1"},
	{"jobs/swept.sql", "closed_at < ?", "cancelled_at < ?"},
	{"jobs/campaigns.txt", "starts_on < ?", "starts_on = ?"},
	{"jobs/jobs.go", "//go:embed campaigns.txt", "//go:embed swept.sql"},
	{"models/models.go", "`gorm:\"column:cancelled_at\"`", "`gorm:\"column:closed_at\"`"},
	{"models/models.go", ";default:0", ";default:1"},
	// Settings.
	{".datavet.yaml", "value: 0}", "value: 1}"},
	{".datavet.yaml", "sentinels:", "dialect: mysql\nsentinels:"},
	{".datavet.yaml", "sentinels:", "dialect: oracle\nsentinels:"},
	{".datavet.yaml", "sentinels:", "first-party: [example.com/ext, example.com/lib]\nsentinels:"},
	{".datavet.yaml", "sentinels:", "schema: [db/migrations/00001_orders.up.sql]\nsentinels:"},
	{"app/go.mod", "go 1.26.0\n", "go 1.26.1\n"},
	{"app/go.mod", "go 1.26.0\n", "go 1.20.0\n"},
	{"app/go.mod", "=> ../lib", "=> ../twin"},
	{"lib/go.mod", "go 1.26", "go 1.20"},
	{"app/go.mod", "module example.com/app", "module example.com/shop"},
	{"vendor/modules.txt", "# example.com/ext v1.0.0", "# example.com/ext v1.0.1"},
}
