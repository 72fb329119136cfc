// Package report holds findings as plain data, which outlive the syntax and the
// types that they were found in, and prints them.
package report

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// A Finding is a diagnostic of a rule.
type Finding struct {
	Rule     string
	Category string
	Pos, End token.Position // End is Pos if the rule gave none
	Message  string
	// Func is the function or method around it, as "Charge" or "Store.Charge";
	// empty outside of one, and in SQL files.
	Func string
	// Path are the functions on the call path as analyzers.PathOf has them, none
	// if the call itself says it.
	Path    []string
	Related []Related
	Fixes   []Fix
}

// A Related is a place that has to do with a finding.
type Related struct {
	Pos, End token.Position
	Message  string
}

// A Fix is a change that mends what was found.
type Fix struct {
	Message string
	Edits   []Edit
}

// An Edit puts New in the place of the bytes from Start to End.
type Edit struct {
	File       string
	Start, End int
	New        string
	// Sum is that of the file as it was analysed; see [Sum].
	Sum string
}

// Of returns d, a diagnostic of the analyzer a on a package made of files, as a
// finding.
func Of(fset *token.FileSet, files []*ast.File, a *analysis.Analyzer, d analysis.Diagnostic) Finding {
	f := Finding{
		Rule:     a.Name,
		Category: d.Category,
		Pos:      fset.Position(d.Pos),
		End:      fset.Position(cmp.Or(d.End, d.Pos)),
		Message:  d.Message,
		Func:     around(files, d.Pos),
	}
	for _, r := range d.Related {
		f.Related = append(f.Related, Related{fset.Position(r.Pos), fset.Position(cmp.Or(r.End, r.Pos)), r.Message})
	}
	for _, fix := range d.SuggestedFixes {
		if list := edits(fset, fix.TextEdits); list != nil {
			f.Fixes = append(f.Fixes, Fix{fix.Message, list})
		}
	}
	return f
}

// around returns the name of the function declaration around pos.
func around(files []*ast.File, pos token.Pos) string {
	for _, file := range files {
		if pos < file.FileStart || file.FileEnd < pos {
			continue
		}
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Pos() <= pos && pos < fn.End() {
				return FuncName(fn)
			}
		}
	}
	return ""
}

// FuncName returns the name of a function declaration, that of a method with its
// receiver's type: "Charge" or "Store.Charge".
func FuncName(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return fn.Name.Name
	}
	t := fn.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name + "." + fn.Name.Name
		default:
			return fn.Name.Name
		}
	}
}

// Sort sorts findings by place, rule and message, whatever way a rule walked.
func Sort(list []Finding) { slices.SortStableFunc(list, compare) }

func compare(a, b Finding) int {
	return cmp.Or(comparePos(a.Pos, b.Pos), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
}

func comparePos(a, b token.Position) int {
	return cmp.Or(cmp.Compare(a.Filename, b.Filename), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}
