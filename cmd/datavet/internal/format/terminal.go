package format

import (
	"io"
	"os"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// For returns the options that suit f: colour and width if it is a terminal.
func For(f *os.File) Options { return Options{} }

// A Bar is a line on a terminal that says how far a run is. A nil Bar does
// nothing.
type Bar struct{}

// Progress returns a bar on w, nil if that is no terminal. It shows after a
// second.
func Progress(w *os.File) *Bar { return nil }

// Update says that done of total are done, and what is on.
func (b *Bar) Update(done, total int, what string) {}

// Done clears the line.
func (b *Bar) Done() {}

// Summary prints a line with counts and the time to w, whose options are o: on a
// terminal, and wherever no spec prints to stdout but there are findings.
func Summary(w io.Writer, r *report.Report, specs []Spec, o Options) {}
