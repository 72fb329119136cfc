//go:build linux

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
)

const staticcheck = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"

// A tool is a command to measure. Findings aren't a failure of it.
type tool struct {
	name, title string
	args        []string
	// found is the exit code that says that there are findings.
	found  int
	caches bool // keeps results
}

// The tools that others are compared with, or that are looked for.
const (
	floorTool       = "floor"
	ssaTool         = "ssa"
	uncachedTool    = "uncached"
	standaloneTool  = "datavet"
	vetTool         = "vet"
	staticcheckTool = "staticcheck"
)

// tools returns all tools, with their programs in the folder bin.
func tools(bin string, tests bool) []tool {
	with := func(args ...string) []string {
		if tests {
			args = append(args, "-tests")
		}
		return append(args, "./...")
	}
	vet := func(flags ...string) []string {
		return slices.Concat([]string{"go", "vet"}, flags, []string{"-json", "./..."})
	}
	return []tool{
		{floorTool, "floor", with(bin + "/floor"), 0, false},
		{ssaTool, "floor with SSA", with(bin+"/floor", "-ssa"), 0, false},
		{uncachedTool, "datavet -cache=off", with(bin+"/datavet", "-cache=off"), 3, false},
		{standaloneTool, "datavet", with(bin + "/datavet"), 3, true},
		{"vettool", "datavet as vettool", vet("-vettool=" + bin + "/datavet"), 0, true},
		{vetTool, "go vet", vet(), 0, true},
		{"noop", "no-op vettool", vet("-vettool=" + bin + "/noop"), 0, true},
		{staticcheckTool, "staticcheck", []string{bin + "/staticcheck", "./..."}, 1, true},
		{"embed", "multichecker of x/tools", []string{bin + "/embed", "-json", "./..."}, 0, false},
	}
}

func toolNames() []string {
	var list []string
	for _, t := range tools("", false) {
		list = append(list, t.name)
	}
	return list
}

// build builds datavet and the programs that it is compared with, but for
// staticcheck, into the folder bin.
func build(bin string) error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(bin, 0o777); err != nil {
		return err
	}
	// Built as a part of the module around, for its requirements.
	replace := map[string]string{}
	programs := []string{"floor", "embed", "noop"}
	for _, name := range programs {
		replace[filepath.Join(root, "bench", name, "main.go")] = filepath.Join(root, "testdata", "bench", name, "main.go")
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	file := filepath.Join(bin, "overlay.json")
	if err := os.WriteFile(file, overlay, 0o666); err != nil {
		return err
	}
	args := []string{"go", "build", "-tags=bench", "-overlay=" + file, "-o", bin, "./cmd/datavet"}
	for _, name := range programs {
		args = append(args, "./bench/"+name)
	}
	_, err = output(root, args[0], args[1:]...)
	return err
}

// moduleRoot returns the folder of the module around that of testdata.
func moduleRoot() (string, error) {
	module, err := output("", "go", "env", "GOMOD")
	return filepath.Dir(filepath.Dir(module)), err
}
