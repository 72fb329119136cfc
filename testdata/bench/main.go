//go:build linux

// Command bench measures what datavet costs on repositories, as ratios to a
// vettool whose one analyzer only asks for the inspector, and to staticcheck:
//
//	go -C testdata run ./bench [-n RUNS] [-sql | -values | -retries] DIR…
//
// Each DIR is the root of a module that builds. CPU is the user and system
// time of a command with all its children, the median of the runs. Peak is
// the largest resident set of any one process, the maximum of the runs: go vet
// runs as many processes at a time as there are CPUs.
//
// Cold means that the build cache holds the export data of all dependencies
// and nothing else, and that staticcheck's cache is empty: what a CI job pays
// that restores a build cache. Warm repeats the same command at once, with
// what it cached.
//
// With -sql it measures what SQL costs instead: the parser on a statement, a
// warm run with and without the rules that read SQL, and the share of its CPU
// samples that lie below the passes that do. With -values it measures so what it
// costs to follow the values that come from rows, with -retries to find what is
// done again.
package main

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

const staticcheck = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"

const noop = `package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() {
	unitchecker.Main(&analysis.Analyzer{
		Name:     "noop",
		Doc:      "do nothing",
		Requires: []*analysis.Analyzer{inspect.Analyzer},
		Run:      func(*analysis.Pass) (any, error) { return nil, nil },
	})
}
`

// A tool is a command to measure. Findings aren't a failure of it.
type tool struct {
	name string
	args []string
	// found is the exit code that says that there are findings.
	found int
}

type cost struct {
	cpu  time.Duration
	peak int64 // KiB
}

func main() {
	log.SetFlags(0)
	runs := flag.Int("n", 3, "measure each command this many `times`")
	sql := flag.Bool("sql", false, "measure what SQL costs")
	values := flag.Bool("values", false, "measure what following values costs")
	retries := flag.Bool("retries", false, "measure what finding what is done again costs")
	flag.Parse()
	if flag.NArg() == 0 || *runs < 1 || *sql && *values || *retries && (*sql || *values) {
		log.Fatal("usage: bench [-n RUNS] [-sql | -values | -retries] DIR…")
	}
	tmp, err := os.MkdirTemp("", "bench")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(tmp)
	run := bench
	switch {
	case *sql:
		run = benchSQL
	case *retries:
		run = benchRetries
	case *values:
		run = benchValues
	}
	if err := run(tmp, *runs, flag.Args()); err != nil {
		os.RemoveAll(tmp)
		log.Fatal(err)
	}
}

func bench(tmp string, runs int, dirs []string) error {
	tools, err := build(tmp)
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d CPUs, staticcheck %s, %d runs\n", runtime.Version(), runtime.NumCPU(),
		staticcheck[strings.Index(staticcheck, "@")+1:], runs)
	for _, dir := range dirs {
		if err := repository(tmp, runs, dir, tools); err != nil {
			return fmt.Errorf("%s: %w", dir, err)
		}
	}
	return nil
}

// build builds the tools into tmp.
func build(tmp string) ([]tool, error) {
	root, err := moduleRoot()
	if err != nil {
		return nil, err
	}
	xtools, err := output(root, "go", "list", "-m", "golang.org/x/tools")
	if err != nil {
		return nil, err
	}
	noopDir := filepath.Join(tmp, "noop")
	for name, content := range map[string]string{
		"main.go": noop,
		"go.mod":  "module noop\n\nrequire " + xtools + "\n",
	} {
		if err := os.MkdirAll(noopDir, 0o777); err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(noopDir, name), []byte(content), 0o666); err != nil {
			return nil, err
		}
	}
	bin := filepath.Join(tmp, "bin")
	for _, step := range []struct {
		dir  string
		args []string
	}{
		{root, []string{"build", "-o", bin + "/datavet", "./cmd/datavet"}},
		{noopDir, []string{"mod", "tidy"}},
		{noopDir, []string{"build", "-o", bin + "/noop", "."}},
		{root, []string{"install", staticcheck}},
	} {
		if _, err := output(step.dir, "env", append([]string{"GOBIN=" + bin, "go"}, step.args...)...); err != nil {
			return nil, err
		}
	}
	return []tool{
		datavetTool(bin + "/datavet"),
		{"datavet as vettool", []string{"go", "vet", "-vettool=" + bin + "/datavet", "-json", "./..."}, 0},
		{noopTool, []string{"go", "vet", "-vettool=" + bin + "/noop", "-json", "./..."}, 0},
		{staticcheckTool, []string{bin + "/staticcheck", "./..."}, 1},
	}, nil
}

