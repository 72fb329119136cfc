package start

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/mod/modfile"

	"github.com/datavet/datavet/analyzers"
)

// A project is what datavet is set up in.
type project struct {
	repo    string // the repository's folder, root if there is none
	root    string // the folder of go.work, or of the module
	modules []*goModule
	remotes string // as git prints them
	branch  string // the default one
}

// A goModule is a module of the project.
type goModule struct {
	dir, path string
	goVersion string
	requires  []string // modules, by path
	libraries []string // which datavet knows, sorted
	dialects  []string // of the drivers that it imports, empty for one whose SQL isn't read; sorted
	drivers   []string // sorted
	sql       string   // a folder with .sql files, slash-separated, relative to dir
}

// look looks at the project around dir, an absolute path.
func look(dir string) (*project, error) {
	p := &project{}
	for _, root := range analyzers.WorkRoots(dir) {
		m, err := lookAt(root)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		p.modules = append(p.modules, m)
	}
	if len(p.modules) == 0 {
		return nil, fmt.Errorf("no go.mod in %s or above: run it in a module, or name its folder", dir)
	}
	p.root = p.modules[0].dir
	if len(p.modules) > 1 {
		p.root = around(dir, "go.work")
	}
	if p.repo = around(p.root, ".git"); p.repo == "" {
		p.repo = p.root
		return p, nil
	}
	p.remotes = git(p.repo, "remote", "-v")
	p.branch = defaultBranch(p.repo)
	return p, nil
}

// defaultBranch returns the branch that others are merged into, as far as the
// repository shows it: datavet is often set up on another one.
func defaultBranch(repo string) string {
	if _, name, ok := strings.Cut(git(repo, "symbolic-ref", "--short", "refs/remotes/origin/HEAD"), "/"); ok {
		return name
	}
	for _, refs := range []string{"refs/remotes/origin/", "refs/heads/"} {
		for _, name := range []string{"main", "master", "trunk"} {
			if git(repo, "rev-parse", "--verify", "--quiet", refs+name) != "" {
				return name
			}
		}
	}
	return git(repo, "symbolic-ref", "--short", "HEAD")
}

// around returns the nearest folder upward from dir that has an entry of the
// name, empty if there is none.
func around(dir, name string) string {
	for {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
		dir = filepath.Dir(dir)
	}
}

