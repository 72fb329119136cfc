package config

import "testing"

func TestMatches(t *testing.T) {
	for _, tt := range []struct {
		path, name string
		want       bool
	}{
		{"internal/legacy", "internal/legacy/a.go", true},
		{"internal/legacy", "internal/legacy/sub/a.sql", true},
		{"internal/legacy", "internal/legacy.go", false},
		{"internal/legacy", "internal/legacy2/a.go", false},
		{"internal/legacy", "a/internal/legacy/a.go", false},
		{"internal/legacy/a.go", "internal/legacy/a.go", true},
		{"internal/legacy/a.go", "internal/legacy/b.go", false},
		{".", "a.go", true},
		{"*.go", "a.go", true},
		{"*.go", "a/a.go", false},
		{"*", "a/a.go", true},
		{"**", "a/b/c.go", true},
		{"**/mock_*.go", "mock_a.go", true},
		{"**/mock_*.go", "a/b/mock_a.go", true},
		{"**/mock_*.go", "a/mock_a/b.go", false},
		{"**/gen", "a/gen/b/c.go", true},
		{"a/**/c", "a/c/x.go", true},
		{"a/**/c", "a/b/b/c/x.go", true},
		{"a/**/c", "a/b/x.go", false},
		{"a/**", "a/x.go", true},
		{"a/**", "ab/x.go", false},
		{"**/a/**/b.go", "x/a/y/a/z/b.go", true},
		{"[ab]/?.go", "b/x.go", true},
		{"../x", "x", false},
		{"internal/legacy", "../internal/legacy/a.go", false},
		{"**/a.go", "../internal/a.go", false},
		{".", "../a.go", false},
	} {
		if got := (Exclusion{Path: tt.path}).Matches(tt.name); got != tt.want {
			t.Errorf("%s matches %s: %t", tt.path, tt.name, got)
		}
	}
}
