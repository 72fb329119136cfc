package analyzers

import (
	"slices"

	"github.com/datavet/datavet/analyzers/internal/nearest"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
)

// Explain returns what there is to say about the rule, for a terminal.
func (r Rule) Explain() string { return r.page().Text() }

// Pages returns the files of docs/rules by name, in Markdown: a page for each
// rule and README.md, the table of all.
func Pages() map[string]string {
	files := map[string]string{}
	var pages []ruledoc.Page
	for _, rule := range Rules {
		pages = append(pages, rule.page())
		files[rule.Analyzer.Name+".md"] = rule.page().Markdown()
	}
	files["README.md"] = ruledoc.Index(pages)
	return files
}

// State says whether the rule is on, and which of its categories are opt-in.
func (r Rule) State() string { return r.page().State() }

// A Help says what a rule, or one of its categories, is about.
type Help struct {
	// Category is that of the findings, empty for the rule as a whole.
	Category string
	URL      string
	// Default says whether it is on without the rule being enabled by name.
	Default bool
	// Text and Markdown say what is found, WhyText and WhyMarkdown what is wrong
	// with it.
	Text, Markdown, WhyText, WhyMarkdown string
}

// Helps returns the help for the rule as a whole, then for its categories in the
// order of its page.
func (r Rule) Helps() []Help {
	intro, why, categories := r.page().Parts()
	list := []Help{{URL: r.Analyzer.URL, Default: r.Default, Text: intro.Text, Markdown: intro.Markdown}}
	for _, c := range categories {
		list = append(list, Help{
			Category: c.Anchor,
			URL:      r.Analyzer.URL + "#" + c.Anchor,
			Default:  r.Default && !slices.Contains(r.OptIn, c.Anchor),
			Text:     c.Text, Markdown: c.Markdown,
		})
	}
	for i := range list {
		list[i].WhyText, list[i].WhyMarkdown = why.Text, why.Markdown
	}
	return list
}

// Suggest says what to write instead of name, which is none of known: the nearest
// of them, or one of them all.
func Suggest(name string, known []string) string { return nearest.Suggest(name, known) }

func (r Rule) page() ruledoc.Page {
	return ruledoc.Page{
		Name: r.Analyzer.Name, Doc: r.Analyzer.Doc,
		Hazard: r.Hazard, Incident: r.Incident, Since: r.Since,
		Default: r.Default, OptIn: r.OptIn,
	}
}
