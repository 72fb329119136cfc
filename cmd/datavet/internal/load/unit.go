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
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// A unit is one package that is read from source.
type unit struct {
	*packages.Package
	deps []*unit
	// outline says that only declarations are read: a foreign package that
	// the go command could not compile.
	outline bool
	cgo     bool
	problem *Problem
	// salvaged says that the problem is an import's, and that u is analysed
	// in part.
	salvaged bool
	cause    *unit // a broken package that this one depends on
	done     chan struct{}
}

// healthy reports whether u can be analysed.
func (u *unit) healthy() bool { return (u.problem == nil || u.salvaged) && !u.outline }

func (u *unit) parse(fset *token.FileSet, files []string) {
	u.Fset = fset
	u.Syntax = nil
	for _, name := range files {
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			u.fail(syntaxProblem(name, err))
			continue
		}
		u.Syntax = append(u.Syntax, file)
		u.cgo = u.cgo || slices.ContainsFunc(file.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == `"C"` })
	}
}

// fail notes the first problem of u.
func (u *unit) fail(p Problem) {
	if u.problem == nil {
		u.problem = &p
	}
}

// readExports reads the export data of the foreign packages that units
// import. Those that don't compile become units themselves.
func (l *loader) readExports() error {
	wanted := l.order
	for len(wanted) > 0 {
		byPath := map[string]*packages.Package{}
		for _, u := range wanted {
			for _, dep := range u.Imports {
				if l.units[dep] == nil && len(dep.GoFiles) > 0 && dep.PkgPath != "unsafe" && l.typesOf(dep.PkgPath) == nil {
					byPath[dep.PkgPath] = dep
				}
			}
		}
		failed, err := l.export(byPath)
		if err != nil {
			return err
		}
		wanted = failed
	}
	return nil
}

// export reads the export data of the packages and returns units for those
// that have none.
func (l *loader) export(byPath map[string]*packages.Package) ([]*unit, error) {
	if len(byPath) == 0 {
		return nil, nil
	}
	config := l.config
	config.Tests = false
	config.Mode = packages.NeedName | packages.NeedExportFile
	loaded, err := packages.Load(&config, slices.Sorted(maps.Keys(byPath))...)
	if err != nil {
		return nil, goCommandError("compiling dependencies", err)
	}
	var failed []*unit
	for _, p := range loaded {
		if l.typesOf(p.PkgPath) != nil || l.readExport(p.PkgPath, p.ExportFile) == nil {
			continue
		}
		listed := byPath[p.PkgPath]
		if listed == nil {
			continue
		}
		u := &unit{Package: listed, outline: true, done: make(chan struct{})}
		u.parse(l.config.Fset, u.GoFiles)
		l.units[listed] = u
		failed = append(failed, u)
		if len(p.Errors) > 0 {
			l.problems = append(l.problems, Problem{
				Text:    fmt.Sprintf("%s does not compile: %s; its declarations are read from source, try go build %[1]s", p.PkgPath, compilerLine(p.Errors[0].Msg)),
				Warning: true,
			})
		}
	}
	// They come before those that import them.
	l.order = append(slices.Clone(failed), l.order...)
	return failed, nil
}

// compilerLine returns the first line of a failed build that says something.
func compilerLine(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			return line
		}
	}
	return oneLine(text)
}

func (l *loader) readExport(path, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	r, err := gcexportdata.NewReader(file) //nolint:staticcheck // up to Go 1.28, go list -export names archives
	if err != nil {
		return err
	}
	_, err = gcexportdata.Read(r, l.config.Fset, l.types, path)
	return err
}

// typesOf returns the package path as its export data has it, or nil if that
// was not read: the export data of others may mention it.
func (l *loader) typesOf(path string) *types.Package {
	if t := l.types[path]; t != nil && t.Complete() {
		return t
	}
	return nil
}

// compileCgo has the go command translate the units that import "C".
func (l *loader) compileCgo() error {
	byPath := map[string]*unit{}
	for _, u := range l.order {
		if u.cgo && !u.outline && u.ForTest == "" {
			byPath[u.PkgPath] = u
		}
	}
	if len(byPath) == 0 {
		return nil
	}
	config := l.config
	config.Tests = false
	config.Mode = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles
	loaded, err := packages.Load(&config, slices.Sorted(maps.Keys(byPath))...)
	if err != nil {
		return goCommandError("translating cgo", err)
	}
	for _, p := range loaded {
		if u := byPath[p.PkgPath]; u != nil && len(p.CompiledGoFiles) > 0 {
			u.parse(l.config.Fset, p.CompiledGoFiles)
			u.cgo = false
		}
	}
	// What the translation imports in addition.
	_, err = l.export(map[string]*packages.Package{"runtime/cgo": nil, "syscall": nil})
	return err
}

