package knowledge

import (
	"go/types"
	"slices"
	"strings"
	"sync"
)

// A Deed is what a call does with Go values that an ORM or a collector fills
// from rows or writes to them, or what it adds to a statement that will.
type Deed uint8

const (
	_ Deed = iota

	// The end of a statement, or all of it.
	Loads    // reads rows into what Of points to, over what is there
	Collects // reads rows and appends them to the slice that Of points to; what else it points to is overwritten
	Appends  // reads rows and appends them to the slice Of as append does, and returns it
	Yields   // reads rows and returns them as Of, a Result
	Batches  // reads rows into Of, or without one into what the first parameter of Fn shares, again and again, and calls Fn after each time
	Attaches // reads rows into the association that Of, a text, or Path names of On, values that are loaded
	Saves    // writes Of, or where there is one the chain's model, and what the library's Cascade says of its associations
	Inserts  // writes Of, also where there is a chain's model, as new rows, and its associations
	Deletes  // deletes rows of the type of Of, or of the chain's model; Of may be the rows themselves
	Counts   // ends the statement without a value to track

	// A step of a chain.
	About     // Of is the value that the statement is about: the chain's model
	Eager     // what is loaded comes with the association that Of, a text or a generated field called so, or Path names; with all if Of is variadic and empty
	Omits     // Of, texts, are not written: columns, associations, AllAssociations
	Only      // Of, texts, alone are written
	Assigns   // Of, a text or a map by texts, are columns that the statement writes
	Upserting // Of, if it is a value of the type OfType, makes Inserts write over rows that exist
	Alters    // Of is a literal of settings; FullSave is the field that makes Saves write all of the children
	Relates   // the result is the association that Of, a text, or Path names of the chain's model
	Replaces  // the association of the chain, or Path, becomes Of: what isn't in Of is unlinked or deleted
	Adds      // Of are added to the association
	Removes   // Of are taken from the association
	Clears    // all are taken from the association
)

// A Track says what one function, or several of the same shape, do with
// values. A function may have several, which apply in order.
type Track struct {
	Type, Name string // as in [Func]
	Deed       Deed
	// Of is the operand; of a variadic parameter, each from there on. The zero
	// Ref is none: the chain's model.
	Of Ref
	// On is the value whose association it is, where that isn't the chain's
	// model: the receiver of a generated method.
	On Ref
	// Without is a variadic parameter: the entry is true of calls that pass
	// nothing there.
	Without Ref
	// Fn is the func parameter of Batches.
	Fn Ref
	// FullSave is the field of the settings of Alters.
	FullSave string
	// OfType is the type, with its package's path, of the operand of Upserting.
	OfType string
	// Deep says of Loads that the elements of a slice that are pointers are
	// kept: what they point to is overwritten, one after the other.
	Deep bool
	// Fresh says of Loads that a slice gets an array of its own: what others
	// see of the former one stays. A struct is overwritten all the same.
	Fresh bool
	// Keyed says of Loads that the key which a struct already holds becomes a
	// condition.
	Keyed bool
	// Step says that a statement under construction keeps what Replaces, Adds,
	// Removes or Clears do until it ends.
	Step bool

	// Path is the association, of generated code, as a path of Go field names
	// from the model ("Edges.Groups", "R.Posts").
	Path string
	// Model is the type that generated code is about, if the operands don't
	// tell.
	Model *types.Named
}

// A Cascade is what writing a value does with the associations that it holds.
type Cascade uint8

const (
	// NoCascade: nothing.
	NoCascade Cascade = iota
	// Upserts inserts children whose key is new or zero, and sets the foreign
	// keys of those that exist; a belongs-to is inserted if it is missing, and
	// its key is written over the field that holds it. Nothing is removed (GORM).
	Upserts
	// Overwrites is Upserts that also writes the columns of children that exist
	// (GORM v1, FullSaveAssociations).
	Overwrites
	// Mirrors makes the rows equal to the collection: others are deleted (rel's
	// autosave).
	Mirrors
)

// An ORM says how a library maps values to rows.
type ORM struct {
	// Name is the library, as messages call it.
	Name    string
	Cascade Cascade
	// Tag is the key of the struct tags that describe associations.
	Tag string
	// Auto are the keys of struct tags, separated by blanks, one of which must
	// be "true" for a field to cascade; none if it is empty.
	Auto string
	// OptOut is the option of Tag that keeps a field from cascading by "false".
	OptOut string
	// AllAssociations is the text that Omits takes for all associations.
	AllAssociations string
	// Omit is the method that a statement leaves an association out by, named by
	// its field.
	Omit string
}

type trackIndex struct {
	tracks   map[key][]Track
	packages map[string]bool
}

var trackTable = sync.OnceValue(func() trackIndex {
	x := trackIndex{map[key][]Track{}, map[string]bool{}}
	for _, lib := range libraries {
		for _, t := range lib.Tracks {
			x.packages[lib.Path] = true
			for name := range strings.FieldsSeq(t.Name) {
				for typ := range fieldsOrEmpty(t.Type) {
					k := key{lib.Path, typ, name}
					x.tracks[k] = append(x.tracks[k], t)
				}
			}
		}
	}
	return x
})

// TracksOf returns what fn does with values. Methods that a type gets by
// embedding are the embedded type's.
func TracksOf(fn *types.Func) []Track {
	k, ok := keyOf(fn.Origin())
	if !ok {
		return nil
	}
	if t, ok := trackTable().tracks[k]; ok {
		return t
	}
	for _, s := range shapes {
		if s.Tracks != nil {
			if t := s.Tracks(fn.Origin()); t != nil {
				return t
			}
		}
	}
	return nil
}

// ORMOf returns how the library of fn, a function that has Tracks, maps values
// to rows, or nil for one that is no ORM.
func ORMOf(fn *types.Func) *ORM {
	if fn.Pkg() == nil {
		return nil
	}
	if lib := OfPackage(fn.Pkg().Path()); lib != nil {
		return lib.ORM
	}
	for _, s := range shapes {
		if s.Tracks != nil && s.Tracks(fn.Origin()) != nil {
			return s.ORM
		}
	}
	return nil
}

// Fills reports whether the package path has functions that fill Go values
// from rows, or comes with generated code that does.
func Fills(path string) bool {
	return trackTable().packages[Path(path)] || slices.ContainsFunc(shapes, func(s Shape) bool {
		return s.Tracks != nil && slices.Contains(s.Imports, Path(path))
	})
}
