// Package fixes applies the fixes of findings.
package fixes

import (
	"io"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A Result is what fixes make of files.
type Result struct {
	// Files are the new contents by name.
	Files map[string][]byte
	// Fixed are the findings whose fixes are in Files. Left are the others.
	Fixed, Left []report.Told
}

// Apply applies the first fix of each finding in list, but writes nothing.
func Apply(list []report.Told) (*Result, error) {
	return &Result{Left: list}, nil
}

// Write writes the files, each whole or not at all.
func (r *Result) Write() error { return nil }

// Diff writes what Write would change, as a unified diff of paths relative to
// base.
func (r *Result) Diff(w io.Writer, base string) error { return nil }
