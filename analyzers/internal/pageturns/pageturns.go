// Package pageturns finds the loops that page by offset over rows that they
// write: the call that reads a page, and the call that deletes or updates what
// was read, itself or through its callees.
//
// It is a may analysis of what an iteration does, and a must analysis of the
// offset: on every way from the write to the next iteration it has grown by a
// page.
//
// Either call may be of an interface that the package declares and that is
// implemented where the package is imported. Such a pair is a fact,
// [Suspended], about the function that has the loop; it is decided in the
// first package that reaches both.
package pageturns

import (
	"cmp"
	"go/token"
	"go/types"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Analyzer finds page turns; its result is a []*[Turn], in order of the loops
// in the source, those of other packages last.
var Analyzer = &analysis.Analyzer{
	Name:       "pageturns",
	Doc:        "find loops that page by offset over rows that they write",
	Run:        run,
	Requires:   []*analysis.Analyzer{directive.Analyzer, schema.Analyzer, rowaccess.Analyzer},
	ResultType: reflect.TypeFor[[]*Turn](),
	FactTypes:  []analysis.Fact{new(Suspended)},
}

// A Turn is a page that a loop reads and a write of its rows before the loop
// reads the next one.
type Turn struct {
	Page  rowaccess.Page
	Write rowaccess.Write
	// Pos and End are where the write stands, PagePos where the page is read,
	// NoPos if that is in another package.
	Pos, End, PagePos token.Pos
}

// Suspended is the fact about a function with loops whose turns are known where
// an interface is implemented.
type Suspended struct{ List []Loop }

func (*Suspended) AFact() {}

// Distant tells drivers to keep it for packages at any distance.
func (*Suspended) Distant() {}

func (s *Suspended) String() string {
	var words []string
	for _, l := range s.List {
		words = append(words, l.Read.Method.Name+" "+l.Write.Method.Name)
	}
	return "suspends " + strings.Join(words, ", ")
}

// A Loop is one that reads by Read and writes by Write.
type Loop struct {
	Package string // that it is in
	Read    Read
	Write   Write
	// Place is where the write stands.
	Place schema.Place
}

// A Read is a page, or a call of a method that reads one.
type Read struct {
	Page   rowaccess.Page
	Method rowaccess.Method
	// Grow are the parameters that grow with the loop, Args what those of the
	// method are, and Beans the filters that the fields of struct parameters are.
	Grow  []rowaccess.Ref
	Args  []rowaccess.Value
	Beans []Bean
}

// A Bean is a struct parameter that a page may be filtered by.
type Bean struct {
	Param   int
	Filters []rowaccess.Filter
}

// A Write is a delete or update, or a call of a method that makes one.
type Write struct {
	Write  rowaccess.Write
	Method rowaccess.Method
	// Args are what the parameters of the method are; none if the method is
	// called by a callee. Picked are those that come from the page.
	Args   []rowaccess.Value
	Picked []int
	Via    []callpath.Symbol
}

func run(pass *analysis.Pass) (any, error) {
	rows := pass.ResultOf[rowaccess.Analyzer].(*rowaccess.Result)
	if rows == nil {
		return []*Turn(nil), nil
	}
	f := &finder{Result: rows, pass: pass, written: map[ssa.CallInstruction]bool{}}
	f.schema, _ = pass.ResultOf[schema.Analyzer].(*schema.Result)
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	for _, fn := range rows.Form.Funcs {
		f.suspended = nil
		for g := range ssaform.Tree(fn) {
			for _, cycle := range ssaform.Cycles(g) {
				l := &loop{cycle}
				f.loop(l)
			}
		}
		f.suspended = slices.DeleteFunc(f.suspended, func(s suspended) bool { return set.Silences(rule, s.pos) })
		if obj := ssaform.FuncOf(fn); obj != nil && len(f.suspended) > 0 {
			fact := &Suspended{}
			for _, s := range f.suspended {
				fact.List = append(fact.List, s.Loop)
			}
			pass.ExportObjectFact(obj, fact)
		}
	}
	f.resume()
	return f.turns, nil
}

type finder struct {
	*rowaccess.Result
	pass      *analysis.Pass
	schema    *schema.Result // nil if there is none
	turns     []*Turn
	suspended []suspended
	written   map[ssa.CallInstruction]bool // the writes of turns
}

type suspended struct {
	Loop
	pos token.Pos
}

// rule is the one that reports turns: where a turn is decided elsewhere, what
// silences it is asked here.
const rule = "shiftingpage"

// maxSuspended bounds what a function's fact holds.
const maxSuspended = 4

// A site is a call that an iteration of a loop makes: at itself, or in a
// closure that is handed to the call at.
type site struct {
	call ssa.CallInstruction
	at   ssa.CallInstruction
}

// sites returns the calls that an iteration makes. What is deferred isn't among
// them, nor a closure that is kept for later.
func sites(l *loop) []site {
	var out []site
	for _, b := range l.Head.Parent().Blocks {
		if !l.Blocks[b] {
			continue
		}
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if _, ok := call.(*ssa.Defer); ok {
				continue
			}
			out = append(out, site{call, call})
			out = append(out, closures(call, call)...)
		}
	}
	return out
}

