// Package unit analyses one package for the go command, as x/tools'
// unitchecker does, but takes the types of imports from the compiler's export
// data, so that packages that can't matter need no answer but an empty one, and
// hands on the facts of all packages below, not only those that the package
// mentions.
package unit

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/gcexportdata"

	"github.com/datavet/datavet/cmd/datavet/internal/facts"
	"github.com/datavet/datavet/cmd/datavet/internal/fixes"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
	"github.com/datavet/datavet/cmd/datavet/internal/run"
	"github.com/datavet/datavet/cmd/datavet/internal/steps"
	"github.com/datavet/datavet/cmd/datavet/internal/toolchain"
	"github.com/datavet/datavet/cmd/datavet/internal/unit/vetcfg"
)

// Options are what is analysed, and how findings are told.
type Options struct {
	Tests bool // _test.go files, too
	JSON  bool // as a tree, else as text on stderr
	// Fix has fixes applied, and nothing else told: they go to the archive that
	// the go command names, or, with Diff, are printed as a diff of paths relative
	// to Base.
	Fix, Diff bool
	Base      string
}

// Skip answers for a package that isn't analysed.
func Skip(c *vetcfg.Config, o Options, stdout io.Writer) error {
	known, err := c.ReadFacts()
	if err != nil {
		return err
	}
	if o.JSON && !c.VetxOnly {
		if err := printTree(c, report.Tree{}, stdout); err != nil {
			return err
		}
	}
	if o.Fix {
		if err := writeFixes(c, nil); err != nil {
			return err
		}
	}
	return c.WriteFacts(known)
}

// Run analyses the package, writes its facts, prints what was found to where
// the go command wants it, and returns the exit code. What can't be analysed is
// an error on stderr; that an analyzer failed, a finding.
func Run(c *vetcfg.Config, analyzers []*analysis.Analyzer, o Options, stdout, stderr io.Writer) (code int) {
	files := c.GoFiles
	if !o.Tests {
		files = slices.DeleteFunc(slices.Clone(files), func(name string) bool { return strings.HasSuffix(name, "_test.go") })
	}
	if len(files) == 0 {
		if err := Skip(c, o, stdout); err != nil {
			return fail(stderr, err)
		}
		return 0
	}
	told := !c.VetxOnly || owesFindings(c)
	if !told {
		analyzers = exporters(analyzers)
	}
	known, err := c.ReadFacts()
	if err != nil {
		return fail(stderr, err)
	}
	p, err := load(c, files)
	if err != nil {
		// What imports a package that doesn't compile isn't asked for, and who
		// names it is told.
		if !c.VetxOnly {
			fmt.Fprintln(stderr, err)
		}
		return 1
	}
	facts.Register(analyzers)
	imports := decoder{known, map[string]*facts.Set{}}
	result := run.Analyze(p, analyzers, run.Options{Imported: imports.imported, Distant: imports.distant()})
	own, err := result.Facts.Encode()
	if err != nil {
		return fail(stderr, err)
	}
	if own != nil {
		known[p.Types.Path()] = vetcfg.Encoded{Data: own, Distant: result.Facts.Distant()}
	}
	if err := c.WriteFacts(known); err != nil {
		return fail(stderr, err)
	}
	if !told {
		return 0
	}
	findings := result.Findings
	for _, failure := range result.Failures {
		// Not an error in the tree, which go vet prints once, and not again from
		// its cache; nor an exit code, which would cost the facts.
		at := p.Fset.Position(p.Files[0].Package)
		findings = append(findings, report.Finding{Rule: failure.Analyzer, Pos: at, End: at, Message: failure.Error()})
	}
	if o.Fix {
		if err := fix(c, findings, o, stdout, stderr); err != nil {
			return fail(stderr, err)
		}
		return 0
	}
	if !o.JSON {
		printText(stderr, findings)
		return min(len(findings), 1)
	}
	resolver := steps.NewResolver(nil)
	for i, f := range findings {
		findings[i].Related = slices.Concat(f.Related, resolver.RunBy(f))
	}
	tree := report.Tree{}
	tree.Add(c.ID, findings)
	if err := printTree(c, tree, stdout); err != nil {
		return fail(stderr, err)
	}
	return 0
}

func fail(stderr io.Writer, err error) int {
	fmt.Fprintf(stderr, "datavet: %v\n", err)
	return 1
}

// owesFindings reports whether a package of which only the facts are wanted
// must be told about all the same: the go command may take the result for that
// of the same package when it is named. It never does so with what it compiles
// together with tests when it is named.
func owesFindings(c *vetcfg.Config) bool {
	return toolchain.MixesResults(os.Getenv("GOVERSION")) && (c.Module == nil || c.Module.Version == "") &&
		!vetcfg.Variant() && !hasInPackageTests(c)
}

// hasInPackageTests reports whether the folder of the package has test files
// that belong to it, and aren't left out of the build.
func hasInPackageTests(c *vetcfg.Config) bool {
	tests, _ := filepath.Glob(filepath.Join(c.Dir, "*_test.go")) // the pattern is right
	return slices.ContainsFunc(tests, func(name string) bool {
		return !slices.Contains(c.IgnoredFiles, name) && inPackage(name)
	})
}

// exporters returns those of the analyzers, and of what they require, that
// export facts.
func exporters(analyzers []*analysis.Analyzer) (list []*analysis.Analyzer) {
	seen := map[*analysis.Analyzer]bool{}
	var visit func([]*analysis.Analyzer)
	visit = func(analyzers []*analysis.Analyzer) {
		for _, a := range analyzers {
			if seen[a] {
				continue
			}
			seen[a] = true
			visit(a.Requires)
			if len(a.FactTypes) > 0 {
				list = append(list, a)
			}
		}
	}
	visit(analyzers)
	return list
}

