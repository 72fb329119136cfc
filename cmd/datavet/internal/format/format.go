// Package format writes a report in the forms that people, editors and CI read.
package format

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/page"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// JSON is the format that Write doesn't know: x/tools' tree is made of the
// analysis' result, not of a report.
const JSON = "json"

type writer func(w io.Writer, r *report.Report, s *report.Sources, o Options) error

var writers = map[string]writer{
	"text":       writeText,
	"sarif":      writeSARIF,
	"github":     writeGitHub,
	"checkstyle": writeCheckstyle,
	"junit":      writeJUnit,
	"html": func(w io.Writer, r *report.Report, s *report.Sources, _ Options) error {
		return page.Write(w, r, s)
	},
	"report": func(w io.Writer, r *report.Report, _ *report.Sources, _ Options) error {
		return writeJSON(w, r)
	},
}

// Names are the formats, in the order that help lists them.
var Names = []string{"text", JSON, "sarif", "github", "checkstyle", "junit", "html", "report"}

// A Spec is a format and the file that it goes to.
type Spec struct {
	Name string
	File string // empty: stdout
}

// Parse returns what the flag -format says: FORMAT[:FILE], separated by commas.
// No file is named twice, and at most one format goes to stdout.
func Parse(value string) ([]Spec, error) {
	var specs []Spec
	to := map[string]string{}
	for part := range strings.SplitSeq(value, ",") {
		part = strings.TrimSpace(part)
		name, file, named := strings.Cut(part, ":")
		switch {
		case part == "":
			return nil, errors.New("name a format between the commas: one of " + strings.Join(Names, ", "))
		case !slices.Contains(Names, name):
			return nil, fmt.Errorf("unknown format %q: %s", name, analyzers.Suggest(name, Names))
		case named && file == "":
			return nil, fmt.Errorf("%q lacks the file's name; without the colon it goes to stdout", part)
		}
		if file != "" {
			file = filepath.Clean(file)
		}
		switch other, ok := to[file]; {
		case ok && file == "":
			return nil, fmt.Errorf("%s and %s both go to stdout: give one a file, as %[2]s:FILE", other, name)
		case ok:
			return nil, fmt.Errorf("%s and %s both go to %s: name two files", other, name, file)
		}
		to[file] = name
		specs = append(specs, Spec{name, file})
	}
	return specs, nil
}

// Options are what text for people depends on.
type Options struct {
	Color bool
	// Width is the terminal's number of columns, 0 if that isn't known.
	Width int
	// Summary has the run end with a line of counts. Where nobody looks on there is
	// none: pipelines take what is on stderr for trouble.
	Summary bool
	// Quiet leaves help lines and the summary out.
	Quiet bool
}

// Write writes r in the format called name, one of Names other than JSON; s has
// the lines of its files.
func Write(w io.Writer, name string, r *report.Report, s *report.Sources, o Options) error {
	write, ok := writers[name]
	if !ok {
		return fmt.Errorf("no format %q for a report", name)
	}
	return write(w, r, s, o)
}
