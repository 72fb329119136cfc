// Package ruledoc turns a rule's doc.go into the analyzer's Doc, the text of
// datavet explain and a Markdown page.
package ruledoc

import (
	"fmt"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// MustExtract returns the package comment of the doc.go source src as an
// analyzer's Doc: the first line is the summary, without "Package name". It
// panics if there is none.
func MustExtract(src string) string {
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", src, parser.PackageClauseOnly|parser.ParseComments)
	if err != nil {
		panic(err)
	}
	doc, ok := strings.CutPrefix(file.Doc.Text(), "Package "+file.Name.Name+" ")
	if !ok {
		panic(fmt.Sprintf("doc.go of %s: the package comment must start with %q", file.Name.Name, "Package "+file.Name.Name+" "))
	}
	summary, rest, _ := strings.Cut(doc, "\n\n")
	return strings.ReplaceAll(strings.TrimSpace(summary), "\n", " ") + "\n\n" + rest
}

// docLinks is where the documentation of packages is.
const docLinks = "https://pkg.go.dev"

// URL returns the address of a rule's page.
func URL(rule string) string {
	return "https://github.com/datavet/datavet/blob/main/docs/rules/" + rule + ".md"
}

// A Page is what there is to say about a rule.
type Page struct {
	Name, Doc, Hazard, Incident, Since string
	Default                            bool
	// OptIn are the categories that are off unless the rule is enabled by name.
	OptIn []string
}

// State says what of the rule is on, for tables.
func (p Page) State() string {
	if !p.Default {
		return "opt-in"
	}
	if len(p.OptIn) > 0 {
		return "on; opt-in: " + strings.Join(p.OptIn, ", ")
	}
	return "on"
}

// state says what of the rule is on, and how to have the rest; write says a
// category.
func (p Page) state(write func(category string) string) string {
	if !p.Default {
		return "opt-in: -enable=" + p.Name
	}
	if len(p.OptIn) == 0 {
		return "on by default"
	}
	var categories []string
	for _, c := range p.OptIn {
		categories = append(categories, write(c))
	}
	return "on by default; -enable=" + p.Name + " adds " + strings.Join(categories, ", ")
}

// Text returns the page for a terminal.
func (p Page) Text() string {
	var b strings.Builder
	state := p.state(func(category string) string { return category })
	fmt.Fprintf(&b, "%s (%s; since %s)\n\n", p.Name, state, p.Since)
	fmt.Fprintf(&b, "Hazard: %s.\nSeen: %s.\n\n", p.Hazard, p.Incident)
	b.Write((&comment.Printer{TextCodePrefix: "    ", TextWidth: 78}).Text(p.parse()))
	return b.String()
}

// Markdown returns the page for docs/rules. The anchor of a heading is what
// GitHub makes of it; see [Anchor].
func (p Page) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!-- written by datavet docs from analyzers/%s/doc.go -->\n\n# %[1]s\n\n", p.Name)
	state := p.state(func(category string) string { return fmt.Sprintf("[%s](#%[1]s)", category) })
	fmt.Fprintf(&b, "*%s · since %s*\n\n", upper(state), p.Since)
	fmt.Fprintf(&b, "**Hazard:** %s.  \n**Seen:** %s.\n\n", p.Hazard, p.Incident)
	printer := &comment.Printer{DocLinkBaseURL: docLinks, HeadingLevel: 2, HeadingID: func(*comment.Heading) string { return "" }}
	for _, block := range p.parse().Content {
		if code, ok := block.(*comment.Code); ok {
			fmt.Fprintf(&b, "```go\n%s```\n\n", code.Text)
			continue
		}
		b.Write(printer.Markdown(&comment.Doc{Content: []comment.Block{block}}))
		b.WriteString("\n")
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// Headings are those that each rule's doc.go has, in this order. Others, one for
// each category, may stand between them.
var Headings = []string{whyHeading, "Bad", "Good", "Limits", "References"}

const whyHeading = "Why it bites"

// A Part is what a page says below one heading, without it.
type Part struct {
	// Anchor is that of the heading; that of a category's is the category.
	Anchor         string
	Text, Markdown string
}

// Parts returns what the page says of the rule as a whole, why it bites, and what
// it says of each category.
func (p Page) Parts() (intro, why Part, categories []Part) {
	var heading string
	section := &comment.Doc{}
	end := func() {
		part := Part{
			Anchor:   Anchor(heading),
			Text:     strings.TrimSpace(string((&comment.Printer{TextCodePrefix: "    ", TextWidth: -1}).Text(section))),
			Markdown: strings.TrimSpace(string((&comment.Printer{DocLinkBaseURL: docLinks}).Markdown(section))),
		}
		switch {
		case heading == "":
			intro = part
		case heading == whyHeading:
			why = part
		case !slices.Contains(Headings, heading):
			categories = append(categories, part)
		}
		section = &comment.Doc{}
	}
	for _, block := range p.parse().Content {
		if h, ok := block.(*comment.Heading); ok {
			end()
			heading = headingText(h)
			continue
		}
		section.Content = append(section.Content, block)
	}
	end()
	return intro, why, categories
}

func (p Page) parse() *comment.Doc {
	return new(comment.Parser).Parse(upper(p.Doc))
}

// Index returns the table of all pages.
func Index(pages []Page) string {
	var b strings.Builder
	b.WriteString("<!-- written by datavet docs from analyzers/suite.go -->\n\n# Rules\n\n")
	b.WriteString("| Rule | Hazard | Default | Since |\n|---|---|---|---|\n")
	for _, p := range pages {
		fmt.Fprintf(&b, "| [%s](%[1]s.md) | %s | %s | %s |\n", p.Name, p.Hazard, p.State(), p.Since)
	}
	return b.String()
}

// A Section is what stands below one heading.
type Section struct {
	Heading string
	// Code are its code blocks.
	Code []string
}

// Sections returns the sections of doc, the one before the first heading
// without Heading.
func Sections(doc string) []Section {
	sections := []Section{{}}
	for _, block := range new(comment.Parser).Parse(doc).Content {
		last := &sections[len(sections)-1]
		switch block := block.(type) {
		case *comment.Heading:
			sections = append(sections, Section{Heading: headingText(block)})
		case *comment.Code:
			last.Code = append(last.Code, block.Text)
		}
	}
	return sections
}

func headingText(h *comment.Heading) string {
	text := (&comment.Printer{}).Text(&comment.Doc{Content: []comment.Block{&comment.Paragraph{Text: h.Text}}})
	return strings.TrimSpace(string(text))
}

// Anchor returns the anchor that GitHub gives to a heading. That of a
// category's heading is the category.
func Anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', r == '_', 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return r
		}
		return -1
	}, strings.ToLower(heading))
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
