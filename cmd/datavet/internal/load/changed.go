package load

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/analyzers"
)

// WorkFolders returns the folders to call Affected from, so that each of files is
// seen from its module or workspace: dir where that is one, else the module's
// root; and dir, too, if its module is made of a file's by a local replace. .sql
// files in no module are seen from dir, or from their own folder if that is
// elsewhere. Names of files are relative to the working directory.
func WorkFolders(dir string, files []string) []string {
	dir = realDir(dir)
	own := workspaceOf(dir)
	var list []string
	for _, file := range absolute(files) {
		if own.has(file) {
			list = append(list, dir)
		}
		switch root := moduleAround(file); {
		case isModule(root):
			if w := workspaceOf(root); !slices.Equal(w.roots, own.roots) {
				list = append(list, w.roots[0])
			}
		case !strings.HasSuffix(file, ".sql"):
		case len(own.roots) == 0 && within(dir, file):
			list = append(list, dir)
		default:
			list = append(list, filepath.Dir(file))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Affected lists, as seen from dir, the packages whose findings a change of files
// can have changed: those that the files belong to and those that depend on them,
// however indirectly; of a module whose schema or settings are among the files
// all. Files of other modules and workspaces don't matter. Names of files are
// relative to the working directory; they may be deleted. A folder stands for all
// files below it.
func Affected(dir string, options Options, files ...string) (*Graph, error) {
	dir = realDir(dir)
	w := workspaceOf(dir)
	c := newChange(dir, w, absolute(files))
	var patterns []string
	switch {
	case len(w.roots) > 0:
		for _, root := range w.roots {
			patterns = append(patterns, filepath.Join(root, "..."))
		}
	case c.whole[dir]:
		analyzers.AddModuleRoot(dir)
		patterns = []string{"./..."}
		if folders, hasGo := match(dir, "./..."); hasGo {
			patterns = nil
			for _, f := range folders {
				if !isModule(analyzers.ModuleRoot(f.dir)) {
					patterns = append(patterns, f.dir)
				}
			}
		}
	}
	return list(dir, options, c, patterns)
}

// Wants reports whether findings in a file of a named package are asked for: if
// only files that have changed count, those in .sql files aren't, unless the
// schema has.
func (g *Graph) Wants(file string) bool {
	return g.change == nil || !strings.HasSuffix(file, ".sql") || g.change.ofSQL(filepath.Dir(file))
}

// A workspace is what the go command sees from a folder.
type workspace struct {
	roots    []string // of its modules, sorted; none outside of modules
	replaced []string // folders that they take modules from
}

func workspaceOf(dir string) workspace {
	var w workspace
	for _, root := range analyzers.WorkRoots(dir) {
		if root = realDir(root); !isModule(root) {
			continue
		}
		w.roots = append(w.roots, root)
		w.replaced = append(w.replaced, ReplacedBy(root)...)
	}
	slices.Sort(w.roots)
	return w
}

// ReplacedBy returns the folders that the module in root takes other modules from,
// without symbolic links.
func ReplacedBy(root string) []string {
	name := filepath.Join(root, "go.mod")
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	mod, err := modfile.Parse(name, data, nil)
	if err != nil {
		return nil // the go command says it
	}
	var dirs []string
	for _, r := range mod.Replace {
		if r.New.Version != "" {
			continue
		}
		dir := filepath.FromSlash(r.New.Path)
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(root, dir)
		}
		dirs = append(dirs, realDir(dir))
	}
	return dirs
}

// has reports whether a file is in one of the modules.
func (w workspace) has(file string) bool {
	root := moduleAround(file)
	return slices.Contains(w.roots, root) || slices.Contains(w.replaced, root)
}

// moduleAround returns the root of the module that a file or folder is in.
func moduleAround(name string) string {
	if isDir(name) {
		return analyzers.ModuleRoot(name)
	}
	return analyzers.ModuleRoot(filepath.Dir(name))
}

// A change is what changed files have to do with packages.
type change struct {
	dir    string          // where the go command runs
	all    bool            // packages of all modules
	whole  map[string]bool // roots of modules of which all packages count; dir for .sql files in no module
	dirs   map[string]bool // folders of Go files
	paths  map[string]bool // import paths of deleted ones
	others map[string]bool // other files
	trees  []string        // folders with all below them

	affected map[*packages.Package]bool
}

func newChange(dir string, w workspace, files []string) *change {
	c := &change{
		dir: dir, whole: map[string]bool{}, dirs: map[string]bool{}, paths: map[string]bool{}, others: map[string]bool{},
		affected: map[*packages.Package]bool{},
	}
	for _, file := range files {
		dir, name := filepath.Dir(file), filepath.Base(file)
		root := analyzers.ModuleRoot(dir)
		switch {
		case isDir(file): // git calls a submodule so
			c.trees = append(c.trees, file)
		case name == "go.work":
			c.all = c.all || slices.ContainsFunc(w.roots, func(root string) bool { return within(dir, root) })
		case w.has(file):
			c.add(root, dir, name)
		case len(w.roots) == 0 && !isModule(root) && strings.HasSuffix(name, ".sql") && within(c.dir, file):
			c.whole[c.dir] = true
		}
	}
	return c
}

// add adds the file called name in dir, which is in the module in root.
func (c *change) add(root, dir, name string) {
	rel, _ := filepath.Rel(root, dir) // it is below
	rel = filepath.ToSlash(rel)
	switch {
	case name == "go.mod", slices.Contains(schemaFiles, name), slices.Contains(strings.Split(rel, "/"), "vendor"),
		strings.HasSuffix(name, ".sql") && analyzers.SchemaRoot(dir) == root:
		c.whole[root] = true
	case strings.HasSuffix(name, ".go"):
		c.dirs[dir] = true
		if !exists(filepath.Join(dir, name)) {
			c.paths[path.Join(moduleOf(root).Path, rel)] = true
		}
	default:
		c.others[filepath.Join(dir, name)] = true
	}
}

// schemaFiles are the names of files beside go.mod and .sql files that findings in
// a whole module depend on.
var schemaFiles = []string{".datavet.yaml", "sqlc.yaml", "sqlc.yml", "sqlc.json"}

// of reports whether findings in p can have changed.
func (c *change) of(p *packages.Package) bool {
	if known, seen := c.affected[p]; seen {
		return known
	}
	c.affected[p] = false // while its imports are visited
	yes := c.all && owned(p) || c.begins(p)
	for _, imp := range p.Imports {
		yes = c.of(imp) || yes
	}
	c.affected[p] = yes
	return yes
}

// begins reports whether a file of p has changed, or of its module.
func (c *change) begins(p *packages.Package) bool {
	switch m := p.Module; {
	case c.paths[p.PkgPath]:
		return true
	case m == nil, m.Version != "" && (m.Replace == nil || m.Replace.Version != ""):
		return false
	case c.whole[realDir(m.Dir)], c.dirs[realDir(p.Dir)],
		slices.ContainsFunc(c.trees, func(tree string) bool { return within(tree, realDir(p.Dir)) }):
		return true
	}
	return slices.ContainsFunc(slices.Concat(p.OtherFiles, p.EmbedFiles), func(name string) bool { return c.others[realFile(name)] })
}

// ofSQL reports whether findings in the .sql files in dir can have changed.
func (c *change) ofSQL(dir string) bool {
	root := c.dir
	if r := analyzers.ModuleRoot(dir); isModule(r) {
		root = realDir(r)
	}
	return c.all || c.whole[root]
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func isModule(root string) bool { return exists(filepath.Join(root, "go.mod")) }

// within reports whether an absolute path is that of dir or of something in it.
func within(dir, name string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && filepath.IsLocal(rel)
}

// absolute returns the absolute paths of files, without symbolic links on the way.
func absolute(files []string) []string {
	var list []string
	for _, file := range files {
		if abs, err := filepath.Abs(file); err == nil {
			list = append(list, realFile(abs))
		}
	}
	return list
}

func realFile(name string) string {
	return filepath.Join(realDir(filepath.Dir(name)), filepath.Base(name))
}

// realDir returns an absolute path without symbolic links, as far as it is there.
func realDir(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	if parent := filepath.Dir(dir); parent != dir {
		return filepath.Join(realDir(parent), filepath.Base(dir))
	}
	return dir
}
