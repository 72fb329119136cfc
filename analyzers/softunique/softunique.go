package softunique

import (
	_ "embed"
	"fmt"
	"go/token"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

//go:embed doc.go
var doc string

// Analyzer finds unique keys that soft deletes break.
var Analyzer = &analysis.Analyzer{
	Name:     "softunique",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("softunique"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, schema.Analyzer},
}

type check struct {
	pass   *analysis.Pass
	set    *directive.Set
	schema *schema.Result
	module *schema.Module
	// reported are the places of findings.
	reported map[token.Pos]bool
}

func run(pass *analysis.Pass) (any, error) {
	c := check{pass: pass, set: pass.ResultOf[directive.Analyzer].(*directive.Set), schema: pass.ResultOf[schema.Analyzer].(*schema.Result), reported: map[token.Pos]bool{}}
	if c.schema == nil || !c.schema.MayDeclare() {
		return nil, nil
	}
	c.module = c.schema.Module()
	for _, t := range c.module.Tables {
		if d, ok := c.deletion(t); ok {
			for _, index := range t.Indexes {
				c.index(t, index, d)
			}
		}
	}
	return nil, nil
}

// A deletion is how the rows of a table are deleted softly.
type deletion struct {
	column *schema.Column
	uses   []*schema.Use // of every kind
}

// deletion returns the column that marks the deleted rows of t. A column is
// one because an ORM, or a statement of the module, marks rows by it.
func (c *check) deletion(t *schema.Table) (deletion, bool) {
	d := deletion{column: t.SoftDelete()}
	d.uses = c.module.UsesOf(t)
	for _, u := range d.uses {
		if d.column == nil && u.Kind == schema.SoftDeletes {
			for _, name := range u.Columns {
				d.column = t.Column(name)
			}
		}
	}
	return d, d.column != nil
}

// live is the condition that live rows meet.
func (d deletion) live() string {
	switch c := d.column; {
	case c.Type == "boolean" || c.Type == "bool" || c.Type == "tinyint":
		return "NOT " + c.Name
	case c.Nullable != schema.Yes && len(c.Sentinels) > 0:
		return fmt.Sprintf("%s = %s", c.Name, c.Sentinels[0].Value)
	}
	return d.column.Name + " IS NULL"
}

// index checks one key of a table.
func (c *check) index(t *schema.Table, index *schema.Index, d deletion) {
	if !index.Unique || index.Primary || index.Where != nil || index.WhereText != "" || index.NullsNotDistinct || isPrimary(t, index) {
		return
	}
	if index.Relation {
		return // one to one: the other row is mostly created with it
	}
	columns, ok := names(index)
	if !ok {
		return // an expression may make a key of the live rows
	}
	rest := slices.DeleteFunc(slices.Clone(columns), func(name string) bool { return strings.EqualFold(name, d.column.Name) })
	if len(rest) == 0 {
		return
	}
	if len(rest) < len(columns) {
		if d.column.Nullable == schema.Yes && !livesKept(t, index, rest) {
			for _, at := range c.places(t, index, columns) {
				c.report(t, index, at, "nullkey", "binds no live row", "NULLs are distinct", columns, d)
			}
		}
		return
	}
	if !slices.ContainsFunc(d.uses, isReal) || isFreed(rest, d) || changes(t, rest) || c.cascades(rest, d) || unfilled(t, rest, d) || c.isNew(rest, d) {
		return
	}
	if revived(d) && !c.keepsConvention(t) {
		return
	}
	for _, at := range c.places(t, index, columns) {
		c.report(t, index, at, "blocked", "blocks re-creation", "deleted rows keep the key", columns, d)
	}
	for _, u := range d.uses {
		if isReal(u) && path.Ext(u.Place.File) == ".sql" {
			c.report(t, index, u.Place, "blocked", "blocks re-creation", "this soft delete keeps the key", columns, d)
		}
	}
}

// places returns where an index is declared: where a person would change it,
// which is the model if it says the same as the DDL. Copies of a schema, such as
// a dump beside the migrations, count in a folder that was asked for by itself.
func (c *check) places(t *schema.Table, index *schema.Index, columns []string) []schema.Place {
	same := func(other *schema.Index) bool {
		names, ok := names(other)
		return ok && other.Unique && other.Where == nil && other.WhereText == "" && slices.EqualFunc(names, columns, strings.EqualFold)
	}
	list := []schema.Place{index.Declared}
	for _, m := range t.Models {
		if i := slices.IndexFunc(m.Indexes, same); i >= 0 {
			list[0] = m.Indexes[i].Declared
			break
		}
	}
	if !c.schema.IsFolder() {
		return list
	}
	for _, copied := range slices.Concat(t.Copies, []*schema.Table{t}) { // t is shared: append could write to it
		for _, other := range copied.Indexes {
			if same(other) && !slices.Contains(list, other.Declared) {
				list = append(list, other.Declared)
			}
		}
	}
	return list
}

// names returns the columns of an index, false if one is an expression.
func names(index *schema.Index) ([]string, bool) {
	var list []string
	for _, col := range index.Columns {
		if col.Name == "" {
			return nil, false
		}
		list = append(list, col.Name)
	}
	return list, len(list) > 0
}

// isPrimary reports whether an index holds the table's primary key: it binds
// nothing more.
func isPrimary(t *schema.Table, index *schema.Index) bool {
	has := func(name string) bool {
		return slices.ContainsFunc(index.Columns, func(c sqlparse.IndexColumn) bool { return strings.EqualFold(c.Name, name) })
	}
	for _, other := range t.Indexes {
		if other.Primary && len(other.Columns) > 0 && !slices.ContainsFunc(other.Columns, func(c sqlparse.IndexColumn) bool { return !has(c.Name) }) {
			return true
		}
	}
	for _, m := range t.Models {
		for _, f := range m.Fields {
			if f.PrimaryKey && has(f.Column) {
				return true
			}
		}
	}
	return false
}

func (c *check) report(t *schema.Table, index *schema.Index, at schema.Place, category, what, why string, columns []string, d deletion) {
	pos, end, ok := c.schema.Reports(at)
	if !ok || c.reported[pos] {
		return // a mixin declares the key of several tables: one of them is named
	}
	c.reported[pos] = true
	do := "make it partial: WHERE " + d.live()
	if t.Dialect == sqlparse.MySQL {
		do = "key it on a generated column that is NULL once deleted"
	}
	key := strings.Join(columns, ", ")
	short := columns[0] + ", …"
	diag := analysis.Diagnostic{Pos: pos, End: end, Category: category, Message: message.Fit(
		fmt.Sprintf("unique (%s) of %s %s: %s; %s", key, t.Name, what, why, do),
		fmt.Sprintf("unique (%s) of %s %s: %s; %s", short, t.Name, what, why, do),
		fmt.Sprintf("unique (%s) %s: %s; %s", short, what, why, do),
		fmt.Sprintf("unique key %s: %s; %s", what, why, do),
		fmt.Sprintf("unique key %s: %s; make it partial", what, why),
	)}
	for _, u := range d.uses {
		if isReal(u) && u.Place != at {
			diag.Related = append(diag.Related, analysis.RelatedInformation{Pos: pos, End: end, Message: fmt.Sprintf("rows are deleted softly at %s:%d", u.Place.File, u.Place.Line)})
			break
		}
	}
	if at != index.Declared {
		diag.Related = append(diag.Related, analysis.RelatedInformation{Pos: pos, End: end, Message: fmt.Sprintf("the key is declared at %s:%d", index.Declared.File, index.Declared.Line)})
	}
	directive.Report(c.pass, c.set, diag)
}
