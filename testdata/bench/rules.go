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

// benchValues prints what it costs to follow values that come from rows.
func benchValues(tmp string, runs int, dirs []string) error {
	return benchRules(tmp, runs, dirs, subject{
		rules: []string{"reuseddest", "sharedchain", "shiftingpage", "staleassociation", "trackedslice", "zerocondition"},
		parts: []part{
			{"tracked", `analyzers/internal/tracked\.`},
			{"destinations", `analyzers/internal/destinations\.`},
			{"chains", `analyzers/internal/chains\.`},
			{"rowaccess and pageturns", `analyzers/internal/(rowaccess|pageturns)\.`},
			{"all of these, and the rules", `analyzers/(internal/(tracked|destinations|chains|rowaccess|pageturns)|` +
				`reuseddest|sharedchain|shiftingpage|staleassociation|trackedslice|zerocondition)\.`},
		},
	})
}

// benchRetries prints what it costs to find what is done again.
func benchRetries(tmp string, runs int, dirs []string) error {
	return benchRules(tmp, runs, dirs, subject{
		rules: []string{"halfplayed", "refire", "retriedeffect", "unguardedretry"},
		parts: []part{
			{"remote", `analyzers/internal/remote\.`},
			{"loops", `analyzers/internal/loops\.`},
			{"deeds", `analyzers/internal/deeds\.`},
			{"all of these, and the rules", `analyzers/(internal/(remote|loops|deeds)|halfplayed|refire|retriedeffect|unguardedretry)\.`},
		},
	})
}

// A subject is some of datavet's rules and the passes that only they need.
type subject struct {
	rules []string
	parts []part
	// before prints more, if it is set. count counts what a module has of
	// what the rules are about, called of; nil for nothing.
	before func(root string) error
	of     string
	count  func(datavet, dir string) (int, error)
}

// A part is functions of datavet, as a profile names them.
type part struct{ name, pattern string }

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

// benchRules prints what the rules of s cost on each of the modules.
func benchRules(tmp string, runs int, dirs []string, s subject) error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d CPUs, %d runs\n\n", runtime.Version(), runtime.NumCPU(), runs)
	if s.before != nil {
		if err := s.before(root); err != nil {
			return err
		}
		fmt.Println()
	}
	plain, prof, err := buildProfiled(tmp, root)
	if err != nil {
		return err
	}
	counted, rule := "", ""
	if s.count != nil {
		counted, rule = " "+s.of+" |", "---:|"
	}
	fmt.Printf("| Repository | kLOC |%s CPU s | without the rules | ÷ |\n", counted)
	fmt.Printf("|---|---:|%s---:|---:|---:|\n", rule)
	without := "-disable=" + strings.Join(s.rules, ",")
	var profiles []string
	for i, dir := range dirs {
		lines, err := countLines(dir)
		if err != nil {
			return err
		}
		counted := ""
		if s.count != nil {
			n, err := s.count(plain, dir)
			if err != nil {
				return err
			}
			counted = fmt.Sprintf(" %d |", n)
		}
		var with, less []cost
		profile := filepath.Join(tmp, strconv.Itoa(i)+".profile.")
		for run := range runs { // by turns: the machine may change its pace
			for _, m := range []struct {
				costs *[]cost
				args  []string
			}{{&with, nil}, {&less, []string{without}}} {
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
		a, b := summary(with).cpu, summary(less).cpu
		fmt.Printf("| %s | %d |%s %.1f | %.1f | %.2f |\n",
			filepath.Base(dir), lines/1000, counted, a.Seconds(), b.Seconds(), float64(a)/float64(b))
	}
	fmt.Print("\n| Share of CPU samples |")
	for _, dir := range dirs {
		fmt.Printf(" %s |", filepath.Base(dir))
	}
	fmt.Println("\n|---|" + strings.Repeat("---:|", len(dirs)))
	for _, part := range s.parts {
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
