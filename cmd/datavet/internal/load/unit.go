package load

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
	"github.com/datavet/datavet/cmd/datavet/internal/run"
)

// A Unit is one package that is read from source.
//
// Of a unit whose analysis is known only the declarations are read, if an
// importer asks: see Declared. All others are loaded before their importers.
type Unit struct {
	*packages.Package
	Deps []*Unit
	// Named says that a pattern matches it: its findings are wanted.
	Named bool

	loader *loader
	files  []string // translated by cgo; nil: GoFiles
	// problem says why it can't be analysed, or only in part.
	problem *report.Problem
	// salvaged says that the problem is an import's, and that the unit is
	// analysed in part.
	salvaged bool
	cause    *Unit // a broken unit that this one depends on
	loaded   bool
	declare  sync.Once
}

// Dir returns the folder of the unit's files.
func (u *Unit) Dir() string {
	if len(u.GoFiles) == 0 {
		return filepath.Dir(u.OtherFiles[0])
	}
	return filepath.Dir(u.GoFiles[0])
}

// Healthy reports whether a loaded unit can be analysed.
func (u *Unit) Healthy() bool { return u.problem == nil || u.salvaged }

// Whole reports whether nothing is missing of a loaded unit, nor of what it
// depends on, however indirectly.
func (u *Unit) Whole() bool {
	return u.problem == nil && u.cause == nil && !u.loader.exports.FailedBelow(u.Package)
}

// Cause returns the path of a broken package that a loaded unit imports,
// however indirectly: some of its types may be invalid. It is empty if there is
// none.
func (u *Unit) Cause() string {
	if u.cause == nil {
		return u.uncompiled()
	}
	return u.cause.PkgPath
}

// Load parses and type-checks the unit, whose dependencies were loaded or are
// known. What is wrong with it is among the graph's problems.
func (u *Unit) Load() {
	if u.loaded || len(u.GoFiles) == 0 {
		return
	}
	u.loaded = true
	u.findCause()
	done := u.loader.Measure("parse")
	syntax, cgo := u.parse(false)
	done()
	u.loader.foreign()
	defer u.loader.Measure("typecheck")()
	u.Fset, u.Syntax, u.TypesInfo = u.loader.config.Fset, syntax, run.NewInfo()
	var failed []token.Pos
	var first *types.Error
	u.Types, failed, first = u.check(syntax, u.TypesInfo, cgo, false)
	if u.problem != nil {
		return // a syntax error
	}
	salvage := first != nil && (u.brokenImport() != nil || u.cause != nil)
	if len(u.Errors) > 0 {
		u.fail(listProblem(u.PkgPath, u.Errors, mend))
	}
	if first != nil {
		u.fail(u.typeProblem(first))
	}
	if salvage {
		u.salvage(failed)
	}
}

// Release drops all of a loaded unit but its types.
func (u *Unit) Release() { u.Syntax, u.TypesInfo = nil, nil }

// fail notes the first problem of u.
func (u *Unit) fail(p report.Problem) {
	if u.problem == nil {
		u.problem = &p
	}
}

// parse parses the unit's files, as cgo has translated them, for an outline or
// whole. cgo says that the translation is missing.
func (u *Unit) parse(outline bool) (syntax []*ast.File, cgo bool) {
	mode := parser.ParseComments | parser.SkipObjectResolution
	if outline {
		mode = parser.SkipObjectResolution
	}
	names := u.files
	if names == nil {
		names = u.GoFiles
	}
	for _, name := range names {
		src, err := u.loader.ReadFile(name)
		if err != nil {
			u.fail(syntaxProblem(name, err))
			continue
		}
		file, err := parser.ParseFile(u.loader.config.Fset, name, src, mode)
		if err != nil {
			u.fail(syntaxProblem(name, err))
			continue
		}
		if u.files == nil && importsC(file) {
			cgo = true
		}
		syntax = append(syntax, file)
	}
	if !cgo || u.ForTest != "" {
		return syntax, cgo
	}
	if u.loader.translate(); u.files == nil {
		return syntax, true
	}
	return u.parse(outline)
}

func importsC(file *ast.File) bool {
	return slices.ContainsFunc(file.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == `"C"` })
}

// translateCgo has the go command translate the units that import "C".
func (l *loader) translateCgo() {
	byPath := map[string]*Unit{}
	for _, u := range l.order {
		cgo := func(name string) bool {
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
			return err == nil && importsC(file)
		}
		if u.ForTest == "" && slices.ContainsFunc(u.GoFiles, cgo) {
			byPath[u.PkgPath] = u
		}
	}
	config := l.config
	config.Tests, config.BuildFlags = false, nil
	config.Mode = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles
	translated, err := packages.Load(&config, slices.Sorted(maps.Keys(byPath))...)
	if err != nil {
		l.fail(goCommandError("translating cgo", err))
		return
	}
	for _, p := range translated {
		if u := byPath[p.PkgPath]; u != nil && len(p.CompiledGoFiles) > 0 {
			u.files = p.CompiledGoFiles
		}
	}
	// What the translation imports in addition.
	l.exports.Load([]*packages.Package{{PkgPath: "runtime/cgo"}, {PkgPath: "syscall"}})
}

// loadForeign makes the types of all foreign packages available that units
// import: which of them are asked for turns out later.
func (l *loader) loadForeign() {
	defer l.Measure("exports")()
	byPath := map[string]*packages.Package{}
	for _, u := range l.order {
		for _, dep := range u.Imports {
			if l.units[dep] == nil && len(dep.GoFiles) > 0 && dep.PkgPath != "unsafe" {
				byPath[dep.PkgPath] = dep
			}
		}
	}
	list := slices.Collect(maps.Values(byPath))
	slices.SortFunc(list, func(a, b *packages.Package) int { return strings.Compare(a.PkgPath, b.PkgPath) })
	l.exports.Load(list)
}