// git returns what git prints, nothing if it fails.
func git(dir string, args ...string) string {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// lookAt looks at the module in dir.
func lookAt(dir string) (*goModule, error) {
	name := filepath.Join(dir, "go.mod")
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	file, err := modfile.ParseLax(name, data, nil)
	if err != nil {
		return nil, errors.New(strings.Join(strings.Fields(err.Error()), " "))
	}
	m := &goModule{dir: dir}
	if file.Module != nil {
		m.path = file.Module.Mod.Path
	}
	if file.Go != nil {
		m.goVersion = file.Go.Version
	}
	for _, req := range file.Require {
		m.requires = append(m.requires, req.Mod.Path)
	}
	imports := m.walk()
	libraries, dialects, drivers := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for path := range imports {
		if analyzers.IsData(path) {
			libraries[m.library(path)] = true
		}
		if d, ok := analyzers.DriverDialect(path); ok {
			dialects[d], drivers[m.moduleOf(path)] = true, true
		}
	}
	for _, engine := range sqlcEngines(dir) {
		dialects[engine] = true
	}
	m.libraries, m.dialects, m.drivers = slices.Sorted(maps.Keys(libraries)), slices.Sorted(maps.Keys(dialects)), slices.Sorted(maps.Keys(drivers))
	return m, nil
}

// walk returns what the module's Go files import, tests left out, and notes where
// its .sql files are.
func (m *goModule) walk() map[string]bool {
	imports := map[string]bool{}
	sql := map[string]int{}
	_ = filepath.WalkDir(m.dir, func(name string, entry fs.DirEntry, err error) error {
		base := filepath.Base(name)
		switch {
		case err != nil: // as if it weren't there
		case entry.IsDir():
			if name == m.dir {
				return nil
			}
			_, err := os.Stat(filepath.Join(name, "go.mod"))
			if err == nil || base[0] == '.' || base[0] == '_' || base == "testdata" || base == "vendor" || base == "node_modules" {
				return fs.SkipDir
			}
		case strings.HasSuffix(base, ".sql"):
			rel, _ := filepath.Rel(m.dir, filepath.Dir(name)) // it is below
			sql[filepath.ToSlash(rel)]++
		case strings.HasSuffix(base, ".go") && !strings.HasSuffix(base, "_test.go"):
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
			if err != nil {
				return nil
			}
			for _, spec := range file.Imports {
				path, _ := strconv.Unquote(spec.Path.Value) // the parser took it
				imports[path] = true
			}
		}
		return nil
	})
	for _, dir := range slices.Sorted(maps.Keys(sql)) {
		if m.sql == "" || sql[dir] > sql[m.sql] {
			m.sql = dir
		}
	}
	return imports
}

// moduleOf returns the required module that has the package, else its path.
func (m *goModule) moduleOf(pkg string) string {
	best := pkg
	for _, mod := range m.requires {
		if rest, ok := strings.CutPrefix(pkg, mod); ok && (rest == "" || rest[0] == '/') && (best == pkg || len(best) < len(mod)) {
			best = mod
		}
	}
	return best
}

// library returns how the package of a library is called: by its module, if that
// is all about data.
func (m *goModule) library(pkg string) string {
	if mod := m.moduleOf(pkg); analyzers.IsData(mod) {
		return mod
	}
	return pkg
}

// dialect returns the SQL of the module's databases, if it is certain.
func (m *goModule) dialect() string {
	if len(m.dialects) != 1 {
		return ""
	}
	return m.dialects[0]
}

// siblings returns the owner in the module's path, as in github.com/acme, if the
// module requires others of the same one.
func (m *goModule) siblings() string {
	parts := strings.Split(m.path, "/")
	if len(parts) < 2 {
		return ""
	}
	owner := path.Join(parts[0], parts[1])
	if len(parts) == 2 {
		owner = parts[0]
	}
	if slices.Contains([]string{"github.com", "gitlab.com", "bitbucket.org"}, owner) {
		return ""
	}
	if !slices.ContainsFunc(m.requires, func(req string) bool { return strings.HasPrefix(req, owner+"/") }) {
		return ""
	}
	return owner
}

// sqlcEngines returns the dialects that sqlc's configuration in dir names.
func sqlcEngines(dir string) []string {
	var c struct{ SQL, Packages []struct{ Engine string } }
	for _, name := range []string{"sqlc.yaml", "sqlc.yml", "sqlc.json"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil && yaml.Unmarshal(data, &c) == nil {
			break
		}
	}
	var engines []string
	for _, part := range slices.Concat(c.SQL, c.Packages) {
		if slices.Contains([]string{"mysql", "postgresql", "sqlite"}, part.Engine) {
			engines = append(engines, part.Engine)
		}
	}
	return engines
}

// usesData reports whether datavet has something to look at in the module.
func (m *goModule) usesData() bool { return len(m.libraries) > 0 || m.sql != "" }

// patterns returns what names all packages, as seen from the root.
func (p *project) patterns() string {
	var list []string
	for _, m := range p.modules {
		rel, err := filepath.Rel(p.root, m.dir)
		if err != nil {
			rel = m.dir
		}
		list = append(list, quoted("./"+path.Join(filepath.ToSlash(rel), "...")))
	}
	return strings.Join(list, " ")
}

// quoted returns the word as shells take it.
func quoted(word string) string {
	if strings.ContainsFunc(word, func(r rune) bool { return strings.ContainsRune(" \t'\"\\$&;()<>|*?[]{}~`#!", r) }) {
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return word
}

// summary says what was found, a line for each module.
func (p *project) summary() string {
	var b strings.Builder
	for _, m := range p.modules {
		name := m.path
		if name == "" {
			name = m.dir
		}
		switch {
		case len(m.libraries) > 0:
			fmt.Fprintf(&b, "%s uses %s", name, strings.Join(m.libraries, ", "))
		case m.sql != "":
			fmt.Fprintf(&b, "%s has .sql files, and imports no library of databases or queues that datavet knows", name)
		default:
			fmt.Fprintf(&b, "%s imports no library of databases or queues that datavet knows: it will find little; handles in .datavet.yaml names your own", name)
		}
		if d := m.dialect(); d != "" {
			fmt.Fprintf(&b, "; its SQL is %s", d)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
