package lsp

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/fixes"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// codeAction offers fixes and suppressions for the findings in a range. There are
// none while the document isn't what was analysed: edits are for that text alone.
func (s *server) codeAction(p codeActionParams) (any, error) {
	actions := []codeAction{} // not null
	doc := s.docs[p.TextDocument.URI]
	if doc == nil || s.client.TextDocument.CodeAction.CodeActionLiteralSupport == nil {
		return actions, nil
	}
	start, end := doc.text.offset(p.Range.Start, s.encoding), doc.text.offset(p.Range.End, s.encoding)
	var all []report.Told
	for _, it := range s.findings(doc) {
		all = append(all, *it.finding)
		from, to := doc.text.offset(it.Range.Start, s.encoding), doc.text.offset(it.Range.End, s.encoding)
		if to < start || end < from || !wanted(kindQuickFix, p.Context.Only) {
			continue
		}
		actions = append(actions, s.quickFixes(it)...)
		if ignore, ok := s.ignore(doc, it); ok {
			actions = append(actions, ignore)
		}
	}
	if wanted(kindFixAll, p.Context.Only) {
		if edit, ok := s.fix(all); ok {
			actions = append(actions, codeAction{Title: "Fix all findings of datavet in the file", Kind: kindFixAll, Edit: edit})
		}
	}
	return actions, nil
}

// findings returns the findings in the document, if it is what was analysed.
func (s *server) findings(doc *document) []item {
	var list []item
	sum := report.Sum([]byte(doc.text.string))
	for _, key := range s.unitKeys() {
		file := s.units[key].files[doc.path]
		if file == nil || file.sum != sum {
			continue
		}
		for _, it := range file.items {
			if it.finding != nil {
				list = append(list, it)
			}
		}
	}
	return list
}

// wanted reports whether the client wants actions of a kind: it names kinds, or
// what they begin with, or none for all.
func wanted(kind string, only []string) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(o string) bool {
		rest, ok := strings.CutPrefix(kind, o)
		return ok && (rest == "" || rest[0] == '.' || o == "")
	})
}

// quickFixes returns an action for each fix of a finding.
func (s *server) quickFixes(it item) []codeAction {
	var actions []codeAction
	for _, fix := range it.finding.Fixes {
		one := *it.finding
		one.Fixes = []report.Fix{fix}
		if edit, ok := s.fix([]report.Told{one}); ok {
			actions = append(actions, codeAction{
				Title: fix.Message, Kind: kindQuickFix, Diagnostics: []diagnostic{it.diagnostic},
				IsPreferred: len(it.finding.Fixes) == 1, Edit: edit,
			})
		}
	}
	return actions
}

// fix returns what applies the first fix of each finding. It isn't ok if there are
// none, or if a file, or a document that is open, isn't what was analysed.
func (s *server) fix(list []report.Told) (edit workspaceEdit, ok bool) {
	result, err := fixes.Apply(list)
	if err != nil || len(result.Files) == 0 {
		return edit, false
	}
	for _, name := range slices.Sorted(maps.Keys(result.Files)) {
		edits := result.Edits(name)
		if len(edits) == 0 {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil || report.Sum(data) != edits[0].Sum {
			return edit, false
		}
		old := newText(string(data))
		var changes []textEdit
		for _, e := range edits {
			changes = append(changes, textEdit{old.textRange(e.Start, e.End, s.encoding), e.New})
		}
		if !s.edit(&edit, name, old, changes) {
			return edit, false
		}
	}
	return edit, true
}

// edit adds changes of a file whose contents are old, unless an open document has
// others.
func (s *server) edit(to *workspaceEdit, path string, old *text, changes []textEdit) bool {
	uri := s.uris(path)[0]
	var version *int
	for _, doc := range s.documentsOf(path) {
		if doc.text.string != old.string {
			return false
		}
		if doc.uri == uri {
			version = &doc.version
		}
	}
	if s.client.Workspace.WorkspaceEdit.DocumentChanges {
		to.DocumentChanges = append(to.DocumentChanges, documentEdit{versionedDocument{uri, version}, changes})
		return true
	}
	if to.Changes == nil {
		to.Changes = map[string][]textEdit{}
	}
	to.Changes[uri] = changes
	return true
}

// ignore returns the action that puts a directive without its reason above a
// finding. Its reason is for the user to write: a directive without one is a
// finding itself.
func (s *server) ignore(doc *document, it item) (action codeAction, ok bool) {
	rule := it.finding.Rule
	if _, err := analyzers.Find(rule); err != nil {
		return action, false // what is wrong with a directive
	}
	title := fmt.Sprintf("Ignore %s here; write why behind the directive", rule)
	line, comment := it.Range.Start.Line, "//datavet:ignore "
	switch filepath.Ext(doc.path) {
	case ".sql":
		comment = "-- datavet:ignore "
	case ".go":
		start, _ := doc.text.line(line)
		if fn := aroundLiteral(doc.text.string, start); fn >= 0 {
			// No comment can stand in a text: above its function it holds for all of that.
			line = doc.text.position(fn, s.encoding).Line
			title = fmt.Sprintf("Ignore %s in the function; write why behind the directive", rule)
		} else if fn == inLiteral {
			return action, false
		}
	default:
		return action, false
	}
	start, end := doc.text.line(line)
	code := strings.TrimLeft(doc.text.string[start:end], " \t")
	indent := doc.text.string[start : end-len(code)]
	at := doc.text.textRange(start, start, s.encoding)
	newline := "\n"
	if strings.HasPrefix(doc.text.string[end:], "\r") {
		newline = "\r\n"
	}
	action = codeAction{Title: title, Kind: kindQuickFix, Diagnostics: []diagnostic{it.diagnostic}}
	return action, s.edit(&action.Edit, doc.path, doc.text, []textEdit{{at, indent + comment + rule + " " + newline}})
}

// What aroundLiteral returns if there is no function to tell.
const (
	inNone    = -1 // the offset isn't within a literal
	inLiteral = -2 // the literal isn't within a function
)

// aroundLiteral returns the offset of the function declaration around the string
// literal around the offset.
func aroundLiteral(src string, offset int) int {
	fset := token.NewFileSet()
	syntax, err := parser.ParseFile(fset, "", src, parser.SkipObjectResolution)
	if syntax == nil || err != nil {
		return inLiteral // what would be in the way isn't known
	}
	at := func(p token.Pos) int { return fset.PositionFor(p, false).Offset }
	found, fn := inNone, inLiteral
	ast.Inspect(syntax, func(n ast.Node) bool {
		if n == nil || offset < at(n.Pos()) || at(n.End()) <= offset {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncDecl:
			fn = at(n.Type.Func)
		case *ast.BasicLit:
			if at(n.Pos()) < offset {
				found = fn
			}
		}
		return true
	})
	return found
}
