package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/analysis/checker"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/load"
)

// check is the standalone driver.
func check(args []string, stdout, stderr io.Writer) int {
	var opts options
	flags := opts.newFlags()
	dir := flags.String("C", "", "change to this `folder` first")
	debug := flags.String("debug", "", debugUsage)
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			if err := help(nil, stdout); err != nil {
				return fail(stderr, err)
			}
			return exitOK
		}
		return fail(stderr, fmt.Errorf("%w; datavet help lists commands and flags", err))
	}
	selected, err := analyzers.Analyzers(opts.Options)
	if err != nil {
		return fail(stderr, err)
	}
	var texts analyzers.SQLTexts
	switch *debug {
	case "":
	case "sql":
		selected = append(selected, texts.Analyzer())
	default:
		return fail(stderr, fmt.Errorf("-debug=%s: want sql", *debug))
	}
	if info, err := os.Stat(*dir); *dir != "" && (err != nil || !info.IsDir()) {
		return fail(stderr, fmt.Errorf("-C %s: no such folder", *dir))
	}
	patterns := flags.Args()
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	loaded, err := load.Packages(*dir, opts.Tests, patterns...)
	if err != nil {
		return fail(stderr, err)
	}
	out := printer{base: workingDir(), stdout: stdout, stderr: stderr}
	if wrong := wrongSettings(loaded.Roots); wrong != nil {
		out.problems(append(loaded.Problems, wrong...))
		return exitError
	}
	var failed failures
	guard(selected, &failed)
	log.SetOutput(io.Discard) // checker logs what it panics with
	graph, err := checker.Analyze(selected, loaded.Packages, nil)
	if err != nil {
		return fail(stderr, err)
	}

	problems := loaded.Problems
	for _, err := range append(failed.list, rulesFailed(graph)...) {
		text := err.Error()
		if broken := loaded.Incomplete[err.pkg]; broken != "" {
			text = fmt.Sprintf("%s is skipped: its types are incomplete because %s is broken; mend that first", err.pkg, broken)
		}
		problems = append(problems, load.Problem{Text: text})
	}
	out.problems(problems)
	found := findings(graph)
	if opts.json {
		err = out.json(graph)
	} else {
		err = out.text(found)
	}
	if *debug == "sql" {
		out.texts(&texts)
	}
	switch {
	case err != nil:
		return fail(stderr, err)
	case slices.ContainsFunc(problems, isError) || slices.ContainsFunc(found, isWrongDirective):
		return exitError
	case len(found) > 0:
		return exitFindings
	}
	return exitOK
}

// wrongSettings returns what is wrong with the settings of the modules in
// roots.
func wrongSettings(roots []string) []load.Problem {
	var list []load.Problem
	for _, root := range roots {
		if err := analyzers.CheckConfig(root); err != nil {
			list = append(list, load.Problem{Posn: posnOf(err), Text: err.Text})
		}
	}
	return list
}

func posnOf(err *analyzers.ConfigError) string {
	if err.Line == 0 {
		return err.File
	}
	return fmt.Sprintf("%s:%d:%d", err.File, err.Line, err.Column)
}

func isWrongDirective(f finding) bool { return analyzers.IsWrongDirective(f.rule, f.Diagnostic) }

func isError(p load.Problem) bool { return !p.Warning }

// rulesFailed returns the failures of rules themselves.
func rulesFailed(graph *checker.Graph) []*runError {
	var list []*runError
	for _, act := range graph.Roots {
		var err *runError
		if errors.As(act.Err, &err) {
			list = append(list, err)
		}
	}
	return list
}

func workingDir() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	return dir
}
