package tracked

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Extent returns where an event stands in the source.
func (r *Result) Extent(instr ssa.Instruction) (pos, end token.Pos) {
	if call, ok := instr.(ssa.CallInstruction); ok {
		return r.form.Extent(call)
	}
	return instr.Pos(), token.NoPos
}

// Expr returns the expression of a call, or nil.
func (r *Result) Expr(instr ssa.Instruction) *ast.CallExpr {
	if call, ok := instr.(ssa.CallInstruction); ok {
		return r.form.Expr(call)
	}
	return nil
}

// NeedsPackage reports whether the file of e, a call of a package's function,
// also names the package for something else than calls of that function: it
// goes on to import it if they are rewritten.
func (r *Result) NeedsPackage(e *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(r.pass.TypesInfo, e).(*types.Func)
	if !ok {
		return false
	}
	for _, file := range r.pass.Files {
		if e.Pos() < file.FileStart || file.FileEnd < e.Pos() {
			continue
		}
		for node := range ast.Preorder(file) {
			sel, ok := node.(*ast.SelectorExpr)
			if !ok {
				continue
			}
			id, ok := sel.X.(*ast.Ident)
			if !ok {
				continue
			}
			if name, ok := r.pass.TypesInfo.Uses[id].(*types.PkgName); ok && name.Imported() == fn.Pkg() && sel.Sel.Name != fn.Name() {
				return true
			}
		}
	}
	return false
}

// InLoop reports whether an instruction can follow itself.
func (r *Result) InLoop(instr ssa.Instruction) bool { return reaches(instr, instr, nil) }

// Returned returns the returns of u's function that give the caller what p is a
// part of.
func (r *Result) Returned(u *Unit, p Place) []ssa.Instruction {
	var out []ssa.Instruction
	for _, ret := range returns(u.Fn) {
		for _, v := range ret.Results {
			for _, q := range r.Places(v) {
				if slices.ContainsFunc(r.Contents(q, ret), func(c Place) bool { rest, ok := c.Rest(p); return ok && rest != "" }) {
					out = append(out, ret)
				}
			}
		}
	}
	return out
}

// Read returns the instructions of u that read the slice at p, or at a copy of
// what p is a part of.
func (r *Result) Read(u *Unit, p Place) []ssa.Instruction {
	var out []ssa.Instruction
	for f := range ssaform.Tree(u.Fn) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				if load, ok := instr.(*ssa.UnOp); ok && isLoad(load) && slices.Contains(r.Places(load), p) {
					out = append(out, load)
				}
			}
		}
	}
	return out
}

// A SavedAt is where an association, or the saved slice itself, is written.
type SavedAt struct {
	Save *Save
	// Relations lead from the saved value to the place; none for a slice that
	// is itself saved.
	Relations []*Relation
	// Place is where it is in the value that Save is given, which may be a copy.
	Place Place
}

// Name is the association as messages call it: "Group.Users".
func (s SavedAt) Name() string { return AssociationName(s.Save.Type, s.Relations) }

// AssociationName is the last of rels, which lead from a value of type t, as
// messages call it.
func AssociationName(t types.Type, rels []*Relation) string {
	if len(rels) == 0 {
		return "the slice"
	}
	owner := ""
	if n, _, _ := elemOf(t); n != nil {
		owner = n.Obj().Name()
	}
	if len(rels) > 1 && rels[len(rels)-2].Elem != nil {
		owner = rels[len(rels)-2].Elem.Obj().Name()
	}
	return owner + "." + rels[len(rels)-1].Field.Name()
}

// OmitName is what a statement that saves a value omits the last of rels by,
// which lead to it from the value.
func OmitName(rels []*Relation) string {
	var names []string
	for _, rel := range rels {
		names = append(names, rel.Field.Name())
	}
	return strings.Join(names, ".")
}

// SavesOf returns the saves of u that write what is at p, with the rows or
// elements there.
func (r *Result) SavesOf(u *Unit, p Place) []SavedAt {
	var out []SavedAt
	for _, s := range u.Saves {
		for _, v := range s.Values {
			for _, q := range r.Contents(v, s.Call) {
				rest, ok := q.Rest(p)
				if !ok {
					continue
				}
				if rest == "" {
					if _, isSlice := s.Type.Underlying().(*types.Slice); isSlice {
						out = append(out, SavedAt{s, nil, v})
					}
				} else if rels, ok := s.Cascades(rest); ok {
					out = append(out, SavedAt{s, rels, v.at(rest)})
				}
			}
		}
	}
	return out
}

