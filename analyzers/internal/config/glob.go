package config

import (
	"path"
	"strings"
)

// Matches reports whether name, a file's slash-separated path relative to the
// module's root, is the exclusion's path, matches it, or is below a folder that
// does.
func (e Exclusion) Matches(name string) bool {
	if strings.HasPrefix(name, "../") {
		return false // a deed of another module that is decided in this one
	}
	return e.Path == "." || match(strings.Split(e.Path, "/"), strings.Split(name, "/"))
}

// match reports whether pattern matches names or the first of them.
func match(pattern, names []string) bool {
	if len(pattern) == 0 {
		return true
	}
	if pattern[0] == "**" {
		for i := range names {
			if match(pattern[1:], names[i:]) {
				return true
			}
		}
		return len(pattern) == 1
	}
	if len(names) == 0 {
		return false
	}
	ok, _ := path.Match(pattern[0], names[0]) // the parser has looked at it
	return ok && match(pattern[1:], names[1:])
}
