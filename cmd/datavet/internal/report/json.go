package report

import (
	"encoding/json"
	"fmt"
	"io"
)

// A Tree is what x/tools' drivers print as JSON: by package and rule, findings
// or an error.
type Tree map[string]map[string]any

// Add adds findings of the package id.
func (t Tree) Add(id string, findings []Finding) {
	for _, f := range findings {
		byRule := t.of(id)
		list, _ := byRule[f.Rule].([]jsonDiagnostic)
		byRule[f.Rule] = append(list, diagnostic(f))
	}
}

// AddError says that the rule failed on the package id.
func (t Tree) AddError(id, rule string, err error) {
	t.of(id)[rule] = struct {
		Err string `json:"error"`
	}{err.Error()}
}

func (t Tree) of(id string) map[string]any {
	if t[id] == nil {
		t[id] = map[string]any{}
	}
	return t[id]
}

// Print writes the tree, an empty one as {}.
func (t Tree) Print(w io.Writer) error {
	data, err := json.MarshalIndent(t, "", "\t")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", data)
	return err
}

type jsonDiagnostic struct {
	Category       string        `json:"category,omitempty"`
	Posn           string        `json:"posn"` // "file:line:column"
	End            string        `json:"end"`
	Message        string        `json:"message"`
	SuggestedFixes []jsonFix     `json:"suggested_fixes,omitempty"`
	Related        []jsonRelated `json:"related,omitempty"`
}

type jsonFix struct {
	Message string     `json:"message"`
	Edits   []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	Filename string `json:"filename"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	New      string `json:"new"`
}

type jsonRelated struct {
	Posn    string `json:"posn"`
	End     string `json:"end"`
	Message string `json:"message"`
}

func diagnostic(f Finding) jsonDiagnostic {
	d := jsonDiagnostic{Category: f.Category, Posn: f.Pos.String(), End: f.End.String(), Message: f.Message}
	for _, fix := range f.Fixes {
		var edits []jsonEdit
		for _, e := range fix.Edits {
			edits = append(edits, jsonEdit{e.File, e.Start, e.End, e.New})
		}
		d.SuggestedFixes = append(d.SuggestedFixes, jsonFix{fix.Message, edits})
	}
	for _, r := range f.Related {
		d.Related = append(d.Related, jsonRelated{r.Pos.String(), r.End.String(), r.Message})
	}
	return d
}
