package main

import (
	"path/filepath"
	"testing"
)

// The figures that the page names are those of the golden files.
func TestPrecisionPage(t *testing.T) {
	_, got, _, err := splitPage(filepath.Join("..", "..", "docs", "precision.md"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := tables(".")
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("docs/precision.md differs from the golden files, run go -C testdata run ./corpus -tables\ngot:\n%s\nwant:\n%s", got, want)
	}
}

// Every finding has been read: it has a verdict and a reason, and the files
// are as -update writes them.
func TestVerdicts(t *testing.T) {
	files, err := filepath.Glob("*.golden")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no golden files")
	}
	for _, path := range files {
		rec, err := read(path)
		if err != nil {
			t.Error(err)
			continue
		}
		if rec.repo == "" || len(rec.commit) != 40 || rec.module == "" || rec.lines == 0 {
			t.Errorf("%s: the header lacks repo, full commit, module or lines", path)
		}
		for _, f := range rec.findings {
			if f.verdict == "?" || f.why == "" {
				t.Errorf("%s: %s: no verdict or no reason", path, f.key())
			}
		}
	}
}
