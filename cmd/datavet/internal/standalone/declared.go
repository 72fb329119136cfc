package standalone

import (
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/datavet/datavet/cmd/datavet/internal/cache"
)

// declared returns a hash of what importers may see of pkg, whatever its
// functions do, and the packages whose types that mentions. Places are left out:
// an edit that moves lines is none for importers.
func declared(pkg *types.Package) (key cache.Key, mentioned []string) {
	paths := map[string]bool{}
	qualify := func(p *types.Package) string {
		if p != pkg {
			paths[p.Path()] = true
		}
		return p.Path()
	}
	h := cache.NewHash("declared")
	h.String(pkg.Name())
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		named, isType := obj.(*types.TypeName)
		// Types without exported name can be those of what is exported.
		if !isType && !obj.Exported() {
			continue
		}
		h.String(types.ObjectString(obj, qualify))
		if c, ok := obj.(*types.Const); ok {
			h.String(c.Val().ExactString())
		}
		if isType && !named.IsAlias() {
			var methods []string
			if t, ok := named.Type().(*types.Named); ok {
				for m := range t.Methods() {
					methods = append(methods, types.ObjectString(m, qualify))
				}
			}
			slices.Sort(methods)
			h.String(fmt.Sprint(len(methods)))
			for _, m := range methods {
				h.String(m)
			}
		}
	}
	imports := make([]string, len(pkg.Imports()))
	for i, imp := range pkg.Imports() {
		imports[i] = imp.Path()
	}
	slices.Sort(imports)
	h.String(strings.Join(imports, "\n"))
	return h.Sum(), slices.Sorted(maps.Keys(paths))
}
