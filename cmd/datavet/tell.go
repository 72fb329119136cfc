package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/baseline"
	"github.com/datavet/datavet/cmd/datavet/internal/changes"
	"github.com/datavet/datavet/cmd/datavet/internal/fixes"
	"github.com/datavet/datavet/cmd/datavet/internal/format"
	"github.com/datavet/datavet/cmd/datavet/internal/load"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
	"github.com/datavet/datavet/cmd/datavet/internal/standalone"
	"github.com/datavet/datavet/cmd/datavet/internal/steps"
)

// telling are the flags that say which findings are told, and how.
type telling struct {
	format, baseline, newFrom, failOn string
	quiet                             bool
	// update has the baseline written; see registerUpdate.
	update bool
	reason string
}

const (
	formatText   = "text"
	formatReport = "report"
	formatSARIF  = "sarif"
	failNever    = "none"
)

func (o *telling) register(flags *flag.FlagSet) {
	flags.StringVar(&o.format, "format", "", "tell findings in these `formats`, separated by commas, each with :FILE if it is to go there: "+strings.Join(format.Names, ", "))
	flags.StringVar(&o.failOn, "fail-on", string(report.Note), "exit with 3 if a finding is of this `severity` or a graver one: error, warning, note; none for never")
	flags.BoolVar(&o.quiet, "q", false, "print nothing but findings, errors and warnings")
	if o.update {
		return
	}
	named(flags, &o.baseline, "baseline", "name a file", "don't tell the findings in this `file`, which datavet baseline writes")
	named(flags, &o.newFrom, "new-from", "name a revision", "tell only findings with a line, on their call path too, that has changed since this `revision`")
}

// named registers a flag that isn't empty: CI says so of a variable that isn't set.
func named(flags *flag.FlagSet, value *string, name, missing, usage string) {
	flags.Func(name, usage, func(text string) error {
		if text == "" {
			return errors.New(missing)
		}
		*value = text
		return nil
	})
}

// registerUpdate registers the flags of datavet baseline.
func (o *telling) registerUpdate(flags *flag.FlagSet) {
	flags.StringVar(&o.baseline, "o", "", "write to this `file`, by default "+baseline.Name+" beside go.mod or go.work")
	flags.StringVar(&o.reason, "reason", baseline.Reason, "the `reason` of new entries")
}

// A teller tells what one run found.
type teller struct {
	options
	telling
	dir     string // absolute
	root    string
	formats []format.Spec
	known   *baseline.File
	seen    baseline.Seen
	changes *changes.Changes
	sources report.Sources
}

// prepare checks and reads what the flags name, before anything is analysed.
func (o telling) prepare(dir string, common options) (*teller, error) {
	t := &teller{options: common, telling: o, dir: dir, root: sourceRoot(dir)}
	switch {
	case o.format == "" && t.json:
		t.format = format.JSON
	case o.format == "":
		t.format = formatText
	case t.json:
		return nil, errors.New("-json and -format: say -format=json, with the others beside it")
	}
	switch {
	case t.fix && t.diff:
		return nil, errors.New("-fix and -diff: choose one; -diff prints what -fix would write")
	case t.diff && (t.json || o.format != ""):
		return nil, errors.New("-diff tells nothing but what -fix would change: leave -format and -json out")
	case o.update && (t.fix || t.diff):
		return nil, errors.New("datavet baseline takes no -fix and no -diff: mend first")
	case o.update && (t.json || o.format != ""):
		return nil, errors.New("datavet baseline takes no -format and no -json: it writes one file, in its own form")
	}
	var err error
	if t.formats, err = format.Parse(t.format); err != nil {
		return nil, fmt.Errorf("-format=%s: %w", t.format, err)
	}
	if severities := []string{string(report.Error), string(report.Warning), string(report.Note), failNever}; !slices.Contains(severities, o.failOn) {
		return nil, fmt.Errorf("-fail-on=%s: want one of %s", o.failOn, strings.Join(severities, ", "))
	}
	if o.update && t.baseline == "" {
		t.baseline = filepath.Join(projectRoot(dir), baseline.Name)
	}
	if t.baseline != "" {
		if t.known, err = t.readBaseline(); err != nil {
			return nil, err
		}
	}
	if o.newFrom != "" {
		if t.changes, err = changes.Since(context.Background(), dir, o.newFrom); err != nil {
			return nil, fmt.Errorf("-new-from=%s: %w", o.newFrom, err)
		}
	}
	return t, nil
}

