package analyzers

import (
	"maps"
	"path/filepath"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/analyzers/internal/chains"
	"github.com/datavet/datavet/analyzers/internal/destinations"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/tracked"
)

// TestCost: all rules run, but the SSA form is built only of packages that can
// matter, and values are followed only in those that fill some from rows. The
// packages are nowhere on disk.
func TestCost(t *testing.T) {
	const (
		nothing = iota
		built
		followed
	)
	testdata, err := filepath.Abs("../testdata")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{}
	overlay := map[string][]byte{}
	var patterns []string
	for _, p := range []struct {
		name, source string
		want         int
	}{
		{"plain", `
func Sum(numbers []int) (sum int) {
	for _, n := range numbers {
		sum += n
	}
	return sum
}`, nothing},
		{"caller", `
import "github.com/datavet/datavet/testdata/cost/plain"

func Twice(numbers []int) int { return 2 * plain.Sum(numbers) }`, nothing},
		{"pages", `
type List interface{ Page(n int) []string }

func All(list List) (all []string) {
	for n := 0; n < 9; n++ {
		all = append(all, list.Page(n)...)
	}
	return all
}`, built},
		{"transaction", `
import "database/sql"

func Commit(tx *sql.Tx) error { return tx.Commit() }`, built},
		{"store", `
import "gorm.io/gorm"

type User struct{ ID int64 }

func All(db *gorm.DB) (users []User, err error) {
	return users, db.Find(&users).Error
}`, followed},
		{"service", `
import "github.com/datavet/datavet/testdata/cost/store"

func Count() int {
	users, _ := store.All(nil)
	return len(users)
}`, followed},
	} {
		overlay[filepath.Join(testdata, "cost", p.name, p.name+".go")] = []byte("package " + p.name + "\n" + p.source + "\n")
		patterns = append(patterns, "./cost/"+p.name)
		want["github.com/datavet/datavet/testdata/cost/"+p.name] = p.want
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax, Dir: testdata, Overlay: overlay}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range pkgs {
		for _, err := range pkg.Errors {
			t.Fatal(err)
		}
	}
	var (
		mu  sync.Mutex
		got = map[string]int{}
	)
	witness := &analysis.Analyzer{
		Name:     "witness",
		Doc:      "see what all rules have cost",
		Requires: []*analysis.Analyzer{ssaform.Analyzer, tracked.Analyzer, destinations.Analyzer, chains.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			cost := nothing
			if pass.ResultOf[ssaform.Analyzer].(*ssaform.Form).Funcs != nil {
				cost = built
			}
			if pass.ResultOf[tracked.Analyzer].(*tracked.Result) != nil ||
				pass.ResultOf[destinations.Analyzer].(*destinations.Result) != nil ||
				pass.ResultOf[chains.Analyzer].(*chains.Result) != nil {
				cost = followed
			}
			mu.Lock()
			defer mu.Unlock()
			got[pass.Pkg.Path()] = cost
			return nil, nil
		},
	}
	for _, rule := range Rules {
		witness.Requires = append(witness.Requires, rule.Analyzer)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{witness}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	for action := range graph.All() {
		if action.Err != nil {
			t.Fatalf("%s: %v", action, action.Err)
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("costs are %v, want %v", got, want)
	}
}
