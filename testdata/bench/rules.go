//go:build linux

package main

import (
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
	bin := filepath.Join(tmp, "bin")
	if err := build(bin); err != nil {
		return err
	}
	datavet := filepath.Join(bin, "datavet")
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
			n, err := s.count(datavet, dir)
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
				flags []string
			}{{&with, nil}, {&less, []string{without}}, {new([]cost), []string{"-cpuprofile=" + profile + strconv.Itoa(run)}}} {
				c, err := measure(os.Environ(), dir, datavetTool(datavet, m.flags...))
				if err != nil {
					return err
				}
				*m.costs = append(*m.costs, c)
			}
		}
		profiles = append(profiles, profile)
		a, b := summary(with).CPU, summary(less).CPU
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
			share, err := shareOf(part.pattern, datavet, profile, runs)
			if err != nil {
				return err
			}
			fmt.Printf(" %s |", share)
		}
		fmt.Println()
	}
	return nil
}

// datavetTool returns datavet without its cache, and with flags.
func datavetTool(binary string, flags ...string) tool {
	return tool{uncachedTool, "datavet", slices.Concat([]string{binary, "-cache=off"}, flags, []string{"./..."}), 3, false}
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
