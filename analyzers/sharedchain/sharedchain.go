package sharedchain

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/chains"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
)

//go:embed doc.go
var doc string

// Analyzer finds query chains that are run twice although they are one
// statement, and what is added to one that has run.
var Analyzer = &analysis.Analyzer{
	Name:     "sharedchain",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("sharedchain"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, chains.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	found := pass.ResultOf[chains.Analyzer].(*chains.Result)
	if found == nil {
		return nil, nil
	}
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	r := reporter{pass, found}
	for _, c := range found.Ignored {
		directive.Report(pass, set, r.ignored(c))
	}
	for _, c := range found.Conflicts {
		directive.Report(pass, set, r.reused(c))
	}
	return nil, nil
}

type reporter struct {
	pass  *analysis.Pass
	found *chains.Result
}

func (r reporter) ignored(c chains.Ignored) analysis.Diagnostic {
	d := analysis.Diagnostic{
		Category: "ignored",
		Message:  fmt.Sprintf("call of %s has no effect: %s has already run the query without it; call %[1]s before %[2]s", c.Name, c.Ran),
	}
	d.Pos, d.End = r.found.Form.Extent(c.Call)
	d.SuggestedFixes = r.moved(c)
	return d
}

// moved puts the call that comes too late before the one that ran the query.
func (r reporter) moved(c chains.Ignored) []analysis.SuggestedFix {
	late, end := r.found.Form.Expr(c.Call), r.found.Form.Expr(c.End)
	if late == nil || end == nil {
		return nil
	}
	lateSel, ok1 := late.Fun.(*ast.SelectorExpr)
	endSel, ok2 := end.Fun.(*ast.SelectorExpr)
	if !ok1 || !ok2 || lateSel.X != ast.Expr(end) {
		return nil // the result is in a variable
	}
	text := r.source(lateSel.Sel.Pos(), late.End())
	if text == "" {
		return nil
	}
	return []analysis.SuggestedFix{{
		Message: fmt.Sprintf("Call %s before %s", c.Name, c.Ran),
		TextEdits: []analysis.TextEdit{
			{Pos: endSel.Sel.Pos(), End: endSel.Sel.Pos(), NewText: []byte(text + ".")},
			{Pos: end.End(), End: late.End()},
		},
	}}
}

func (r reporter) source(pos, end token.Pos) string {
	file := r.pass.Fset.File(pos)
	src, err := firstparty.ReadFile(r.pass, file.Name())
	from, to := file.Offset(pos), file.Offset(end)
	if err != nil || to > len(src) {
		return "" // the file has changed since it was parsed
	}
	return string(src[from:to])
}

// effects is what a conflict over a trait does to the second query.
var effects = map[knowledge.Trait]string{
	knowledge.Filtered:  "conditions of the first hold in the second, too",
	knowledge.Keyed:     "the key of the first row stays a condition of the second",
	knowledge.Bound:     "the second goes to the table of the first",
	knowledge.Skipped:   "the second keeps the OFFSET of the first",
	knowledge.Limited:   "the second keeps the LIMIT of the first",
	knowledge.Unscoped:  "the second takes deleted rows, too, as the first",
	knowledge.Projected: "the second has the columns of the first",
	knowledge.Sorted:    "the second is sorted as the first",
	knowledge.Adorned:   "the second has the clauses of the first",
	knowledge.Failed:    "once the first finds nothing, the second doesn't run",
}

func (r reporter) reused(c chains.Conflict) analysis.Diagnostic {
	where, fork := r.fork(c)
	d := analysis.Diagnostic{Category: "reused"}
	effect := effects[c.Over]
	remedy := "build one for each"
	if fork != "" {
		remedy = "add ." + fork
	}
	switch {
	case c.Self:
		d.Message = message.Fit(
			fmt.Sprintf("chain run twice by %s: %s; %s", c.Victim, effect, remedy),
			fmt.Sprintf("chain run twice: %s; %s", effect, remedy))
	case c.Loop:
		effect = "each query has the conditions of those before"
		if c.Over == knowledge.Keyed {
			effect = "the keys of all rows before stay conditions"
		}
		d.Message = message.Fit(
			fmt.Sprintf("chain run in a loop by %s: %s; %s", c.Victim, effect, remedy),
			fmt.Sprintf("chain run in a loop: %s; %s", effect, remedy))
	default:
		d.Message = message.Fit(
			fmt.Sprintf("chain shared by %s and %s: %s; %s", c.Leaver, c.Victim, effect, remedy),
			fmt.Sprintf("chain shared by two queries: %s; %s", effect, remedy))
	}
	switch {
	case c.At != nil:
		d.Pos, d.End = r.found.Form.Extent(c.At)
	case c.Branch != nil:
		d.Pos, d.End = r.found.Form.Extent(c.Branch)
	default:
		d.Pos = c.LeaverAt.Pos()
	}
	if at := c.VictimAt.Pos(); at.IsValid() {
		d.Related = []analysis.RelatedInformation{{Pos: at, Message: fmt.Sprintf("what %s left changes this", c.Leaver)}}
	}
	if where.IsValid() {
		d.SuggestedFixes = []analysis.SuggestedFix{{
			Message:   "Fork the chain",
			TextEdits: []analysis.TextEdit{{Pos: where, End: where, NewText: []byte("." + fork)}},
		}}
	}
	return d
}

// fork returns the call that forks the chain, and where it may be added so that
// the code compiles; no position if nowhere.
func (r reporter) fork(c chains.Conflict) (token.Pos, string) {
	if c.Builder.Fork == "" {
		return token.NoPos, ""
	}
	pkg := c.Type.Obj().Pkg()
	call := c.Builder.Fork
	if strings.Contains(call, "%s") {
		call = fmt.Sprintf(call, pkg.Name())
	}
	var where token.Pos
	if c.At != nil {
		// Of several results none can be called.
		if e := r.found.Form.Expr(c.At); e != nil && c.At.Call.Signature().Results().Len() == 1 {
			where = e.End()
		}
	} else if c.Branch != nil {
		if e := r.found.Form.Expr(c.Branch); e != nil {
			if sel, ok := e.Fun.(*ast.SelectorExpr); ok {
				where = sel.X.End()
			}
		}
	}
	if !where.IsValid() || !strings.Contains(c.Builder.Fork, "%s") {
		return where, call
	}
	name := imported(r.pass, where, pkg.Path())
	if name == "" {
		return token.NoPos, call
	}
	return where, fmt.Sprintf(c.Builder.Fork, name)
}

// imported returns the name by which the file around pos imports a package, ""
// if it doesn't.
func imported(pass *analysis.Pass, pos token.Pos, of string) string {
	for _, file := range pass.Files {
		if pos < file.FileStart || pos > file.FileEnd {
			continue
		}
		for _, spec := range file.Imports {
			if p, err := strconv.Unquote(spec.Path.Value); err == nil && p == of {
				if spec.Name == nil {
					return path.Base(p)
				}
				if spec.Name.Name != "_" && spec.Name.Name != "." {
					return spec.Name.Name
				}
			}
		}
	}
	return ""
}