// The tools that the others are compared with.
const (
	noopTool        = "no-op vettool"
	staticcheckTool = "staticcheck"
)

// repository prints what each of the tools costs on the module in dir.
func repository(tmp string, runs int, dir string, tools []tool) error {
	lines, err := countLines(dir)
	if err != nil {
		return err
	}
	exports := filepath.Join(tmp, "exports")
	if _, err := output(dir, "env", "GOCACHE="+exports, "go", "list", "-export", "-deps", "-test", "./..."); err != nil {
		return err
	}
	cold, warm := map[string]cost{}, map[string]cost{}
	for _, t := range tools {
		var colds, warms []cost
		for range runs {
			c, w, err := coldAndWarm(tmp, exports, dir, t)
			if err != nil {
				return err
			}
			colds, warms = append(colds, c), append(warms, w)
		}
		cold[t.name], warm[t.name] = summary(colds), summary(warms)
	}

	fmt.Printf("\n%s, %d kLOC with tests\n\n", filepath.Base(dir), lines/1000)
	fmt.Println("| Caches | Command | CPU s | ÷ no-op | ÷ staticcheck | Peak MiB | ÷ no-op | ÷ staticcheck |")
	fmt.Println("|---|---|---:|---:|---:|---:|---:|---:|")
	for _, t := range tools {
		row("cold", t.name, cold)
	}
	for _, t := range tools {
		row("warm", t.name, warm)
	}
	return nil
}

func row(caches, name string, costs map[string]cost) {
	c, n, s := costs[name], costs[noopTool], costs[staticcheckTool]
	fmt.Printf("| %s | %s | %.1f | %.2f | %.2f | %d | %.2f | %.2f |\n", caches, name,
		c.cpu.Seconds(), float64(c.cpu)/float64(n.cpu), float64(c.cpu)/float64(s.cpu),
		c.peak>>10, float64(c.peak)/float64(n.peak), float64(c.peak)/float64(s.peak))
}

// coldAndWarm runs t in dir with only the export data cached, and again.
func coldAndWarm(tmp, exports, dir string, t tool) (cold, warm cost, err error) {
	caches, err := os.MkdirTemp(tmp, "caches")
	if err != nil {
		return cold, warm, err
	}
	defer os.RemoveAll(caches)
	gocache := filepath.Join(caches, "go")
	if err := linkTree(exports, gocache); err != nil {
		return cold, warm, err
	}
	env := append(os.Environ(), "GOCACHE="+gocache, "STATICCHECK_CACHE="+filepath.Join(caches, "staticcheck"))
	if cold, err = measure(env, dir, t); err != nil {
		return cold, warm, err
	}
	warm, err = measure(env, dir, t)
	return cold, warm, err
}

func measure(env []string, dir string, t tool) (cost, error) {
	_, state, err := execute(env, dir, t)
	if err != nil {
		return cost{}, err
	}
	return cost{state.UserTime() + state.SystemTime(), state.SysUsage().(*syscall.Rusage).Maxrss}, nil
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

func summary(costs []cost) cost {
	slices.SortFunc(costs, func(a, b cost) int { return cmp.Compare(a.cpu, b.cpu) })
	s := costs[len(costs)/2]
	for _, c := range costs {
		s.peak = max(s.peak, c.peak)
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
