// Package baseline keeps the findings that a team lives with for now, so that
// only new ones are told.
package baseline

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// Name is what a baseline is called by default.
const Name = ".datavet-baseline.json"

// Reason is that of entries that nobody gave one.
const Reason = "found when the baseline was written"

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

	line int
}

// A key is what an entry and the finding that it hides have in common. The
// fingerprint says most of it: one that was moved to another entry by hand hides
// nothing.
type key struct{ file, rule, category, fn, fingerprint string }

func (e entry) key() key { return key{e.File, e.Rule, e.Category, e.Func, e.Fingerprint} }

// A Seen says whether a run tells each finding of the rule's category in the
// file, an absolute path: the file was analysed, and the rule ran.
type Seen func(file, rule, category string) bool

// Apply leaves out of list what is in the baseline. gone are warnings about
// entries that the run would have found, and hasn't.
func (f *File) Apply(list []report.Told, seen Seen) (kept []report.Told, hidden int, gone []report.Problem) {
	at := newPlace(f.name)
	kept = []report.Told{}
	left := map[key]entry{}
	for _, e := range f.entries {
		left[e.key()] = e
	}
	for _, t := range list {
		k := at.entry(t).key()
		if _, known := left[k]; known {
			delete(left, k)
			hidden++
			continue
		}
		kept = append(kept, t)
	}
	moved := at.byName(kept)
	for _, e := range f.entries {
		if _, unused := left[e.key()]; !unused || !at.gone(e, seen) {
			continue
		}
		text := "the finding is gone"
		if _, err := analyzers.Find(e.Rule); err != nil {
			text = "this version has no rule " + e.Rule
		} else if t, ok := at.movedTo(e, moved); ok {
			text = "the finding is in " + at.file(t.Pos.Filename) + " now"
		}
		gone = append(gone, report.Problem{
			Posn:    fmt.Sprintf("%s:%d:1", f.name, e.line),
			Text:    fmt.Sprintf("%s (%s in %s); %s brings the baseline up to date", text, e.Rule, e.File, command(f.name)),
			Warning: true,
		})
	}
	return kept, hidden, gone
}

// command returns the command that writes the baseline called name.
func command(name string) string {
	if filepath.Base(name) == Name {
		return "datavet baseline"
	}
	return "datavet baseline -o " + name
}

// A Change is what an update did.
type Change struct {
	// Kept counts the entries that stay, Moved those of them whose file has
	// another name now.
	Added, Dropped, Kept, Moved int
}

func (c Change) String() string {
	text := fmt.Sprintf("%d added, %d dropped, %d kept", c.Added, c.Dropped, c.Kept)
	if c.Moved > 0 {
		text += fmt.Sprintf(" (%d in a file with a new name)", c.Moved)
	}
	return text
}

// Update writes as the baseline called name what was found, list, and those
// entries of old, which may be nil, that the run didn't look for. Entries that
// were there keep their reason, also if their file has another name now; new ones
// get reason.
func Update(name string, old *File, list []report.Told, reason string, seen Seen) (Change, error) {
	if strings.TrimSpace(reason) == "" {
		return Change{}, fmt.Errorf("-reason is empty: say why these findings may stay")
	}
	if old == nil {
		old = &File{}
	}
	at := newPlace(name)
	left, renamed := map[key]entry{}, map[key]entry{}
	for _, e := range old.entries {
		left[e.key()] = e
		if !at.exists(e.File) {
			renamed[e.key().nowhere()] = e
		}
	}
	var done Change
	var entries []entry
	for _, t := range list {
		e := at.entry(t)
		e.Reason = reason
		k := e.key()
		if before, ok := left[k]; ok {
			e.Reason = before.Reason
			delete(left, k)
			done.Kept++
		} else if before, ok := renamed[k.nowhere()]; ok {
			e.Reason = before.Reason
			delete(left, before.key())
			delete(renamed, k.nowhere())
			done.Kept++
			done.Moved++
		} else {
			done.Added++
		}
		entries = append(entries, e)
	}
	for _, e := range left {
		if at.gone(e, seen) {
			done.Dropped++
			continue
		}
		done.Kept++
		entries = append(entries, e)
	}
	return done, write(name, entries)
}

// A place is the folder that the files of entries are relative to.
type place struct{ dir, real string }

func newPlace(name string) place {
	dir, err := filepath.Abs(filepath.Dir(name))
	if err != nil {
		dir = filepath.Dir(name)
	}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		real = dir
	}
	return place{dir, real}
}

// entry returns t without a reason.
func (p place) entry(t report.Told) entry {
	return entry{
		File: p.file(t.Pos.Filename), Rule: t.Rule, Category: t.Category, Func: t.Func,
		Message: t.Message, Fingerprint: t.Fingerprint,
	}
}

// file returns what an entry calls a file.
func (p place) file(name string) string {
	for _, dir := range []string{p.dir, p.real} {
		if rel, err := filepath.Rel(dir, name); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	if rel, err := filepath.Rel(p.real, name); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(name) // on another drive
}

func (p place) path(file string) string { return filepath.Join(p.real, filepath.FromSlash(file)) }

func (p place) exists(file string) bool {
	_, err := os.Lstat(p.path(file))
	return err == nil
}

// gone reports whether a run that hasn't found e would have, if it were there.
func (p place) gone(e entry, seen Seen) bool {
	if _, err := analyzers.Find(e.Rule); err != nil || !p.exists(e.File) {
		return true
	}
	return seen(p.path(e.File), e.Rule, e.Category) || seen(filepath.Join(p.dir, filepath.FromSlash(e.File)), e.Rule, e.Category)
}

// nowhere returns k for whichever file.
func (k key) nowhere() key {
	k.file = ""
	return k
}

// byName returns list by what a finding is called whichever file it is in.
func (p place) byName(list []report.Told) map[key]report.Told {
	names := map[key]report.Told{}
	for _, t := range list {
		names[p.entry(t).key().nowhere()] = t
	}
	return names
}

// movedTo returns the finding that e seems to be, now that its file is gone.
func (p place) movedTo(e entry, names map[key]report.Told) (report.Told, bool) {
	if p.exists(e.File) {
		return report.Told{}, false
	}
	t, ok := names[e.key().nowhere()]
	return t, ok
}

func compare(a, b entry) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Category, b.Category),
		cmp.Compare(a.Func, b.Func), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Fingerprint, b.Fingerprint),
	)
}

func sorted(entries []entry) []entry { return slices.SortedFunc(slices.Values(entries), compare) }
