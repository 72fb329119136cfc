package format

import (
	"io"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

func writeText(w io.Writer, r *report.Report, s *report.Sources, o Options) error { return nil }