// readBaseline returns the baseline to leave out, or to update; nil if there is none
// yet to update.
func (t *teller) readBaseline() (*baseline.File, error) {
	if t.update {
		known, err := baseline.ReadToUpdate(t.baseline)
		if errors.Is(err, os.ErrNotExist) {
			return nil, nil
		}
		return known, err
	}
	known, err := baseline.Read(t.baseline)
	if errors.Is(err, os.ErrNotExist) {
		// Often run in a folder below, or by -C.
		there := filepath.Join(projectRoot(t.dir), filepath.Base(t.baseline))
		if _, statErr := os.Stat(there); statErr == nil {
			return nil, fmt.Errorf("%s: no such baseline: paths are relative to the current folder; there is %s", t.baseline, there)
		}
	}
	return known, err
}

// report makes what is told of what was found.
func (t *teller) report(graph *load.Graph, result *standalone.Result, problems []report.Problem) *report.Report {
	r := &report.Report{Base: workingDir(), Root: t.root, Version: programVersion(), Findings: []report.Told{}, Problems: problems, Packages: len(result.Packages)}
	files := map[string][]string{}
	for _, u := range graph.Units {
		files[u.PkgPath] = append(files[u.PkgPath], u.GoFiles...)
	}
	resolver := steps.NewResolver(func(path string) []string { return files[path] })
	for _, p := range result.Packages {
		for _, f := range p.Findings {
			if !graph.Wants(f.Pos.Filename) {
				continue
			}
			f.Related = slices.Concat(f.Related, resolver.RunBy(f))
			r.Findings = append(r.Findings, report.Told{
				Finding:  f,
				Package:  p.Path,
				Severity: report.Severity(analyzers.SeverityOf(filepath.Dir(f.Pos.Filename), f.Rule, f.Category)),
				Steps:    resolver.Steps(f),
			})
		}
	}
	r.Findings = report.SortTold(r.Findings)
	report.Fingerprints(r.Findings, &t.sources)
	if t.known != nil || t.update {
		t.seen = seen(graph, result, t.Options)
	}
	if t.known != nil && !t.update {
		var gone []report.Problem
		r.Findings, r.Baselined, gone = t.known.Apply(r.Findings, t.seen)
		r.Problems = append(r.Problems, gone...)
	}
	if t.changes != nil {
		all := len(r.Findings)
		r.Findings = slices.DeleteFunc(r.Findings, func(f report.Told) bool { return !isWrongDirective(f) && !t.changes.Touch(f) })
		r.Unchanged = all - len(r.Findings)
	}
	return r
}

// seen returns which findings a run with these options can't have missed: those in
// files that were analysed as a whole, by rules that ran.
func seen(graph *load.Graph, result *standalone.Result, o analyzers.Options) baseline.Seen {
	failed := map[string]bool{}
	for _, f := range result.Failures {
		failed[f.Package] = true
	}
	units := map[string]*load.Unit{}
	for _, u := range graph.Units {
		if u.Named {
			units[u.PkgPath] = u
		}
	}
	files, folders := map[string]bool{}, map[string]bool{}
	for _, p := range result.Packages {
		switch u := units[p.Path]; {
		case failed[p.Path]:
		case u == nil: // of .sql files
			folders[p.Dir] = true
		case u.Whole():
			for _, name := range append(analyzers.SQLFilesOf(p.Dir), u.GoFiles...) {
				files[name] = graph.Wants(name)
			}
		}
	}
	return func(file, rule, category string) bool {
		dir := filepath.Dir(file)
		return (files[file] || folders[dir] && strings.HasSuffix(file, ".sql")) && o.Reports(dir, rule, category)
	}
}

