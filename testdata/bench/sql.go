//go:build linux

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

const withoutSQL = "-disable=sentinelrange,softunique"

// profiled is put beside the command's files: it runs in place of main and
// writes a CPU profile. It can do so in an init since that of the last file
// comes last.
const profiled = `package main

import (
	"os"
	"runtime/pprof"
)

func init() {
	f, err := os.Create(os.Getenv("DATAVET_CPUPROFILE"))
	if err == nil {
		err = pprof.StartCPUProfile(f)
	}
	if err != nil {
		panic(err)
	}
	code := run(os.Args[1:], os.Stdout, os.Stderr)
	pprof.StopCPUProfile()
	os.Exit(code)
}
`

// sqlParts are functions of datavet, as a profile names them.
var sqlParts = []struct{ name, pattern string }{
	{"sqlparse, grammars included", `analyzers/internal/sqlparse\.`},
	{"schema and sqlquery, sqlparse included", `analyzers/internal/(schema|sqlquery|sqlparse)\.`},
}

// benchSQL prints what SQL costs: a statement, and on each of the modules.
func benchSQL(tmp string, runs int, dirs []string) error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d CPUs, %d runs\n\n", runtime.Version(), runtime.NumCPU(), runs)
	if err := statements(root); err != nil {
		return err
	}
	plain, prof, err := buildProfiled(tmp, root)
	if err != nil {
		return err
	}
	fmt.Println("\n| Repository | kLOC | SQL texts | CPU s | without the rules | ÷ |")
	fmt.Println("|---|---:|---:|---:|---:|---:|")
	var profiles []string
	for i, dir := range dirs {
		lines, err := countLines(dir)
		if err != nil {
			return err
		}
		texts, err := countTexts(plain, dir)
		if err != nil {
			return err
		}
		var with, without []cost
		profile := filepath.Join(tmp, strconv.Itoa(i)+".profile.")
		for run := range runs { // by turns: the machine may change its pace
			for _, m := range []struct {
				costs *[]cost
				args  []string
			}{{&with, nil}, {&without, []string{withoutSQL}}} {
				c, err := measure(os.Environ(), dir, datavetTool(plain, m.args...))
				if err != nil {
					return err
				}
				*m.costs = append(*m.costs, c)
			}
			env := append(os.Environ(), "DATAVET_CPUPROFILE="+profile+strconv.Itoa(run))
			if _, err := measure(env, dir, datavetTool(prof)); err != nil {
				return err
			}
		}
		profiles = append(profiles, profile)
		a, b := summary(with).cpu, summary(without).cpu
		fmt.Printf("| %s | %d | %d | %.1f | %.1f | %.2f |\n",
			filepath.Base(dir), lines/1000, texts, a.Seconds(), b.Seconds(), float64(a)/float64(b))
	}
	fmt.Print("\n| Share of CPU samples |")
	for _, dir := range dirs {
		fmt.Printf(" %s |", filepath.Base(dir))
	}
	fmt.Println("\n|---|" + strings.Repeat("---:|", len(dirs)))
	for _, part := range sqlParts {
		fmt.Printf("| %s |", part.name)
		for _, profile := range profiles {
			share, err := shareOf(part.pattern, prof, profile, runs)
			if err != nil {
				return err
			}
			fmt.Printf(" %s |", share)
		}
		fmt.Println()
	}
	return nil
}

func datavetTool(binary string, flags ...string) tool {
	return tool{"datavet", slices.Concat([]string{binary}, flags, []string{"./..."}), 3}
}

// moduleRoot returns the folder of the module around that of testdata.
func moduleRoot() (string, error) {
	module, err := output("", "go", "env", "GOMOD")
	return filepath.Dir(filepath.Dir(module)), err
}