// uncompiled returns the path of a foreign package that u imports and of which
// not all declarations could be read, empty if there is none.
func (u *Unit) uncompiled() string {
	for _, f := range u.loader.exports.Failures() {
		for _, dep := range u.Imports {
			if dep.PkgPath == f.Package.PkgPath {
				return dep.PkgPath
			}
		}
	}
	return ""
}

// check type-checks u, its declarations alone for an outline. It returns where
// the errors are, and the first in order of place.
func (u *Unit) check(syntax []*ast.File, info *types.Info, cgo, outline bool) (pkg *types.Package, failed []token.Pos, first *types.Error) {
	config := types.Config{
		Importer:         importer{u},
		Sizes:            u.TypesSizes,
		IgnoreFuncBodies: outline,
		FakeImportC:      cgo,
		Error: func(err error) {
			var e types.Error
			if errors.As(err, &e) && !e.Soft {
				failed = append(failed, e.Pos)
				if first == nil || e.Pos < first.Pos {
					first = &e
				}
			}
		},
	}
	if u.Module != nil && u.Module.GoVersion != "" {
		config.GoVersion = "go" + u.Module.GoVersion
	}
	pkg, _ = config.Check(u.PkgPath, u.loader.config.Fset, syntax, info)
	return pkg, failed, first
}

// Declared returns the types of u, read from its declarations alone if u wasn't
// loaded.
func (u *Unit) Declared() *types.Package {
	if u.loaded {
		return u.Types
	}
	u.declare.Do(func() {
		defer u.loader.Measure("outline")()
		// Imports that only bodies use aren't left out: passes ask what a package
		// imports.
		syntax, cgo := u.parse(true)
		u.Types, _, _ = u.check(syntax, nil, cgo, true)
	})
	return u.Types
}

// findCause notes which broken package u imports, however indirectly.
func (u *Unit) findCause() {
	for _, dep := range u.Deps {
		if u.cause = dep.cause; dep.problem != nil {
			u.cause = dep
		}
		if u.cause != nil {
			return
		}
	}
}

// importer resolves the imports of one unit.
type importer struct{ *Unit }

func (i importer) Import(path string) (*types.Package, error) {
	dep := i.Imports[path]
	if dep == nil {
		dep = &packages.Package{PkgPath: path} // imported by what cgo wrote
	}
	if d := i.loader.units[dep]; d != nil {
		if t := d.Declared(); t != nil {
			return t, nil
		}
	}
	i.loader.foreign()
	if t := i.loader.exports.Types(dep.PkgPath); t != nil {
		return t, nil
	}
	if len(dep.Errors) > 0 {
		return nil, errors.New(oneLine(dep.Errors[0].Msg))
	}
	return nil, fmt.Errorf("no types of package %s", path)
}

// typeProblem says what is wrong with u and what to do about it.
func (u *Unit) typeProblem(err *types.Error) report.Problem {
	posn := err.Fset.Position(err.Pos).String()
	if u.cause != nil {
		return report.Problem{Posn: posn, Text: fmt.Sprintf("%s is analysed in part: %s, because %s is broken; mend that first", u.PkgPath, oneLine(err.Msg), u.cause.PkgPath)}
	}
	if dep := u.brokenImport(); dep != nil {
		return listProblem(u.PkgPath, dep.Errors, mendImport)
	}
	return report.Problem{Posn: posn, Text: oneLine(err.Msg) + "; " + mend}
}

// brokenImport returns an import that the go command couldn't find, or nil.
func (u *Unit) brokenImport() *packages.Package {
	for _, path := range slices.Sorted(maps.Keys(u.Imports)) {
		if dep := u.Imports[path]; len(dep.GoFiles) == 0 && len(dep.Errors) > 0 {
			return dep
		}
	}
	return nil
}

// What to do about a package that is skipped, and about a pattern.
const (
	mend         = "make it compile, its package is skipped"
	mendImport   = "make it compile, what uses it is not analysed"
	checkPattern = "check the pattern, ./... names all packages of the current folder and below"
)

func syntaxProblem(name string, err error) report.Problem {
	var list scanner.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		return report.Problem{Posn: list[0].Pos.String(), Text: list[0].Msg + "; " + mend}
	}
	return report.Problem{Posn: name, Text: oneLine(err.Error()) + "; " + mend}
}

// withRemedy adds what to do to the go command's words if they don't say it.
func withRemedy(text, remedy string) string {
	switch {
	case strings.Contains(text, "go.mod file not found"), strings.Contains(text, "does not contain main module"):
		remedy = "run datavet in a module, or name its folder by -C"
	case strings.Contains(text, "does not contain modules listed in go.work"):
		remedy = "in a workspace name its modules, as in ./a/... ./b/..."
	case remedy == checkPattern && strings.Contains(text, "is not in std"):
		remedy = "folders are named with ./ before them, and datavet help lists the commands"
	case strings.Contains(text, "go mod "), strings.Contains(text, "go get "):
		return text
	}
	return text + "; " + remedy
}

// listProblem says what the go command says about the package or pattern
// path.
func listProblem(path string, errs []packages.Error, remedy string) report.Problem {
	e := errs[0]
	posn, text := e.Pos, oneLine(e.Msg)
	if posn == "-" {
		posn = ""
	}
	if posn == "" && !strings.Contains(text, path) {
		text = path + ": " + text
	}
	return report.Problem{Posn: posn, Text: withRemedy(text, remedy)}
}
