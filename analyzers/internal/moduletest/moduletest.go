// Package moduletest runs the tests of the module's nested modules, which
// keep heavy dependencies out of ours, so that one go test ./... runs all.
package moduletest

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Run runs go test with args, which name packages, in the folder dir of a
// nested module, as a part of t. It skips if -short is given.
func Run(t *testing.T, dir string, args ...string) {
	t.Helper()
	if testing.Short() {
		t.Skipf("%s is a module with tests of minutes", dir)
	}
	visit(t)
	flags := []string{"test", "-count=1"}
	if deadline, ok := t.Deadline(); ok {
		// Leaves time to report which test of theirs took too long.
		flags = append(flags, "-timeout", (time.Until(deadline) * 9 / 10).String())
	}
	cmd := exec.CommandContext(t.Context(), "go", append(flags, args...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s in %s: %v\n%s", cmd, dir, err, out)
	}
	t.Logf("%s in %s:\n%s", cmd, dir, out)
}

// visit reads the repository's files where the go command sees it: it caches
// the result of t with the files that t has opened, not with those of a child
// process, which builds datavet, too.
func visit(t *testing.T) {
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for !exists(filepath.Join(root, "go.mod")) {
		root = filepath.Dir(root)
	}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return filepath.SkipDir
		case !d.IsDir():
			_, err = os.Stat(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
