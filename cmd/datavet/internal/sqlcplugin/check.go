package sqlcplugin

import (
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/facts"
	"github.com/datavet/datavet/cmd/datavet/internal/load"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
	"github.com/datavet/datavet/cmd/datavet/internal/run"
	"github.com/datavet/datavet/cmd/datavet/internal/steps"
)

// Check checks the queries of the request as seen from the folder dir, an absolute
// path without symbolic links. The error is one of settings, or of a rule that
// failed.
func (r *Request) Check(dir string) (*report.Report, error) {
	result := &report.Report{Base: dir, Root: dir, Findings: []report.Told{}}
	byRoot := map[string][]string{}
	var roots []string
	folder, err := r.folder(dir)
	if err != nil {
		return nil, err
	}
	if !isFile(filepath.Join(analyzers.ModuleRoot(folder), "go.mod")) {
		analyzers.AddModuleRoot(r.root(folder))
	}
	for _, file := range r.files(folder) {
		in := filepath.Dir(file)
		root := analyzers.SchemaRoot(in)
		if byRoot[root] == nil {
			roots = append(roots, root)
		}
		byRoot[root] = append(byRoot[root], file)
	}
	for _, root := range roots {
		if err := analyzers.CheckConfig(root); err != nil {
			return nil, err
		}
		selected, err := analyzers.Analyzers(analyzers.Options{Enable: r.options.Enable, Disable: r.options.Disable, Dir: root})
		if err != nil {
			return nil, err
		}
		if err := check(result, selected, byRoot[root]); err != nil {
			return nil, err
		}
	}
	result.Findings = report.SortTold(result.Findings)
	return result, nil
}

// check adds what the analyzers find in files of one module.
func check(result *report.Report, selected []*analysis.Analyzer, files []string) error {
	fset := token.NewFileSet()
	p := load.SQLPackage(fset, filepath.Dir(files[0]), files)
	facts.Register(selected)
	found := run.Analyze(&run.Package{
		Fset:       fset,
		OtherFiles: p.OtherFiles,
		Types:      p.Types,
		TypesInfo:  p.TypesInfo,
		TypesSizes: types.SizesFor("gc", runtime.GOARCH),
		Module:     &analysis.Module{Path: p.Module.Path, GoVersion: p.Module.GoVersion},
	}, selected, run.Options{Imported: func(*types.Package) *facts.Set { return nil }})
	for _, err := range found.Failures {
		return err
	}
	resolver := steps.NewResolver(nil)
	for _, f := range found.Findings {
		f.Related = slices.Concat(f.Related, resolver.RunBy(f))
		severity := analyzers.SeverityOf(filepath.Dir(f.Pos.Filename), f.Rule, f.Category)
		result.Findings = append(result.Findings, report.Told{Finding: f, Package: p.PkgPath, Severity: report.Severity(severity)})
	}
	return nil
}

// Fails reports whether a finding keeps sqlc from generating code.
func (r *Request) Fails(f report.Told) bool {
	wrong := analyzers.IsWrongDirective(f.Rule, analysis.Diagnostic{Category: f.Category})
	return wrong || r.options.FailOn != Never && !f.Severity.Less(report.Severity(r.options.FailOn))
}

// root returns the root of a project without a go.mod: folder, or the nearest around
// it that has all that the request names.
func (r *Request) root(folder string) string {
	root := folder
	for _, name := range slices.Concat(r.settings.Schema, r.settings.Queries) {
		name = filepath.Join(folder, filepath.FromSlash(name))
		for !below(root, name) {
			root = filepath.Dir(root)
		}
	}
	return root
}

func below(dir, name string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && filepath.IsLocal(rel)
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
