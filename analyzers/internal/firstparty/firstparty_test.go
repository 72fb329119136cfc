package firstparty

import (
	"go/build"
	"path/filepath"
	"testing"
)

func TestOwns(t *testing.T) {
	Prefixes = []string{"github.com/acme/", "github.com/hibiken"}
	t.Cleanup(func() { Prefixes = nil })
	cache := "/home/u/go/pkg/mod/github.com/!x/y@v1.2.3/z.go"
	std := func(path string) []string {
		return []string{filepath.Join(build.Default.GOROOT, "src", filepath.FromSlash(path), "x.go")}
	}
	for _, test := range []struct {
		name          string
		inModule      bool
		version, path string
		files         []string
		want          bool
	}{
		{"main module", true, "", "example.com/app/store", []string{"/src/app/store/a.go"}, true},
		{"main module of which knowledge knows the packages", true, "", "github.com/hibiken/asynq", []string{"/src/asynq/client.go"}, true},
		{"main module checked out below the module cache", true, "", "github.com/X/y", []string{cache}, true},
		{"module cache", true, "v1.2.3", "github.com/X/y", []string{cache}, false},
		{"module cache, first file made by cgo", true, "v1.2.3", "github.com/X/y", []string{"/tmp/b001/_cgo_gotypes.go", cache}, false},
		{"local replace", true, "v1.2.3", "github.com/X/y", []string{"/src/y/z.go"}, true},
		{"local replace in a folder named after a commit", true, "v1.2.3", "github.com/X/y", []string{"/src/y@404fceca/z.go"}, true},
		{"local replace by a stub", true, "v0.0.0", "github.com/hibiken/asynq", []string{"/src/stubs/asynq/client.go"}, false},
		{"vendored", true, "v1.2.3", "github.com/X/y", []string{"/src/app/vendor/github.com/X/y/z.go"}, false},
		{"external repository of Bazel", false, "", "github.com/X/y", []string{"external/gazelle++go_deps+com_github_x_y/z.go"}, false},
		{"generated in an external repository of Bazel", false, "", "github.com/X/y", []string{"bazel-out/k8-fastbuild/bin/external/y/z.pb.go"}, false},
		{"the folder external of a Bazel workspace", false, "", "example.com/app/pkg/external", []string{"pkg/external/z.go"}, true},
		{"below a prefix", true, "v1.2.3", "github.com/acme/y", []string{cache}, true},
		{"below a prefix, vendored", true, "v1.2.3", "github.com/acme/y/z", []string{"/src/app/vendor/github.com/acme/y/z/a.go"}, true},
		{"a prefix, but no element of the path", true, "v1.2.3", "github.com/acmeother/y", []string{cache}, false},
		{"below a prefix, known to knowledge", true, "v1.2.3", "github.com/hibiken/asynq", []string{cache}, false},
		{"files without module", false, "", "command-line-arguments", []string{"/src/a.go"}, true},
		{"standard library", false, "", "net/http", std("net/http"), false},
		{"vendored into the standard library", false, "", "vendor/golang.org/x/net/idna", std("vendor/golang.org/x/net/idna"), false},
		{"no files", false, "", "unsafe", nil, false},
	} {
		if got := Owns(test.inModule, test.version, test.path, test.files); got != test.want {
			t.Errorf("%s: %t, want %t", test.name, got, test.want)
		}
	}
}
