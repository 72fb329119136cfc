package sqlparse

import (
	"fmt"
	"strings"
	"testing"
)

// read parses one statement with the grammar of d alone.
func read(t *testing.T, d Dialect, sql string) *Statement {
	t.Helper()
	if d == PostgreSQL {
		sql = numbered(sql)
	}
	stmts, err := grammars[d](sql)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	if len(stmts) != 1 {
		t.Fatalf("%s: %d statements", sql, len(stmts))
	}
	checkSpans(t, sql, stmts[0])
	return stmts[0]
}

// numbered turns ? into $1, $2, …; the texts here have none in strings.
func numbered(sql string) string {
	parts := strings.Split(sql, "?")
	for i := range parts[1:] {
		parts[i] += fmt.Sprintf("$%d", i+1)
	}
	return strings.Join(parts, "")
}

// dropDefaultNames takes the names of indexes away that the databases give them
// by rules of their own.
func dropDefaultNames(sql string, s *Statement) {
	for _, c := range s.Changes {
		for i := range c.Indexes {
			x := &c.Indexes[i]
			if !strings.Contains(sql, "CONSTRAINT "+x.Name) && !strings.Contains(sql, "INDEX "+x.Name) {
				x.Name = ""
			}
		}
	}
}

var dialectNames = map[Dialect]string{PostgreSQL: "postgresql", MySQL: "mysql", SQLite: "sqlite"}

