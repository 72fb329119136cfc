package early

import (
	"path/filepath"
	"testing"

	"github.com/datavet/datavet/cmd/datavet/internal/unit/vetcfg"
)

func TestForeign(t *testing.T) {
	goroot, modcache := filepath.FromSlash("/usr/go"), filepath.FromSlash("/home/u/go/pkg/mod")
	t.Setenv("GOROOT", goroot)
	t.Setenv("GOMODCACHE", modcache)
	main, dep := &vetcfg.Module{Path: "m"}, &vetcfg.Module{Path: "m", Version: "v1.0.0"}
	for _, test := range []struct {
		name, dir string
		module    *vetcfg.Module
		want      bool
	}{
		{"standard library", "/usr/go/src/fmt", nil, true},
		{"beside it", "/usr/gopher/fmt", nil, false},
		{"no module", "/src/a", nil, false},
		{"module cache", "/home/u/go/pkg/mod/m@v1.0.0/a", dep, true},
		{"main module in the module cache", "/home/u/go/pkg/mod/m@v1.0.0/a", main, false},
		{"vendored", "/src/a/vendor/m", dep, true},
		{"replaced by a local path", "/src/m", dep, false},
		{"main module", "/src/a", main, false},
	} {
		if got := foreign(&vetcfg.Config{Dir: filepath.FromSlash(test.dir), Module: test.module}); got != test.want {
			t.Errorf("%s: %t, want %t", test.name, got, test.want)
		}
	}
	t.Setenv("GOROOT", "") // a tool may be run by others than the go command
	if foreign(&vetcfg.Config{Dir: filepath.FromSlash("/src/a")}) {
		t.Error("no module, unknown GOROOT")
	}
}
