package schema

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/datavet/datavet/analyzers/internal/config"
	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/nearest"
)

// checkNames returns an *[config.Error] for the first name in cfg of a package
// that the module in root, of that path, hasn't: nobody would analyse it and miss
// the function.
func checkNames(root, module string, cfg *config.Config) error {
	if module == "" {
		return nil
	}
	for _, f := range cfg.Functions {
		if err := checkPackages(root, module, f.Name, f.Symbols(), f.Line, f.Column); err != nil {
			return err
		}
	}
	for _, h := range cfg.Handles {
		if err := checkPackages(root, module, h.Type, []config.Symbol{h.Symbol()}, h.Line, h.Column); err != nil {
			return err
		}
	}
	return nil
}

// checkPackages returns what is wrong with name if it may mean symbols and all of
// them that are of the module are of packages that it hasn't.
func checkPackages(root, module, name string, symbols []config.Symbol, line, column int) error {
	dir := ""
	for _, s := range symbols {
		if !firstparty.Below(s.Path, module) {
			continue
		}
		dir = path.Join(".", strings.TrimPrefix(s.Path, module))
		if hasGoFile(filepath.Join(root, filepath.FromSlash(dir))) {
			return nil
		}
	}
	if dir == "" {
		return nil
	}
	l, err := list(root)
	if err != nil || l.requires(path.Join(module, dir)) {
		return nil
	}
	var dirs []string // sorted, as files are
	for _, file := range l.goFiles {
		dirs = append(dirs, path.Dir(file))
	}
	remedy := "name one that is there, or a library's"
	if near := nearest.Name(dir, slices.Compact(dirs)); near != "" {
		remedy = "did you mean " + path.Join(module, near) + "?"
	}
	return config.Wrong(root, line, column, "%q names a package that the module hasn't: %s", name, remedy)
}

// requires reports whether another module has packages below one of these.
func (l *listing) requires(pkg string) bool {
	mod, err := modfile.ParseLax("go.mod", l.goMod, nil)
	return err != nil || slices.ContainsFunc(mod.Require, func(r *modfile.Require) bool {
		return firstparty.Below(pkg, r.Mod.Path)
	})
}

func hasGoFile(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && slices.ContainsFunc(entries, func(e os.DirEntry) bool { return filepath.Ext(e.Name()) == ".go" })
}
