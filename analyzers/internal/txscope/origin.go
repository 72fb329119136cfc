package txscope

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// An OriginKind says where a value comes from.
type OriginKind uint8

const (
	Opaque      OriginKind = iota // unknown; Root is the value itself
	FromParam                     // a parameter (Root) of the function or an enclosing one
	FromGlobal                    // the package variable Name
	FromVar                       // a local variable or composite literal (Root is its Alloc)
	FromCall                      // result K of the call Root
	FromBegin                     // the transaction that the call Root opened
	FromCtx                       // carried by the context Root
	FromFunc                      // the function or closure Root
	FromLiteral                   // a constant, Root; nil for the nil value
)

// An Origin is one place a value may come from: a root, and the fields that
// lead from it to the value. Pointers are transparent: p and *p are one.
type Origin struct {
	Kind OriginKind
	Root ssa.Value
	K    int
	Name string // of a global, with its package's path
	Path string
}

func (o Origin) field(name string) Origin { return o.extend("." + name) }

// extend follows path, ".store.db", from o.
func (o Origin) extend(path string) Origin {
	if strings.Count(o.Path, ".")+strings.Count(path, ".") > maxPath {
		return Origin{Kind: Opaque, Root: o.Root}
	}
	o.Path += path
	return o
}

// Holds reports whether p is o, or a field of the object that o is.
func (o Origin) Holds(p Origin) bool {
	path := p.Path
	p.Path = o.Path
	return o == p && (path == o.Path || isPrefix(o.Path, path))
}

// Bounds on what is followed: beyond them a value is opaque, and the rules
// silent.
const (
	maxPath    = 6
	maxOrigins = 16
)

type store struct {
	path string
	val  ssa.Value
}

// Origins returns where v may come from. The walk is flow-insensitive: a
// variable is every value stored to it.
func (r *Result) Origins(v ssa.Value) []Origin {
	if os, ok := r.origins[v]; ok {
		return os
	}
	r.origins[v] = nil // cuts cycles: a phi of itself adds nothing
	os := r.computeOrigins(v)
	slices.SortFunc(os, r.compareOrigins)
	os = slices.Compact(os)
	if len(os) > 1 {
		// A nil among others is the "not set" of an optional handle.
		os = slices.DeleteFunc(os, func(o Origin) bool { return o.Kind == FromLiteral && o.Root == nil })
	}
	if len(os) > maxOrigins {
		os = []Origin{{Kind: Opaque, Root: v}}
	}
	r.origins[v] = os
	return os
}

func (r *Result) compareOrigins(a, b Origin) int {
	pos := func(o Origin) int {
		if o.Root == nil {
			return 0
		}
		return int(o.Root.Pos())
	}
	name := func(o Origin) string {
		if o.Root == nil {
			return ""
		}
		return o.Root.Name()
	}
	if c := int(a.Kind) - int(b.Kind); c != 0 {
		return c
	}
	if c := pos(a) - pos(b); c != 0 {
		return c
	}
	if c := strings.Compare(name(a), name(b)); c != 0 {
		return c
	}
	if c := a.K - b.K; c != 0 {
		return c
	}
	return strings.Compare(a.Name+a.Path, b.Name+b.Path)
}

