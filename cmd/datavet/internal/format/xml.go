package format

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// writeXML writes v as a document. Characters that XML doesn't have become
// U+FFFD.
func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "\t")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

type (
	checkstyleLog struct {
		XMLName xml.Name         `xml:"checkstyle"`
		Version string           `xml:"version,attr"`
		Files   []checkstyleFile `xml:"file"`
	}
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr,omitempty"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

var checkstyleSeverity = map[report.Severity]string{report.Error: "error", report.Warning: "warning", report.Note: "info"}

// writeCheckstyle writes what Checkstyle writes of Java.
func writeCheckstyle(w io.Writer, r *report.Report, s *report.Sources, _ Options) error {
	log := checkstyleLog{Version: "5.0"} // the form's, which readers ask for
	for _, f := range r.Findings {
		name := slashed(r.Root, f.Pos.Filename)
		if n := len(log.Files); n == 0 || log.Files[n-1].Name != name {
			log.Files = append(log.Files, checkstyleFile{Name: name})
		}
		file := &log.Files[len(log.Files)-1]
		at := spanOf(s, f.Pos, f.End)
		file.Errors = append(file.Errors, checkstyleError{
			Line:     at.startLine,
			Column:   at.startColumn,
			Severity: checkstyleSeverity[f.Severity],
			Message:  strings.Join(append([]string{f.Message}, details(f, r.Root)...), "\n"),
			Source:   "datavet." + f.Rule, // Jenkins takes the word behind the last dot
		})
	}
	return writeXML(w, log)
}

type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Time     string       `xml:"time,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string     `xml:"name,attr"`
		Class   string     `xml:"classname,attr"`
		Error   *junitText `xml:"error"`
		Failure *junitText `xml:"failure"`
	}
	junitText struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// writeJUnit writes a suite of tests for each package with findings, in which each
// finding is a test that fails. The first suite has one test, that everything
// could be analysed: the log of a run without findings isn't empty.
func writeJUnit(w io.Writer, r *report.Report, s *report.Sources, _ Options) error {
	log := junitSuites{Name: "datavet", Time: fmt.Sprintf("%.3f", r.Elapsed.Seconds())}
	log.Suites = append(log.Suites, junitSuite{Name: "datavet", Cases: []junitCase{analysisCase(r)}})
	index := map[string]int{}
	seen := map[junitCase]int{}
	for _, f := range r.Findings {
		i, ok := index[f.Package]
		if !ok {
			i = len(log.Suites)
			index[f.Package] = i
			log.Suites = append(log.Suites, junitSuite{Name: f.Package})
		}
		// No line: a test that moved is the same test.
		file := slashed(r.Root, f.Pos.Filename)
		c := junitCase{Name: file + ": " + ruleID(f.Rule, f.Category), Class: f.Package}
		if f.Func != "" {
			c.Name += " in " + f.Func
		}
		seen[c]++
		if n := seen[c]; n > 1 {
			c.Name += fmt.Sprintf(" (%d)", n)
		}
		pos := f.Pos
		pos.Filename = file
		lines := append([]string{pos.String() + ": " + f.Message}, details(f, r.Root)...)
		c.Failure = &junitText{string(f.Severity), f.Message, strings.Join(lines, "\n")}
		log.Suites[i].Cases = append(log.Suites[i].Cases, c)
	}
	for i := range log.Suites {
		suite := &log.Suites[i]
		for _, c := range suite.Cases {
			suite.Tests++
			if c.Failure != nil {
				suite.Failures++
			}
			if c.Error != nil {
				suite.Errors++
			}
		}
		log.Tests += suite.Tests
		log.Failures += suite.Failures
		log.Errors += suite.Errors
	}
	return writeXML(w, log)
}

// analysisCase fails if something kept packages from being analysed.
func analysisCase(r *report.Report) junitCase {
	c := junitCase{Name: "analysis", Class: "datavet"}
	var texts []string
	for _, p := range r.Problems {
		if p.Warning {
			continue
		}
		text := p.Text
		if p.Posn != "" {
			pos := p.Pos()
			pos.Filename = slashed(r.Root, pos.Filename)
			text = pos.String() + ": " + text
		}
		texts = append(texts, text)
	}
	if len(texts) > 0 {
		c.Error = &junitText{"error", texts[0], strings.Join(texts, "\n")}
	}
	return c
}
