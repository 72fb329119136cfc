package format

import (
	"go/token"
	"path/filepath"
)

// below returns path relative to dir with the system's separators, and whether it
// is below it.
func below(dir, path string) (string, bool) {
	if dir == "" || !filepath.IsAbs(path) {
		return "", false
	}
	rel, err := filepath.Rel(dir, path)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return rel, true
}

// shown returns pos as "file:line:column", the file relative to base if it is
// below that.
func shown(base string, pos token.Position) string {
	if rel, ok := below(base, pos.Filename); ok {
		pos.Filename = rel
	}
	return pos.String()
}
