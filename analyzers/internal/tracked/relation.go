package tracked

import (
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
)

// A RelationKind is how the rows of two models belong together.
type RelationKind uint8

const (
	BelongsTo RelationKind = iota // the owner has the key
	HasOne
	HasMany
	ManyToMany
	Serialized // no rows: the field is written as one column
)

// A Relation is a field of a model that holds associated rows.
type Relation struct {
	Kind  RelationKind
	Field *types.Var
	Elem  *types.Named // the model at the other end; nil of Serialized
	// Keys are the Go names of the owner's fields that hold the key of a
	// BelongsTo.
	Keys []string
	// ChildKeys are the Go names of the fields of Elem that hold the key of the
	// owner, if the tag tells; else Owner + its key.
	ChildKeys []string
	// Join is the table of a ManyToMany.
	Join string
	// Pointers says that the elements are pointers.
	Pointers bool
}

// relationOf returns the association that the field of a model is to orm, or
// nil. Where a tag has more than the keys that this knows, it is none.
//
// GORM's order: many2many and polymorphic are said by the tag; a slice is
// has-many; a struct is belongs-to if its owner has the key, else has-one.
func relationOf(orm *knowledge.ORM, owner *types.Struct, field *types.Var, tag string) *Relation {
	if orm == nil || orm.Tag == "" || !field.Exported() {
		return nil
	}
	options := tagOptions(tag, orm.Tag)
	if only, ignored := options["-"]; ignored && only != "migration" {
		return nil
	}
	if orm.Auto != "" && !slices.ContainsFunc(strings.Fields(orm.Auto), func(k string) bool { return reflect.StructTag(tag).Get(k) == "true" }) ||
		orm.OptOut != "" && options[orm.OptOut] == "false" {
		return nil
	}
	elem, slice, pointers := elemOf(field.Type())
	if _, ok := options["serializer"]; ok {
		if slice {
			return &Relation{Kind: Serialized, Field: field, Pointers: pointers}
		}
		return nil
	}
	if elem == nil || !isModel(elem) {
		return nil
	}
	if _, ok := options["embedded"]; ok || field.Embedded() {
		return nil
	}
	rel := &Relation{Field: field, Elem: elem, Pointers: pointers}
	switch keys := splitNames(options["foreignkey"]); {
	case options["many2many"] != "":
		rel.Kind, rel.Join = ManyToMany, options["many2many"]
	case slice:
		rel.Kind, rel.ChildKeys = HasMany, keys
	case options["polymorphic"] != "" || options["polymorphictype"] != "":
		rel.Kind = HasOne
	default:
		if len(keys) == 0 {
			keys = []string{field.Name() + primaryKey(elem)}
		}
		rel.Kind = BelongsTo
		for _, key := range keys {
			f := lookupFold(owner, key)
			if f.Var == nil {
				rel.Kind, rel.Keys = HasOne, nil
				rel.ChildKeys = splitNames(options["foreignkey"])
				break
			}
			rel.Keys = append(rel.Keys, f.Name())
		}
	}
	return rel
}

// tagOptions reads `a:x;b` of the tag's key; names are in lower case.
func tagOptions(tag, key string) map[string]string {
	out := map[string]string{}
	for part := range strings.SplitSeq(reflect.StructTag(tag).Get(key), ";") {
		name, value, _ := strings.Cut(part, ":")
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			out[name] = strings.TrimSpace(value)
		}
	}
	return out
}

