package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/datavet/datavet/analyzers"
)

// TestScenariosInAnyCompany: what is found in a package doesn't depend on
// which others are analysed with it, in which order, or in one process.
func TestScenariosInAnyCompany(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses the scenarios again and again")
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
		for how, found := range map[string]string{
			"in another order":     run(backwards...),
			"alone":                alone,
			"beside what it calls": run(append([]string{"./wrappers/..."}, packages...)...),
		} {
			if found := merged(t, found); found != together {
				t.Errorf("together\n%s\n%s\n%s", together, how, found)
			}
		}
	}
}

// TestScenariosInEveryWay: whatever runs the rules, and whatever the cache has,
// the findings are the same, byte for byte.
func TestScenariosInEveryWay(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses all scenarios five times")
	}
	m := module{t, "../../testdata"}
	args := []string{"-json"}
	// Each pass and each rule has a folder of its own.
	for _, dir := range []string{"../../analyzers", "../../analyzers/internal"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if _, err := os.Stat(filepath.Join(m.dir, e.Name(), "go.mod")); err == nil {
				continue // of another module
			}
			if info, err := os.Stat(filepath.Join(m.dir, e.Name())); err == nil && info.IsDir() {
				args = append(args, "./"+e.Name()+"/...")
			}
		}
	}
	args = append(args, "./wrappers/...")
	multichecker := m.as("multichecker of all rules", append([]string{"-test=false"}, args...)...)
	args = append([]string{"-enable=all"}, args...)
	vet := m.vet(args...)
	uncached := m.datavet(append([]string{"-cache=off"}, args...)...)
	kept := "-cache=" + t.TempDir()
	cold := m.datavet(append([]string{kept}, args...)...)
	warm := m.datavet(append([]string{kept, "-debug=time"}, args...)...)
	if analysed, cached := warm.cutTimes(t); analysed > 0 || cached < 100 {
		t.Errorf("%d packages analysed, %d from the cache", analysed, cached)
	}
	if uncached.code != exitFindings || uncached.stderr != "" {
		t.Errorf("uncached: exit code %d\n%s", uncached.code, uncached.stderr)
	}
	for how, r := range map[string]result{"cold": cold, "warm": warm} {
		if r.stdout != uncached.stdout || r.stderr != "" {
			t.Errorf("%s: %s\n%s", how, differences(byPackage(t, r.stdout), byPackage(t, uncached.stdout)), r.stderr)
		}
	}
	// The go command prints one object for each package.
	if d := differences(byPackage(t, vet.stdout+vet.stderr), byPackage(t, uncached.stdout)); d != "" {
		t.Errorf("go vet: %s", d)
	}
	// Multichecker has the findings as rules report them.
	if d := differences(byPackage(t, merged(t, multichecker.stdout)), byPackage(t, merged(t, uncached.stdout))); d != "" {
		t.Errorf("multichecker: %s", d)
	}
}

// byPackage returns the findings of each package, as they are printed.
func byPackage(t *testing.T, text string) map[string]string {
	t.Helper()
	found := map[string]string{}
	decoder := json.NewDecoder(strings.NewReader(unitComment.ReplaceAllString(text, "")))
	for {
		var tree map[string]json.RawMessage
		if err := decoder.Decode(&tree); err == io.EOF {
			return found
		} else if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		for id, list := range tree {
			var b bytes.Buffer
			if err := json.Compact(&b, list); err != nil {
				t.Fatal(err)
			}
			found[id] = b.String()
		}
	}
}

// differences returns the packages of which two ways don't say the same.
func differences(got, uncached map[string]string) string {
	var b strings.Builder
	ids := maps.Clone(got)
	maps.Copy(ids, uncached)
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if got[id] != uncached[id] {
			fmt.Fprintf(&b, "\n%s: got\n%s\nuncached\n%s", id, got[id], uncached[id])
		}
	}
	return b.String()
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
		for _, enable := range []string{"-enable=" + name, "-enable=" + analyzers.EveryRule} {
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
