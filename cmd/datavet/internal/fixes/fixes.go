// Package fixes applies the fixes of findings: to texts, so that they can be
// shown, and then to files.
package fixes

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/semver"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A Result is what fixes make of files.
type Result struct {
	// Files are the new contents by name, that of the file itself where a
	// finding's is that of a symbolic link.
	Files map[string][]byte
	// Fixed are the findings whose fixes are in Files. Left are the others, and
	// Held says of those that have a fix why that isn't among them.
	Fixed, Left []report.Told
	Held        []report.Problem

	old map[string][]byte // of Files
}

// Apply applies the first fix of each finding in list, all of it or nothing, but
// writes nothing. Of fixes that touch each other the first one is applied:
// another run, on what that makes of the file, finds the others again. A file
// that isn't any more what was analysed is an error.
func Apply(list []report.Told) (*Result, error) {
	a := applier{files: map[string]*file{}}
	for _, t := range list {
		if len(t.Fixes) == 0 {
			continue
		}
		for _, e := range t.Fixes[0].Edits {
			if err := a.read(e); err != nil {
				return nil, err
			}
		}
	}
	r := a.apply(list, func(*file) bool { return true })
	for _, f := range a.files {
		if _, err := f.result(); err != nil {
			// Each fix may be right alone: leave out those that aren't in company.
			return a.apply(list, func(f *file) bool {
				_, err := f.result()
				return err == nil
			}), nil
		}
	}
	return r, nil
}

// An applier collects edits.
type applier struct {
	files map[string]*file // by name in edits; one for all names of a file
}

// A file is one to be edited.
type file struct {
	name      string // without symbolic links
	old       []byte
	generated bool
	imports   int           // where they end
	edits     []report.Edit // sorted; none touches another
}

// read reads the file that e edits.
func (a *applier) read(e report.Edit) error {
	f := a.files[e.File]
	if f == nil {
		name, err := filepath.EvalSymlinks(e.File)
		if err != nil {
			return err
		}
		if f = a.files[name]; f == nil {
			f = &file{name: name}
			if f.old, err = os.ReadFile(name); err != nil {
				return err
			}
			if filepath.Ext(name) == ".go" {
				f.look()
			}
			a.files[name] = f
		}
		a.files[e.File] = f
	}
	if report.Sum(f.old) != e.Sum || e.Start < 0 || e.End < e.Start || len(f.old) < e.End {
		return fmt.Errorf("%s: changed since it was analysed; run datavet again", e.File)
	}
	return nil
}

func (f *file) look() {
	fset := token.NewFileSet()
	syntax, err := parser.ParseFile(fset, "", f.old, parser.ImportsOnly|parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return // in the result, too
	}
	f.generated = ast.IsGenerated(syntax)
	for _, decl := range syntax.Decls {
		f.imports = fset.PositionFor(decl.End(), false).Offset
	}
}

// apply applies the fixes, those of which ok approves of each file that they
// change.
func (a *applier) apply(list []report.Told, ok func(*file) bool) *Result {
	for _, f := range a.files {
		f.edits = nil
	}
	r := &Result{Files: map[string][]byte{}, old: map[string][]byte{}}
	for _, t := range list {
		if len(t.Fixes) > 0 {
			why := a.add(t, ok)
			if why == "" {
				r.Fixed = append(r.Fixed, t)
				continue
			}
			r.Held = append(r.Held, report.Problem{Posn: t.Pos.String(), Text: fmt.Sprintf("not mended (%s): %s", t.Rule, why), Warning: true})
		}
		r.Left = append(r.Left, t)
	}
	for _, f := range a.files {
		if len(f.edits) > 0 {
			r.Files[f.name], _ = f.result()
			r.old[f.name] = f.old
		}
	}
	return r
}

// add adds the fix of t, or says why not.
func (a *applier) add(t report.Told, ok func(*file) bool) string {
	edits := map[*file][]report.Edit{}
	changes, same := false, true
	for _, e := range t.Fixes[0].Edits {
		f := a.files[e.File]
		switch {
		case f.generated:
			return filepath.Base(f.name) + " is generated; mend what it is made of"
		case !inModule(f.name, t.Pos.Filename):
			return f.name + " isn't part of the module"
		}
		changes = changes || string(f.old[e.Start:e.End]) != e.New
		same = same && slices.ContainsFunc(f.edits, alike(e))
		edits[f] = append(edits[f], e)
	}
	switch {
	case !changes:
		return "the fix changes nothing"
	case same:
		return "" // another finding has brought it
	}
	merged := map[*file][]report.Edit{}
	for f, list := range edits {
		all := f.merge(list)
		if all == nil {
			return "the fix touches another one; run datavet again"
		}
		merged[f] = all
	}
	for f, all := range merged {
		f.edits, merged[f] = all, f.edits
	}
	for f := range merged {
		if !ok(f) {
			for f, before := range merged {
				f.edits = before
			}
			return "with the fix, " + filepath.Base(f.name) + " doesn't compile"
		}
	}
	return ""
}

// merge returns the edits of f with those of one more fix, sorted; nil if they
// touch each other. An import that both add is added once.
func (f *file) merge(list []report.Edit) []report.Edit {
	all := slices.Clone(f.edits)
	for _, e := range list {
		touches := func(other report.Edit) bool { return e.Start <= other.End && other.Start <= e.End }
		switch {
		case e.End <= f.imports && slices.ContainsFunc(f.edits, alike(e)):
		case slices.ContainsFunc(f.edits, touches):
			return nil
		default:
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b report.Edit) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	for i := 1; i < len(all); i++ {
		if all[i].Start < all[i-1].End {
			return nil // the fix's own
		}
	}
	return all
}

func alike(e report.Edit) func(report.Edit) bool {
	return func(other report.Edit) bool {
		return e.Start == other.Start && e.End == other.End && e.New == other.New
	}
}

// result returns what the edits make of f.
func (f *file) result() ([]byte, error) {
	var b bytes.Buffer
	at := 0
	for _, e := range f.edits {
		b.Write(f.old[at:e.Start])
		b.WriteString(e.New)
		at = e.End
	}
	b.Write(f.old[at:])
	if filepath.Ext(f.name) != ".go" {
		return b.Bytes(), nil
	}
	return tidy(f.old, b.Bytes())
}

// inModule reports whether the file name, without symbolic links, belongs to the
// module of the file that was analysed: not to a dependency, nor to its copy in a
// vendor folder.
func inModule(name, analysed string) bool {
	root, err := filepath.EvalSymlinks(analyzers.ModuleRoot(filepath.Dir(analysed)))
	if err != nil || analyzers.ModuleRoot(filepath.Dir(name)) != root {
		return false
	}
	below, _ := filepath.Rel(root, name) // it is
	if slices.Contains(strings.Split(below, string(filepath.Separator)), "vendor") {
		return false
	}
	// In the module cache, a version is part of the path.
	return !slices.ContainsFunc(strings.Split(root, string(filepath.Separator)), func(elem string) bool {
		_, version, ok := strings.Cut(elem, "@")
		return ok && semver.IsValid(version)
	})
}