// buildProfiled builds datavet into tmp, as it is and with profiled.
func buildProfiled(tmp, root string) (plain, prof string, err error) {
	file := filepath.Join(tmp, "profiled.go")
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{
		filepath.Join(root, "cmd/datavet/zz_profiled.go"): file,
	}})
	if err != nil {
		return "", "", err
	}
	for name, content := range map[string][]byte{file: []byte(profiled), file + ".json": overlay} {
		if err := os.WriteFile(name, content, 0o666); err != nil {
			return "", "", err
		}
	}
	plain, prof = filepath.Join(tmp, "datavet"), filepath.Join(tmp, "datavet-profiled")
	if _, err := output(root, "go", "build", "-o", plain, "./cmd/datavet"); err != nil {
		return "", "", err
	}
	_, err = output(root, "go", "build", "-overlay="+file+".json", "-o", prof, "./cmd/datavet")
	return plain, prof, err
}

var texts = regexp.MustCompile(`(?m)^datavet: (\d+) SQL texts:`)

// countTexts returns how many SQL texts datavet reads in the module in dir.
func countTexts(datavet, dir string) (int, error) {
	out, _, err := execute(os.Environ(), dir, datavetTool(datavet, "-debug=sql"))
	if err != nil {
		return 0, err
	}
	m := texts.FindSubmatch(out)
	if m == nil {
		return 0, fmt.Errorf("-debug=sql doesn't count: %s", out)
	}
	return strconv.Atoi(string(m[1]))
}

var focused = regexp.MustCompile(`(?m)^Showing nodes accounting for .*?, ([\d.]+%) of .* total`)

// shareOf returns the share of a profile's samples that have a function of the
// pattern on their stack.
func shareOf(pattern, binary, profile string, runs int) (string, error) {
	args := []string{"tool", "pprof", "-top", "-nodecount=0", "-nodefraction=0", "-edgefraction=0", "-focus=" + pattern, binary}
	for run := range runs {
		args = append(args, profile+strconv.Itoa(run))
	}
	out, err := output("", "go", args...)
	if err != nil {
		return "", err
	}
	if m := focused.FindStringSubmatch(out); m != nil {
		return m[1], nil
	}
	return "", fmt.Errorf("pprof says no share:\n%s", out)
}

var measured = regexp.MustCompile(`(?m)^Benchmark(\w+)(?:/(\w+)/(\w+))?-\d+\s+\d+\s+([\d.]+) ns/op`)

// statements prints how long the parser of each dialect takes for a text: the
// least of many short runs, as wall time counts what else the machine does.
func statements(root string) error {
	out, err := output(root, "go", "test", "-run=^$", "-bench=^Benchmark(Parse|Prepare)$",
		"-benchtime=50ms", "-count=10", "./analyzers/internal/sqlparse")
	if err != nil {
		return err
	}
	var dialects, kinds []string
	times := map[[2]string][]float64{} // µs
	for _, m := range measured.FindAllStringSubmatch(out, -1) {
		ns, err := strconv.ParseFloat(m[4], 64)
		if err != nil {
			return err
		}
		key := [2]string{m[2], m[3]}
		times[key] = append(times[key], ns/1000)
		if m[1] == "Prepare" {
			continue
		}
		if !slices.Contains(dialects, m[2]) {
			dialects = append(dialects, m[2])
		}
		if !slices.Contains(kinds, m[3]) {
			kinds = append(kinds, m[3])
		}
	}
	if len(dialects) == 0 {
		return fmt.Errorf("go test -bench measured nothing:\n%s", out)
	}
	fmt.Println("| µs a text | " + strings.Join(kinds, " | ") + " |")
	fmt.Println("|---|" + strings.Repeat("---:|", len(kinds)))
	for _, d := range dialects {
		fmt.Printf("| %s |", d)
		for _, kind := range kinds {
			fmt.Printf(" %.0f |", slices.Min(times[[2]string{d, kind}]))
		}
		fmt.Println()
	}
	fmt.Printf("\nThe preprocessor alone takes %.1f µs for a fragment.\n", slices.Min(times[[2]string{}]))
	return nil
}