// TestDialectsAgree checks that a statement that means the same in all dialects
// gives the same model, whichever grammar reads it.
func TestDialectsAgree(t *testing.T) {
	for _, tt := range []struct{ sql, want string }{
		// Conditions.
		{
			`SELECT id FROM users WHERE deleted_at IS NULL AND expires_at < ?`,
			`SELECT columns(id) tables(users) where(and[deleted_at IS NULL, expires_at < ?])`,
		},
		// Row values are compared column by column.
		{
			`SELECT 1 FROM t WHERE (a, b, c) <= (?, ?, ?)`,
			`SELECT tables(t) where(or[a < ?, and[a = ?, b < ?], and[a = ?, b = ?, c <= ?]])`,
		},
		{
			`SELECT 1 FROM t WHERE (a, b) = (?, ?) AND (c, d) <> (?, ?)`,
			`SELECT tables(t) where(and[a = ?, b = ?, or[c <> ?, d <> ?]])`,
		},
		{
			`SELECT 1 FROM t WHERE (?, ?) > (a, b) AND NOT (a, b) >= (1, 2)`,
			`SELECT tables(t) where(and[or[a < ?, and[a = ?, b < ?]], a <= 1, or[a <> 1, b < 2]])`,
		},
		// What is selected.
		{`SELECT COALESCE(MAX(t.id), 0) FROM t`, `SELECT selected(expr[t.id, 0]) aggregates(max t.id) tables(t)`},
		{`SELECT DISTINCT a FROM t`, `SELECT columns(a) grouped tables(t)`},
		{`SELECT count(*) FROM t`, `SELECT selected(expr[]) aggregates(count ) tables(t)`},
		{`SELECT a FROM t WHERE b > (SELECT MIN(c) FROM u)`, `SELECT columns(a) tables(t) where(b > subquery) #0{SELECT selected(expr[c]) aggregates(min c) tables(u)}`},
		// INSERT … SELECT, EXISTS.
		{`INSERT INTO t (a) SELECT b FROM u WHERE NOT EXISTS (SELECT 1 FROM t WHERE t.a = ?)`, `INSERT tables(t) into(a) source(#0) #0{SELECT columns(b) tables(u) where(notexists[t]) #0{SELECT tables(t) where(t.a = ?)}}`},
		{`SELECT 1 FROM t WHERE NOT (EXISTS (SELECT 1 FROM u) OR a = 1)`, `SELECT tables(t) where(and[notexists[u], a <> 1]) #0{SELECT tables(u)}`},
		{ // the column comes left
			`SELECT 1 FROM t WHERE ? > a AND 5 <= b AND c = d`,
			`SELECT tables(t) where(and[a < ?, b >= 5, c = d])`,
		},
		{ // NOT is folded
			`SELECT 1 FROM t WHERE NOT (a > 1 OR b IS NULL AND c <> 2) AND NOT d IN (1, 2)`,
			`SELECT tables(t) where(and[a <= 1, or[b IS NOT NULL, c = 2], d NOT IN (1, 2)])`,
		},
		{
			`SELECT 1 FROM t WHERE (a = 1 OR (b = 2 OR c = 3)) AND (d = 4 AND (e = 5))`,
			`SELECT tables(t) where(and[or[a = 1, b = 2, c = 3], d = 4, e = 5])`,
		},
		{
			`SELECT 1 FROM t WHERE a BETWEEN ? AND ? AND b NOT BETWEEN 1 AND 2`,
			`SELECT tables(t) where(and[a >= ?, a <= ?, or[b < 1, b > 2]])`,
		},
		{
			`SELECT 1 FROM t WHERE a LIKE 'x%' AND b NOT LIKE ? AND c IS NOT NULL`,
			`SELECT tables(t) where(and[a LIKE 'x%', b LIKE ?, c IS NOT NULL])`,
		},
		{
			`SELECT 1 FROM t WHERE a IS TRUE AND b IS NOT FALSE`,
			`SELECT tables(t) where(and[a = true, or[b <> false, b IS NULL]])`,
		},
		{
			`SELECT 1 FROM t WHERE COALESCE(a, 0) = 0 AND lower(b) = ? AND CAST(c AS char(3)) >= '5'`,
			`SELECT tables(t) where(and[coalesce(a, 0) = 0, lower(b) = ?, cast(c) >= '5'])`,
		},
		{ // two columns, or one in an expression, aren't a wrapped column
			`SELECT 1 FROM t WHERE COALESCE(a, b) = 0 AND a + 1 > ? AND a > b + ?`,
			`SELECT tables(t) where(and[opaque[a, b], opaque[a], a > expr[b, ?]])`,
		},
		{
			`SELECT 1 FROM t WHERE f(a, ?) AND CASE WHEN a = 1 THEN b ELSE 2 END > 0`,
			`SELECT tables(t) where(and[opaque[a], opaque[a, b]])`,
		},
		{
			`SELECT 1 FROM t WHERE a < CURRENT_TIMESTAMP AND b = 'it''s' AND c = -1.50 AND d = NULL`,
			`SELECT tables(t) where(and[a < now, b = 'it's', c = -1.50, d = null])`,
		},
		{
			`SELECT 1 FROM t WHERE (a, b) > (?, ?) AND (a, b) IN ((1, 2))`,
			`SELECT tables(t) where(and[or[a > ?, and[a = ?, b > ?]], opaque[a, b]])`,
		},
		// Subqueries.
		{
			`SELECT 1 FROM t WHERE a IN (SELECT id FROM u WHERE b = 1) AND EXISTS (SELECT 1 FROM v) AND NOT EXISTS (SELECT 2 FROM w)`,
			`SELECT tables(t) where(and[a IN (subquery), exists[v], notexists[w]])` +
				` #0{SELECT columns(id) tables(u) where(b = 1)} #1{SELECT tables(v)} #2{SELECT tables(w)}`,
		},
		{
			`SELECT a, (SELECT max(x) FROM u) FROM t WHERE b = (SELECT 1 FROM v)`,
			`SELECT columns(a) selected(a, subquery) tables(t) where(b = subquery) #0{SELECT selected(expr[x]) aggregates(max x) tables(u)} #1{SELECT tables(v)}`,
		},
		// Joins.
		{
			`SELECT u.id, o.* FROM users u LEFT JOIN orders AS o ON o.user_id = u.id AND o.deleted_at IS NULL JOIN items i ON i.order_id = o.id`,
			`SELECT columns(u.id, o.*) tables(users u, orders o outer, items i)` +
				` on(and[o.user_id = u.id, o.deleted_at IS NULL, i.order_id = o.id])`,
		},
		{
			`SELECT * FROM a RIGHT JOIN b ON a.x = b.x`,
			`SELECT columns(*) tables(a outer, b) on(a.x = b.x)`,
		},
		{
			`SELECT s.a.b FROM s.a, (SELECT id FROM c) AS d CROSS JOIN e`,
			`SELECT columns(a.b) tables(s.a, #0 d, e) #0{SELECT columns(id) tables(c)}`,
		},
		// The rest of SELECT.
		{
			`SELECT count(*) FROM t GROUP BY a HAVING a > 1 ORDER BY b DESC, lower(c), d ASC LIMIT 10 OFFSET ?`,
			`SELECT selected(expr[]) aggregates(count ) grouped tables(t) having(a > 1) order(b desc, expr, d) limit(10) offset(?)`,
		},
		{
			`SELECT id FROM t WHERE id > ? ORDER BY id LIMIT ?`,
			`SELECT columns(id) tables(t) where(id > ?) order(id) limit(?)`,
		},
		{
			`SELECT a FROM t WHERE a = 1 UNION ALL SELECT b FROM u WHERE b = 2 UNION SELECT c FROM v ORDER BY a LIMIT 3`,
			`SELECT columns(a) tables(t) where(a = 1) order(a) limit(3)` +
				` #0{SELECT columns(b) tables(u) where(b = 2)} #1{SELECT columns(c) tables(v)}`,
		},
		{
			`WITH x AS (SELECT id FROM u WHERE a = 1), y AS (SELECT * FROM x) SELECT x.id FROM x JOIN y z ON z.id = x.id, s.x`,
			`SELECT columns(x.id) tables(#0 x, #1 z, s.x) on(z.id = x.id)` +
				` #0{SELECT columns(id) tables(u) where(a = 1)} #1{SELECT columns(*) tables(#-1 x)}`,
		},
		{
			`WITH RECURSIVE r AS (SELECT 1 UNION ALL SELECT n FROM r WHERE n < 9) SELECT * FROM r`,
			`SELECT columns(*) tables(#0 r) #0{SELECT #0{SELECT columns(n) tables(#-1 r) where(n < 9)}}`,
		},
		{
			`SELECT sum(a) OVER (PARTITION BY b ORDER BY c) FROM t`,
			`SELECT selected(expr[a, b, c]) tables(t)`,
		},
		// Writes.
		{
			`INSERT INTO t (a, b, c) VALUES (?, 'x', NULL), (1, CURRENT_TIMESTAMP, a + ?)`,
			`INSERT tables(t) into(a, b, c) row(?, 'x', null) row(1, now, expr[a, ?])`,
		},
		{
			`INSERT INTO t (a) SELECT b FROM u WHERE c = ?`,
			`INSERT tables(t) into(a) source(#0) #0{SELECT columns(b) tables(u) where(c = ?)}`,
		},
		{
			`UPDATE t SET a = ?, b = b + 1, c = NULL, d = (SELECT 1 FROM u) WHERE id = ? AND deleted_at IS NULL`,
			`UPDATE tables(t) set(a = ?, b = expr[b, 1], c = null, d = subquery)` +
				` where(and[id = ?, deleted_at IS NULL]) #0{SELECT tables(u)}`,
		},
		{
			`DELETE FROM s.t WHERE a <= ?`,
			`DELETE tables(s.t) where(a <= ?)`,
		},
		// DDL.
		{
			`CREATE TABLE IF NOT EXISTS t (id BIGINT PRIMARY KEY, name VARCHAR(20) NOT NULL DEFAULT '' UNIQUE, n INT DEFAULT -1,` +
				` at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, x DECIMAL(10, 2) NULL DEFAULT NULL)`,
			`create t ifnotexists (id bigint notnull) (name varchar notnull default='') (n integer default=-1)` +
				` (at timestamp notnull default=now) (x numeric default=null) primary[id] unique[name]`,
		},
		{
			`CREATE TABLE t (a INT, b INT, CONSTRAINT u UNIQUE (a, b), PRIMARY KEY (b), CHECK (a > 0), FOREIGN KEY (a) REFERENCES v (id) ON DELETE CASCADE)`,
			`create t (a integer) (b integer notnull) u:unique[a, b] primary[b]`,
		},
		{
			`CREATE TABLE t (a INT, b INT GENERATED ALWAYS AS (a + 1) STORED)`,
			`create t (a integer) (b integer generated=a + 1)`,
		},
		{`CREATE UNIQUE INDEX i ON t (a, b DESC)`, `addindex t i:unique[a, b]`},
		{`CREATE INDEX i ON t (a, (lower(b)))`, `addindex t i:index[a, {lower(b): b}]`},
		{`DROP TABLE IF EXISTS s.t`, `drop s.t`},
		{`ALTER TABLE t RENAME TO u`, `rename t to=u`},
		{`ALTER TABLE t ADD COLUMN a INT NOT NULL DEFAULT 0`, `add t (a integer notnull default=0)`},
		{`ALTER TABLE t DROP COLUMN a`, `dropcolumn t column=a`},
		{`ALTER TABLE t RENAME COLUMN a TO b`, `renamecolumn t column=a to=b`},
		{`CREATE VIEW v AS SELECT a FROM t WHERE b IS NULL`, `SELECT columns(a) tables(t) where(b IS NULL); createview v`},
	} {
		for d, name := range dialectNames {
			t.Run(name, func(t *testing.T) {
				s := read(t, d, tt.sql)
				dropDefaultNames(tt.sql, s)
				if got := show(s); got != tt.want {
					t.Errorf("%s\n got %s\nwant %s", tt.sql, got, tt.want)
				}
			})
		}
	}
}
