//go:build linux

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// A bench compares tools on repositories.
type bench struct {
	runs   int
	work   string // folder
	tests  bool
	only   []string // tools; nil for all
	states []string
}

// The states of caches that tools with caches are measured in.
const (
	cold   = "cold"
	warm   = "warm"
	edited = "edited"
	bare   = "bare"
)

var stateNames = []string{cold, warm, edited, bare}

// A repository is what was measured on one.
type repository struct {
	Lines int
	Edits []edit
	// Costs is by tool and state, empty for tools without caches.
	Costs map[string]map[string]cost
}

func (b *bench) compare(dirs []string) error {
	bin := filepath.Join(b.work, "bin")
	if err := build(bin); err != nil {
		return err
	}
	if b.runsTool(staticcheckTool) {
		if _, err := output(bin, "env", "GOBIN="+bin, "go", "install", staticcheck); err != nil {
			return err
		}
	}
	figures := map[string]*repository{}
	var measured []string
	for _, dir := range dirs {
		r, err := b.repository(dir)
		if err != nil {
			return fmt.Errorf("%s: %w", dir, err)
		}
		name := filepath.Base(dir)
		measured = append(measured, name)
		// Read again each time: another run may have added figures.
		if figures, err = b.save(name, r); err != nil {
			return err
		}
	}
	fmt.Printf("%s, %d CPUs, staticcheck %s, %d runs\n", runtime.Version(), runtime.NumCPU(),
		staticcheck[strings.Index(staticcheck, "@")+1:], b.runs)
	for _, name := range measured {
		b.print(name, figures[name])
	}
	printAims(measured, figures)
	return nil
}

// save adds what was measured on the repository name to the figures that are
// kept, and returns them all.
func (b *bench) save(name string, r *repository) (map[string]*repository, error) {
	figures := map[string]*repository{}
	file := filepath.Join(b.work, "figures.json")
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, &figures)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if kept := figures[name]; kept != nil {
		for tool, costs := range r.Costs {
			if kept.Costs[tool] == nil {
				kept.Costs[tool] = costs
			} else {
				maps.Copy(kept.Costs[tool], costs)
			}
		}
		r.Costs = kept.Costs
	}
	figures[name] = r
	if data, err = json.MarshalIndent(figures, "", "\t"); err != nil {
		return nil, err
	}
	return figures, os.WriteFile(file, data, 0o666)
}

// repository measures the tools on the module in dir.
func (b *bench) repository(dir string) (*repository, error) {
	r := repository{Costs: map[string]map[string]cost{}}
	name := filepath.Base(dir)
	src := filepath.Join(b.work, "src", name) // the same each time: the go command's keys have it
	if err := os.RemoveAll(src); err != nil {
		return nil, err
	}
	if err := os.CopyFS(src, os.DirFS(dir)); err != nil {
		return nil, err
	}
	var err error
	if r.Lines, err = countLines(src); err != nil {
		return nil, err
	}
	if r.Edits, err = edits(src); err != nil {
		return nil, err
	}
	exports := filepath.Join(b.work, "exports", name)
	if _, err := output(src, "env", "GOCACHE="+exports, "go", "list", "-export", "-deps", "-test", "./..."); err != nil {
		return nil, err
	}
	samples := map[string]map[string][]cost{}
	for run := range b.runs {
		for _, t := range tools(filepath.Join(b.work, "bin"), b.tests) {
			if !b.runsTool(t.name) {
				continue
			}
			if samples[t.name] == nil {
				samples[t.name] = map[string][]cost{}
			}
			add := func(state string, c cost) {
				log.Printf("%s, %s, %s: %.2f s, %d MiB", name, t.title, state, c.CPU.Seconds(), c.Peak>>10)
				samples[t.name][state] = append(samples[t.name][state], c)
			}
			if err := b.once(src, exports, t, r.Edits, run, add); err != nil {
				return nil, err
			}
		}
	}
	for tool, states := range samples {
		r.Costs[tool] = map[string]cost{}
		for state, costs := range states {
			r.Costs[tool][state] = summary(costs)
		}
	}
	return &r, nil
}

