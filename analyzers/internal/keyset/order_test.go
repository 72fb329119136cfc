package keyset

import (
	"slices"
	"strings"
	"testing"

	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// TestJudge: what a predicate is true of counts, not how it is written.
func TestJudge(t *testing.T) {
	for _, test := range []struct {
		query string // of a table whose only unique column is id; $1, $2, … are x, y, …
		kind  Kind
	}{
		{"id > $1 ORDER BY id", Right},
		{"id < $1 ORDER BY id DESC", Right},
		{"NOT (id <= $1) ORDER BY id", Right},
		{"tenant = 4 AND id > $1 ORDER BY tenant, id", Right},
		{"tenant = 4 AND id > $1 AND deleted IS NULL ORDER BY tenant, id", Right},
		{"($1 IS NULL OR id > $1) ORDER BY id", Right},
		{"id > $1 AND EXISTS (SELECT 1 FROM pins WHERE pins.t = t.id) ORDER BY id", Right},
		{"id > $1 ORDER BY id, a", Right},
		{"(a, id) > ($1, $2) ORDER BY a, id", Right},
		{"(a, id) < ($1, $2) ORDER BY a DESC, id DESC", Right},
		{"a > $1 OR a = $1 AND id > $2 ORDER BY a, id", Right},
		{"a >= $1 AND (a > $1 OR id > $2) ORDER BY a, id", Right},
		{"a >= $1 AND NOT (a = $1 AND id <= $2) ORDER BY a, id", Right},
		{"NOT (a < $1 OR a = $1 AND id <= $2) ORDER BY a, id", Right},
		{"a < $1 OR a = $1 AND id > $2 ORDER BY a DESC, id", Right},
		{"a > $1 OR a = $1 AND (b < $2 OR b = $2 AND id > $3) ORDER BY a, b DESC, id", Right},

		{"id > $1 ORDER BY a", OtherKey},
		{"id > $1 ORDER BY a, id", OtherKey},
		{"id > $1", Unordered},
		{"id > $1 ORDER BY id DESC", Direction},
		{"(a, id) > ($1, $2) ORDER BY a DESC, id DESC", Direction},
		{"(a, id) < ($1, $2) ORDER BY a DESC, id", Mixed},
		{"a > $1 AND id > $2 ORDER BY a, id", Separate},
		{"a >= $1 AND id > $2 ORDER BY a, id", Separate},
		{"a > $1 OR id > $2 ORDER BY a, id", Separate},
		{"a > $1 ORDER BY a", TiesSkipped},
		{"a > $1 ORDER BY a, id", TiesSkipped},
		{"a >= $1 ORDER BY a", TiesRepeated},
		{"(a, b) > ($1, $2) ORDER BY a, b", TiesSkipped},
		{"(a, b) > ($1, $2) ORDER BY a, b, id", TiesSkipped},

		// What else is true of a row isn't known.
		{"id > $1 OR pinned = 1 ORDER BY id", Unclear},
		{"id > $1 OR EXISTS (SELECT 1 FROM pins WHERE pins.t = t.id) ORDER BY id", Unclear},
		{"CASE WHEN $2 THEN id > $1 ELSE id < $1 END AND id > $1 ORDER BY id", Unclear},
	} {
		t.Run(test.query, func(t *testing.T) {
			st, err := sqlparse.Parse("SELECT * FROM t WHERE "+test.query+" LIMIT 10", sqlparse.PostgreSQL)
			if err != nil {
				t.Fatal(err)
			}
			o := &order{
				where: st.Query.Where, ordered: len(st.Query.OrderBy) > 0,
				arg: func(op sqlparse.Operand) string {
					if op.Kind != sqlparse.Param {
						return ""
					}
					return string(rune('x' + op.Param))
				},
				column: func(c sqlparse.Column) string { return strings.ToLower(c.Name) },
				unique: func(columns []string) schema.Tri {
					if slices.Contains(columns, "id") {
						return schema.Yes
					}
					return schema.No
				},
				nullable: func(key) bool { return false },
			}
			for _, k := range st.Query.OrderBy {
				o.keys = append(o.keys, key{k.Column.Name, k.Desc})
			}
			o.fix()
			if v := o.judge(o.positions()); v.Kind != test.kind {
				t.Errorf("%+v, want kind %d", v, test.kind)
			}
		})
	}
}
