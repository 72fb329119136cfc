package deeds

// What is decided in another package: a service that is given the repository or
// the mailer whose interface it declares.

import (
	"cmp"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Suspended is the fact about a handler that may fail after what an open method
// does, if that is a deed.
type Suspended struct {
	Package string // that it is in
	List    []Pending
}

func (*Suspended) AFact() {}

// Distant tells drivers to keep it for packages at any distance.
func (*Suspended) Distant() {}

func (s *Suspended) String() string {
	var words []string
	for _, p := range s.List {
		words = append(words, p.Late.Deed.Open.Name+p.Late.Inside.Name)
	}
	return "suspends " + strings.Join(words, ", ")
}

// A Pending is a failure that may come late, at Place.
type Pending struct {
	Late  Late
	Same  bool         // the call that fails is the one that does it
	First schema.Place // of the deed; the zero Place if the callee does both
	Place schema.Place
}

// asks reports whether p and x are decided by the same method.
func (p Pending) asks(x Pending) bool {
	return p.Late.Deed.Open == x.Late.Deed.Open && p.Late.Inside == x.Late.Inside
}

// A Resumed is a failure in another package, after a deed.
type Resumed struct {
	Late                         Late
	Same                         bool
	Path                         []callpath.Symbol // to the deed
	Pos, End, FirstPos, FirstEnd token.Pos
}

// rule is the one that reports what is decided here: what silences it is asked
// where it is suspended.
const rule = "halfplayed"

const maxPending = 16

// open returns the interface's method that call calls if nothing in sight
// implements it.
func (r *Result) open(call ssa.CallInstruction) (rowaccess.Method, bool) {
	if r.rows == nil {
		return rowaccess.Method{}, false
	}
	for _, o := range r.rows.Opens(call) {
		if len(o.Via) == 1 && ssaform.IsInterfaceMethod(ssaform.Callee(call.Common())) {
			return o.Method, len(r.tx.Inside(call)) == 0
		}
	}
	return rowaccess.Method{}, false
}

// suspend exports what may come late in handlers, if open methods do deeds. A
// handler with a failure that is known to be late has none.
func (r *Result) suspend(set *directive.Set) {
	if r.schema == nil {
		return
	}
	facts := map[*ssa.Function]*Suspended{}
	for _, h := range r.Handlers {
		root := h.Fn
		for root.Parent() != nil {
			root = root.Parent()
		}
		var list []Pending
		for _, late := range r.Late(h.Fn, h.Exits) {
			if late.First.Call == nil && late.Inside.Name == "" && r.Own(late.Call) {
				continue // looked at itself
			}
			if !late.Sure() {
				continue
			}
			if !late.Open() {
				list = nil
				break
			}
			deed := late.First.exported()
			deed.Via = callpath.Absolute(r.pass.Pkg, deed.Via)
			p := Pending{Late: Late{Deed: deed, Inside: late.Inside, Via: callpath.Absolute(r.pass.Pkg, late.Via)}, Same: late.First.Call == late.Call}
			if p.Place = r.sourcePlace(late.Call); set.Silences(rule, late.Call.Pos()) || p.Place.File == "" || len(list) == maxPending || slices.ContainsFunc(list, p.asks) {
				continue
			}
			if late.First.Call != nil {
				p.First = r.sourcePlace(late.First.Call)
			}
			list = append(list, p)
		}
		if len(list) > 0 {
			if facts[root] == nil {
				facts[root] = &Suspended{Package: r.pass.Pkg.Path()}
			}
			facts[root].List = append(facts[root].List, list...)
		}
	}
	for fn, fact := range facts {
		if obj := ssaform.FuncOf(fn); obj != nil {
			r.pass.ExportObjectFact(obj, fact)
		}
	}
}

// sourcePlace is where a call stands, the zero Place if that isn't known.
func (r *Result) sourcePlace(call ssa.CallInstruction) schema.Place {
	pos, end := r.form.Extent(call)
	if !pos.IsValid() || !end.IsValid() {
		return schema.Place{}
	}
	from, to := r.pass.Fset.Position(pos), r.pass.Fset.Position(end)
	name, err := filepath.Rel(r.schema.Abs(schema.Place{}), from.Filename)
	if err != nil {
		return schema.Place{}
	}
	return schema.Place{File: filepath.ToSlash(name), Line: from.Line, Column: from.Column, Offset: from.Offset, EndOffset: to.Offset}
}

// resume decides what other packages have suspended, as far as this one reaches
// what implements it: the first failure of each function.
func (r *Result) resume() {
	if r.schema == nil || r.rows == nil {
		return
	}
	var list []*Suspended
	for _, fact := range r.pass.AllObjectFacts() {
		if s, ok := fact.Fact.(*Suspended); ok && fact.Object.Pkg() != r.pass.Pkg {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b *Suspended) int {
		return cmp.Or(strings.Compare(a.List[0].Place.File, b.List[0].Place.File), cmp.Compare(a.List[0].Place.Offset, b.List[0].Place.Offset))
	})
	for _, s := range list {
		for _, p := range s.List {
			late, path, ok := r.decide(p.Late, s.Package)
			if !ok {
				continue
			}
			x := Resumed{Late: late, Same: p.Same, Path: path}
			if x.Pos, x.End = r.schema.Pos(p.Place); x.Pos.IsValid() {
				if p.First.File != "" {
					x.FirstPos, x.FirstEnd = r.schema.Pos(p.First)
				}
				r.Resumed = append(r.Resumed, x)
			}
			break
		}
	}
}

// decide returns what a failure comes late after, and the way to that deed, if
// this package knows it.
func (r *Result) decide(l Late, asker string) (late Late, path []callpath.Symbol, ok bool) {
	if l.Inside.Name != "" {
		s := r.implemented(l.Inside, asker)
		if s == nil {
			return l, nil, false
		}
		for _, x := range s.Late {
			if x.Inside.Name == "" {
				if d, ok := r.known(x.Deed, "", 0); ok {
					return Late{Deed: d, Via: callpath.Join(l.Via[len(l.Via)-1:], x.Via)}, callpath.Join(l.Via, d.Via), true
				}
			}
		}
		return l, nil, false
	}
	d, ok := r.known(l.Deed, asker, 0)
	return Late{Deed: d, Via: l.Via}, d.Via, ok
}

// known returns the deed that d is: of an open method what its implementations
// have in common.
func (r *Result) known(d Deed, asker string, depth int) (Deed, bool) {
	if d.Open.Name == "" {
		return d, len(d.Keys) == 0 && d.VerbParam == 0
	}
	s := r.implemented(d.Open, asker)
	if s == nil || depth > 2 {
		return d, false
	}
	for _, x := range s.Deeds {
		if x, ok := r.known(x, "", depth+1); ok {
			x.Via = callpath.Join(d.Via, x.Via)
			return x, true
		}
	}
	return d, false
}

// implemented returns what the implementations of m that the package reaches have
// in common, nil if there is none.
func (r *Result) implemented(m rowaccess.Method, asker string) *Summary {
	var s *Summary
	for i, impl := range r.rows.Implementing(m, asker) {
		if own := r.of(impl); i == 0 {
			s = own.as(impl)
		} else {
			s = meet(s, own)
		}
	}
	return s
}