// check type-checks all units, dependencies first.
func (l *loader) check() {
	for _, u := range l.order {
		u.deps = nil
		for _, path := range slices.Sorted(maps.Keys(u.Imports)) {
			if d := l.units[u.Imports[path]]; d != nil {
				u.deps = append(u.deps, d)
			}
		}
	}
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, u := range l.order {
		wg.Go(func() {
			defer close(u.done)
			for _, dep := range u.deps {
				<-dep.done
			}
			slots <- struct{}{}
			defer func() { <-slots }()
			l.checkUnit(u)
		})
	}
	wg.Wait()
}

func (l *loader) checkUnit(u *unit) {
	u.findCause()
	var first *types.Error
	var failed []token.Pos
	config := types.Config{
		Importer:         importer{l, u},
		Sizes:            u.TypesSizes,
		IgnoreFuncBodies: u.outline,
		FakeImportC:      u.cgo,
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
	u.TypesInfo = &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Instances:    map[*ast.Ident]types.Instance{},
		Scopes:       map[ast.Node]*types.Scope{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		FileVersions: map[*ast.File]string{},
	}
	u.Types, _ = config.Check(u.PkgPath, u.Fset, u.Syntax, u.TypesInfo)
	if u.outline {
		u.Syntax, u.TypesInfo = nil, nil
		return
	}
	if u.problem != nil {
		return // a syntax error
	}
	salvage := first != nil && (u.brokenImport() != nil || u.cause != nil && !u.cause.outline)
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

// findCause notes which broken package u imports, however indirectly, rather
// a skipped one than one of which the declarations are there.
func (u *unit) findCause() {
	for _, dep := range u.deps {
		cause := dep.cause
		if dep.problem != nil || cause == nil && dep.outline {
			cause = dep
		}
		if u.cause == nil || cause != nil && !cause.outline {
			u.cause = cause
		}
		if u.cause != nil && !u.cause.outline {
			return
		}
	}
}

// importer resolves the imports of one unit.
type importer struct {
	*loader
	*unit
}

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	dep := i.Imports[path]
	if dep == nil {
		dep = &packages.Package{PkgPath: path} // imported by what cgo wrote
	}
	if d := i.units[dep]; d != nil && d.Types != nil {
		return d.Types, nil
	}
	if t := i.typesOf(dep.PkgPath); t != nil {
		return t, nil
	}
	if len(dep.Errors) > 0 {
		return nil, errors.New(oneLine(dep.Errors[0].Msg))
	}
	return nil, fmt.Errorf("no types of package %s", path)
}

// typeProblem says what is wrong with u and what to do about it.
func (u *unit) typeProblem(err *types.Error) Problem {
	posn := err.Fset.Position(err.Pos).String()
	// An outline has all that its importers may use, mostly.
	if u.cause != nil && !u.cause.outline {
		return Problem{Posn: posn, Text: fmt.Sprintf("%s is analysed in part: %s, because %s is broken; mend that first", u.PkgPath, oneLine(err.Msg), u.cause.PkgPath)}
	}
	if dep := u.brokenImport(); dep != nil {
		return listProblem(u.PkgPath, dep.Errors, mendImport)
	}
	return Problem{Posn: posn, Text: oneLine(err.Msg) + "; " + mend}
}

// brokenImport returns an import that the go command couldn't find, or nil.
func (u *unit) brokenImport() *packages.Package {
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

func syntaxProblem(name string, err error) Problem {
	var list scanner.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		return Problem{Posn: list[0].Pos.String(), Text: list[0].Msg + "; " + mend}
	}
	return Problem{Posn: name, Text: oneLine(err.Error()) + "; " + mend}
}

// withRemedy adds what to do to the go command's words if they don't say it.
func withRemedy(text, remedy string) string {
	switch {
	case strings.Contains(text, "go.mod file not found"), strings.Contains(text, "does not contain main module"):
		remedy = "run datavet in a module, or name its folder by -C"
	case strings.Contains(text, "go mod "), strings.Contains(text, "go get "):
		return text
	}
	return text + "; " + remedy
}

// listProblem says what the go command says about the package or pattern
// path.
func listProblem(path string, errs []packages.Error, remedy string) Problem {
	e := errs[0]
	posn, text := e.Pos, oneLine(e.Msg)
	if posn == "-" {
		posn = ""
	}
	if posn == "" && !strings.Contains(text, path) {
		text = path + ": " + text
	}
	return Problem{Posn: posn, Text: withRemedy(text, remedy)}
}

// each calls f for all units, several at a time.
func each(units []*unit, f func(*unit)) {
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, u := range units {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			f(u)
		})
	}
	wg.Wait()
}
