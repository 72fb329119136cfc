package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The tables of docs/precision.md stand between these lines.
const (
	tablesBegin = "<!-- written by: go -C testdata run ./corpus -tables -->\n"
	tablesEnd   = "<!-- end -->\n"
)

// A tally counts verdicts.
type tally struct{ tp, fp, open int }

func (t *tally) count(verdict string) {
	switch verdict {
	case "tp":
		t.tp++
	case "fp":
		t.fp++
	default:
		t.open++
	}
}

// precision is the share of the true among the judged.
func (t tally) precision() string {
	if t.tp+t.fp == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f %%", 100*float64(t.tp)/float64(t.tp+t.fp))
}

func (t tally) cells() string {
	return fmt.Sprintf("%d | %d | %d | %s |", t.tp+t.fp+t.open, t.tp, t.fp, t.precision())
}

// tables returns the figures of the golden files as Markdown: by repository,
// and by rule and category.
func tables(golden string) (string, error) {
	files, err := filepath.Glob(filepath.Join(golden, "*.golden"))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	var all, largest tally
	lines, largestName := 0, ""
	byRule := map[string]*tally{}
	b.WriteString("\n| Repository | Commit | kLOC | Findings | True | False | Precision |\n|---|---|--:|--:|--:|--:|--:|\n")
	for _, path := range files {
		rec, err := read(path)
		if err != nil {
			return "", err
		}
		var here tally
		for _, f := range rec.findings {
			if byRule[f.rule] == nil {
				byRule[f.rule] = new(tally)
			}
			byRule[f.rule].count(f.verdict)
			here.count(f.verdict)
			all.count(f.verdict)
		}
		lines += rec.lines
		name := strings.TrimPrefix(rec.repo, "github.com/")
		fmt.Fprintf(&b, "| [%s](https://%s) | `%.12s` | %d | %s\n", name, rec.repo, rec.commit, (rec.lines+500)/1000, here.cells())
		if here.tp+here.fp > largest.tp+largest.fp {
			largest, largestName = here, name
		}
	}
	rest := tally{all.tp - largest.tp, all.fp - largest.fp, all.open - largest.open}
	fmt.Fprintf(&b, "| **all but %s** | | | %s\n", largestName, rest.cells())
	fmt.Fprintf(&b, "| **%d repositories** | | %d | %s\n", len(files), (lines+500)/1000, all.cells())
	b.WriteString("\n| Rule | Category | Findings | True | False | Precision |\n|---|---|--:|--:|--:|--:|\n")
	for _, key := range slices.Sorted(maps.Keys(byRule)) {
		rule, category, _ := strings.Cut(key, "/")
		fmt.Fprintf(&b, "| %s | %s | %s\n", rule, category, byRule[key].cells())
	}
	b.WriteString("\n")
	return b.String(), nil
}

// splitPage returns what stands before, between and after the marks of a page.
func splitPage(path string) (before, between, after string, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", "", "", err
	}
	before, rest, ok := strings.Cut(string(data), tablesBegin)
	between, after, ok2 := strings.Cut(rest, tablesEnd)
	if !ok || !ok2 {
		return "", "", "", fmt.Errorf("%s: no lines %q and %q", path, strings.TrimSpace(tablesBegin), strings.TrimSpace(tablesEnd))
	}
	return before, between, after, nil
}

func writeTables(page, golden string) error {
	before, _, after, err := splitPage(page)
	if err != nil {
		return err
	}
	text, err := tables(golden)
	if err != nil {
		return err
	}
	return os.WriteFile(page, []byte(before+tablesBegin+text+tablesEnd+after), 0o644)
}
