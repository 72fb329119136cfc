// Package facts keeps what analyzers export about a package and its objects, in
// memory and as bytes: what drivers hand from a package to those that import
// it. The bytes are of one package alone, so that a driver decides how far they
// travel.
package facts

import (
	"bytes"
	"cmp"
	"encoding/gob"
	"fmt"
	"go/token"
	"go/types"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"
)

// A Set is the facts about one package and its objects. It is safe for
// concurrent use as long as nobody adds to it.
type Set struct {
	pkg     *types.Package // nil as long as it isn't needed
	facts   map[key]analysis.Fact
	path    string
	entries []entry // decoded and not yet in facts
	resolve sync.Once
}

type key struct {
	object types.Object // nil: the package
	kind   reflect.Type
}

// NewSet returns a set without facts about pkg.
func NewSet(pkg *types.Package) *Set {
	return &Set{pkg: pkg, path: pkg.Path(), facts: map[key]analysis.Fact{}}
}

// Object copies the fact about obj, which must be of the set's package, of the
// type that fact points to into it, and reports whether there is one. A nil set
// has none.
func (s *Set) Object(obj types.Object, fact analysis.Fact) bool {
	if s == nil {
		return false
	}
	s.resolve.Do(func() {
		for _, e := range s.entries {
			if e.Object == "" {
				continue
			}
			// Export data leaves out what can't be reached.
			if o, err := objectpath.Object(obj.Pkg(), e.Object); err == nil {
				s.facts[key{o, reflect.TypeOf(e.Fact)}] = e.Fact
			}
		}
	})
	return copied(s.facts[key{obj, reflect.TypeOf(fact)}], fact)
}

// Package is like Object for the fact about the package.
func (s *Set) Package(fact analysis.Fact) bool {
	if s == nil {
		return false
	}
	for _, e := range s.entries {
		if e.Object == "" && reflect.TypeOf(e.Fact) == reflect.TypeOf(fact) {
			return copied(e.Fact, fact)
		}
	}
	return s.pkg != nil && copied(s.facts[key{nil, reflect.TypeOf(fact)}], fact)
}

func copied(from, to analysis.Fact) bool {
	if from == nil {
		return false
	}
	reflect.ValueOf(to).Elem().Set(reflect.ValueOf(from).Elem())
	return true
}

// SetObject adds the fact about obj, which must be of the set's package, and
// replaces one of its type.
func (s *Set) SetObject(obj types.Object, fact analysis.Fact) {
	if obj.Pkg() != s.pkg {
		panic(fmt.Sprintf("fact %T about %s of another package than %s", fact, obj, s.path))
	}
	s.facts[key{obj, reflect.TypeOf(fact)}] = fact
}

// SetPackage is like SetObject for the package.
func (s *Set) SetPackage(fact analysis.Fact) {
	s.facts[key{nil, reflect.TypeOf(fact)}] = fact
}

// A Distant fact is about something that any package above may have to decide,
// however far: a pass enumerates them by AllObjectFacts. Of all other facts it
// gets none of other packages that way, and needs none: it asks for those about
// the objects that it meets.
type Distant interface {
	analysis.Fact
	Distant()
}

// Distant reports whether a set to which facts were added has distant ones.
func (s *Set) Distant() bool {
	for _, fact := range s.facts {
		if _, ok := fact.(Distant); ok {
			return true
		}
	}
	return false
}

// DistantObjects returns the distant facts of a decoded set whose type is one of
// kinds. The objects are stand-ins that know their package's path and nothing
// else: the types of a package far down may not be loaded.
func (s *Set) DistantObjects(kinds map[reflect.Type]bool) (list []analysis.ObjectFact) {
	pkg := types.NewPackage(s.path, "")
	for _, e := range s.entries {
		if _, ok := e.Fact.(Distant); ok && kinds[reflect.TypeOf(e.Fact)] {
			list = append(list, analysis.ObjectFact{Object: types.NewTypeName(token.NoPos, pkg, string(e.Object), nil), Fact: e.Fact})
		}
	}
	return list
}

// An entry is one fact as it is written.
type entry struct {
	Object objectpath.Path // empty: the package
	Fact   analysis.Fact
}

// Encode returns the facts as bytes, the same for the same facts, and none if
// there are none. Facts about objects that no other package can get at are left
// out, but distant ones. The error is of a fact that gob can't write, a defect of its analyzer.
func (s *Set) Encode() ([]byte, error) {
	var (
		paths   objectpath.Encoder
		entries []entry
	)
	for k, fact := range s.facts {
		e := entry{Fact: fact}
		if k.object != nil {
			path, err := paths.For(k.object)
			if _, distant := fact.(Distant); err != nil && distant {
				path, err = objectpath.Path(types.ObjectString(k.object, nil)), nil // no path, which nobody asks for
			}
			if err != nil {
				continue
			}
			e.Object = path
		}
		entries = append(entries, e)
	}
	if len(entries) == 0 {
		return nil, nil
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(
			strings.Compare(string(a.Object), string(b.Object)),
			strings.Compare(reflect.TypeOf(a.Fact).String(), reflect.TypeOf(b.Fact).String()),
		)
	})
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(entries); err != nil {
		return nil, fmt.Errorf("facts of %s: %w", s.path, err)
	}
	return b.Bytes(), nil
}

// Decode returns the facts about the package path that Encode wrote, none for no
// bytes. Facts about objects that the package turns out not to have are left out.
func Decode(path string, data []byte) (*Set, error) {
	s := &Set{path: path, facts: map[key]analysis.Fact{}}
	if len(data) == 0 {
		return s, nil
	}
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&s.entries); err != nil {
		return nil, fmt.Errorf("facts of %s: %w", path, err)
	}
	return s, nil
}

var registering sync.Mutex

// Register makes the types of the facts of analyzers, and of those that they
// require, known to Encode and Decode. Bytes are the same in two processes if the
// same analyzers were registered first.
func Register(analyzers []*analysis.Analyzer) {
	registering.Lock()
	defer registering.Unlock()
	var types []analysis.Fact
	seen := map[*analysis.Analyzer]bool{}
	var visit func([]*analysis.Analyzer)
	visit = func(list []*analysis.Analyzer) {
		for _, a := range list {
			if !seen[a] {
				seen[a] = true
				types = append(types, a.FactTypes...)
				visit(a.Requires)
			}
		}
	}
	visit(analyzers)
	name := func(fact analysis.Fact) string {
		t := reflect.TypeOf(fact).Elem()
		return t.PkgPath() + "." + t.Name()
	}
	slices.SortFunc(types, func(a, b analysis.Fact) int { return strings.Compare(name(a), name(b)) })
	// gob numbers types in the order in which a process first writes them.
	number := func(value any) { _ = gob.NewEncoder(io.Discard).Encode(value) }
	number([]entry{})
	for _, fact := range types {
		gob.Register(fact)
		number(reflect.New(reflect.TypeOf(fact).Elem()).Interface())
	}
}
