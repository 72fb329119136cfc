package main

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

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

// failures are the errors of passes that rules build on. A run goes on
// without their results.
type failures struct {
	mu   sync.Mutex
	list []*runError
}

func (f *failures) add(err *runError) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = append(f.list, err)
}

// guard makes the analyzers and all that they require return errors that say
// where, also when they panic. It changes them in place, as passes know each
// other by address. With failed, a pass that fails has the zero result
// instead, which rules take for a package without interest: else nothing that
// imports the package would be analysed.
func guard(roots []*analysis.Analyzer, failed *failures) {
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
			tolerate := failed != nil && !slices.Contains(roots, a)
			a.Run = func(pass *analysis.Pass) (any, error) {
				result, err := recovering(unguarded, pass)
				if err == nil {
					return result, nil
				}
				failure := &runError{a.Name, pass.Pkg.Path(), err}
				if !tolerate {
					return nil, failure
				}
				failed.add(failure)
				if a.ResultType == nil {
					return nil, nil
				}
				return reflect.Zero(a.ResultType).Interface(), nil
			}
		}
	}
	visit(roots)
}

func recovering(run func(*analysis.Pass) (any, error), pass *analysis.Pass) (result any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v%s; please report it", r, panicSite())
		}
	}()
	return run(pass)
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
