package callpath

import (
	"go/token"
	"runtime"
	"strings"
	"sync"
	"weak"

	"golang.org/x/tools/go/analysis"
)

// What related entries say of a transaction.
const (
	Begin = "the transaction begins here"
	// Commit is said at a call, CommitAfter at the end of a function that a
	// runner calls.
	Commit      = "the transaction commits here"
	CommitAfter = "the transaction commits when this returns"
)

// What related entries say where a path begins.
const (
	is   = "the call path is "
	done = "done here: "
	rows = "rows of "
	by   = " here, by "
)

// Is tells a path at the call that is reported.
func Is(path []Symbol) string { return is + arrows(path) }

// Done tells a path at the call that does something.
func Done(path []Symbol) string { return done + arrows(path) }

// Rows tells a path at the call by which rows of a table are deleted or moved.
func Rows(table, what string, path []Symbol) string {
	text := rows + table + " are " + what
	if len(path) == 0 {
		return text + " here"
	}
	return text + by + arrows(path)
}

func arrows(path []Symbol) string { return strings.Join(Names(path), " -> ") }

// Role tells what a related entry is about by its message: "begin" or "commit"
// of the transaction, the call "path" and nothing else, a "call" with the path that
// begins there, or "".
func Role(message string) string {
	switch {
	case message == Begin:
		return "begin"
	case message == Commit, message == CommitAfter:
		return "commit"
	case strings.HasPrefix(message, is):
		return "path"
	case strings.HasPrefix(message, done), strings.HasPrefix(message, rows) && strings.Contains(message, by):
		return "call"
	}
	return ""
}

// A diagnostic has no field for a path, so it is kept beside it from the report
// until the driver asks, in a table for each file set that goes when that does:
// drivers that don't ask are none the poorer.
var kept = struct {
	sync.Mutex
	of map[weak.Pointer[token.FileSet]]map[key][]Symbol
}{of: map[weak.Pointer[token.FileSet]]map[key][]Symbol{}}

type key struct {
	pos               token.Pos
	category, message string
}

// On returns pass, so that what is reported through it has the path, of a call in
// its package. One that has nothing more than the reported call is none.
func On(pass *analysis.Pass, path []Symbol) *analysis.Pass {
	if len(path) < 2 {
		return pass
	}
	path = Absolute(pass.Pkg, path)
	with := *pass
	with.Report = func(d analysis.Diagnostic) {
		keep(pass.Fset, d, path)
		pass.Report(d)
	}
	return &with
}

func keep(fset *token.FileSet, d analysis.Diagnostic, path []Symbol) {
	kept.Lock()
	defer kept.Unlock()
	p := weak.Make(fset)
	if kept.of[p] == nil {
		kept.of[p] = map[key][]Symbol{}
		runtime.AddCleanup(fset, forget, p)
	}
	kept.of[p][key{d.Pos, d.Category, d.Message}] = path
}

func forget(p weak.Pointer[token.FileSet]) {
	kept.Lock()
	defer kept.Unlock()
	delete(kept.of, p)
}

// Take returns the path that d was reported with, once.
func Take(fset *token.FileSet, d analysis.Diagnostic) []Symbol {
	kept.Lock()
	defer kept.Unlock()
	of := kept.of[weak.Make(fset)]
	k := key{d.Pos, d.Category, d.Message}
	path := of[k]
	delete(of, k)
	return path
}
