// Package facttest holds the facts of passes against what drivers do to them.
package facttest

import (
	"bytes"
	"encoding/gob"
	"go/types"
	"reflect"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// Check runs a on the packages that patterns name in the module dir. Each
// object fact must be of a type that a declares, survive gob, by which it reaches
// importing packages, be small, and be the same bytes from run to run, whatever
// the order of packages.
func Check(t *testing.T, dir string, a *analysis.Analyzer, patterns ...string) {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatalf("loading %v", patterns)
	}
	first := encode(t, a, pkgs)
	if len(first) == 0 {
		t.Fatalf("no facts in %v", patterns)
	}
	slices.Reverse(pkgs)
	second := encode(t, a, pkgs)
	if len(first) != len(second) {
		t.Errorf("%d facts, then %d", len(first), len(second))
	}
	for name, data := range first {
		if !bytes.Equal(data, second[name]) {
			t.Errorf("%s: the bytes differ from run to run", name)
		}
	}
}

// maxSize is far above what scenarios need: a fact that grows with the code
// around it fails.
const maxSize = 4096

// encode returns the encoded facts by object and type.
func encode(t *testing.T, a *analysis.Analyzer, pkgs []*packages.Package) map[string][]byte {
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, root := range graph.Roots {
		if root.Err != nil {
			t.Fatal(root.Err)
		}
		for _, f := range root.AllObjectFacts() {
			// Fields of several structs may have one name.
			name := root.Package.Fset.Position(f.Object.Pos()).String() + ": " + types.ObjectString(f.Object, nil) + " " + reflect.TypeOf(f.Fact).String()
			if !slices.ContainsFunc(a.FactTypes, func(fact analysis.Fact) bool { return reflect.TypeOf(fact) == reflect.TypeOf(f.Fact) }) {
				t.Errorf("%s: not in FactTypes, so that go vet can't keep it", name)
			}
			var buf bytes.Buffer
			if err := gob.NewEncoder(&buf).Encode(f.Fact); err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			out[name] = bytes.Clone(buf.Bytes())
			if buf.Len() > maxSize {
				t.Errorf("%s: the fact has %d bytes", name, buf.Len())
			}
			decoded := reflect.New(reflect.TypeOf(f.Fact).Elem()).Interface()
			if err := gob.NewDecoder(&buf).Decode(decoded); err != nil {
				t.Errorf("%s: %v", name, err)
			} else if !reflect.DeepEqual(decoded, f.Fact) {
				t.Errorf("%s: %+v became %+v", name, f.Fact, decoded)
			}
		}
	}
	return out
}
