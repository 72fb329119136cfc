package reuseddest

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/destinations"
)

// extent is where an instruction stands in the source: a call, or the statement
// around it.
func (c check) extent(instr ssa.Instruction) (pos, end token.Pos) {
	if call, ok := instr.(ssa.CallInstruction); ok {
		if pos, end := c.dests.Extent(call); end.IsValid() {
			return pos, end
		}
	}
	pos = destinations.Pos(instr)
	for _, n := range c.path(pos) {
		switch n.(type) {
		case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause, *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			return pos, token.NoPos
		case ast.Stmt:
			return n.Pos(), n.End()
		}
	}
	return pos, token.NoPos
}

// path is the syntax around pos, innermost first.
func (c check) path(pos token.Pos) []ast.Node {
	if file := c.file(pos); file != nil {
		path, _ := astutil.PathEnclosingInterval(file, pos, pos)
		return path
	}
	return nil
}

func (c check) file(pos token.Pos) *ast.File {
	for _, f := range c.pass.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return f
		}
	}
	return nil
}

// clone keeps a copy of the slice instead of the slice.
func (c check) clone(f destinations.Finding) (analysis.SuggestedFix, bool) {
	if f.Value == nil || f.Deep || f.Hazard != destinations.Kept && f.Hazard != destinations.Overwritten {
		return analysis.SuggestedFix{}, false
	}
	id := c.read(f)
	if id == nil || id.Name != f.Dest {
		return analysis.SuggestedFix{}, false
	}
	edits := []analysis.TextEdit{
		{Pos: id.Pos(), End: id.Pos(), NewText: []byte("slices.Clone(")},
		{Pos: id.End(), End: id.End(), NewText: []byte(")")},
	}
	edit, ok := c.importSlices(c.file(id.Pos()), id.Pos())
	if !ok {
		return analysis.SuggestedFix{}, false
	}
	return analysis.SuggestedFix{Message: fmt.Sprintf("Keep a clone of %s", id.Name), TextEdits: append(edit, edits...)}, true
}

// read returns where the slice that is kept is read, nil if that isn't one place.
func (c check) read(f destinations.Finding) *ast.Ident {
	param, ok := f.Value.(*ssa.Parameter)
	if !ok {
		if path := c.path(f.Value.Pos()); len(path) > 0 {
			id, _ := path[0].(*ast.Ident)
			return id
		}
		return nil
	}
	// Its place is the declaration's.
	pos, end := c.extent(f.At)
	var reads []*ast.Ident
	for _, n := range c.path(pos) {
		if n.Pos() <= pos && end <= n.End() {
			ast.Inspect(n, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && pos <= id.Pos() && id.End() <= end && c.pass.TypesInfo.Uses[id] == param.Object() {
					reads = append(reads, id)
				}
				return true
			})
			break
		}
	}
	if len(reads) != 1 {
		return nil
	}
	return reads[0]
}

// importSlices is what has the package slices imported under its name; false if
// the name is taken at pos.
func (c check) importSlices(file *ast.File, pos token.Pos) ([]analysis.TextEdit, bool) {
	for _, spec := range file.Imports {
		if path, _ := strconv.Unquote(spec.Path.Value); path == "slices" {
			return nil, spec.Name == nil
		}
	}
	if scope := c.pass.Pkg.Scope().Innermost(pos); scope != nil {
		if _, obj := scope.LookupParent("slices", pos); obj != nil {
			return nil, false
		}
	}
	if len(file.Imports) == 0 {
		return nil, false
	}
	// Before the first import that sorts after it, in the standard library's
	// group, which comes first.
	at := file.Imports[0].Pos()
	for _, spec := range file.Imports {
		if path, _ := strconv.Unquote(spec.Path.Value); path > "slices" || c.pass.Fset.Position(spec.Pos()).Line > c.pass.Fset.Position(at).Line+1 {
			break
		}
		at = spec.End()
	}
	if at == file.Imports[0].Pos() {
		return []analysis.TextEdit{{Pos: at, End: at, NewText: []byte("\"slices\"\n\t")}}, isGrouped(file)
	}
	return []analysis.TextEdit{{Pos: at, End: at, NewText: []byte("\n\t\"slices\"")}}, isGrouped(file)
}

// isGrouped reports whether the first import stands in parentheses.
func isGrouped(file *ast.File) bool {
	decl, ok := file.Decls[0].(*ast.GenDecl)
	return ok && decl.Lparen.IsValid()
}
