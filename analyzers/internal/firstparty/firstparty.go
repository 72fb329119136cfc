// Package firstparty says which source is the user's own. First-party code is
// analysed; everything else speaks through knowledge alone.
package firstparty

import (
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
)

// Tests says whether _test.go files are analysed, too. A driver sets it
// before the first pass runs.
var Tests bool

// Is reports whether the package of pass is first-party.
func Is(pass *analysis.Pass) bool {
	var version string
	inModule := pass.Module != nil && pass.Module.Path != ""
	if inModule {
		version = pass.Module.Version
	}
	files := make([]string, len(pass.Files))
	for i, file := range pass.Files {
		// Position, not File: cgo's output has //line directives.
		files[i] = pass.Fset.Position(file.Package).Filename
	}
	return Owns(inModule, version, pass.Pkg.Path(), files)
}

// Owns reports whether the package path made of files is first-party: part of
// the main module or of the workspace, replaced by a local path, or without
// module. The module cache, vendor directories, the standard library and
// packages that knowledge describes are not. version is that of the package's
// module as the go command tells it.
func Owns(inModule bool, version, path string, files []string) bool {
	if inModule && version == "" {
		return true // main and workspace modules have no version
	}
	if len(files) == 0 || knowledge.OfPackage(path) != nil {
		return false
	}
	for _, name := range files {
		name = filepath.ToSlash(name)
		if foreign.MatchString(name) || isStd(filepath.Dir(name), path) {
			return false
		}
	}
	return true
}

// foreign matches files in the module cache and in vendor directories.
var foreign = regexp.MustCompile(`@v[0-9]+\.[0-9]+\.[0-9]+[^/]*/|/vendor/`)

// isStd reports whether dir is the folder of the standard library's package
// path. Not by GOROOT: a tool built with -trimpath doesn't know it.
func isStd(dir, path string) bool {
	src, ok := strings.CutSuffix(dir, "/"+path)
	if !ok {
		return false
	}
	_, err := os.Stat(src + "/unsafe/unsafe.go")
	return err == nil
}

// SkipFile reports whether file is a test file that isn't to be analysed: it
// gives neither findings nor facts.
func SkipFile(pass *analysis.Pass, file *ast.File) bool {
	return !Tests && strings.HasSuffix(pass.Fset.File(file.FileStart).Name(), "_test.go")
}

// Generated reports whether file was written by a program: it gives facts but
// no findings.
func Generated(file *ast.File) bool { return ast.IsGenerated(file) }
