package proofs

import (
	"os"
	"strings"
	"testing"

	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// TestRealModules: what a rule finds in its scenarios, which its own test holds
// against their wants, it also finds with the real libraries.
func TestRealModules(t *testing.T) {
	folders, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		rule := folder.Name()
		if !folder.IsDir() || rule == "internal" {
			continue
		}
		t.Run(rule, func(t *testing.T) {
			args := []string{"-enable=" + rule, "./" + rule + "/..."}
			stubs, err := vet.JSON(vet.Stubs, args...)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(stubs), `"message": `) {
				t.Fatalf("no finding: %s", stubs)
			}
			real, err := vet.JSON(vet.Real, args...)
			if err != nil {
				t.Fatal(err)
			}
			if string(real) != string(stubs) {
				t.Errorf("with real.mod:\n%s\nwith the stubs:\n%s", real, stubs)
			}
		})
	}
}
