package schema

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

func comparePlaces(a, b Place) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Offset, b.Offset))
}

// join gives the tables their models. Models without DDL make tables of their
// own.
func (r *reader) join(models []*Model) {
	r.allModels = models
	declared := map[string][]*Table{}
	for _, t := range r.Tables {
		key := strings.ToLower(t.Name)
		declared[key] = append(declared[key], t)
	}
	made := map[[2]string]*Table{}
	for _, model := range models {
		tables := r.tablesOf(model, declared)
		if len(tables) == 0 && model.Table != "" && model.ORM != TagOnly {
			dir := path.Dir(model.Place.File)
			key := [2]string{strings.ToLower(model.Table), dir}
			if made[key] == nil {
				made[key] = &Table{Name: unqualified(model.Table), Schema: qualifier(model.Table), Dir: dir, Dialect: r.dialect, Declared: model.Place}
				r.Tables = append(r.Tables, made[key])
			}
			tables = []*Table{made[key]}
		}
		for _, t := range tables {
			t.adopt(model)
		}
	}
	r.settleModels()
}

func unqualified(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

func qualifier(name string) string {
	schema, _, ok := strings.Cut(name, ".")
	if !ok {
		return ""
	}
	return schemaOf(sqlparse.Name{Schema: schema})
}

// tablesOf returns the tables of the DDL that model stands for: the nearest
// ones by folder of those that have its columns.
func (r *reader) tablesOf(model *Model, declared map[string][]*Table) []*Table {
	var names []string
	for _, f := range model.Fields {
		if f.Column != "" {
			names = append(names, strings.ToLower(f.Column))
		}
	}
	candidates := declared[strings.ToLower(unqualified(model.Table))]
	if model.Table == "" {
		return r.tablesByColumns(model, names)
	}
	fit := slices.DeleteFunc(slices.Clone(candidates), func(t *Table) bool { return !alike(names, columnNames(t)) })
	return near(fit, path.Dir(model.Place.File), sqlparse.Unknown)
}

// tablesByColumns returns the tables that a struct without a table's name
// stands for: those that have all its columns, if they have one name. Of
// several the one whose name is that of the type counts.
func (r *reader) tablesByColumns(model *Model, names []string) []*Table {
	if len(names) < 3 {
		return nil
	}
	byName := map[string][]*Table{}
	for _, t := range r.Tables {
		has := columnNames(t)
		if t.DDL && !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(has, name) }) {
			key := strings.ToLower(t.Name)
			byName[key] = append(byName[key], t)
		}
	}
	typ := strings.ToLower(model.Type)
	var found []*Table
	for name, tables := range byName {
		if len(byName) == 1 || squeezed(name) == typ || squeezed(name) == typ+"s" || squeezed(name) == plural(typ) {
			if found != nil {
				return nil
			}
			found = tables
		}
	}
	return near(found, path.Dir(model.Place.File), sqlparse.Unknown)
}

// squeezed returns a table's name as a type's name in lower case would be.
func squeezed(name string) string { return strings.ReplaceAll(strings.ToLower(name), "_", "") }

// adopt makes model one of the table's. A table without DDL gets the columns
// and indexes of its models.
func (t *Table) adopt(model *Model) {
	t.Models = append(t.Models, model)
	for _, f := range model.Fields {
		if f.Column == "" {
			continue
		}
		c := t.Column(f.Column)
		if c == nil {
			if t.DDL && f != model.SoftDelete {
				continue // a column of a join, or one that is gone
			}
			// What the ORM deletes and reads by is there: Go code has migrated it.
			c = columnOf(f)
			t.Columns = append(t.Columns, c)
		}
		if !slices.Contains(c.Fields, f) {
			c.Fields = append(c.Fields, f)
		}
	}
	if t.DDL {
		// ent's migrations are written from its schema: it is there that a person
		// changes a key.
		for _, x := range model.Indexes {
			if i := slices.IndexFunc(t.Indexes, x.sameAs); i >= 0 && model.ORM == Ent {
				idx := *t.Indexes[i]
				idx.Declared, idx.Model, idx.Origin, idx.Relation = x.Declared, x.Model, x.Origin, x.Relation
				t.Indexes[i] = &idx
			}
		}
		return
	}
	for _, x := range model.Indexes {
		if !slices.ContainsFunc(t.Indexes, x.sameAs) {
			t.Indexes = append(t.Indexes, x)
		}
	}
}

// columnOf returns the column that an ORM makes of a field.
func columnOf(f *Field) *Column {
	c := &Column{Name: f.Column, Declared: f.Place, Numbered: f.Numbered}
	switch {
	case f.NotNull, f.PrimaryKey:
		c.Nullable = No
	case f.NullableType, f.ZeroIsNull:
		c.Nullable = Yes
	}
	// Else the column takes NULL, but the ORM writes the Go zero value.
	if f.HasDefault {
		c.Default = defaultOf(f.Default)
	}
	return c
}

// defaultOf returns the default that a tag has as an operand.
func defaultOf(text string) *sqlparse.Operand {
	o := &sqlparse.Operand{Kind: sqlparse.Const, Text: strings.Trim(text, "'")}
	switch lower := strings.ToLower(text); {
	case lower == "null":
		o.Type = sqlparse.NullConst
	case lower == "true", lower == "false":
		o.Type = sqlparse.BoolConst
	case strings.HasSuffix(lower, ")"), strings.HasPrefix(lower, "current_"), lower == "now":
		o.Kind, o.Now = sqlparse.Expr, lower != "" && (strings.HasPrefix(lower, "now") || strings.HasPrefix(lower, "current_"))
	case text == o.Text && isNumber(text):
		o.Type = sqlparse.NumberConst
	}
	return o
}

func isNumber(text string) bool {
	_, ok := ofNumber(text)
	digits := strings.TrimLeft(strings.TrimPrefix(text, "-"), "0123456789.")
	return ok || text != "" && digits == ""
}

// settleModels applies the DDL that is about tables which only models declare,
// such as an index that is made beside an ORM's migration.
func (r *reader) settleModels() {
	byName := map[string][]*Table{}
	for _, t := range r.Tables {
		if !t.DDL {
			key := strings.ToLower(t.Name)
			byName[key] = append(byName[key], t)
		}
	}
	for _, c := range r.catalogs {
		for _, ch := range c.pending {
			tables := byName[strings.ToLower(ch.Table.Table)]
			if ch.Table.Table == "" {
				tables = slices.DeleteFunc(slices.Clone(r.Tables), func(t *Table) bool { return t.DDL || t.index(ch.Index) < 0 })
			}
			for _, t := range near(tables, c.dir, sqlparse.Unknown) {
				alter(t, ch.Change, ch.place)
			}
		}
		c.pending = nil
	}
}
