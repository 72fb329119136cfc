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

// isReal reports whether u deletes a row softly, and not only one of test or
// example data.
func isReal(u *schema.Use) bool { return u.Kind == schema.SoftDeletes && !u.Seeding }

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

// livesKept reports whether another key binds the live rows: one that needs no
// deleted_at, or a partial one that has the same columns, with more of them
// (versions of a key) or fewer, or that names the same thing in another scope:
// (phase_id, key) instead of (namespace, key).
func livesKept(t *schema.Table, index *schema.Index, rest []string) bool {
	for _, other := range t.Indexes {
		if other == index || !other.Unique || other.Primary {
			continue
		}
		columns, ok := names(other)
		if !ok || within(columns, rest) || (other.Where != nil || other.WhereText != "") && within(rest[len(rest)-1:], columns) {
			return true
		}
	}
	return false
}

// within reports whether all of the names are among others, in whatever case.
func within(names, others []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool {
		return !slices.ContainsFunc(others, func(other string) bool { return strings.EqualFold(name, other) })
	})
}

// isFreed reports whether a value of the key isn't wanted again, or is free
// again once its row is deleted.
func isFreed(columns []string, d deletion) bool {
	for _, u := range d.uses {
		if u.Kind == schema.Renames || u.Kind == schema.Random {
			for _, name := range u.Columns {
				if slices.ContainsFunc(columns, func(col string) bool { return strings.EqualFold(col, name) }) {
					return true
				}
			}
		}
	}
	return false
}

// changes reports whether a part of the key isn't the same when a row is
// created again: a generated id, a time, a counter, a token.
func changes(t *schema.Table, columns []string) bool {
	for _, name := range columns {
		col := t.Column(name)
		if col == nil || col.Generated || schema.IsTimeType(col.Type) || strings.HasSuffix(col.Type, "serial") || col.Default != nil && col.Default.Kind != sqlparse.Const {
			return true
		}
		for word := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return r == '_' }) {
			switch word {
			case "uuid", "ulid", "guid", "token", "hash", "nonce", "secret", "checksum", "digest", "fingerprint", "version", "revision", "sequence", "seq", "number", "no", "ordinal", "position", "generation":
				return true // narrows only: nothing is reported for a name
			}
		}
	}
	return false
}

// cascades reports whether rows are only ever deleted with the row of another
// table that a part of the key refers to, which doesn't come back.
func (c *check) cascades(key []string, d deletion) bool {
	found := false
	for _, u := range d.uses {
		if !isReal(u) {
			continue
		}
		parent := func(name string) bool {
			return slices.ContainsFunc(u.With, func(table string) bool { return schema.Refers(name, table) && !c.comesBack(table) })
		}
		if u.Open || len(u.By) >= len(key) || !within(u.By, key) || !slices.ContainsFunc(u.By, parent) {
			return false
		}
		found = true
	}
	return found
}

// comesBack reports whether deleted rows of a table are made live again.
func (c *check) comesBack(table string) bool {
	return slices.ContainsFunc(c.module.Uses, func(u *schema.Use) bool {
		return u.Kind == schema.Revives && !u.Seeding && strings.EqualFold(u.Table, table)
	})
}

// unfilled reports whether a part of the key is NULL in every row when it is
// created: the key binds none of them.
func unfilled(t *schema.Table, key []string, d deletion) bool {
	creates := slices.ContainsFunc(d.uses, func(u *schema.Use) bool { return u.Kind == schema.Creates })
	return creates && slices.ContainsFunc(key, func(name string) bool {
		col := t.Column(name)
		if col == nil || col.Nullable != schema.Yes || col.Default != nil {
			return false
		}
		return !slices.ContainsFunc(d.uses, func(u *schema.Use) bool {
			if u.Kind != schema.Creates {
				return false
			}
			if u.Columns == nil && u.Model != nil {
				return slices.ContainsFunc(u.Model.Fields, func(f *schema.Field) bool { return strings.EqualFold(f.Column, name) })
			}
			return u.Columns == nil || within([]string{name}, u.Columns)
		})
	})
}

// isNew reports whether rows are only ever created with the row of another
// table that a part of the key refers to: no deleted row has that key.
func (c *check) isNew(key []string, d deletion) bool {
	found := false
	for _, u := range d.uses {
		if u.Kind == schema.Creates && !u.Seeding {
			if !c.refersToNew(u, key) {
				return false
			}
			found = true
		}
	}
	return found
}

// refersToNew reports whether a row is created in the function that creates the
// one that its key refers to.
func (c *check) refersToNew(u *schema.Use, key []string) bool {
	return u.Func != "" && slices.ContainsFunc(c.module.Uses, func(parent *schema.Use) bool {
		return parent.Kind == schema.Creates && sameFunc(parent, u) && !strings.EqualFold(parent.Table, u.Table) &&
			slices.ContainsFunc(key, func(name string) bool { return schema.Refers(name, parent.Table) })
	})
}

func sameFunc(a, b *schema.Use) bool { return a.Func == b.Func && a.Place.File == b.Place.File }

// revived reports whether the code makes deleted rows live again, other than in
// seeds.
// known miss: a second create beside the one that revives.
func revived(d deletion) bool {
	return slices.ContainsFunc(d.uses, func(u *schema.Use) bool { return u.Kind == schema.Revives && !u.Seeding })
}

// conventional is how many keys must say it to make a convention.
const conventional = 3

// keepsConvention reports whether the tables around t have their keys bind
// live rows only. There a key that doesn't is a mistake, whatever an upsert
// makes of the deleted row.
func (c *check) keepsConvention(t *schema.Table) bool {
	partial, full := 0, 0
	for _, other := range c.module.Tables {
		if other.Dir != t.Dir {
			continue
		}
		if _, ok := c.deletion(other); !ok {
			continue
		}
		for _, index := range other.Indexes {
			switch {
			case !index.Unique || index.Primary || isPrimary(other, index):
			case index.Where != nil || index.WhereText != "":
				partial++
			default:
				full++
			}
		}
	}
	return partial >= conventional && partial > full
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