// once runs t in src once in each state and adds what it cost.
func (b *bench) once(src, exports string, t tool, edits []edit, run int, add func(state string, c cost)) error {
	caches, err := os.MkdirTemp(b.work, "caches")
	if err != nil {
		return err
	}
	defer os.RemoveAll(caches)
	if b.measures(bare) && b.states != nil {
		c, err := measure(environ(filepath.Join(caches, "bare")), src, t)
		if err != nil {
			return err
		}
		add(bare, c)
	}
	if !b.measures(cold) && !b.measures(warm) && !b.measures(edited) {
		return nil
	}
	full := filepath.Join(caches, "full")
	if err := linkTree(exports, full); err != nil {
		return err
	}
	env := environ(full)
	c, err := measure(env, src, t)
	if err != nil {
		return err
	}
	if !t.caches {
		add("", c)
		return nil
	}
	if b.measures(cold) {
		add(cold, c)
	}
	if b.measures(warm) {
		if c, err = measure(env, src, t); err != nil {
			return err
		}
		add(warm, c)
	}
	if !b.measures(edited) {
		return nil
	}
	for _, e := range edits {
		c, err := e.measure(env, src, t, fmt.Sprint(t.name, run))
		if err != nil {
			return err
		}
		add(e.state(), c)
	}
	return nil
}

func (b *bench) runsTool(name string) bool { return b.only == nil || slices.Contains(b.only, name) }

func (b *bench) measures(state string) bool {
	return b.states == nil || slices.Contains(b.states, state)
}

// print prints what the tools cost on the repository.
func (b *bench) print(name string, r *repository) {
	fmt.Printf("\n%s, %d kLOC with tests\n\n", name, r.Lines/1000)
	states := []string{"", cold, warm}
	for _, e := range r.Edits {
		fmt.Println(e)
		states = append(states, e.state())
	}
	states = append(states, bare)
	fmt.Println("\n| Caches | Command | CPU s | ÷ floor with SSA | ÷ go vet | ÷ staticcheck | Peak MiB |")
	fmt.Println("|---|---|---:|---:|---:|---:|---:|")
	for _, state := range states {
		for _, t := range tools("", false) {
			c, ok := r.Costs[t.name][state]
			if !ok {
				continue
			}
			caches, other := state, state
			if state == "" {
				caches, other = "none", cold
			}
			fmt.Printf("| %s | %s | %.1f | %s | %s | %s | %d |\n", caches, t.title, c.CPU.Seconds(),
				r.ratio(c, ssaTool, ""), r.ratio(c, vetTool, other), r.ratio(c, staticcheckTool, other), c.Peak>>10)
		}
	}
}

// ratio returns c by the CPU time of the tool in the state, or nothing if that
// wasn't measured.
func (r *repository) ratio(c cost, tool, state string) string {
	d, ok := r.Costs[tool][state]
	if !ok || c.CPU == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", float64(c.CPU)/float64(d.CPU))
}

// printAims prints the figures that datavet is held against.
func printAims(names []string, figures map[string]*repository) {
	fmt.Printf("\n| Ratio of CPU time | Aim | %s |\n", strings.Join(names, " | "))
	fmt.Println("|---|---:|" + strings.Repeat("---:|", len(names)))
	line := func(what, aim string, value func(*repository) string) {
		fmt.Printf("| %s | %s |", what, aim)
		for _, name := range names {
			fmt.Printf(" %s |", value(figures[name]))
		}
		fmt.Println()
	}
	uncached := func(r *repository) cost { return r.Costs[uncachedTool][""] }
	line("uncached ÷ floor with SSA", "1.5", func(r *repository) string { return r.ratio(uncached(r), ssaTool, "") })
	line("uncached ÷ staticcheck cold", "0.1", func(r *repository) string { return r.ratio(uncached(r), staticcheckTool, cold) })
	line("warm ÷ go vet warm", "1.0", func(r *repository) string { return r.ratio(r.Costs[standaloneTool][warm], vetTool, warm) })
	for i, state := range editStates {
		line(state+" ÷ staticcheck", "0.3", func(r *repository) string {
			return r.ratio(r.Costs[standaloneTool][r.Edits[i].state()], staticcheckTool, state)
		})
	}
	line("peak uncached, GiB", "", func(r *repository) string { return fmt.Sprintf("%.2f", float64(uncached(r).Peak)/(1<<20)) })
}
