//go:build linux

package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// scale prints what datavet costs on modules of the given numbers of packages,
// each like m otherwise, with as many lines a package.
func (b *bench) scale(m module, sizes []int) error {
	if err := build(filepath.Join(b.work, "bin")); err != nil {
		return err
	}
	perPackage := m.lines / m.packages
	fmt.Printf("%s, %d CPUs, %d runs\n\n", runtime.Version(), runtime.NumCPU(), b.runs)
	fmt.Println("| Packages | kLOC | A level | Floor with SSA, s | Uncached, s | ÷ | ms a package | Peak MiB | Warm, s | ms a package | Leaf edited, s | Base edited, s |")
	fmt.Println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
	for _, size := range sizes {
		m.packages, m.lines = size, size*perPackage
		if err := b.scaleTo(m); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) scaleTo(m module) error {
	src := filepath.Join(b.work, "src", fmt.Sprintf("generated-%d-%d", m.packages, m.depth))
	if err := os.RemoveAll(src); err != nil {
		return err
	}
	if err := m.write(src); err != nil {
		return err
	}
	list := tools(filepath.Join(b.work, "bin"), b.tests)
	toolOf := func(name string) tool {
		return list[slices.IndexFunc(list, func(t tool) bool { return t.name == name })]
	}
	env := os.Environ()
	// So that the export data of the standard library is there.
	if _, err := measure(env, src, toolOf(floorTool)); err != nil {
		return err
	}
	lines, err := countLines(src)
	if err != nil {
		return err
	}
	changes, err := edits(src)
	if err != nil {
		return err
	}
	samples := map[string][]cost{}
	for range b.runs {
		for _, name := range []string{ssaTool, uncachedTool} {
			c, err := measure(env, src, toolOf(name))
			if err != nil {
				return err
			}
			samples[name] = append(samples[name], c)
		}
	}
	caches, err := os.MkdirTemp(b.work, "caches")
	if err != nil {
		return err
	}
	defer os.RemoveAll(caches)
	cached := toolOf(standaloneTool)
	env = append(env, "DATAVET_CACHE="+caches)
	if _, err := measure(env, src, cached); err != nil {
		return err
	}
	for run := range b.runs {
		c, err := measure(env, src, cached)
		if err != nil {
			return err
		}
		samples[warm] = append(samples[warm], c)
		for _, e := range changes {
			if e.What != "body" {
				continue
			}
			c, err := e.measure(env, src, cached, fmt.Sprint(run))
			if err != nil {
				return err
			}
			samples[e.Where] = append(samples[e.Where], c)
		}
	}
	floor, uncached, again := summary(samples[ssaTool]), summary(samples[uncachedTool]), summary(samples[warm])
	each := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 / float64(m.packages) }
	fmt.Printf("| %d | %d | %d | %.1f | %.1f | %.2f | %.1f | %d | %.1f | %.2f | %.1f | %.1f |\n",
		m.packages, lines/1000, m.packages/m.depth, floor.CPU.Seconds(),
		uncached.CPU.Seconds(), float64(uncached.CPU)/float64(floor.CPU), each(uncached.CPU), uncached.Peak>>10,
		again.CPU.Seconds(), each(again.CPU), summary(samples["leaf"]).CPU.Seconds(), summary(samples["base"]).CPU.Seconds())
	for _, e := range changes {
		if e.What == "body" {
			log.Print(e)
		}
	}
	return nil
}