// LoadedAt returns the load of u that filled the association at p on every
// way before instr, or nil.
func (r *Result) LoadedAt(u *Unit, p Place, instr ssa.Instruction) (*Load, []*Relation) {
	for _, l := range u.Loads {
		for _, dest := range l.Dest {
			rest, ok := dest.Rest(p)
			if !ok || rest == "" {
				continue
			}
			for _, a := range l.Assocs {
				if a.Path != rest || a.Maybe || !r.Flows(l.Call, instr, nil) {
					continue
				}
				rels, _ := Relations(l.ORM, l.Type, rest)
				return l, rels
			}
		}
	}
	return nil, nil
}

// AssociationName is the association at path from what l loads.
func (l *Load) AssociationName(path string) string {
	rels, ok := Relations(l.ORM, l.Type, path)
	if !ok || len(rels) == 0 {
		return path[strings.LastIndexAny(path, ".")+1:]
	}
	return AssociationName(l.Type, rels)
}

// Calls yields the calls of u, those of its closures included.
func (u *Unit) Calls() iter.Seq[ssa.CallInstruction] {
	return func(yield func(ssa.CallInstruction) bool) {
		for f := range ssaform.Tree(u.Fn) {
			for call := range ssaform.Calls(f) {
				if !yield(call) {
					return
				}
			}
		}
	}
}

// TypeName is a model as rowaccess has it, "path.Type".
func TypeName(n *types.Named) string { return typeName(n) }

// At is the place that path leads to from p.
func (p Place) At(path string) Place { return p.at(path) }

// Held reports whether p outlives the function that it is in: a field, an
// element or a map's value of what a caller or a package variable has.
func (p Place) Held() bool {
	if p.Path == "" {
		_, global := p.Root.(*ssa.Global)
		return global
	}
	switch root := p.Root.(type) {
	case *ssa.Parameter:
		_, isCopy := root.Type().Underlying().(*types.Struct)
		return !isCopy // known miss: the array of a slice in the caller's struct
	case *ssa.Global:
		return true
	}
	return false
}

// Name is p as messages call it.
func (p Place) Name() string {
	name := p.Root.Name()
	if alloc, ok := p.Root.(*ssa.Alloc); ok {
		name = alloc.Comment
	}
	return name + p.Path
}

// Leaves reports whether u can return after instr without passing kills.
func (r *Result) Leaves(u *Unit, instr ssa.Instruction, kills []ssa.Instruction) bool {
	return r.leaves(u.Fn, instr, kills)
}

// Assignments returns the stores to p.
func (r *Result) Assignments(u *Unit, p Place) []*ssa.Store {
	var out []*ssa.Store
	for f := range ssaform.Tree(u.Fn) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				if s, ok := instr.(*ssa.Store); ok && slices.Contains(r.Places(s.Addr), p) {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

// KeyPath is the path of the primary key of a model, ".ID" or ".Model.ID"; empty
// if it has none.
func KeyPath(t types.Type) string {
	n, _, _ := elemOf(t)
	if n == nil {
		return ""
	}
	return keyOf(n).path
}

// KeyOwner returns where the model is of whose primary key path is, both from a
// value of type t.
func KeyOwner(t types.Type, path string) (owner string, ok bool) {
	owner, field, ok := SplitField(path)
	for ok {
		n, slice, _ := elemOf(typeOrNil(typeAt(t, owner)))
		if n == nil || slice {
			return "", false
		}
		if key := keyOf(n); key.Var == nil || key.Name() != field {
			return "", false
		}
		// The key of an embedded model is that of what embeds it.
		outer, name, nested := SplitField(owner)
		if !nested || !isEmbedded(typeAt(t, outer), name) {
			return owner, true
		}
		owner = outer
	}
	return "", false
}

func typeOrNil(t types.Type) types.Type {
	if t == nil {
		return types.Typ[types.Invalid]
	}
	return t
}

func isEmbedded(t types.Type, name string) bool {
	if t == nil {
		return false
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	i := slices.IndexFunc(slices.Collect(s.Fields()), func(f *types.Var) bool { return f.Name() == name })
	return i >= 0 && embeds(s, i, "gorm")
}

// SplitField cuts the last field off a path.
func SplitField(path string) (owner, field string, ok bool) {
	i := strings.LastIndexByte(path, '.')
	if i < 0 || strings.HasSuffix(path, "[]") {
		return "", "", false
	}
	return path[:i], path[i+1:], true
}

// RelationNamed returns the association of a model by the name that the ORM
// has for it, or nil.
func RelationNamed(orm *knowledge.ORM, t types.Type, name string) *Relation {
	if t == nil {
		return nil
	}
	for _, rel := range associations(orm, t) {
		if rel.Field.Name() == name {
			return rel
		}
	}
	return nil
}
