package standalone

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/datavet/datavet/cmd/datavet/internal/cache"
)

// TestEditedDuringARun: a file that is read after its key was made must be what
// the key names.
func TestEditedDuringARun(t *testing.T) {
	name := filepath.Join(t.TempDir(), "shop.go")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	k := NewKeys(cache.Key{}, cache.Key{}, nil, nil)
	read := func(want string) {
		t.Helper()
		if data, err := k.ReadFile(name); err != nil || string(data) != want {
			t.Fatalf("read %q, %v", data, err)
		}
	}
	write("package shop")
	read("package shop")
	if _, err := k.content(name); err != nil {
		t.Fatal(err)
	}
	read("package shop")
	if k.changed.Load() {
		t.Error("changed before the edit")
	}
	write("package shop // edited")
	read("package shop // edited")
	write("package shop")
	if read("package shop"); !k.changed.Load() {
		t.Error("the edit went unnoticed")
	}
}