// tell mends what is to be mended or, if there is nothing, prints what was found. It
// returns the exit code.
func (t *teller) tell(r *report.Report, result *standalone.Result, out printer) (int, error) {
	wrong := slices.ContainsFunc(r.Problems, func(p report.Problem) bool { return !p.Warning }) ||
		slices.ContainsFunc(r.Findings, isWrongDirective)
	code := func(found bool) int {
		switch {
		case wrong:
			return exitError
		case found:
			return exitFindings
		}
		return exitOK
	}
	if t.update || t.diff { // no findings are printed: say what is wrong beside them
		out.problems(wrongDirectives(r.Findings))
	}
	if t.update {
		return t.writeBaseline(r, wrong, out)
	}
	if t.fix || t.diff {
		fixed, err := fixes.Apply(r.Findings)
		if err != nil {
			return exitError, err
		}
		if t.diff {
			out.problems(fixed.Held)
			return code(len(fixed.Files) > 0), fixed.Diff(out.stdout, r.Base)
		}
		if err := fixed.Write(); err != nil {
			return exitError, err
		}
		if len(fixed.Fixed) > 0 {
			return exitAgain, mendedBy(fixed).say()
		}
		out.problems(fixed.Held)
	}
	for _, spec := range t.formats {
		if err := t.print(spec, r, result, out); err != nil {
			return exitError, err
		}
	}
	look := t.look(out.stderr)
	if !slices.ContainsFunc(t.formats, func(s format.Spec) bool { return s.File == "" }) {
		look.Summary = look.Summary || len(r.Findings) > 0 // no exit code of 3 without a word
	}
	format.Summary(out.stderr, r, look)
	return code(slices.ContainsFunc(r.Findings, t.fails)), nil
}

// refuse tells programs of what keeps the run from beginning.
func (t *teller) refuse(problems []report.Problem, out printer) error {
	r := &report.Report{Base: workingDir(), Root: t.root, Version: programVersion(), Findings: []report.Told{}, Problems: problems}
	for _, spec := range t.formats {
		if spec.Name == formatReport || spec.Name == formatSARIF {
			if err := t.print(spec, r, nil, out); err != nil {
				return err
			}
		}
	}
	return nil
}

// print prints r in one format, to where that is to go.
func (t *teller) print(spec format.Spec, r *report.Report, result *standalone.Result, out printer) error {
	write := func(w io.Writer) error {
		if spec.Name == format.JSON {
			return printJSON(w, r, result)
		}
		return format.Write(w, spec.Name, r, &t.sources, t.look(w))
	}
	if spec.File == "" {
		return write(out.stdout)
	}
	name := spec.File
	if !filepath.IsAbs(name) {
		name = filepath.Join(out.base, name)
	}
	return format.WriteFile(name, write)
}

// look returns how text on w looks.
func (t *teller) look(w io.Writer) format.Options {
	var o format.Options
	if f, ok := w.(*os.File); ok {
		o = format.For(f)
	}
	o.Quiet = t.quiet
	return o
}

// progress returns what shows how far the run is, if stderr is a terminal.
func (o *telling) progress() *format.Bar {
	if o.quiet {
		return nil
	}
	return format.Progress(os.Stderr)
}

// fails reports whether a finding makes the run fail.
func (t *teller) fails(f report.Told) bool {
	return t.failOn != failNever && !f.Severity.Less(report.Severity(t.failOn))
}

func (t *teller) writeBaseline(r *report.Report, wrong bool, out printer) (int, error) {
	if wrong {
		return exitError, errors.New("the baseline is left as it was: mend what is said above first")
	}
	list := slices.DeleteFunc(r.Findings, func(f report.Told) bool { return f.Rule == directiveCheck })
	change, err := baseline.Update(t.baseline, t.known, list, t.reason, t.seen)
	if err != nil {
		return exitError, err
	}
	_, err = fmt.Fprintf(out.stdout, "%s: %s\n", out.relative(t.baseline), change)
	return exitOK, err
}

// directiveCheck is the analyzer that reports wrong directives.
const directiveCheck = "baddirective"

// wrongDirectives returns what is wrong with directives.
func wrongDirectives(list []report.Told) []report.Problem {
	var problems []report.Problem
	for _, f := range list {
		if isWrongDirective(f) {
			problems = append(problems, report.Problem{Posn: f.Pos.String(), Text: f.Message})
		}
	}
	return problems
}

func isWrongDirective(f report.Told) bool {
	return analyzers.IsWrongDirective(f.Rule, analysis.Diagnostic{Category: f.Category})
}

// programVersion returns this program's version as the go command recorded it.
func programVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