func (r *Result) computeOrigins(v ssa.Value) []Origin {
	switch v := v.(type) {
	case *ssa.Parameter:
		if bound := r.bindings[v]; len(bound) > 0 {
			var os []Origin
			for _, b := range bound {
				os = append(os, r.Origins(b)...)
			}
			return os
		}
		return []Origin{{Kind: FromParam, Root: v}}
	case *ssa.Global:
		if v.Pkg == nil {
			break
		}
		return []Origin{{Kind: FromGlobal, Name: v.Pkg.Pkg.Path() + "." + v.Name()}}
	case *ssa.Function:
		return []Origin{{Kind: FromFunc, Root: v}}
	case *ssa.MakeClosure:
		return []Origin{{Kind: FromFunc, Root: v}}
	case *ssa.Const:
		if v.Value == nil {
			return []Origin{{Kind: FromLiteral}}
		}
		return []Origin{{Kind: FromLiteral, Root: v}}
	case *ssa.Alloc:
		return []Origin{{Kind: FromVar, Root: v}}
	case *ssa.FreeVar:
		if site := r.form.Closures[v.Parent()]; site != nil {
			for i, fv := range v.Parent().FreeVars {
				if fv == v {
					return r.Origins(site.Bindings[i])
				}
			}
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return r.load(r.Origins(v.X))
		}
		if v.Op == token.ARROW {
			break
		}
	case *ssa.FieldAddr:
		return fields(r.Origins(v.X), fieldName(v.X.Type(), v.Field))
	case *ssa.Field:
		return r.load(fields(r.Origins(v.X), fieldName(v.X.Type(), v.Field)))
	case *ssa.IndexAddr:
		return fields(r.Origins(v.X), "[]")
	case *ssa.Index:
		return fields(r.Origins(v.X), "[]")
	case *ssa.Lookup:
		return fields(r.Origins(v.X), "[]")
	case *ssa.Slice:
		return r.Origins(v.X)
	case *ssa.Phi:
		var os []Origin
		for _, e := range v.Edges {
			os = append(os, r.Origins(e)...)
		}
		return os
	case *ssa.MakeInterface:
		return r.Origins(v.X)
	case *ssa.ChangeInterface:
		return r.Origins(v.X)
	case *ssa.ChangeType:
		return r.Origins(v.X)
	case *ssa.Convert:
		return r.Origins(v.X)
	case *ssa.TypeAssert:
		return r.Origins(v.X)
	case *ssa.Extract:
		switch t := v.Tuple.(type) {
		case *ssa.Call:
			return r.callOrigins(t, v.Index)
		case *ssa.TypeAssert:
			if v.Index == 0 {
				return r.Origins(t.X)
			}
		case *ssa.Lookup:
			if v.Index == 0 {
				return fields(r.Origins(t.X), "[]")
			}
		case *ssa.Next:
			if rng, ok := t.Iter.(*ssa.Range); ok && v.Index == 2 {
				return fields(r.Origins(rng.X), "[]")
			}
		}
	case *ssa.Call:
		return r.callOrigins(v, 0)
	}
	return []Origin{{Kind: Opaque, Root: v}}
}

func fields(os []Origin, name string) []Origin {
	out := make([]Origin, 0, len(os))
	for _, o := range os {
		out = append(out, o.field(name))
	}
	return out
}

// extend adds fields to each origin.
func extend(os []Origin, path string) []Origin {
	out := slices.Clone(os)
	for i := range out {
		out[i] = out[i].extend(path)
	}
	return out
}

func fieldName(t types.Type, i int) string {
	if p, ok := types.Unalias(t).Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); ok {
		return s.Field(i).Name()
	}
	return "?"
}

// load resolves origins through what was stored to local variables and what
// calls are known to put into the fields of their results.
func (r *Result) load(os []Origin) []Origin {
	var out []Origin
	for _, o := range os {
		out = append(out, r.loadOne(o)...)
	}
	return out
}

func (r *Result) loadOne(o Origin) []Origin {
	if o.Kind != FromVar && o.Kind != FromCall {
		return []Origin{o}
	}
	if os, ok := r.loads[o]; ok {
		return os
	}
	r.loads[o] = nil // cuts cycles: resolving a call's result may load, and so on
	os := r.computeLoad(o)
	slices.SortFunc(os, r.compareOrigins)
	os = slices.Compact(os)
	if len(os) > maxOrigins {
		os = []Origin{{Kind: Opaque, Root: o.Root}}
	}
	r.loads[o] = os
	return os
}

func (r *Result) computeLoad(o Origin) []Origin {
	var found []Origin
	switch o.Kind {
	case FromVar:
		best := -1
		for _, s := range r.storesOf(o.Root.(*ssa.Alloc)) {
			if s.path == o.Path || isPrefix(s.path, o.Path) {
				best = max(best, len(s.path))
			} else if isPrefix(o.Path, s.path) {
				return []Origin{o} // an object of which fields are set one by one
			}
		}
		if best < 0 {
			return []Origin{o}
		}
		for _, s := range r.storesOf(o.Root.(*ssa.Alloc)) {
			if len(s.path) != best || s.path != o.Path && !isPrefix(s.path, o.Path) {
				continue
			}
			for _, from := range r.Origins(s.val) {
				if rest := o.Path[best:]; rest != "" {
					found = append(found, r.loadOne(from.extend(rest))...)
				} else {
					found = append(found, from)
				}
			}
		}
	case FromCall:
		call := o.Root.(*ssa.Call)
		s := r.summaryOf(call.Common())
		if s == nil || o.Path == "" {
			return []Origin{o}
		}
		best := -1
		for _, f := range s.Flows {
			if f.Result == o.K && (f.Path == o.Path || isPrefix(f.Path, o.Path)) {
				best = max(best, len(f.Path))
			}
		}
		if best < 0 {
			return []Origin{o}
		}
		for _, f := range s.Flows {
			if f.Result != o.K || len(f.Path) != best || f.Path != o.Path && !isPrefix(f.Path, o.Path) {
				continue
			}
			for _, from := range r.Resolve(call, f.From) {
				found = append(found, r.loadOne(from.extend(o.Path[best:]))...)
			}
		}
	}
	if found == nil {
		return []Origin{o}
	}
	return found
}

