package schema

import (
	"fmt"
	"slices"
	"strings"
)

// A Mark is how one table marks its live rows.
type Mark struct {
	Table *Table
	Live  string // "NULL", "0", "'1970-01-01'", "false"
	Place Place  // of the column or the model's field that says so
}

// A Conventions is how the tables of a module mark their live rows.
type Conventions struct {
	// Marks are those of the tables that delete softly, by table.
	Marks []Mark
	// Live is what most of them say; empty if there is no such thing. Keeper
	// is one of those, Breaks are the others.
	Live   string
	Keeper Mark
	Breaks []Mark
}

// Says tells how many tables keep the convention.
func (c *Conventions) Says() string {
	tables := "tables"
	if len(c.Marks)-len(c.Breaks) == 1 {
		tables = "table"
	}
	return fmt.Sprintf("%d %s by %s", len(c.Marks)-len(c.Breaks), tables, c.Live)
}

// isDeletion goes by the name: good enough for an audit, which only compares
// what has the name.
func isDeletion(c *Column) bool {
	switch strings.ReplaceAll(strings.ToLower(c.Name), "_", "") {
	case "deletedat", "deletedon", "softdeletedat", "removedat":
		return IsTimeType(c.Type) || c.Type == "" || len(c.Sentinels) > 0
	}
	return false
}

// Convention returns how the module's tables mark their live rows: by an ORM's
// soft delete, by a column that a statement of the module sets when it deletes,
// or by one called deleted_at.
func (m *Module) Convention() *Conventions { return m.convention() }

func (m *Module) findConvention() *Conventions {
	c := &Conventions{}
	count := map[string]int{}
	for _, t := range m.Tables {
		if mark, ok := m.markOf(t); ok {
			c.Marks = append(c.Marks, mark)
			count[mark.Live]++
		}
	}
	for _, mark := range c.Marks {
		if n := count[mark.Live]; n > count[c.Live] {
			c.Live, c.Keeper = mark.Live, mark
		}
	}
	if count[c.Live]*2 <= len(c.Marks) {
		c.Live = "" // as many one way as the other
		return c
	}
	c.Breaks = slices.DeleteFunc(slices.Clone(c.Marks), func(mark Mark) bool { return mark.Live == c.Live })
	return c
}

func (m *Module) markOf(t *Table) (Mark, bool) {
	col := t.SoftDelete()
	if col == nil {
		for _, u := range m.UsesOf(t) {
			if u.Kind == SoftDeletes {
				for _, name := range u.Columns {
					if c := t.Column(name); c != nil && (col == nil || c.Nullable == Yes) {
						col = c
					}
				}
			}
		}
	}
	for _, c := range t.Columns {
		if col == nil && isDeletion(c) {
			col = c
		}
	}
	if col == nil {
		return Mark{}, false
	}
	mark := Mark{Table: t, Place: col.Declared}
	switch {
	case col.Type == "boolean" || col.Type == "bool":
		mark.Live = "false"
	case len(col.Sentinels) > 0 && col.Nullable != Yes:
		mark.Live = col.Sentinels[0].Value.String()
	case col.Nullable == Yes:
		mark.Live = "NULL"
	default:
		return Mark{}, false
	}
	return mark, true
}
