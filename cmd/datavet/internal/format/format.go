// Package format writes a report in the forms that people, editors and CI read.
package format

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/datavet/datavet/cmd/datavet/internal/page"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// JSON is the format that Write doesn't know: x/tools' tree is made of the
// analysis' result, not of a report.
const JSON = "json"


type writer func(w io.Writer, r *report.Report, s *report.Sources, o Options) error

var writers = map[string]writer{
	"text": writeText,
	"html": func(w io.Writer, r *report.Report, s *report.Sources, _ Options) error {
		return page.Write(w, r, s)
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
func Parse(value string) ([]Spec, error) {
	var specs []Spec
	for part := range strings.SplitSeq(value, ",") {
		name, file, hasFile := strings.Cut(strings.TrimSpace(part), ":")
		switch {
		case !slices.Contains(Names, name):
			return nil, fmt.Errorf("unknown format %q: choose from %s", name, strings.Join(Names, ", "))
		case hasFile && file == "":
			return nil, fmt.Errorf("%s: no file name after the colon", part)
		}
		specs = append(specs, Spec{name, file})
	}
	if len(specs) == 0 {
		return nil, errors.New("name a format")
	}
	return specs, nil
}

// Options are what formats for people depend on; files have none.
type Options struct {
	Color bool
	// Width is the terminal's number of columns, 0 if that isn't known.
	Width int
	// Quiet leaves help lines out, and the summary and the progress.
	Quiet bool
	// Terminal says that the stream is one.
	Terminal bool
}

// Write writes r in the format called name, which isn't JSON; s has the lines of
// its files.
func Write(w io.Writer, name string, r *report.Report, s *report.Sources, o Options) error {
	write, ok := writers[name]
	if !ok {
		return fmt.Errorf("format %s can't be written", name)
	}
	return write(w, r, s, o)
}