// closures returns the calls in the closures that a call is given, or that it
// calls.
func closures(call, at ssa.CallInstruction) []site {
	var out []site
	for _, v := range append([]ssa.Value{call.Common().Value}, call.Common().Args...) {
		if conv, ok := v.(*ssa.ChangeType); ok {
			v = conv.X
		}
		made, ok := v.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		for inner := range ssaform.Calls(made.Fn.(*ssa.Function)) {
			if _, ok := inner.(*ssa.Defer); !ok {
				out = append(out, site{inner, at})
				out = append(out, closures(inner, at)...)
			}
		}
	}
	return out
}

// A read is a page, or a call that may read one, in the loop's values.
type read struct {
	Read
	call ssa.CallInstruction
	rows []ssa.Value
	// grows reports whether the offset has grown after the blocks.
	grows func(after map[*ssa.BasicBlock]bool) []rowaccess.Ref
}

// loop finds the turns of one loop.
func (f *finder) loop(l *loop) {
	all := sites(l)
	for _, s := range all {
		for _, r := range f.reads(l, s.call) {
			for _, w := range all {
				if w.call == s.call || f.written[w.call] {
					continue
				}
				if grow := r.grows(l.after(w.at.Block())); len(grow) > 0 {
					r.Grow = grow
					f.write(r, w.call)
				}
			}
		}
	}
}

// reads returns the pages that a call reads, or may read.
func (f *finder) reads(l *loop, call ssa.CallInstruction) []read {
	var out []read
	for _, p := range f.Pages(call) {
		if p.Table == "" {
			continue
		}
		out = append(out, read{
			Read: Read{Page: p.Page}, call: call, rows: p.Rows,
			grows: func(after map[*ssa.BasicBlock]bool) []rowaccess.Ref {
				if l.grows(f.Result, p.From, p.Rows, after) {
					return []rowaccess.Ref{{}}
				}
				return nil
			},
		})
	}
	c := call.Common()
	if !c.IsInvoke() || call.Value() == nil {
		return out
	}
	for _, o := range f.Opens(call) {
		r := read{Read: Read{Method: o.Method}, call: call, rows: rowaccess.Results(call)}
		r.Args, r.Beans = f.args(c)
		r.grows = func(after map[*ssa.BasicBlock]bool) []rowaccess.Ref {
			var grow []rowaccess.Ref
			for i, arg := range c.Args {
				for _, path := range numbers(arg.Type(), 2) {
					if l.grows(f.Result, f.Leaves(arg, path), r.rows, after) {
						grow = append(grow, rowaccess.Ref{Param: i + 1, Path: path})
					}
				}
			}
			return grow
		}
		out = append(out, r)
	}
	return out
}

// args returns what a call gives a method: constants, and structs of them.
func (f *finder) args(c *ssa.CallCommon) (args []rowaccess.Value, beans []Bean) {
	args = []rowaccess.Value{{}} // the receiver
	for i, arg := range c.Args {
		v := rowaccess.ValueOf(arg)
		v.Param = 0
		args = append(args, v)
		if filters := f.FieldFilters(arg); len(filters) > 0 {
			for j := range filters {
				for k := range filters[j].Values {
					filters[j].Values[k].Param = 0
				}
			}
			beans = append(beans, Bean{i + 1, filters})
		}
	}
	return args, beans
}

// numbers returns the paths of the integers in a value of type t: itself, or
// fields of it, down to depth.
func numbers(t types.Type, depth int) []string {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsInteger != 0 {
			return []string{""}
		}
	case *types.Struct:
		var out []string
		if depth == 0 {
			return nil
		}
		for field := range u.Fields() {
			for _, path := range numbers(field.Type(), depth-1) {
				out = append(out, "."+field.Name()+path)
			}
		}
		return out
	}
	return nil
}

