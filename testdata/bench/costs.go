//go:build linux

package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

type cost struct {
	CPU  time.Duration
	Peak int64 // KiB
}

func measure(env []string, dir string, t tool) (cost, error) {
	_, state, err := execute(env, dir, t)
	if err != nil {
		return cost{}, err
	}
	return cost{state.UserTime() + state.SystemTime(), state.SysUsage().(*syscall.Rusage).Maxrss}, nil
}

// environ returns the environment of commands that keep all they do below dir:
// the go command in dir itself.
func environ(dir string) []string {
	return append(os.Environ(), "GOCACHE="+dir, "DATAVET_CACHE="+dir+"-datavet", "STATICCHECK_CACHE="+dir+"-staticcheck")
}

// execute runs t in dir and returns all that it prints.
func execute(env []string, dir string, t tool) ([]byte, *os.ProcessState, error) {
	cmd := exec.Command(t.args[0], t.args[1:]...)
	cmd.Dir = dir
	cmd.Env = env
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() != t.found {
		return nil, nil, fmt.Errorf("%s: %w\n%s", cmd, err, out.Bytes())
	}
	return out.Bytes(), cmd.ProcessState, nil
}

// summary returns the median CPU time and the largest peak.
func summary(costs []cost) cost {
	slices.SortFunc(costs, func(a, b cost) int { return cmp.Compare(a.CPU, b.CPU) })
	s := costs[len(costs)/2]
	for _, c := range costs {
		s.Peak = max(s.Peak, c.Peak)
	}
	return s
}

// linkTree makes a copy of the files below from that shares their content:
// the go command never changes a cached file.
func linkTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o777)
		}
		return os.Link(path, filepath.Join(to, rel))
	})
}

// countLines counts the lines of the module's Go files, tests included.
func countLines(dir string) (int, error) {
	const files = `{{range .GoFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}` +
		`{{range .TestGoFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}` +
		`{{range .XTestGoFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}`
	list, err := output(dir, "go", "list", "-e", "-f", files, "./...")
	if err != nil {
		return 0, err
	}
	lines := 0
	for file := range strings.Lines(list) {
		content, err := os.ReadFile(strings.TrimSuffix(file, "\n"))
		if err != nil {
			return 0, err
		}
		lines += bytes.Count(content, []byte("\n"))
	}
	return lines, nil
}

// output runs a command that must succeed and returns what it prints.
func output(dir, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%s", cmd, err, stderr.Bytes())
	}
	return strings.TrimSpace(string(out)), nil
}
