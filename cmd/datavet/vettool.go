package main

import (
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
	if args[0] == "-flags" {
		return printFlags(stdout, stderr)
	}
	var opts options
	var selected []*analysis.Analyzer
	forward := args
	if !strings.HasPrefix(args[0], "-V=") {
		flags := opts.newFlags()
		if err := flags.Parse(args); err != nil {
			return fail(stderr, err)
		}
		var err error
		if selected, err = opts.guarded(); err != nil {
			return fail(stderr, err)
		}
		config := flags.Arg(0)
		if foreign(config) {
			registerFacts(selected)
			selected = nil
		}
		forward = []string{fmt.Sprintf("-json=%t", opts.json), config}
	}
	// unitchecker.Main takes its arguments from os.Args and doesn't return.
	os.Args = append(os.Args[:1], forward...)
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

// foreign reports whether the unit that the file configures is not
// first-party. Its types are wanted by others, its analysis is not, and the
// passes that rules build on would cost most of the run on the standard
// library alone.
func foreign(name string) bool {
	data, err := os.ReadFile(name)
	var unit unitchecker.Config
	if err != nil || json.Unmarshal(data, &unit) != nil {
		return false // unitchecker says what is wrong
	}
	// cgo's output lies elsewhere: ask for the package's folder, too.
	files := append(slices.Clone(unit.GoFiles), unit.Dir+"/.")
	return !analyzers.FirstParty(unit.ModulePath != "", unit.ModuleVersion, unit.ImportPath, files)
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