// write records the turns that end with a call.
func (f *finder) write(r read, call ssa.CallInstruction) {
	comesFrom := func(picks []ssa.Value) bool {
		from := f.Sources(picks)
		return slices.ContainsFunc(r.rows, func(v ssa.Value) bool { return from[v] })
	}
	for _, w := range f.Writes(call) {
		if !comesFrom(w.Picks) {
			continue
		}
		if r.Method.Name != "" {
			f.suspend(call, Loop{Read: r.Read, Write: Write{Write: w.Write}})
			continue
		}
		t := &Turn{Page: r.Page, Write: w.Write, PagePos: r.call.Common().Pos()}
		t.Pos, t.End = f.Form.Extent(call)
		if pos, _ := f.Form.Extent(r.call); pos.IsValid() {
			t.PagePos = pos
		}
		f.turns = append(f.turns, t)
	}
	for _, o := range f.Opens(call) {
		if !comesFrom(o.Picks) {
			continue
		}
		w := Write{Method: o.Method, Via: o.Via}
		if c := call.Common(); c.IsInvoke() && c.Method.Name() == o.Method.Name {
			w.Args, _ = f.args(c)
			for i, arg := range c.Args {
				if comesFrom([]ssa.Value{arg}) {
					w.Picked = append(w.Picked, i+1)
				}
			}
		}
		f.suspend(call, Loop{Read: r.Read, Write: w})
	}
}

// suspend records a turn that is decided elsewhere.
func (f *finder) suspend(call ssa.CallInstruction, l Loop) {
	pos, end := f.Form.Extent(call)
	if f.schema == nil || !pos.IsValid() || !end.IsValid() || len(f.suspended) >= maxSuspended {
		return
	}
	from, to := f.pass.Fset.Position(pos), f.pass.Fset.Position(end)
	name, err := filepath.Rel(f.schema.Abs(schema.Place{}), from.Filename)
	if err != nil {
		return
	}
	l.Package = f.pass.Pkg.Path()
	l.Write.Via, l.Write.Write.Via = callpath.Absolute(f.pass.Pkg, l.Write.Via), callpath.Absolute(f.pass.Pkg, l.Write.Write.Via)
	l.Place = schema.Place{File: filepath.ToSlash(name), Line: from.Line, Column: from.Column, Offset: from.Offset, EndOffset: to.Offset}
	f.suspended = append(f.suspended, suspended{l, pos})
}

// resume decides what other packages have suspended, as far as this one
// implements it.
func (f *finder) resume() {
	if f.schema == nil {
		return
	}
	var loops []Loop
	for _, fact := range f.pass.AllObjectFacts() {
		if s, ok := fact.Fact.(*Suspended); ok && fact.Object.Pkg() != f.pass.Pkg {
			loops = append(loops, s.List...)
		}
	}
	slices.SortStableFunc(loops, func(a, b Loop) int {
		return cmp.Or(strings.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Offset, b.Place.Offset))
	})
	for _, l := range loops {
		for _, page := range f.resumeRead(l) {
			for _, write := range f.resumeWrite(l) {
				t := &Turn{Page: page, Write: write}
				if t.Pos, t.End = f.schema.Pos(l.Place); t.Pos.IsValid() {
					f.turns = append(f.turns, t)
				}
			}
		}
	}
}

func (f *finder) resumeRead(l Loop) []rowaccess.Page {
	r := l.Read
	if r.Method.Name == "" {
		return []rowaccess.Page{r.Page}
	}
	rows, ok := f.Method(r.Method, l.Package)
	if !ok {
		return nil
	}
	var out []rowaccess.Page
	for _, p := range rows.Pages {
		if p.Table == "" || !slices.ContainsFunc(p.Offset, func(ref rowaccess.Ref) bool { return slices.Contains(r.Grow, ref) }) {
			continue
		}
		p.Filters = p.Filtered(func(v rowaccess.Value) rowaccess.Value { return given(r.Args, v) })
		for _, b := range r.Beans {
			if slices.Contains(p.Beans, b.Param) {
				p.Filters = append(p.Filters, b.Filters...)
			}
		}
		out = append(out, p)
	}
	return out
}

func (f *finder) resumeWrite(l Loop) []rowaccess.Write {
	w := l.Write
	if w.Method.Name == "" {
		return []rowaccess.Write{w.Write}
	}
	rows, ok := f.Method(w.Method, l.Package)
	if !ok {
		return nil
	}
	var out []rowaccess.Write
	for _, x := range rows.Writes {
		if len(w.Args) > 0 && !slices.ContainsFunc(x.By, func(i int) bool { return slices.Contains(w.Picked, i) }) {
			continue
		}
		x.Sets = slices.Clone(x.Sets)
		for i := range x.Sets {
			x.Sets[i].Value = given(w.Args, x.Sets[i].Value)
		}
		x.Via = callpath.Join(w.Via, x.Via)
		out = append(out, x)
	}
	return out
}

// given returns what a method's value is with the arguments.
func given(args []rowaccess.Value, v rowaccess.Value) rowaccess.Value {
	if v.Param == 0 {
		return v
	}
	if v.Param > len(args) {
		return rowaccess.Value{}
	}
	return args[v.Param-1]
}
