package sentinelrange

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/types"
	"path"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sentinel"
)

// expression reports a comparison of a field in Go.
func (c *check) expression(cmp sentinel.Comparison) {
	if !cmp.Past || !c.isStored(cmp) {
		return
	}
	z := c.times.Of(cmp.Field)
	if z != nil && z.Unix != "" && z.Tested && !cmp.Numeric && ends(cmp.Field.Name()) {
		c.reportUnix(cmp, z.Unix)
		return
	}
	if cmp.Guarded || z != nil && (z.Meaning == sentinel.Due || z.Meaning == sentinel.Mixed) {
		return
	}
	if z != nil && z.Meaning == sentinel.Never && !isPast(cmp.Field.Name()) {
		c.reportExpression(cmp, z.Value, z.Where, c.guard(cmp, z.Value))
		return
	}
	owner := c.owner(cmp)
	col := c.schema.Column(cmp.Field, owner)
	if col == nil || col.Nullable == schema.Yes || len(col.Sentinels) == 0 {
		return
	}
	refs := c.schema.Refs(cmp.Field, owner)
	of := column{columnKey{strings.ToLower(refs[0].Table.Name), strings.ToLower(col.Name)}, col, refs[0].Model.SoftDelete == refs[0].Field}
	if e, ok := c.evidence(of); ok && e.value != schema.FarFuture {
		c.reportExpression(cmp, e.value.String(), e.place, c.guard(cmp, numbers[e.value]))
	}
}

// isStored reports whether the field is one of a row or message: it has a tag,
// or its type is a model, or is handed to a library of the data layer.
func (c *check) isStored(cmp sentinel.Comparison) bool {
	owner := c.owner(cmp)
	if owner == nil {
		return false
	}
	if len(c.schema.Refs(cmp.Field, owner)) > 0 || c.rows()[owner.Obj()] {
		return true
	}
	st, ok := owner.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range st.NumFields() {
		if st.Field(i).Origin() == cmp.Field {
			return st.Tag(i) != ""
		}
	}
	return false
}

// rows returns the types whose values the package hands to a library's query.
func (c *check) rows() map[*types.TypeName]bool {
	if c.handed != nil {
		return c.handed
	}
	c.handed = map[*types.TypeName]bool{}
	for _, file := range c.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			fn, ok := typeutil.Callee(c.pass.TypesInfo, call).(*types.Func)
			if !ok {
				return true
			}
			if f, ok := knowledge.Of(fn); !ok || !f.Role.IsQuery() {
				return true
			}
			for _, arg := range call.Args {
				if named := row(c.pass.TypesInfo.TypeOf(arg)); named != nil {
					c.handed[named.Obj()] = true
				}
			}
			return true
		})
	}
	return c.handed
}

// row returns the struct type behind pointers and slices.
func row(t types.Type) *types.Named {
	for {
		switch u := types.Unalias(t).(type) {
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		case *types.Named:
			if _, ok := u.Underlying().(*types.Struct); ok {
				return u.Origin()
			}
			return nil
		default:
			return nil
		}
	}
}

func (c *check) owner(cmp sentinel.Comparison) *types.Named {
	if sel := c.pass.TypesInfo.Selections[cmp.Subject]; sel != nil {
		return knowledge.Named(sel.Recv())
	}
	return nil
}

// reportExpression reports a range that those that have none, marked by a value,
// fall into.
func (c *check) reportExpression(cmp sentinel.Comparison, mark, place, fixed string) {
	name := cmp.Field.Name()
	d := analysis.Diagnostic{Category: "go", Pos: cmp.Expr.Pos(), End: cmp.Expr.End(), Message: message.Fit(
		fmt.Sprintf("range of %s also takes those that have none: %s means never (%s); test for it first", name, mark, place),
		fmt.Sprintf("range of %s also takes those that have none: %s means never (%s); test for it first", name, mark, path.Base(place)),
		fmt.Sprintf("range also takes those that have none: %s means never (%s); test for it first", mark, path.Base(place)),
		"range also takes those that have none: zero means never; test for it first",
	)}
	if fixed != "" {
		d.SuggestedFixes = []analysis.SuggestedFix{{
			Message:   "leave the zero value out",
			TextEdits: []analysis.TextEdit{{Pos: cmp.Expr.Pos(), End: cmp.Expr.Pos(), NewText: []byte(fixed)}},
		}}
	}
	directive.Report(c.pass, c.set, d)
}

// reportUnix reports a range of a field that place may set to 1970.
func (c *check) reportUnix(cmp sentinel.Comparison, place string) {
	directive.Report(c.pass, c.set, analysis.Diagnostic{Category: "unixzero", Pos: cmp.Expr.Pos(), End: cmp.Expr.End(), Message: message.Fit(
		fmt.Sprintf("%s may be 1970, not the zero time (time.Unix, %s): IsZero misses it and the range takes it; test for 0 before time.Unix", cmp.Field.Name(), path.Base(place)),
		"field may be 1970, not the zero time: IsZero misses it and the range takes it; test for 0 before time.Unix",
	)})
}

// numbers are the sentinels as package sentinel calls them.
var numbers = map[schema.Value]string{
	schema.Zero: "0", schema.Epoch: "0", schema.ZeroTime: "zero", schema.MinusOne: "-1",
}

// guard returns what leaves a value out, to be put before the comparison; empty
// where that would change more than the value's side.
func (c *check) guard(cmp sentinel.Comparison, value string) string {
	if !c.plain(cmp) {
		return ""
	}
	var b bytes.Buffer
	if err := format.Node(&b, c.pass.Fset, cmp.Subject); err != nil {
		return ""
	}
	isTime := sentinel.IsTime(cmp.Field.Type())
	switch {
	case isTime && value == "zero":
		return "!" + b.String() + ".IsZero() && "
	case isTime && value == "0":
		return b.String() + ".Unix() > 0 && " // 1970, and the zero time as well
	case !isTime && (value == "0" || value == "-1"):
		return b.String() + " != " + value + " && "
	}
	return ""
}

// plain reports whether && may be put before the comparison: no negation is
// around it, no operator binds it more tightly, and no operand is computed twice.
func (c *check) plain(cmp sentinel.Comparison) bool {
	simple := true
	ast.Inspect(cmp.Subject, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.CallExpr, *ast.IndexExpr:
			simple = false
		}
		return simple
	})
	return simple && !cmp.Negated && cmp.Bare
}

// conversion reports IsZero asked of time.Unix of a number.
func (c *check) conversion(conv sentinel.Conversion) {
	directive.Report(c.pass, c.set, analysis.Diagnostic{
		Category: "unixzero", Pos: conv.Asked.Pos(), End: conv.Asked.End(),
		Message: "time.Unix(…).IsZero() isn't true of 0: that is 1970, not Go's zero time; compare the number with 0",
	})
}
