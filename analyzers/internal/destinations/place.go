package destinations

import (
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A place is a variable, or a field of what it holds or points to, that has the
// same address whenever control passes.
type place struct {
	root ssa.Value // *ssa.Alloc, *ssa.FreeVar, *ssa.Parameter, *ssa.Global
	path string    // ".2" a field, "*" what a pointer points to
}

// placeOf returns the place that an address is.
func placeOf(addr ssa.Value) (place, bool) {
	switch v := addr.(type) {
	case *ssa.Alloc, *ssa.FreeVar, *ssa.Parameter, *ssa.Global:
		return place{root: v}, true
	case *ssa.FieldAddr:
		p, ok := placeOf(v.X)
		p.path += "." + strconv.Itoa(v.Field)
		return p, ok
	case *ssa.UnOp:
		if v.Op == token.MUL {
			p, ok := placeOf(v.X)
			p.path += "*"
			return p, ok
		}
	case *ssa.MakeInterface:
		return placeOf(v.X)
	case *ssa.ChangeInterface:
		return placeOf(v.X)
	case *ssa.ChangeType:
		return placeOf(v.X)
	}
	return place{}, false
}

// covers reports whether what is stored to p is what q holds, or a part of it.
func (p place) covers(q place) bool {
	return p.root == q.root && strings.HasPrefix(q.path, p.path)
}

// name is what the source calls the place.
func (p place) name() string {
	var name string
	typ := p.root.Type()
	switch v := p.root.(type) {
	case *ssa.Alloc:
		name = v.Comment
		if strings.ContainsAny(name, " .") || name == "complit" || name == "new" || name == "varargs" {
			name = "" // no variable
		}
	default:
		name = v.Name()
	}
	for path := p.path; path != ""; {
		if ptr, ok := typ.Underlying().(*types.Pointer); ok {
			typ = ptr.Elem()
		}
		if path[0] == '*' {
			path = path[1:]
			continue
		}
		end := strings.IndexAny(path[1:], ".*") + 1
		if end == 0 {
			end = len(path)
		}
		i, _ := strconv.Atoi(path[1:end])
		s, ok := typ.Underlying().(*types.Struct)
		if !ok || i >= s.NumFields() {
			return name
		}
		name += "." + s.Field(i).Name()
		typ, path = s.Field(i).Type(), path[end:]
	}
	return strings.TrimPrefix(name, ".")
}

// object returns the variables and values that hold what an address or a
// container is a part of.
func object(v ssa.Value) []ssa.Value {
	seen := map[ssa.Value]bool{}
	var out []ssa.Value
	var walk func(v ssa.Value)
	walk = func(v ssa.Value) {
		if seen[v] {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.FieldAddr:
			walk(v.X)
		case *ssa.IndexAddr:
			walk(v.X)
		case *ssa.UnOp:
			walk(v.X)
		case *ssa.Slice:
			walk(v.X)
		case *ssa.ChangeType:
			walk(v.X)
		case *ssa.MakeInterface:
			walk(v.X)
		case *ssa.ChangeInterface:
			walk(v.X)
		case *ssa.TypeAssert:
			walk(v.X)
		case *ssa.Field:
			walk(v.X)
		case *ssa.Lookup:
			walk(v.X)
		case *ssa.Phi:
			for _, e := range v.Edges {
				walk(e)
			}
		case *ssa.Extract:
			walk(v.Tuple)
		case *ssa.Call:
			if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
				walk(v.Call.Args[0])
				return
			}
			out = append(out, v)
		case *ssa.Const:
		default:
			out = append(out, v)
		}
	}
	walk(v)
	return out
}

// isLocal reports whether v is made in the function: what it holds is seen by
// others only if it is handed out.
func isLocal(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan, *ssa.MakeClosure:
		return true
	}
	return false
}

func elem(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

func isSlice(t types.Type) bool { _, ok := t.Underlying().(*types.Slice); return ok }

func isPointer(t types.Type) bool { _, ok := t.Underlying().(*types.Pointer); return ok }

func isStruct(t types.Type) bool { _, ok := t.Underlying().(*types.Struct); return ok }

var errorType = types.Universe.Lookup("error").Type()

// canHold reports whether a value of type t may lead to a row or a slice.
func canHold(t types.Type) bool {
	if types.Identical(t, errorType) {
		return false
	}
	_, basic := t.Underlying().(*types.Basic)
	return !basic
}