func splitNames(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

// elemOf returns the named struct behind pointers and one slice.
func elemOf(t types.Type) (elem *types.Named, slice, pointers bool) {
	t = deref(t)
	if s, ok := t.Underlying().(*types.Slice); ok {
		slice = true
		_, pointers = types.Unalias(s.Elem()).(*types.Pointer)
		t = deref(s.Elem())
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return nil, slice, pointers
	}
	if _, ok := n.Underlying().(*types.Struct); !ok {
		return nil, slice, pointers
	}
	return n, slice, pointers
}

func deref(t types.Type) types.Type {
	for {
		p, ok := types.Unalias(t).(*types.Pointer)
		if !ok {
			return types.Unalias(t)
		}
		t = p.Elem()
	}
}

// isModel reports whether a struct is a row rather than a column: it doesn't
// scan itself.
func isModel(n *types.Named) bool {
	ptr := types.NewPointer(n)
	for _, m := range []string{"Scan", "Value", "GormDataType", "GormDBDataType"} {
		if obj, _, _ := types.LookupFieldOrMethod(ptr, true, n.Obj().Pkg(), m); obj != nil {
			if _, ok := obj.(*types.Func); ok {
				return false
			}
		}
	}
	return n.Obj().Pkg() != nil && n.Obj().Pkg().Path() != "time"
}

// primaryKey is the Go name of a model's key.
func primaryKey(n *types.Named) string {
	if f := keyOf(n); f.Var != nil {
		return f.Name()
	}
	return "ID"
}

// keyOf returns the field that holds the key of a model, if there is one.
func keyOf(n *types.Named) column {
	s, ok := n.Underlying().(*types.Struct)
	if !ok {
		return column{}
	}
	var byName column
	for f := range columns(s) {
		options := tagOptions(f.tag, "gorm")
		_, a := options["primarykey"]
		if _, b := options["primary_key"]; a || b {
			return f
		}
		if strings.EqualFold(f.Name(), "id") && f.hides(byName) {
			byName = f
		}
	}
	return byName
}

// A column is a field of a model, or of a struct that is embedded in it.
type column struct {
	*types.Var
	tag  string
	path string // of Go fields, from the model
}

// hides reports whether f is the one of two fields of a name that counts.
func (f column) hides(g column) bool { return g.Var == nil || steps(f.path) <= steps(g.path) }

// columns yields the fields of s, those of embedded structs included.
func columns(s *types.Struct) func(yield func(column) bool) {
	var walk func(s *types.Struct, path string, yield func(column) bool) bool
	walk = func(s *types.Struct, path string, yield func(column) bool) bool {
		for i := range s.NumFields() {
			f := column{s.Field(i), s.Tag(i), path + "." + s.Field(i).Name()}
			inner, ok := deref(f.Type()).Underlying().(*types.Struct)
			if ok && embeds(s, i, "gorm") && steps(f.path) <= maxDepth {
				if !walk(inner, f.path, yield) {
					return false
				}
			} else if !yield(f) {
				return false
			}
		}
		return true
	}
	return func(yield func(column) bool) { walk(s, "", yield) }
}

// maxDepth bounds how deep embedded structs are followed: pointers may lead
// back.
const maxDepth = 3

// embeds reports whether the columns of the i-th field of s are those of s.
func embeds(s *types.Struct, i int, tag string) bool {
	_, said := tagOptions(s.Tag(i), tag)["embedded"]
	return said || s.Field(i).Embedded()
}

// lookupFold returns the field called name, else one that is but for case.
func lookupFold(s *types.Struct, name string) column {
	var exact, fold column
	for f := range columns(s) {
		if f.Name() == name && f.hides(exact) {
			exact = f
		}
		if strings.EqualFold(f.Name(), name) && f.hides(fold) {
			fold = f
		}
	}
	if exact.Var != nil {
		return exact
	}
	return fold
}

// Relations returns the associations along path, ".Users[].Roles", from a value
// of type t; ok is false if a step isn't one.
func Relations(orm *knowledge.ORM, t types.Type, path string) (rels []*Relation, ok bool) {
	t = deref(t)
	for path != "" && orm != nil {
		if rest, found := strings.CutPrefix(path, "[]"); found {
			switch u := t.Underlying().(type) {
			case *types.Slice:
				t = deref(u.Elem())
			case *types.Array:
				t = deref(u.Elem())
			default:
				return nil, false
			}
			path = rest
			continue
		}
		end := len(path)
		if i := strings.IndexAny(path[1:], ".["); i >= 0 {
			end = i + 1
		}
		name := path[1:end]
		path = path[end:]
		s, isStruct := t.Underlying().(*types.Struct)
		if !isStruct {
			return nil, false
		}
		i := slices.IndexFunc(slices.Collect(s.Fields()), func(f *types.Var) bool { return f.Name() == name })
		if i < 0 {
			return nil, false
		}
		f := s.Field(i)
		t = deref(f.Type())
		if embeds(s, i, orm.Tag) {
			continue
		}
		rel := relationOf(orm, s, f, s.Tag(i))
		if rel == nil {
			return nil, false
		}
		rels = append(rels, rel)
	}
	return rels, orm != nil
}

// pathOf turns an association as ORMs name it, "Users.Roles", into a path of Go
// fields from a value of type t, ".Base.Users[].Roles"; false if it is none.
func pathOf(t types.Type, name string) (string, bool) {
	path := ""
	t = deref(t)
	for step := range strings.SplitSeq(name, ".") {
		if s, ok := t.Underlying().(*types.Slice); ok {
			path += "[]"
			t = deref(s.Elem())
		}
		if _, ok := t.Underlying().(*types.Struct); !ok {
			return "", false
		}
		f := lookupFold(t.Underlying().(*types.Struct), strings.ReplaceAll(step, "_", ""))
		if f.Var == nil {
			return "", false
		}
		if elem, _, _ := elemOf(f.Type()); elem == nil {
			return "", false
		}
		path += f.path
		t = deref(f.Type())
	}
	return path, true
}

// associations yields the path and relation of every association of a model.
func associations(orm *knowledge.ORM, t types.Type) func(yield func(string, *Relation) bool) {
	var walk func(t types.Type, prefix string, depth int, yield func(string, *Relation) bool) bool
	walk = func(t types.Type, prefix string, depth int, yield func(string, *Relation) bool) bool {
		s, ok := t.Underlying().(*types.Struct)
		if !ok || orm == nil {
			return true
		}
		for i := range s.NumFields() {
			f := s.Field(i)
			if embeds(s, i, orm.Tag) && depth < maxDepth {
				if !walk(deref(f.Type()), prefix+"."+f.Name(), depth+1, yield) {
					return false
				}
			} else if rel := relationOf(orm, s, f, s.Tag(i)); rel != nil && !yield(prefix+"."+f.Name(), rel) {
				return false
			}
		}
		return true
	}
	return func(yield func(string, *Relation) bool) {
		t = deref(t)
		prefix := ""
		if s, ok := t.Underlying().(*types.Slice); ok {
			t, prefix = deref(s.Elem()), "[]"
		}
		walk(t, prefix, 0, yield)
	}
}
