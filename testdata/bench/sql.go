//go:build linux

package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// benchSQL prints what SQL costs: a statement, and on each of the modules.
func benchSQL(tmp string, runs int, dirs []string) error {
	return benchRules(tmp, runs, dirs, subject{
		rules: []string{"sentinelrange", "softunique"},
		parts: []part{
			{"sqlparse, grammars included", `analyzers/internal/sqlparse\.`},
			{"schema and sqlquery, sqlparse included", `analyzers/internal/(schema|sqlquery|sqlparse)\.`},
		},
		before: statements,
		of:     "SQL texts",
		count:  countTexts,
	})
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
