package main

import (
	"crypto/sha256"
	"encoding/gob"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/datavet/datavet/analyzers"
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
	config := flags.Arg(0)
	unit := readUnit(config)
	selected, err := analyzers.Analyzers(opts.Options)
	switch {
	case err != nil && unit.VetxOnly: // a package that was named says it
		return unitcheck(nil, config)
	case err != nil:
		return fail(stderr, err)
	case !firstParty(unit):
		// Its types are wanted by others, its analysis is not, and the passes
		// that rules build on would cost most of the run on the standard
		// library alone.
		registerFacts(selected)
		return unitcheck(nil, config)
	}
	guard(selected, nil)
	return unitcheck(selected, fmt.Sprintf("-json=%t", opts.json), config)
}

// version tells the go command what the results depend on beside the files that
// it knows of: this program, and what was read of the module around the current
// folder, or of those of its workspace. It is asked once a run, so it also says
// what is wrong with their settings.
func version(arg string, stdout, stderr io.Writer) int {
	if arg != "-V=full" {
		return fail(stderr, fmt.Errorf("%s: want -V=full", arg))
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
	roots := analyzers.WorkRoots(workingDir())
	if wrong := wrongSettings(roots); wrong != nil {
		printer{base: workingDir(), stderr: stderr}.problems(wrong)
		return exitError
	}
	for _, root := range roots {
		fmt.Fprintln(h, analyzers.SchemaFingerprint(root))
	}
	fmt.Fprintf(stdout, "%s version devel comments-go-here buildID=%x\n", name, h.Sum(nil))
	return exitOK
}

// unitcheck runs unitchecker, which takes its arguments from os.Args and
// doesn't return.
func unitcheck(selected []*analysis.Analyzer, args ...string) int {
	os.Args = append(os.Args[:1], args...)
	unitchecker.Main(selected...)
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

// readUnit returns what the go command wrote to the file name; unitchecker
// says what is wrong with one that can't be read.
func readUnit(name string) (unit unitchecker.Config) {
	if data, err := os.ReadFile(name); err == nil {
		_ = json.Unmarshal(data, &unit)
	}
	return unit
}

func firstParty(unit unitchecker.Config) bool {
	// cgo's output lies elsewhere: ask for the package's folder, too.
	files := append(slices.Clone(unit.GoFiles), unit.Dir+"/.")
	return analyzers.FirstParty(unit.ModulePath != "", unit.ModuleVersion, unit.ImportPath, files)
}

// registerFacts lets a unit without analyzers hand on the facts of its
// dependencies.
func registerFacts(roots []*analysis.Analyzer) {
	for _, a := range roots {
		for _, fact := range a.FactTypes {
			gob.Register(fact)
		}
		registerFacts(a.Requires)
	}
}
