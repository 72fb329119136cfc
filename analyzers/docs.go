package analyzers

import "github.com/datavet/datavet/analyzers/internal/ruledoc"

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

func (r Rule) page() ruledoc.Page {
	return ruledoc.Page{
		Name: r.Analyzer.Name, Doc: r.Analyzer.Doc,
		Hazard: r.Hazard, Incident: r.Incident, Since: r.Since,
		Default: r.Default, OptIn: r.OptIn,
	}
}
