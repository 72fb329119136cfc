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

// Run runs go test with flags on all packages of the module in dir, as a part
// of t. It skips if -short is given.
func Run(t *testing.T, dir string, flags ...string) {
	t.Helper()
	if testing.Short() {
		t.Skipf("%s is a module with tests of minutes", dir)
	}
	visit(t, dir)
	args := []string{"test", "-count=1"}
	if deadline, ok := t.Deadline(); ok {
		// Leaves time to report which test of theirs took too long.
		args = append(args, "-timeout", (time.Until(deadline) * 9 / 10).String())
	}
	cmd := exec.CommandContext(t.Context(), "go", append(append(args, flags...), "./...")...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s in %s: %v\n%s", cmd, dir, err, out)
	}
	t.Logf("%s in %s:\n%s", cmd, dir, out)
}

// visit reads dir's files where the go command sees it: it caches the result
// of t with the files that t has opened, not with those of a child process.
func visit(t *testing.T, dir string) {
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		_, err = os.Stat(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
