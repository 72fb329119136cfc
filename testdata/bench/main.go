//go:build linux

// Command bench measures what datavet costs on repositories, next to what
// bounds it and to other tools, and prints the tables of docs/performance.md:
//
//	go -C testdata run ./bench [flags] DIR…
//
// Each DIR is the root of a module that builds; it is copied. CPU is the user
// and system time of a command with all its children, the median of the runs.
// Peak is the largest resident set of any one process, the maximum of the runs:
// go vet runs as many processes at a time as there are CPUs. The commands run
// by turns, since a machine may change its pace.
//
// Cold means that the build cache holds the export data of all packages and
// nothing else, and that the tool's own cache is empty: what a CI job pays that
// restores a build cache. Warm repeats the same command at once, with what it
// cached. Edited repeats it after a change of one file. Bare means that the build
// cache is empty, too.
//
// The floor is a program that does what no analysis can do without: it lists the
// packages, reads the export data of what they import, parses and type-checks
// them. With SSA it also builds the SSA form of those that can reach a data
// library.
//
// With -sql it measures what SQL costs instead: the parser on a statement, a
// warm run with and without the rules that read SQL, and the share of its CPU
// samples that lie below the passes that do. With -values it measures so what it
// costs to follow the values that come from rows, with -retries to find what is
// done again. With -generate it writes a module of any size, and with -scale it
// measures such ones.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	log.SetFlags(0)
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	var b bench
	flag.IntVar(&b.runs, "n", 3, "measure each command this many `times`")
	flag.StringVar(&b.work, "work", "", "keep programs, export data and figures in this `folder`: a later run measures what -only says and shows the rest again")
	flag.BoolVar(&b.tests, "tests", false, "let datavet and the floor read test files, as the others do")
	flag.Var(names{&b.only, toolNames()}, "only", "measure these `commands`, separated by commas: "+strings.Join(toolNames(), ", "))
	flag.Var(names{&b.states, stateNames}, "states", "measure them in these `states`, separated by commas: "+strings.Join(stateNames, ", ")+"; by default all but bare")
	sql := flag.Bool("sql", false, "measure what SQL costs")
	values := flag.Bool("values", false, "measure what following values costs")
	retries := flag.Bool("retries", false, "measure what finding what is done again costs")
	scale := flag.String("scale", "", "measure generated modules of these `numbers` of packages, separated by commas")
	generated := flag.String("generate", "", "write a module to this `folder`")
	var m module
	m.register(flag.CommandLine)
	flag.Parse()

	if *generated != "" {
		return m.write(*generated)
	}
	if b.runs < 1 || (flag.NArg() == 0) != (*scale != "") {
		flag.Usage()
		return errors.New("name the roots of modules")
	}
	dirs := make([]string, flag.NArg())
	for i, dir := range flag.Args() {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return err
		}
		dirs[i] = abs
	}
	if b.work == "" {
		tmp, err := os.MkdirTemp("", "bench")
		if err != nil {
			return err
		}
		defer os.RemoveAll(tmp)
		b.work = tmp
	}
	switch {
	case *sql:
		return benchSQL(b.work, b.runs, dirs)
	case *values:
		return benchValues(b.work, b.runs, dirs)
	case *retries:
		return benchRetries(b.work, b.runs, dirs)
	case *scale != "":
		sizes, err := parseSizes(*scale)
		if err != nil {
			return err
		}
		return b.scale(m, sizes)
	}
	return b.compare(dirs)
}

func parseSizes(list string) (sizes []int, err error) {
	for s := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			return nil, fmt.Errorf("-scale: %w", err)
		}
		sizes = append(sizes, n)
	}
	return sizes, nil
}

// names is a flag of known names separated by commas.
type names struct {
	list  *[]string
	known []string
}

func (n names) String() string { return "" }

func (n names) Set(value string) error {
	*n.list = strings.Split(value, ",")
	for _, name := range *n.list {
		if !slices.Contains(n.known, name) {
			return fmt.Errorf("%q is none of %s", name, strings.Join(n.known, ", "))
		}
	}
	return nil
}
