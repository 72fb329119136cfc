package report

import (
	"fmt"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Severity is how much a finding matters: what -fail-on compares and formats
// show.
type Severity string

// The severities, the gravest first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Less reports whether s matters less than other.
func (s Severity) Less(other Severity) bool { return s.rank() > other.rank() }

func (s Severity) rank() int { return slices.Index([]Severity{Error, Warning, Note}, s) }

// A Report is what one run has to tell, whatever the format.
type Report struct {
	// Base is the folder that people look from: paths in text are relative to
	// it as far as they are below it. Root is that of the repository, or of the
	// module: paths for programs are relative to it. Both are absolute.
	Base, Root string
	// Version is datavet's.
	Version string
	// Findings are what is told, sorted, each once.
	Findings []Told
	// Problems are what kept packages from being analysed, and warnings.
	Problems []Problem
	// Packages counts the packages that were named and analysed; Baselined and
	// Unchanged the findings that are left out because a baseline has them, or
	// because nothing on their path has changed.
	Packages, Baselined, Unchanged int
	Elapsed                        time.Duration
}

// A Told is a finding with all that formats say of it.
type Told struct {
	Finding
	Package  string // import path
	Severity Severity
	// Fingerprint names the finding for programs; see Fingerprints.
	Fingerprint string
	// Steps are the places on the call path, from the reported call down to the
	// call of the library.
	Steps []Step
}

// A Step is a call on the way from a finding to what it is about.
type Step struct {
	Pos, End token.Position
	// Func is the function that the call stands in, Callee what it calls, as
	// people write them.
	Func, Callee string
}

// A Problem is something other than a finding that a user has to know.
type Problem struct {
	Posn    string // "file:line:column", or empty
	Text    string
	Warning bool // the result is complete all the same
}

// Pos returns what Posn says; line and column may be missing.
func (p Problem) Pos() token.Position {
	pos := token.Position{Filename: p.Posn}
	var numbers []int // the last one first
	for len(numbers) < 2 {
		i := strings.LastIndexByte(pos.Filename, ':')
		n, err := strconv.Atoi(pos.Filename[i+1:])
		if i < 0 || err != nil {
			break
		}
		pos.Filename, numbers = pos.Filename[:i], append(numbers, n)
	}
	switch len(numbers) {
	case 1:
		pos.Line = numbers[0]
	case 2:
		pos.Line, pos.Column = numbers[1], numbers[0]
	}
	return pos
}

// Count returns "1 file" or "2 files".
func Count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// SortTold sorts findings as Sort does, and returns them with what is alike once:
// a file may belong to a package and to its test variant.
func SortTold(list []Told) []Told {
	slices.SortStableFunc(list, func(a, b Told) int { return compare(a.Finding, b.Finding) })
	return slices.CompactFunc(list, func(a, b Told) bool { return compare(a.Finding, b.Finding) == 0 })
}
