package main

import (
	"os"
	"path/filepath"
	"slices"

	"github.com/datavet/datavet/analyzers"
)

// sourceRoot returns the folder that paths for programs are relative to, for a run
// in dir: that of the repository, else of the workspace or module.
func sourceRoot(dir string) string {
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Lstat(filepath.Join(d, ".git")); err == nil {
			return d
		}
		if d == filepath.Dir(d) {
			return projectRoot(dir)
		}
	}
}

// projectRoot returns the folder around dir with go.work or go.mod, else dir.
func projectRoot(dir string) string {
	roots := analyzers.WorkRoots(dir)
	root := slices.MinFunc(roots, func(a, b string) int { return len(a) - len(b) })
	for d := dir; len(roots) > 1 && d != filepath.Dir(d); d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "go.work")); err == nil {
			return d
		}
	}
	return root
}