func isPrefix(prefix, path string) bool {
	return len(prefix) < len(path) && strings.HasPrefix(path, prefix) && path[len(prefix)] == '.'
}

// storesOf returns every store to a and to its fields, in closures too.
func (r *Result) storesOf(a *ssa.Alloc) []store {
	if s, ok := r.stores[a]; ok {
		return s
	}
	var out []store
	seen := map[ssa.Value]bool{}
	var collect func(addr ssa.Value, path string)
	collect = func(addr ssa.Value, path string) {
		if seen[addr] || strings.Count(path, ".") > maxPath || addr.Referrers() == nil {
			return
		}
		seen[addr] = true
		for _, ref := range *addr.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Addr == addr {
					out = append(out, store{path, ref.Val})
				}
			case *ssa.FieldAddr:
				collect(ref, path+"."+fieldName(ref.X.Type(), ref.Field))
			case *ssa.IndexAddr:
				collect(ref, path+".[]")
			case *ssa.MakeClosure:
				for i, b := range ref.Bindings {
					if b == addr {
						collect(ref.Fn.(*ssa.Function).FreeVars[i], path)
					}
				}
			}
		}
	}
	collect(a, "")
	r.stores[a] = out
	return out
}

// callOrigins returns where result k of the call comes from.
func (r *Result) callOrigins(call *ssa.Call, k int) []Origin {
	c := call.Common()
	if f, ok := r.library(c); ok {
		switch f.Role {
		case knowledge.Derive:
			if v := ssaform.Operand(c, f.On); v != nil && k == outIndex(f) && !r.takesConnection(v.Type(), resultType(c, k)) {
				return r.Origins(v)
			}
		case knowledge.Bind:
			if v := ssaform.Operand(c, f.Tx); v != nil && k == 0 {
				return r.Origins(v)
			}
		case knowledge.Begin:
			if i, ok := f.Tx.AsResult(); ok && i == k {
				return []Origin{{Kind: FromBegin, Root: call}}
			}
		case knowledge.FromCtx:
			if v := ssaform.Operand(c, f.On); v != nil && k == 0 {
				return r.ctxOrigins(v)
			}
		}
		return []Origin{{Kind: FromCall, Root: call, K: k}}
	}
	s := r.summaryOf(c)
	if s == nil {
		return []Origin{{Kind: FromCall, Root: call, K: k}}
	}
	var direct []Origin
	for _, f := range s.Flows {
		if f.Result != k {
			continue
		}
		if f.Path != "" {
			// An object of its own: its fields are looked up when read.
			return []Origin{{Kind: FromCall, Root: call, K: k}}
		}
		if f.From.Kind == Unknown {
			direct = append(direct, Origin{Kind: FromCall, Root: call, K: k})
			continue
		}
		direct = append(direct, r.Resolve(call, f.From)...)
	}
	if direct == nil {
		return []Origin{{Kind: FromCall, Root: call, K: k}}
	}
	return direct
}

// takesConnection reports whether a value of type to, derived from a pool of
// type from, is a connection or session of its own, on which a transaction may
// be open while the pool goes on without: sql.Conn, xorm.Session.
func (r *Result) takesConnection(from, to types.Type) bool {
	if r.known.KindOf(from) != knowledge.Pool {
		return false
	}
	kind := r.known.KindOf(to)
	return kind == knowledge.Conn || kind == knowledge.Either
}

func resultType(c *ssa.CallCommon, k int) types.Type { return c.Signature().Results().At(k).Type() }

// Pools replaces connections and sessions by the pools they were taken from.
func (r *Result) Pools(os []Origin) []Origin {
	var out []Origin
	for _, o := range os {
		if call, ok := o.Root.(*ssa.Call); ok && o.Kind == FromCall {
			if f, ok := r.library(call.Common()); ok && f.Role == knowledge.Derive {
				if on := ssaform.Operand(call.Common(), f.On); on != nil {
					out = append(out, r.Pools(r.Origins(on))...)
					continue
				}
			}
		}
		out = append(out, o)
	}
	return out
}

func outIndex(f knowledge.Func) int {
	if i, ok := f.Out.AsResult(); ok {
		return i
	}
	return 0
}

func (r *Result) ctxOrigins(ctx ssa.Value) []Origin {
	var out []Origin
	for _, o := range r.Origins(ctx) {
		if o.Root != nil {
			o.Kind = FromCtx
		}
		out = append(out, o)
	}
	return out
}

