package schema

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/config"
)

var (
	listings memo[string, *listing]
	ownersOf memo[string, map[string]string]
	// ownedIn is OwnedBy for all folders of a module, by its root.
	ownedIn memo[string, map[string][]string]
)

// listed returns the files of the module in root, nil if it can't be read.
func listed(root string) *listing {
	return listings.of(root, func() *listing {
		l, err := list(root)
		if err != nil {
			return nil
		}
		return l
	})
}

// Owners returns, for each .sql file of the module in root, the folder of the
// Go package that reports what is found in it: the one that sqlc generates of its
// queries, else the file's own folder or the nearest above that has Go files, else
// the first of the module by name. Names are slash-separated and relative to root.
// A module without Go files has no owners. It lists folders and reads sqlc's
// configurations.
func Owners(root string) map[string]string {
	return ownersOf.of(root, func() map[string]string {
		l := listed(root)
		if l == nil {
			return nil
		}
		return l.owners(sqlcOf(root).entries)
	})
}

// OwnedBy returns the .sql files, sorted and by absolute path, that the Go
// package in the absolute folder dir owns.
func OwnedBy(dir string) []string {
	root := Root(dir)
	owned := ownedIn.of(root, func() map[string][]string {
		files := map[string][]string{}
		for file, owner := range Owners(root) {
			by := filepath.Join(root, filepath.FromSlash(owner))
			files[by] = append(files[by], filepath.Join(root, filepath.FromSlash(file)))
		}
		for _, list := range files {
			slices.Sort(list)
		}
		return files
	})
	return slices.Clone(owned[dir])
}

// Read returns what is known of the tables of the module in root.
func Read(root string) *Module { return viewOf(root, settingOf(root).path).module() }

// Check returns what is wrong with the settings of the module in root, or with a
// configuration of sqlc in it, an *[config.Error].
func Check(root string) error { return check(root) }

// LeftOut returns what configurations of sqlc in the module in root name that
// isn't read.
func LeftOut(root string) []*config.Error { return sqlcOf(root).left }

// owners returns the folder of the Go package that owns each .sql file, of which
// those of entries are queries.
func (l *listing) owners(entries []sqlcEntry) map[string]string {
	var dirs []string
	for _, file := range l.goFiles {
		dirs = append(dirs, path.Dir(file))
	}
	slices.Sort(dirs)
	dirs = slices.Compact(dirs)
	owner := map[string]string{}
	if len(dirs) == 0 {
		return owner
	}
	holds := func(dir string) bool { _, ok := slices.BinarySearch(dirs, dir); return ok }
	generated := map[string]string{}
	for _, e := range entries {
		i := slices.IndexFunc(e.out, holds)
		for _, file := range e.queries {
			if _, taken := generated[file]; i >= 0 && !taken {
				generated[file] = e.out[i]
			}
		}
	}
	for _, file := range l.sqlFiles {
		if dir, ok := generated[file]; ok {
			owner[file] = dir
			continue
		}
		dir := path.Dir(file)
		for dir != "." && !holds(dir) {
			dir = path.Dir(dir)
		}
		if !holds(dir) {
			dir = dirs[0]
		}
		owner[file] = dir
	}
	return owner
}

// ModuleRoot returns the root of the module that the absolute folder dir is
// in: the nearest folder upward with a go.mod, or one of [AddRoot], or dir
// itself.
func ModuleRoot(dir string) string {
	for d := dir; ; d = filepath.Dir(d) {
		if info, err := os.Stat(filepath.Join(d, "go.mod")); err == nil && info.Mode().IsRegular() {
			return d
		}
		if d == filepath.Dir(d) {
			return addedRoot(dir)
		}
	}
}

// roots are folders without go.mod that count as a module's.
var roots []string

// AddRoot makes dir, an absolute path, the root of what lies below it in no
// module. A driver calls it before the first pass; else each such folder is
// a root of its own.
func AddRoot(dir string) { roots = append(roots, dir) }

// Root returns the root of the module that dir is in. A module doesn't
// read its testdata and the like: those are roots of their own, of testdata
// the folder src where that is the root of import paths.
func Root(dir string) string {
	root := ModuleRoot(dir)
	src := ""
	for d := dir; d != root; d = filepath.Dir(d) {
		if skipped(filepath.Base(d)) {
			if src == filepath.Join(d, "src") {
				return src
			}
			return d
		}
		src = d
	}
	return root
}

// addedRoot returns the outermost root of AddRoot that has dir, or dir.
func addedRoot(dir string) string {
	best := dir
	for _, root := range roots {
		if rest, ok := strings.CutPrefix(dir, root); ok && len(root) < len(best) && (rest[0] == filepath.Separator || strings.HasSuffix(root, string(filepath.Separator))) {
			best = root
		}
	}
	return best
}
