package sqlparse

import (
	"strings"
	"testing"
)

// hostile are texts that must give an error, soon.
var hostile = map[string]string{
	"literal of 10 MB":         "SELECT '" + strings.Repeat("x", 10<<20) + "'",
	"literal not closed":       "SELECT '" + strings.Repeat("x", 1<<19),
	"comment not closed":       "SELECT 1 /*" + strings.Repeat("/*", 1<<18),
	"dollar quote not closed":  "SELECT $a$" + strings.Repeat("$b$", 1<<18),
	"templates not closed":     strings.Repeat("{{", 1<<19-1),
	"depth 10,000":             "SELECT " + strings.Repeat("(", 10000) + "1" + strings.Repeat(")", 10000),
	"depth of subqueries":      strings.Repeat("SELECT * FROM (", 10000) + "SELECT 1" + strings.Repeat(") x", 10000),
	"depth of CASE":            "SELECT " + strings.Repeat("CASE WHEN 1 THEN ", 10000) + "1" + strings.Repeat(" END", 10000),
	"depth of arrays":          "SELECT " + strings.Repeat("ARRAY[", 10000) + "1" + strings.Repeat("]", 10000),
	"1 MB of parentheses":      strings.Repeat("(", 1<<20),
	"1 MB of closing":          strings.Repeat(")", 1<<20),
	"1 MB of NOT":              "SELECT 1 WHERE " + strings.Repeat("NOT ", 1<<18-10) + "a",
	"1 MB of minus":            "SELECT " + strings.Repeat("- ", 1<<19-10) + "1",
	"1 MB of plus":             "SELECT 1" + strings.Repeat("+1", 1<<19-10),
	"1 MB of OR":               "SELECT 1 WHERE a" + strings.Repeat(" OR a", (1<<20)/5-10),
	"1 MB of UNION":            "SELECT 1" + strings.Repeat(" UNION SELECT 1", (1<<20)/15-10),
	"1 MB of casts":            "SELECT 1" + strings.Repeat("::int", (1<<20)/5-10),
	"1 MB of joins":            "SELECT 1 FROM a" + strings.Repeat(" JOIN a", (1<<20)/7-10),
	"1 MB of holes":            strings.Repeat("SELECT a \uFFFC FROM t;", (1<<20)/24),
	"1 MB of holes one by one": "SELECT a FROM t WHERE a" + strings.Repeat(" \uFFFC", (1<<20)/4-10),
	"number of 81 digits":      "SELECT " + strings.Repeat("9", 81),
	"decimal of 100 digits":    "SELECT 0." + strings.Repeat("9", 100),
	"invalid UTF-8":            "SELECT '\xff'",
	"NUL":                      "SELECT '\x00'",
}

func TestHostile(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			for d := Unknown; d <= SQLite; d++ {
				if _, err := Parse(text, d); err == nil {
					t.Errorf("dialect %d took it", d)
				}
				if _, err := ParseFragment(text, WhereClause, d); err == nil {
					t.Errorf("dialect %d took it as a condition", d)
				}
				Split(text, d)
			}
		})
	}
}

