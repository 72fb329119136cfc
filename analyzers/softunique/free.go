package softunique

import (
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// isReal reports whether u deletes a row softly, and not only one of test or
// example data.
func isReal(u *schema.Use) bool { return u.Kind == schema.SoftDeletes && !u.Seeding }

// livesKept reports whether another key binds the live rows: one that needs no
// deleted_at, or a partial one that has the same columns, with more of them
// (versions of a key) or fewer, or that names the same thing in another scope:
// (phase_id, key) instead of (namespace, key). A key that a mixin gives to many
// tables yields to such a one that the table has of its own, partial or not.
func livesKept(t *schema.Table, index *schema.Index, rest []string) bool {
	mixed := index.Model != nil && index.Declared.File != index.Model.Place.File
	for _, other := range t.Indexes {
		if other == index || !other.Unique || other.Primary {
			continue
		}
		columns, ok := names(other)
		if !ok || within(columns, rest) {
			return true
		}
		partial := other.Where != nil || other.WhereText != ""
		own := mixed && other.Model != nil && other.Declared.File == other.Model.Place.File
		if (partial || own || narrower(rest, columns)) && within(rest[len(rest)-1:], columns) {
			return true
		}
	}
	return false
}

// narrower reports whether a key of columns has all of rest, and more than a
// deleted_at besides.
func narrower(rest, columns []string) bool {
	return within(rest, columns) && len(columns) > len(rest)+1
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
		if u.Kind == schema.Creates && !u.Seeding && !u.Given {
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
