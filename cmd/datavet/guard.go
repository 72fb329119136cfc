package main

import (
	"fmt"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A runError says that an analyzer failed on a package; drivers report what
// depends on it as failed, too, in their own words.
type runError struct {
	analyzer, pkg string
	err           error
}

func (e *runError) Error() string {
	return fmt.Sprintf("%s failed on %s: %v", e.analyzer, e.pkg, e.err)
}

// guard makes the analyzers and all that they require return errors that say
// where, also when they panic. It changes them in place, as passes know each
// other by address.
func guard(roots []*analysis.Analyzer) {
	seen := map[*analysis.Analyzer]bool{}
	var visit func([]*analysis.Analyzer)
	visit = func(list []*analysis.Analyzer) {
		for _, a := range list {
			if seen[a] {
				continue
			}
			seen[a] = true
			visit(a.Requires)
			unguarded := a.Run
			a.Run = func(pass *analysis.Pass) (result any, err error) {
				defer func() {
					if r := recover(); r != nil {
						result, err = nil, fmt.Errorf("panic: %v%s; please report it, and go on with -disable", r, panicSite())
					}
					if err != nil {
						err = &runError{a.Name, pass.Pkg.Path(), err}
					}
				}()
				return unguarded(pass)
			}
		}
	}
	visit(roots)
}

// panicSite returns where in the analyzers the panic arose that is being
// recovered from.
func panicSite() string {
	_, after, _ := strings.Cut(string(debug.Stack()), "\npanic(")
	for line := range strings.Lines(after) {
		site, _, _ := strings.Cut(strings.TrimSpace(line), " +0x")
		if i := strings.LastIndex(site, "/analyzers/"); strings.HasPrefix(line, "\t") && i >= 0 {
			return " at " + site[i+1:]
		}
	}
	return ""
}
