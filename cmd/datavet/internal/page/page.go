// Package page writes a report as one HTML page that needs nothing else.
package page

import (
	"io"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// Write writes r as a page; s has the lines that it shows.
func Write(w io.Writer, r *report.Report, s *report.Sources) error {
	return nil
}
