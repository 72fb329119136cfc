package report

import (
	"go/token"
	"os"
	"path/filepath"
	"testing"
)

// fingerprints are those of findings in lines of a file.
func fingerprints(t *testing.T, text string, lines ...int) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "f.go")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	var list []Told
	for _, line := range lines {
		list = append(list, Told{Finding: Finding{Rule: "r", Category: "c", Func: "F", Pos: token.Position{Filename: file, Line: line}}})
	}
	Fingerprints(list, new(Sources))
	var names []string
	for _, f := range list {
		names = append(names, f.Fingerprint)
	}
	return names
}

func TestFingerprintsStay(t *testing.T) {
	before := fingerprints(t, "a()\nsend(x)\nb()\n", 2)[0]
	for name, after := range map[string][]string{
		"moved":    fingerprints(t, "a()\na()\nsend(x)\n", 3),
		"indented": fingerprints(t, "a()\n\t\tsend(x)\r\n", 2),
		"gofmt":    fingerprints(t, "a()\nsend( x )\nb()\n", 2),
	} {
		if after[0] != before {
			t.Errorf("%s: %s, want %s", name, after[0], before)
		}
	}
	if len(before) != 16 {
		t.Errorf("%q hasn't 16 digits", before)
	}
}

func TestFingerprintsDiffer(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range fingerprints(t, "send(x)\nsend(x)\nsend(y)\n", 1, 2, 3, 9) {
		if seen[name] {
			t.Errorf("%s is there twice", name)
		}
		seen[name] = true
	}
}

// TestFingerprintsOfTwins: when one of two that are alike is repaired, the other
// keeps the name of the first, so that a baseline loses one entry.
func TestFingerprintsOfTwins(t *testing.T) {
	both := fingerprints(t, "send(x)\nsend(x)\n", 1, 2)
	if left := fingerprints(t, "\nsend(x)\n", 2); left[0] != both[0] {
		t.Errorf("%s is left of %s", left[0], both)
	}
}
