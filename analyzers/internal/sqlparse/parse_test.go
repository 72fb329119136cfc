package sqlparse

import (
	"errors"
	"strings"
	"testing"
)

func TestUnknownDialect(t *testing.T) {
	for _, text := range []string{
		"SELECT a::int FROM t WHERE b = ANY($1)",
		"INSERT INTO t (a) VALUES (?) ON DUPLICATE KEY UPDATE a = VALUES(a)",
		"INSERT OR REPLACE INTO t (a) VALUES (datetime('now'))",
		"SELECT `a` FROM `t` WHERE `b` = ?",
		"SELECT a FROM t WHERE b < DATE_SUB(NOW(), INTERVAL ? DAY)",
	} {
		s, err := Parse(text, Unknown)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if s.Dialect != Unknown {
			t.Errorf("%s: dialect %d", text, s.Dialect)
		}
		checkModel(t, text, s)
	}
}

// TestAlike holds that holes, placeholders and fragments give the same model
// whatever the dialect.
func TestAlike(t *testing.T) {
	const h = string(Hole)
	tests := []struct {
		clause Clause
		text   string
		want   string
	}{
		{WhereClause, "a < ? AND b IN ?", "where and(a‹a› < param0‹?› ‹a < ?›; b‹b› IN param1‹?› ‹b IN ?›)‹a < ? AND b IN ?›"},
		{WhereClause, "a < :x", "where a‹a› < param:x‹:x› ‹a < :x›"},
		{WhereClause, "a " + h + " ? AND " + h, "where and(hole a ‹a " + h + " ?›; hole ‹" + h + "›)‹a " + h + " ? AND " + h + "›"},
		{WhereClause, "a = '" + h + "' AND b = " + h, "where and(a‹a› = hole‹'" + h + "'› ‹a = '" + h + "'›; b‹b› = hole‹" + h + "› ‹b = " + h + "›)‹a = '" + h + "' AND b = " + h + "›"},
		{WhereClause, "a = 1 " + h, "where a‹a› = number:1‹1› ‹a = 1›"},
		{OrderByClause, "a DESC, " + h, "order a desc=true ‹a DESC›\n  order " + h + " desc=false ‹" + h + "›"},
		{JoinClause, "JOIN " + h + " ON a = b", "table " + h + "‹" + h + "›\n  on a‹a› = column:b‹b› ‹a = b›"},
		{FromClause, "tbl_" + h + " x", "table tbl_" + h + "‹tbl_" + h + "› as x"},
		{SelectClause, "a, b.*", "columns a‹a› b.*‹b.*›"},
		{SetClause, "a = ?, b = b + 1", "set a‹a› param0‹?›\n  set b‹b› expr(column:b‹b›, number:1‹1›)‹b + 1›"},
	}
	for _, test := range tests {
		for d := PostgreSQL; d <= SQLite; d++ {
			s, err := ParseFragment(test.text, test.clause, d)
			if err != nil {
				t.Errorf("dialect %d: %s: %v", d, test.text, err)
				continue
			}
			checkModel(t, test.text, s)
			_, got, _ := strings.Cut(dump(test.text, s), "\n  ")
			if got != test.want {
				t.Errorf("dialect %d: %s\ngot  %s\nwant %s", d, test.text, got, test.want)
			}
		}
	}
}

func TestHoled(t *testing.T) {
	const h = string(Hole)
	for text, want := range map[string]bool{
		"SELECT a FROM t WHERE b = 1":                                            false,
		"SELECT a FROM t WHERE b = " + h:                                         false,
		"SELECT a FROM t WHERE b = '" + h + "' LIMIT " + h:                       false,
		"SELECT a FROM t_" + h + " WHERE b = 1":                                  false,
		"SELECT a FROM t WHERE b = 1 " + h:                                       true,
		"SELECT a FROM t " + h + " WHERE b = 1":                                  true,
		"SELECT a FROM " + h + " WHERE b = 1":                                    true,
		"SELECT a FROM t WHERE b = 1 AND " + h:                                   true,
		"SELECT a FROM t WHERE b " + h + " 1":                                    true,
		"SELECT a FROM t WHERE b = 1 OR (c = 2 " + h + ")":                       true,
		"SELECT a FROM t WHERE b IN (SELECT c FROM u WHERE d = 1 " + h + ")":     false,
		"UPDATE t SET " + h + " WHERE b = 1":                                     true,
		"SELECT a FROM t WHERE b = 1{{if .C}} AND c = 2{{end}} ORDER BY a":       true,
		"SELECT a FROM t JOIN " + h + " WHERE b = 1":                             true,
		"DELETE FROM t WHERE b < " + h + " AND c = 'it" + h + "' RETURNING " + h: false,
	} {
		for d := PostgreSQL; d <= SQLite; d++ {
			s, err := Parse(text, d)
			if err != nil {
				if d != MySQL || !strings.Contains(text, "RETURNING") {
					t.Errorf("dialect %d: %s: %v", d, text, err)
				}
				continue
			}
			if s.Query.Holed != want {
				t.Errorf("dialect %d: %s: holed is %v", d, text, s.Query.Holed)
			}
		}
	}
}

func TestErrorSpan(t *testing.T) {
	tests := []struct{ text, at string }{
		{"SELECT a FROM t WHERE b IN ? AND = 1", "= 1"},
		{"SELECT 'ä', {{.Long}} FROM t WHERE = 1", "= 1"},
		{"SELECT '", "'"},
		{"SELECT 1; SELECT 2", "SELECT 2"},
	}
	for _, test := range tests {
		_, err := Parse(test.text, PostgreSQL)
		var e *Error
		if !errors.As(err, &e) || e.Dialect != PostgreSQL || !strings.HasPrefix(test.text[e.Span.Start:], test.at) {
			t.Errorf("%s: %+v", test.text, err)
		}
	}
}

func TestShift(t *testing.T) {
	const text = "SELECT a FROM t WHERE b < ? AND c IN (SELECT d FROM u) ORDER BY e"
	s, err := Parse(text, PostgreSQL)
	if err != nil {
		t.Fatal(err)
	}
	before := dump(text, s)
	Shift(s.Query, func(s Span) Span { return Span{s.Start + 3, s.End + 3} })
	if got := dump("xxx"+text, s); got != before {
		t.Errorf("got\n%s\nwant\n%s", got, before)
	}
}
