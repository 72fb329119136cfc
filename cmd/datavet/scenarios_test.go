package main

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/datavet/datavet/analyzers"
)

// TestScenariosInAnyCompany: what is found in a package doesn't depend on
// which others are analysed with it, in which order, or in one process.
func TestScenariosInAnyCompany(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses the scenarios five times")
	}
	m := module{t, "../../testdata"}
	run := func(args ...string) string {
		t.Helper()
		r := m.datavet(append([]string{"-json", "-enable=all"}, args...)...)
		if r.code != exitFindings {
			t.Fatalf("%q: exit code %d\n%s", args, r.code, r.stderr)
		}
		return r.stdout
	}
	transactions := []string{"./enqueueintx", "./outerhandle", "./txleak"}
	values := []string{"./reuseddest/...", "./sharedchain/...", "./shiftingpage/...", "./staleassociation/...", "./trackedslice/...", "./zerocondition/..."}
	for _, packages := range [][]string{transactions, values} {
		backwards := slices.Clone(packages)
		slices.Reverse(backwards)
		alone := ""
		for _, pattern := range packages {
			alone += run(pattern)
		}
		together := merged(t, run(packages...))
		vet := m.vet(append([]string{"-json", "-enable=all"}, packages...)...)
		for how, found := range map[string]string{
			"in another order":     run(backwards...),
			"alone":                alone,
			"beside what it calls": run(append([]string{"./wrappers/..."}, packages...)...),
			"by go vet":            vet.stdout + vet.stderr,
		} {
			if found := merged(t, found); found != together {
				t.Errorf("together\n%s\n%s\n%s", together, how, found)
			}
		}
	}
}

// TestOptIn: a rule's opt-in categories are reported if it is enabled by name,
// or by all.
func TestOptIn(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses scenarios nine times")
	}
	m := module{t, "../../testdata"}
	for _, rule := range analyzers.Rules {
		if len(rule.OptIn) == 0 {
			continue
		}
		name := rule.Analyzer.Name
		// found returns the categories, by whether they are opt-in.
		found := func(args ...string) (optIn, others []string) {
			t.Helper()
			r := m.datavet(append(args, "-json", "./"+name+"/...")...)
			if r.code != exitFindings {
				t.Fatalf("%q: exit code %d\n%s", args, r.code, r.stderr)
			}
			var tree map[string]map[string][]struct{ Category string }
			if err := json.Unmarshal([]byte(r.stdout), &tree); err != nil {
				t.Fatal(err)
			}
			for _, byRule := range tree {
				for _, d := range byRule[name] {
					if slices.Contains(rule.OptIn, d.Category) {
						optIn = append(optIn, d.Category)
					} else {
						others = append(others, d.Category)
					}
				}
			}
			slices.Sort(optIn)
			slices.Sort(others)
			return slices.Compact(optIn), others
		}
		optIn, others := found()
		if len(optIn) > 0 || len(others) == 0 {
			t.Errorf("%s by default: %q", name, optIn)
		}
		want := slices.Sorted(slices.Values(rule.OptIn))
		for _, enable := range []string{"-enable=" + name, "-enable=" + analyzers.All} {
			optIn, same := found(enable)
			if !slices.Equal(optIn, want) {
				t.Errorf("%s with %s: %q, want %q", name, enable, optIn, want)
			}
			if !slices.Equal(same, others) {
				t.Errorf("%s with %s: other findings are %q, want %q", name, enable, same, others)
			}
		}
	}
}
