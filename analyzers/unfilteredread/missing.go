package unfilteredread

import (
	"fmt"
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/softdelete"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// read reports a read that takes deleted rows for live ones.
func (c *check) read(r *softdelete.Read) {
	if r.State != softdelete.Silent || c.soft.IsDeliberate(r) {
		return
	}
	kept, ok := c.soft.Convention(r)
	if !ok {
		return
	}
	category := "missing"
	if !r.First {
		category = "join"
	}
	remedy := "compare it here, too"
	if r.Mark.Test != "" {
		remedy = fmt.Sprintf("add %s %s", r.Mark.Column, r.Mark.Test)
	}
	pos, end := c.place(r)
	c.found(category, pos, end, r, message.Fit(
		fmt.Sprintf("deleted rows of %s are read: %d other reads leave them out by %s, this one doesn't; %s", r.Table.Table, kept, r.Mark.Column, remedy),
		fmt.Sprintf("deleted rows of %s are read: other reads leave them out by %s; %s", r.Table.Table, r.Mark.Column, remedy),
		fmt.Sprintf("deleted rows of %s are read: other reads leave them out; compare the mark here, too", r.Table.Table),
		"deleted rows are read: other reads leave them out, this one doesn't; compare the mark here, too",
	))
}

// place returns the table's name, or else a condition, unless another function
// or a constant has it; or else the call. A condition that stands well below the
// name is where one is to be added.
func (c *check) place(r *softdelete.Read) (pos, end token.Pos) {
	near := func(span sqlparse.Span) bool {
		pos, end = r.Query.Extent(span)
		return pos.IsValid() && (r.Query.Text != "" || c.inFunction(pos))
	}
	named := near(r.Table.Span)
	name, nameEnd := pos, end
	if r.Sub.Where != nil && near(r.Sub.Where.Span) && (!named || c.line(pos) > c.line(name)+2) {
		return pos, end
	}
	if named || r.Query.Call == nil {
		return name, nameEnd
	}
	return r.Query.Call.Pos(), r.Query.Call.End()
}

func (c *check) line(pos token.Pos) int { return c.pass.Fset.Position(pos).Line }

// related returns where the mark is declared, and a read that looks at it.
func (c *check) related(r *softdelete.Read) []analysis.RelatedInformation {
	var list []analysis.RelatedInformation
	if pos, end := c.schema.Pos(r.Mark.Declared); r.Mark.Declared.File != "" && pos.IsValid() {
		list = append(list, analysis.RelatedInformation{Pos: pos, End: end, Message: fmt.Sprintf("%s marks deleted rows of %s", r.Mark.Column, r.Table.Table)})
	}
	if keeper := c.soft.Keeper(r); keeper != nil {
		if pos, end := keeper.Query.Extent(keeper.Test.Span); pos.IsValid() {
			list = append(list, analysis.RelatedInformation{Pos: pos, End: end, Message: "this read leaves deleted rows out"})
		}
	}
	return list
}

func (c *check) inFunction(pos token.Pos) bool {
	for _, file := range c.pass.Files {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Pos() <= pos && pos < fn.End() {
				return true
			}
		}
	}
	return false
}
