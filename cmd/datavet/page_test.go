package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/datavet/datavet/cmd/datavet/internal/page/browsertest"
)

// TestPageOfTheExample looks at the page of a run: each incident of the example
// is drawn with its commit, and with the way to it.
func TestPageOfTheExample(t *testing.T) {
	b := browsertest.Open(t)
	example(t) // downloads its libraries
	dir, err := filepath.Abs(filepath.Join(root, exampleDir))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "datavet.html")
	m := module{t, dir}
	m.datavet("-q", "-format=html:"+name, "./...").want(t, exitFindings, nil, nil)

	for _, width := range []int{360, 1280} {
		b.Look(width, "screen", "light")
		b.Visit("file://" + filepath.ToSlash(name))
		b.Legible(t)
		b.Quiet(t)
	}
	const incidents = 7
	if n := len(b.List("shown()")); n != incidents {
		t.Errorf("the page shows %d findings, want %d", n, incidents)
	}
	lines := b.List("across()")
	if len(lines) != incidents {
		t.Errorf("the page has %d pictures, want %d", len(lines), incidents)
	}
	for _, line := range lines {
		if line != "begin < effect < commit" {
			t.Errorf("a picture shows %s", line)
		}
	}
	for _, commit := range b.List("all('svg.time .good').map((e) => e.parentElement.textContent)") {
		if !strings.HasPrefix(commit, "COMMIT line ") {
			t.Errorf("a picture says %q", commit)
		}
	}
	if steps := b.List("all('.steps > summary').map((e) => e.textContent)"); len(steps) < 4 {
		t.Errorf("the page has the call paths %q, want more", steps)
	}
}
