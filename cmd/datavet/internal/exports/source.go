package exports

import (
	"go/ast"
	"go/parser"
	"go/types"

	"golang.org/x/tools/go/packages"
)

// outline reads the declarations of p from source, and of those of its
// imports that are broken, too.
func (r *Reader) outline(p *packages.Package) {
	if r.source[p.PkgPath] != nil {
		return
	}
	for _, dep := range p.Imports {
		if r.broken[dep.PkgPath] != nil {
			r.outline(dep)
		}
	}
	var files []*ast.File
	config := types.Config{
		Importer:         importer{r, p},
		Sizes:            p.TypesSizes,
		IgnoreFuncBodies: true,
		Error:            func(error) {}, // what is there is used
	}
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(r.config.Fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		files = append(files, file)
		for _, s := range file.Imports {
			config.FakeImportC = config.FakeImportC || s.Path.Value == `"C"`
		}
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		config.GoVersion = "go" + p.Module.GoVersion
	}
	r.source[p.PkgPath], _ = config.Check(p.PkgPath, r.config.Fset, files, nil)
}
