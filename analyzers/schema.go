package analyzers

import "github.com/datavet/datavet/analyzers/internal/schema"

// ModuleRoot returns the root of the module that the folder dir, an absolute
// path, belongs to: the nearest folder upward with a go.mod, or else one of
// [AddModuleRoot], or else dir itself.
func ModuleRoot(dir string) string { return schema.ModuleRoot(dir) }

// AddModuleRoot makes dir, an absolute path, the root of the folders below it
// that are in no module. A driver calls it before the first pass.
func AddModuleRoot(dir string) { schema.AddRoot(dir) }

// SQLFilesOf returns the .sql files, sorted and by absolute path, in which
// findings are reported by the Go package in dir, an absolute path.
func SQLFilesOf(dir string) []string { return schema.OwnedBy(dir) }
