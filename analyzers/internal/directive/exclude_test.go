package directive_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/txtar"

	"github.com/datavet/datavet/analyzers/internal/directive"
)

// TestSwitches: what settings and drivers say of rules and places decides what is
// reported, and no ignore is called unused for it.
func TestSwitches(t *testing.T) {
	const code = `
-- go.mod --
module example.com/m

go 1.26
-- p.go --
package p

var bad, _ = 1, bad
-- old.go --
package p

var _ = bad //datavet:ignore toy it is a test

//datavet:nothing
var _ = bad
`
	const (
		inP     = "p.go:3:17: found"
		inOld   = "old.go:6:9: found"
		unknown = "old.go:5:1: unknown datavet directive \"nothing\""
	)
	for _, tt := range []struct {
		name, settings string
		chosen         directive.Choice
		want           []string
	}{
		{"nothing", "", directive.Choice{}, []string{unknown, inOld, inP}},
		{"off", "rules: {toy: off}", directive.Choice{}, []string{unknown}},
		{"off, but named", "rules: {toy: off}", directive.Choice{ByName: true}, []string{unknown, inOld, inP}},
		{"on for another module", "", directive.Choice{Default: []string{}}, []string{unknown}},
		{"on for this one, too", "rules: {toy: note}", directive.Choice{Default: []string{}}, []string{unknown, inOld, inP}},
		{"on by default", "", directive.Choice{Default: []string{"toy"}}, []string{unknown, inOld, inP}},
		{"excluded", "exclude: [{path: old.go, reason: a test}]", directive.Choice{ByName: true}, []string{inP}},
		{"excluded for a rule", "exclude: [{path: '*', rules: [toy], reason: a test}]", directive.Choice{}, []string{unknown}},
		{"excluded for another rule", "exclude: [{path: '*', rules: [other], reason: a test}]", directive.Choice{}, []string{unknown, inOld, inP}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			directive.Chosen = tt.chosen
			t.Cleanup(func() { directive.Chosen = directive.Choice{} })
			dir, err := filepath.EvalSymlinks(t.TempDir()) // what is known of a folder is known for good
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range txtar.Parse([]byte(code + "-- .datavet.yaml --\n" + tt.settings + "\n")).Files {
				if err := os.WriteFile(filepath.Join(dir, file.Name), file.Data, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			var got []string
			for _, a := range []*analysis.Analyzer{toy, unusedOf(t, toy)} {
				for _, r := range analysistest.Run(quiet{t}, dir, a, ".") {
					for _, d := range r.Diagnostics {
						posn := r.Pass.Fset.Position(d.Pos)
						text, _, _ := strings.Cut(d.Message, ":")
						got = append(got, fmt.Sprintf("%s:%d:%d: %s", filepath.Base(posn.Filename), posn.Line, posn.Column, text))
					}
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
