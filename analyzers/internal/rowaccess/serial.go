package rowaccess

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Serialises reports whether what follows call, or what it runs, has the rows
// for itself: it takes a lock, or begins a transaction that is serializable. It
// narrows only, and so goes by names, too.
func (r *Result) Serialises(call ssa.CallInstruction) bool {
	c := call.Common()
	queries := r.queries[c.Pos()]
	if slices.ContainsFunc(queries, locksSomething) {
		return true
	}
	if e := r.Form.Expr(call); e != nil && saysAlone(e) {
		return true
	}
	fn, rows := r.callee(c)
	if fn == nil {
		return false
	}
	return rows != nil && rows.Serial || isLockName(fn.Name()) || strings.Contains(fn.FullName(), "singleflight")
}

// locksSomething reports whether a query takes a lock that another one waits
// for.
func locksSomething(q *sqlquery.Query) bool {
	text := strings.ToLower(q.Text)
	return q.Verb == sqlparse.Select && q.Locks || strings.Contains(text, "pg_advisory") || strings.Contains(text, "get_lock(")
}

// saysAlone reports whether the call itself, its closures left out, names what
// serialises.
func saysAlone(e *ast.CallExpr) bool {
	return says(e, "serializ", "singleflight", "advisory", "get_lock", "lock table", "in exclusive mode", "setnx", "mutex", "for update", "locking")
}

// isLockName reports whether a function of that name takes a lock.
func isLockName(name string) bool {
	name = strings.ToLower(name)
	for _, other := range []string{"unlock", "block", "clock", "locked", "locker", "locks"} {
		name = strings.ReplaceAll(name, other, "")
	}
	return slices.ContainsFunc([]string{"lock", "mutex", "setnx", "serializ", "exclusive", "singleton"}, func(w string) bool { return strings.Contains(name, w) })
}

// serial reports whether fn serialises for its callers: by a lock that the
// database holds, or around a function that it is given.
func (r *Result) serial(fn *ssa.Function) bool {
	runs := slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool {
		_, ok := p.Type().Underlying().(*types.Signature)
		return ok
	})
	for g := range ssaform.Tree(fn) {
		for call := range ssaform.Calls(g) {
			if runs && r.Serialises(call) {
				return true
			}
			if slices.ContainsFunc(r.queries[call.Common().Pos()], locksSomething) {
				return true
			}
			if e := r.Form.Expr(call); e != nil && says(e, "advisory", "get_lock", "lock table") {
				return true
			}
			if _, rows := r.callee(call.Common()); rows != nil && rows.Serial && !runs {
				return true
			}
		}
	}
	return false
}
