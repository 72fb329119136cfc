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
	const want = `lostjob (opt-in: -enable=lostjob; since v0.1.0)

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

func TestOptIn(t *testing.T) {
	page := page
	for _, test := range []struct {
		on                   bool
		optIn                []string
		table, title, header string
	}{
		{false, nil, "opt-in", "opt-in: -enable=lostjob", "Opt-in: -enable=lostjob"},
		{true, nil, "on", "on by default", "On by default"},
		{
			true, []string{"late", "maybe"}, "on; opt-in: late, maybe",
			"on by default; -enable=lostjob adds late, maybe",
			"On by default; -enable=lostjob adds [late](#late), [maybe](#maybe)",
		},
	} {
		page.Default, page.OptIn = test.on, test.optIn
		if want := "lostjob (" + test.title + "; since v0.1.0)\n"; !strings.HasPrefix(page.Text(), want) {
			t.Errorf("Text lacks %q:\n%s", want, page.Text())
		}
		if want := "*" + test.header + " · since v0.1.0*\n"; !strings.Contains(page.Markdown(), want) {
			t.Errorf("Markdown lacks %q:\n%s", want, page.Markdown())
		}
		if want := "| a job gets lost | " + test.table + " | v0.1.0 |\n"; !strings.HasSuffix(Index([]Page{page}), want) {
			t.Errorf("Index lacks %q:\n%s", want, Index([]Page{page}))
		}
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

func TestParts(t *testing.T) {
	intro, why, categories := page.Parts()
	if want := "Finds jobs that get lost.\n\nMore of it."; intro.Text != want || intro.Markdown != want {
		t.Errorf("intro is %+v", intro)
	}
	if got, want := why.Markdown, "They are lost, see [database/sql.Tx](https://pkg.go.dev/database/sql#Tx)."; got != want {
		t.Errorf("why is %q, want %q", got, want)
	}
	if want := (Part{"only-here", "A category.", "A category."}); len(categories) != 1 || categories[0] != want {
		t.Errorf("categories are %+v", categories)
	}
}
