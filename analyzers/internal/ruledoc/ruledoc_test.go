package ruledoc

import (
	"strings"
	"testing"
)

const src = `// A licence.

// Package lostjob finds jobs
// that get lost.
//
// More of it.
//
// # Why it bites
//
// They are lost, see [database/sql.Tx].
//
// # Bad
//
//	queue.Add(job)
//
//	tx.Commit()
//
// # Only here
//
// A category.
package lostjob

func notPartOfIt() {}
`

func TestMustExtract(t *testing.T) {
	intro, _, _ := strings.Cut(MustExtract(src), "#")
	if got, want := intro, "finds jobs that get lost.\n\nMore of it.\n\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	defer func() {
		if r := recover(); r == nil {
			t.Error("no panic without a package comment")
		}
	}()
	MustExtract("package lostjob")
}

var page = Page{
	Name: "lostjob", Doc: MustExtract(src),
	Hazard: "a job gets lost", Incident: "one got lost", Since: "v0.1.0",
}

func TestMarkdown(t *testing.T) {
	const want = "<!-- written by datavet docs from analyzers/lostjob/doc.go -->\n" + `
# lostjob

*Opt-in: -enable=lostjob · since v0.1.0*

**Hazard:** a job gets lost.  ` + `
**Seen:** one got lost.

Finds jobs that get lost.

More of it.

## Why it bites

They are lost, see [database/sql.Tx](https://pkg.go.dev/database/sql#Tx).

## Bad

` + "```go" + `
queue.Add(job)

tx.Commit()
` + "```" + `

## Only here

A category.
`
	if got := page.Markdown(); got != want {
		t.Errorf("got:\n%s", got)
	}
}

func TestText(t *testing.T) {
	const want = `lostjob (opt-in: -enable=lostjob, since v0.1.0)

Hazard: a job gets lost.
Seen: one got lost.

Finds jobs that get lost.

More of it.

# Why it bites

They are lost, see database/sql.Tx.

# Bad

    queue.Add(job)

    tx.Commit()

# Only here

A category.
`
	if got := page.Text(); got != want {
		t.Errorf("got:\n%s", got)
	}
}

func TestIndex(t *testing.T) {
	const want = "| [lostjob](lostjob.md) | a job gets lost | opt-in | v0.1.0 |\n"
	if got := Index([]Page{page}); !strings.HasSuffix(got, "|---|---|---|---|\n"+want) {
		t.Errorf("got:\n%s", got)
	}
}

func TestSections(t *testing.T) {
	var got []string
	for _, s := range Sections(page.Doc) {
		got = append(got, s.Heading+"/"+Anchor(s.Heading)+"/"+strings.Join(s.Code, ""))
	}
	const want = "//;Why it bites/why-it-bites/;Bad/bad/queue.Add(job)\n\ntx.Commit()\n;Only here/only-here/"
	if s := strings.Join(got, ";"); s != want {
		t.Errorf("got %q, want %q", s, want)
	}
}