// load parses and type-checks the package, made of files.
func load(c *vetcfg.Config, files []string) (*run.Package, error) {
	p := &run.Package{
		Fset:         token.NewFileSet(),
		OtherFiles:   c.NonGoFiles,
		IgnoredFiles: c.IgnoredFiles,
		TypesSizes:   types.SizesFor("gc", goarch()),
		TypesInfo:    run.NewInfo(),
	}
	if m := c.Module; m != nil {
		p.Module = &analysis.Module{Path: m.Path, Version: m.Version, GoVersion: m.GoVersion}
	}
	for _, name := range files {
		file, err := parser.ParseFile(p.Fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, first(err)
		}
		p.Files = append(p.Files, file)
	}
	config := types.Config{
		Importer:  &importer{Config: c, fset: p.Fset, types: map[string]*types.Package{}},
		Sizes:     p.TypesSizes,
		GoVersion: c.GoVersion,
	}
	var err error
	p.Types, err = config.Check(c.ImportPath, p.Fset, p.Files, p.TypesInfo)
	return p, err
}

// goarch is what the go command builds for.
func goarch() string {
	if arch := os.Getenv("GOARCH"); arch != "" {
		return arch
	}
	return runtime.GOARCH
}

// first returns the first of a list of syntax errors.
func first(err error) error {
	var list scanner.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		return list[0]
	}
	return err
}

// An importer reads export data.
type importer struct {
	*vetcfg.Config
	fset  *token.FileSet
	types map[string]*types.Package
}

func (i *importer) Import(name string) (*types.Package, error) {
	path := i.ImportMap[name]
	switch pkg := i.types[path]; {
	case path == "":
		return nil, fmt.Errorf("the go command doesn't say what package %q is", name)
	case path == "unsafe":
		return types.Unsafe, nil
	case pkg != nil && pkg.Complete():
		return pkg, nil
	}
	export := i.PackageFile[path]
	if export == "" {
		return nil, fmt.Errorf("the go command has no export data of %s", path)
	}
	file, err := os.Open(export)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	r, err := gcexportdata.NewReader(bufio.NewReader(file)) //nolint:staticcheck // up to Go 1.28, PackageFile names archives
	if err != nil {
		return nil, fmt.Errorf("export data of %s: %w", path, err)
	}
	return gcexportdata.Read(r, i.fset, i.types, path)
}

// A decoder decodes facts once they are asked for.
type decoder struct {
	known   vetcfg.Facts
	decoded map[string]*facts.Set
}

func (d *decoder) imported(pkg *types.Package) *facts.Set { return d.of(pkg.Path()) }

// distant returns the sets with distant facts, sorted by path.
func (d *decoder) distant() (sets []*facts.Set) {
	for _, path := range slices.Sorted(maps.Keys(d.known)) {
		if d.known[path].Distant {
			sets = append(sets, d.of(path))
		}
	}
	return sets
}

func (d *decoder) of(path string) *facts.Set {
	encoded, ok := d.known[path]
	if !ok {
		return nil
	}
	set, ok := d.decoded[path]
	if !ok {
		// What can't be decoded is a defect that tests find.
		set, _ = facts.Decode(path, encoded.Data)
		d.decoded[path] = set
	}
	return set
}

// fix applies the fixes of findings, as the go command wants it.
func fix(c *vetcfg.Config, findings []report.Finding, o Options, stdout, stderr io.Writer) error {
	var list []report.Told
	for _, f := range findings {
		list = append(list, report.Told{Finding: f})
	}
	result, err := fixes.Apply(list)
	if err != nil {
		return err
	}
	for _, p := range result.Held {
		fmt.Fprintf(stderr, "%s: %s\n", p.Posn, p.Text)
	}
	if o.Diff {
		return print(c, stdout, func(w io.Writer) error { return result.Diff(w, o.Base) })
	}
	return writeFixes(c, result.Files)
}

// writeFixes writes the new contents of files to the archive that the go command
// names. Only if there is one does it keep what else was written of the package.
func writeFixes(c *vetcfg.Config, files map[string][]byte) error {
	if c.FixArchive == "" {
		return nil // it wants the facts, or a diff
	}
	file, err := os.Create(c.FixArchive)
	if err != nil {
		return err
	}
	archive := zip.NewWriter(file)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, createErr := archive.Create(name)
		if createErr == nil {
			_, createErr = w.Write(files[name])
		}
		err = errors.Join(err, createErr)
	}
	return errors.Join(err, archive.Close(), file.Close())
}

func printTree(c *vetcfg.Config, tree report.Tree, stdout io.Writer) error {
	return print(c, stdout, tree.Print)
}

// print prints to the file that the go command names, or to stdout.
func print(c *vetcfg.Config, stdout io.Writer, what func(io.Writer) error) error {
	if c.Stdout == "" {
		return what(stdout)
	}
	file, err := os.Create(c.Stdout)
	if err != nil {
		return err
	}
	return errors.Join(what(file), file.Close())
}

func printText(w io.Writer, findings []report.Finding) {
	for _, f := range findings {
		fmt.Fprintf(w, "%s: %s\n", f.Pos, f.Message)
		for _, r := range f.Related {
			fmt.Fprintf(w, "%s: \t%s\n", r.Pos, r.Message)
		}
	}
}
