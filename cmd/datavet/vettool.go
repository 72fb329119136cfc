package main

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/toolchain"
	"github.com/datavet/datavet/cmd/datavet/internal/unit"
	_ "github.com/datavet/datavet/cmd/datavet/internal/unit/early" // answers for most packages
	"github.com/datavet/datavet/cmd/datavet/internal/unit/vetcfg"
)

// isVettool reports whether the go command is asking: for the version, for
// the flags, or for the analysis of one package.
func isVettool(args []string) bool {
	return len(args) > 0 && (strings.HasPrefix(args[0], "-V=") || args[0] == "-flags" || strings.HasSuffix(args[len(args)-1], ".cfg"))
}

func vettool(args []string, stdout, stderr io.Writer) int {
	switch {
	case args[0] == "-flags":
		return printFlags(stdout, stderr)
	case strings.HasPrefix(args[0], "-V="):
		return version(args[0], stdout, stderr)
	}
	var opts options
	flags := opts.newFlags()
	if err := flags.Parse(args); err != nil {
		return fail(stderr, err)
	}
	config, err := vetcfg.Read(flags.Arg(0))
	if err != nil {
		return fail(stderr, err)
	}
	opts.Dir = workingDir()
	how := unit.Options{Tests: opts.AnalyseTests(), JSON: opts.json, Fix: opts.fix, Diff: opts.diff, Base: projectRoot(config.Dir)}
	selected, err := analyzers.Analyzers(opts.Options)
	switch {
	case err != nil && !config.VetxOnly: // else a package that was named says it
		return fail(stderr, err)
	case err != nil, !firstParty(config):
		if err := unit.Skip(config, how, stdout); err != nil {
			return fail(stderr, err)
		}
		return exitOK
	}
	if config.VetxOnly && len(opts.Enable) == 0 {
		if selected, err = withDefaults(selected, opts.Disable); err != nil {
			return fail(stderr, err)
		}
	}
	// One package takes little memory: a third of the time went into collecting
	// garbage.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	return unit.Run(config, selected, how, stdout, stderr)
}

// withDefaults adds the rules that are on by default to those that the settings
// of a package's module have on. A module that imports it may have others on, and
// need facts for them.
func withDefaults(selected []*analysis.Analyzer, disable []string) ([]*analysis.Analyzer, error) {
	defaults, err := analyzers.Select(nil, disable)
	for _, rule := range defaults {
		if !slices.Contains(selected, rule) {
			selected = append(selected, rule)
		}
	}
	return selected, err
}

// version tells the go command what the results depend on beside the files that
// it knows of: this program, and what was read of the module around the current
// folder, or of those of its workspace. It is asked once a run, so it also says
// what is wrong with their settings.
func version(arg string, stdout, stderr io.Writer) int {
	if arg != "-V=full" {
		return fail(stderr, fmt.Errorf("%s: want -V=full", arg))
	}
	goversion := os.Getenv("GOVERSION") // the go command sets it for what it runs
	if err := toolchain.Check(goversion); err != nil {
		return fail(stderr, err)
	}
	name, err := os.Executable()
	if err != nil {
		return fail(stderr, err)
	}
	program, err := os.Open(name)
	if err != nil {
		return fail(stderr, err)
	}
	defer program.Close()
	h := sha256.New()
	if _, err := io.Copy(h, program); err != nil {
		return fail(stderr, err)
	}
	roots := analyzers.LocalRoots(workingDir())
	if wrong := wrongSettings(roots); wrong != nil {
		printer{base: workingDir(), stderr: stderr}.problems(wrong)
		return exitError
	}
	for _, root := range roots {
		fmt.Fprintln(h, analyzers.SchemaFingerprint(root))
		if toolchain.MixesResults(goversion) {
			unit.PrintTests(h, root)
		}
	}
	fmt.Fprintf(stdout, "%s version devel comments-go-here buildID=%x\n", name, h.Sum(nil))
	return exitOK
}

// printFlags tells go vet which flags it may hand on.
func printFlags(stdout, stderr io.Writer) int {
	type jsonFlag struct {
		Name  string
		Bool  bool
		Usage string
	}
	var list []jsonFlag
	new(options).newFlags().VisitAll(func(f *flag.Flag) {
		if f.Name == "fix" || f.Name == "diff" {
			return // its own, which it hands on
		}
		b, ok := f.Value.(interface{ IsBoolFlag() bool })
		list = append(list, jsonFlag{f.Name, ok && b.IsBoolFlag(), f.Usage})
	})
	data, err := json.MarshalIndent(list, "", "\t")
	if err != nil {
		return fail(stderr, err)
	}
	fmt.Fprintf(stdout, "%s\n", data)
	return exitOK
}

func firstParty(c *vetcfg.Config) bool {
	var version string
	if c.Module != nil {
		version = c.Module.Version
	}
	// cgo's output lies elsewhere: ask for the package's folder, too.
	files := append(slices.Clone(c.GoFiles), c.Dir+"/.")
	return analyzers.FirstParty(c.Module != nil, version, c.ImportPath, files)
}
