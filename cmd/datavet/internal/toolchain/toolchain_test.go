package toolchain

import (
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	for _, test := range []struct {
		own, command string
		ok           bool
	}{
		{"go1.26.8", "go1.26.8", true},
		{"go1.26.0", "go1.26.8", true}, // the same language and export data
		{"go1.27.2", "go1.26.8", true},
		{"go1.26.8", "go1.27.0", false},
		{"go1.26.8", "go1.27rc1", false},
		{"go1.26.8", "go1.27.0 X:nodwarf5", false},
		{"go1.9.7", "go1.26.0", false},
		{"go1.26.8", "devel go1.28-5f2e1b", true}, // no order is known
		{"devel go1.27-5f2e1b", "go1.28.0", true},
		{"go1.26.8", "", true},
	} {
		err := check(test.own, test.command)
		if (err == nil) != test.ok {
			t.Errorf("built by %s, go command %s: %v", test.own, test.command, err)
		}
		if err != nil && (strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "go install")) {
			t.Errorf("no line with a remedy: %v", err)
		}
	}
}

func TestMixesResults(t *testing.T) {
	for v, want := range map[string]bool{
		"go1.25.9":            false,
		"go1.26rc1":           true,
		"go1.26.0":            true,
		"go1.26.8":            true,
		"go1.26.8 X:nodwarf5": true,
		"go1.26.9":            false,
		"go1.27.0":            true,
		"go1.27.1":            true,
		"go1.27.2":            false,
		"go1.28.0":            false,
		"devel go1.28-5f2e1b": false,
		"":                    false,
	} {
		if got := MixesResults(v); got != want {
			t.Errorf("%s: %t, want %t", v, got, want)
		}
	}
}