// deep are texts that make the grammars recurse as deeply as the guard lets them.
var deep = map[string]string{
	"NOT":                       "SELECT 1 WHERE " + strings.Repeat(strings.Repeat("NOT ", 60)+"(", 12) + "a" + strings.Repeat(")", 12),
	"minus":                     "SELECT " + strings.Repeat(strings.Repeat("- ", 60)+"(", 12) + "a" + strings.Repeat(")", 12),
	"tilde":                     "SELECT " + strings.Repeat(strings.Repeat("~ ", 60)+"(", 12) + "a" + strings.Repeat(")", 12),
	"flat":                      "SELECT a" + strings.Repeat("+a", 740),
	"left":                      "SELECT " + strings.Repeat("(", 12) + "a" + strings.Repeat(strings.Repeat("+a", 60)+")", 12),
	"right":                     "SELECT " + strings.Repeat(strings.Repeat("a^", 60)+"(", 12) + "a" + strings.Repeat(")", 12),
	"joins":                     "SELECT 1 FROM " + strings.Repeat("a JOIN ", 500) + "a" + strings.Repeat(" ON a", 450),
	"union":                     "SELECT 1" + strings.Repeat(" UNION SELECT 1", 470),
	"between":                   "SELECT 1 WHERE a" + strings.Repeat(" BETWEEN 1 AND 2", 290),
	"is":                        "SELECT 1 WHERE a" + strings.Repeat(" IS NULL", 740),
	"explain":                   strings.Repeat("EXPLAIN ", 1400) + "SELECT 1",
	"like":                      "SELECT 1 WHERE a" + strings.Repeat(" LIKE a", 740),
	"case":                      strings.Repeat("SELECT CASE WHEN (", 5) + "1" + strings.Repeat(") THEN 1 END", 5),
	"interval":                  "SELECT a " + strings.Repeat("+ INTERVAL 1 DAY ", 350),
	"functions":                 "SELECT " + strings.Repeat("f(", 12) + "a" + strings.Repeat(")", 12),
	"subqueries":                strings.Repeat("SELECT * FROM (", 12) + "SELECT 1" + strings.Repeat(") x", 12),
	"broken subqueries":         strings.Repeat("SELECT * FROM (", 12) + "SELECT 1" + strings.Repeat(")", 12),
	"parenthesised subqueries":  strings.Repeat("SELECT * FROM ((", 6) + "SELECT 1" + strings.Repeat(")) x", 6),
	"parenthesised joins":       "SELECT * FROM " + strings.Repeat("(", 12) + "a JOIN b ON a" + strings.Repeat(")", 12),
	"unions in parentheses":     strings.Repeat("((SELECT 1) UNION ", 11) + "SELECT 1" + strings.Repeat(")", 11),
	"subqueries in IN":          strings.Repeat("SELECT * FROM t WHERE a IN (", 12) + "SELECT 1" + strings.Repeat(")", 12),
	"broken expressions":        "SELECT " + strings.Repeat("((a, ", 6) + "1 1" + strings.Repeat("))", 6),
	"conditions in parentheses": "SELECT 1 WHERE " + strings.Repeat("(", 12) + "a" + strings.Repeat(" = 1)", 12),
	"rows in parentheses":       "SELECT 1 WHERE " + strings.Repeat("((a, b) = (1, ", 6) + "2" + strings.Repeat("))", 6),
	"CTEs":                      strings.Repeat("WITH a AS (", 12) + "SELECT 1" + strings.Repeat(") SELECT 1", 12),
	"exists":                    strings.Repeat("SELECT 1 WHERE EXISTS (", 12) + "SELECT 1" + strings.Repeat(")", 12),
}

func TestDeep(t *testing.T) {
	for name, text := range deep {
		t.Run(name, func(t *testing.T) {
			for d := PostgreSQL; d <= SQLite; d++ {
				if s, err := Parse(text, d); err == nil && s.Span.End > len(text) {
					t.Errorf("dialect %d: span %v", d, s.Span)
				}
			}
		})
	}
}

// long are texts that are long and right: they may be parsed, in time.
var long = map[string]string{
	"rows":            "INSERT INTO t (a, b) VALUES " + strings.Repeat("(1, 'x'),", 100000) + "(1, 'x')",
	"list":            "SELECT 1 FROM t WHERE a IN (" + strings.Repeat("1,", 400000) + "1)",
	"columns":         "SELECT " + strings.Repeat("a,", 400000) + "a FROM t",
	"tables":          "SELECT 1 FROM " + strings.Repeat("a,", 400000) + "a",
	"subqueries":      "SELECT " + strings.Repeat("(SELECT 1 FROM t WHERE a=1),", 30000) + "1",
	"commas in joins": "SELECT 1 FROM a" + strings.Repeat(" JOIN b ON f(a,b)=1", 600),
	"holes":           "SELECT 1 FROM t WHERE a IN (" + strings.Repeat("\uFFFC,", 200000) + "1)",
	"parameters":      "SELECT 1 FROM t WHERE a IN (" + strings.Repeat("?,", 400000) + "1)",
	"CTEs":            "WITH a AS (SELECT 1)" + strings.Repeat(", a AS (SELECT 1 FROM a)", 30000) + " SELECT 1",
	"alter":           "ALTER TABLE t " + strings.Repeat("ADD a int,", 50000) + "ADD b int",
	"orders":          "SELECT 1 FROM t ORDER BY " + strings.Repeat("a DESC,", 100000) + "b",
}

func TestLong(t *testing.T) {
	for name, text := range long {
		t.Run(name, func(t *testing.T) {
			for d := PostgreSQL; d <= SQLite; d++ {
				if s, err := Parse(text, d); err == nil && s.Span.End > len(text) {
					t.Errorf("dialect %d: span %v", d, s.Span)
				}
			}
		})
	}
}
