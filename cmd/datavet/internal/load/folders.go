package load

import (
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/run"
)

// A folder is one that the command line names and that has .sql files.
type folder struct {
	dir   string // absolute
	files []string
}

// folders returns the folders with .sql files that patterns name, and those of
// the patterns that are the go command's to resolve: it would fail on folders
// that hold nothing but .sql files.
func folders(dir string, patterns []string) (list []folder, forGo []string) {
	for _, pattern := range patterns {
		found, hasGo := match(dir, pattern)
		list = append(list, found...)
		if hasGo || len(found) == 0 {
			forGo = append(forGo, pattern)
		}
	}
	slices.SortFunc(list, func(a, b folder) int { return strings.Compare(a.dir, b.dir) })
	return slices.CompactFunc(list, func(a, b folder) bool { return a.dir == b.dir }), forGo
}

// match returns the folders with .sql files that a pattern names, and whether
// it names Go files, too. Below a folder named with "/..." it leaves out what
// the go command does.
func match(dir, pattern string) (list []folder, hasGo bool) {
	base, recursive := strings.CutSuffix(filepath.ToSlash(pattern), "/...")
	switch {
	case strings.Contains(base, "..."):
		return nil, true
	case base == ".", base == "..", strings.HasPrefix(base, "./"), strings.HasPrefix(base, "../"), filepath.IsAbs(base):
	default:
		return nil, true // an import path
	}
	base = filepath.FromSlash(base)
	if !filepath.IsAbs(base) {
		base = filepath.Join(dir, base)
	}
	base = filepath.Clean(base)
	inModule := exists(filepath.Join(analyzers.ModuleRoot(base), "go.mod"))
	visit := func(dir string) {
		f := folder{dir: dir}
		entries, _ := os.ReadDir(dir) // an unreadable folder has no files
		for _, e := range entries {
			switch name := e.Name(); {
			case e.IsDir() || name[0] == '.':
			case strings.HasSuffix(name, ".sql"):
				f.files = append(f.files, filepath.Join(dir, name))
			case strings.HasSuffix(name, ".go") && name[0] != '_':
				hasGo = true
			}
		}
		if f.files != nil {
			list = append(list, f)
		}
	}
	if !recursive {
		visit(base)
		if !inModule && list != nil {
			analyzers.AddModuleRoot(base)
		}
		return list, hasGo
	}
	_ = filepath.WalkDir(base, func(dir string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil
		}
		if dir != base {
			switch name := d.Name(); {
			case name[0] == '.', name[0] == '_', name == "testdata", name == "vendor", name == "node_modules",
				inModule && exists(filepath.Join(dir, "go.mod")): // another module
				return filepath.SkipDir
			}
		}
		visit(dir)
		return nil
	})
	if !inModule && list != nil {
		analyzers.AddModuleRoot(base)
	}
	return list, hasGo
}

func exists(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// SQLUnits returns units without Go files for the .sql files that no healthy
// unit owns: those of named folders, and those of named packages that can't be
// analysed. It is called when all units were loaded or are known.
func (g *Graph) SQLUnits() []*Unit {
	claimed := map[string]bool{} // by file
	files := map[string][]string{}
	claim := func(dir string, list []string) {
		for _, file := range list {
			if !claimed[file] {
				claimed[file] = true
				files[dir] = append(files[dir], file)
			}
		}
	}
	for _, healthy := range []bool{true, false} {
		for _, p := range g.named {
			u := g.loader.units[p]
			if u.Healthy() != healthy {
				continue
			}
			dir := u.Dir()
			if owned := analyzers.SQLFilesOf(dir); !healthy {
				claim(dir, owned)
			} else {
				for _, file := range owned {
					claimed[file] = true
				}
			}
		}
	}
	for _, f := range g.folders {
		claim(f.dir, f.files)
	}
	var list []*Unit
	for dir, files := range files {
		slices.Sort(files)
		list = append(list, &Unit{Package: SQLPackage(g.loader.config.Fset, dir, files), Named: true, loader: g.loader})
	}
	slices.SortFunc(list, func(a, b *Unit) int { return strings.Compare(a.PkgPath, b.PkgPath) })
	return list
}

// SQLPackage returns the package without Go files in dir, an absolute path, that has
// the .sql files.
func SQLPackage(fset *token.FileSet, dir string, files []string) *packages.Package {
	module := moduleOf(analyzers.ModuleRoot(dir))
	pkgPath := module.Path
	if rel, err := filepath.Rel(module.Dir, dir); err == nil {
		pkgPath = path.Join(module.Path, filepath.ToSlash(rel))
	}
	p := &packages.Package{
		ID:         pkgPath,
		Name:       path.Base(pkgPath),
		PkgPath:    pkgPath,
		OtherFiles: files,
		Module:     module,
		Fset:       fset,
		TypesSizes: types.SizesFor("gc", runtime.GOARCH),
		TypesInfo:  run.NewInfo(),
	}
	p.Types = types.NewPackage(pkgPath, p.Name)
	p.Types.MarkComplete()
	return p
}

// moduleOf returns the module in root; one without go.mod is called by its
// folder.
func moduleOf(root string) *packages.Module {
	m := &packages.Module{Path: filepath.Base(root), Main: true, Dir: root}
	name := filepath.Join(root, "go.mod")
	data, err := os.ReadFile(name)
	if err != nil {
		return m
	}
	m.GoMod = name
	if file, err := modfile.ParseLax(name, data, nil); err == nil && file.Module != nil {
		m.Path = file.Module.Mod.Path
		if file.Go != nil {
			m.GoVersion = file.Go.Version
		}
	}
	return m
}