// Resolve turns what a callee's summary says into the caller's values.
func (r *Result) Resolve(call ssa.CallInstruction, ref Ref) []Origin {
	c := call.Common()
	switch ref.Kind {
	case OfGlobal:
		return []Origin{{Kind: FromGlobal, Name: ref.Name, Path: ref.Path}}
	case OfParam:
		arg := ssaform.Argument(c, ref.Index)
		if arg == nil {
			break
		}
		var out []Origin
		for _, o := range r.Origins(arg) {
			if o.Kind == FromLiteral {
				out = append(out, o)
				continue
			}
			o = o.extend(ref.Path)
			if ref.Path != "" || o.Path != "" {
				out = append(out, r.loadOne(o)...)
			} else {
				out = append(out, o)
			}
		}
		return out
	case OfCtx:
		if arg := ssaform.Argument(c, ref.Index); arg != nil {
			return r.ctxOrigins(arg)
		}
	case OfBegin:
		if v, ok := call.(ssa.Value); ok {
			return []Origin{{Kind: FromBegin, Root: v, Path: ref.Path}}
		}
	}
	v, _ := call.(ssa.Value)
	return []Origin{{Kind: Opaque, Root: v}}
}

// Ref turns an origin into what callers of fn can see, if they can.
func (r *Result) Ref(fn *ssa.Function, o Origin) (Ref, bool) {
	switch o.Kind {
	case FromGlobal:
		return Ref{Kind: OfGlobal, Name: o.Name, Path: o.Path}, true
	case FromParam, FromCtx:
		kind := OfParam
		if o.Kind == FromCtx {
			kind = OfCtx
		}
		for i, p := range fn.Params {
			if p == o.Root {
				return Ref{Kind: kind, Index: i, Path: o.Path}, true
			}
		}
	}
	return Ref{}, false
}

// Taint returns the roots that v may embed: parameters, calls that opened a
// transaction, variables. It over-approximates: an argument of an unknown
// call may be kept by its result, if a value of that type can hold a handle.
func (r *Result) Taint(v ssa.Value) map[ssa.Value]bool {
	if t, ok := r.taints[v]; ok {
		return t
	}
	t := map[ssa.Value]bool{}
	r.taints[v] = t
	for _, o := range r.Origins(v) {
		r.taintOrigin(o, t)
	}
	return t
}

func (r *Result) taintOrigin(o Origin, t map[ssa.Value]bool) {
	if o.Root == nil || t[o.Root] {
		return
	}
	add := func(v ssa.Value) {
		for root := range r.Taint(v) {
			t[root] = true
		}
	}
	if o.Kind == FromVar {
		for _, s := range r.storesOf(o.Root.(*ssa.Alloc)) {
			if o.Path == "" || s.path == o.Path || isPrefix(s.path, o.Path) || isPrefix(o.Path, s.path) {
				add(s.val)
			}
		}
		return
	}
	t[o.Root] = true
	switch v := o.Root.(type) {
	case *ssa.Call:
		if !r.canHold(v.Type()) {
			return
		}
		c := v.Common()
		if c.IsInvoke() {
			add(c.Value)
		}
		for _, arg := range c.Args {
			add(arg)
		}
	case *ssa.MakeClosure:
		for _, b := range v.Bindings {
			add(b)
		}
	case *ssa.BinOp, *ssa.Phi:
	}
}

// canHold reports whether a value of type t can keep a handle or a context.
func (r *Result) canHold(t types.Type) bool {
	holds, ok := r.holders[t]
	if !ok {
		holds = r.mayHold(t, 0)
		r.holders[t] = holds
	}
	return holds
}

func (r *Result) mayHold(t types.Type, depth int) bool {
	t = types.Unalias(t)
	if r.known.KindOf(t) != knowledge.NoHandle {
		return true
	}
	if depth > 4 {
		return false
	}
	if types.Identical(t, types.Universe.Lookup("error").Type()) {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return r.mayHold(u.Elem(), depth)
	case *types.Slice:
		return r.mayHold(u.Elem(), depth+1)
	case *types.Array:
		return r.mayHold(u.Elem(), depth+1)
	case *types.Map:
		return r.mayHold(u.Elem(), depth+1)
	case *types.Tuple:
		for v := range u.Variables() {
			if r.mayHold(v.Type(), depth) {
				return true
			}
		}
	case *types.Struct:
		for f := range u.Fields() {
			if r.mayHold(f.Type(), depth+1) {
				return true
			}
		}
	case *types.Interface, *types.Signature:
		return true
	}
	return false
}

// ConstString returns the string that v is, when it is one constant.
func (r *Result) ConstString(v ssa.Value) (string, bool) {
	os := r.Origins(v)
	if len(os) != 1 || os[0].Kind != FromLiteral || os[0].Root == nil {
		return "", false
	}
	c := os[0].Root.(*ssa.Const)
	if c.Value == nil || c.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(c.Value), true
}
