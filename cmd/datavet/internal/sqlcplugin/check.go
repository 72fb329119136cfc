package sqlcplugin

import (
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

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
	for _, file := range r.files(dir) {
		in := filepath.Dir(file)
		if !isFile(filepath.Join(analyzers.ModuleRoot(in), "go.mod")) {
			analyzers.AddModuleRoot(r.root(dir))
		}
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

// root returns the root of a project without a go.mod: the nearest folder that has
// all files of the request and a configuration of sqlc, or dir if there is none.
func (r *Request) root(dir string) string {
	names := absolute(dir, slices.Concat(r.settings.Schema, r.settings.Queries))
	for d := filepath.Dir(names[0]); ; d = filepath.Dir(d) {
		all := !slices.ContainsFunc(names, func(name string) bool {
			return d != name && !strings.HasPrefix(name, strings.TrimSuffix(d, string(filepath.Separator))+string(filepath.Separator))
		})
		if all && slices.ContainsFunc(analyzers.SqlcNames(), func(name string) bool { return isFile(filepath.Join(d, name)) }) {
			return d
		}
		if d == filepath.Dir(d) {
			return dir
		}
	}
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
