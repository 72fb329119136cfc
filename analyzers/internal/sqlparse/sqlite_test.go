package sqlparse

import (
	"errors"
	"testing"
)

func TestSQLite(t *testing.T) {
	for _, tt := range []struct{ sql, want string }{
		// Conditions.
		{ // IS compares values, too
			`SELECT 1 FROM t WHERE a IS ? AND b IS NOT 1 AND c IS NOT DISTINCT FROM d AND e ISNULL AND f NOTNULL AND g NOT NULL AND h IS DISTINCT FROM NULL`,
			`SELECT tables(t) where(and[a = ?, b <> 1, c = d, e IS NULL, f IS NOT NULL, g IS NOT NULL, h IS NOT NULL])`,
		},
		{
			`SELECT 1 FROM t WHERE a == 1 AND b GLOB 'x*' AND c REGEXP ? AND d MATCH 'y' AND e AND NOT f`,
			`SELECT tables(t) where(and[a = 1, b LIKE 'x*', c LIKE ?, opaque[d], e <> 0, f = 0])`,
		},
		{
			`SELECT 1 FROM t WHERE "a" = 'x' AND [b].[c] = ? AND ` + "`d`" + ` = TRUE AND e IN () AND f IN u AND rowid > -5`,
			`SELECT tables(t) where(and[a = 'x', b.c = ?, d = true, e IN (), opaque[f], rowid > -5])`,
		},
		{ // the current time, and what it is not
			`SELECT 1 FROM t WHERE a < unixepoch() AND b < datetime('now', '-1 day') AND c < strftime('%s', 'now') - 3600` +
				` AND d < datetime(e) AND f < CURRENT_DATE AND datetime(g) < datetime('now') AND h < julianday('2020-01-01')`,
			`SELECT tables(t) where(and[a < now, b < now, c < now, d < expr[e], f < now, datetime(g) < now, h < expr['2020-01-01']])`,
		},
		{
			`SELECT 1 FROM t WHERE ifnull(deleted_at, 0) = 0 AND a COLLATE NOCASE = ? AND a ->> '$.x' = 1 AND a || b = 'c' AND x'00' = c`,
			`SELECT tables(t) where(and[coalesce(deleted_at, 0) = 0, collate(a) = ?, opaque[a], opaque[a, b], c = 'x'00''])`,
		},
		{
			`SELECT 1 FROM t WHERE a = ?1 AND b = :name AND c = @at AND d = $x`,
			`SELECT tables(t) where(and[a = ?, b = ?, c = ?, d = ?])`,
		},
		// SELECT.
		{
			`SELECT t.*, main.t.a FROM main.t AS t INDEXED BY i LEFT OUTER JOIN (SELECT 1) AS s USING (x) FULL JOIN u ON u.a = t.a LIMIT 5, 10`,
			`SELECT columns(t.*, t.a) tables(main.t t outer, #0 s outer, u outer) on(u.a = t.a) limit(10) offset(5) #0{SELECT}`,
		},
		{
			`SELECT value FROM t, json_each(t.doc, '$.a') WHERE t.id IN (SELECT value FROM json_each(?) j)`,
			`SELECT columns(value) tables(t,  json_each) where(t.id IN (subquery)) #0{SELECT columns(value) tables( j)}`,
		},
		{
			`SELECT * FROM a JOIN (b LEFT JOIN c ON b.x = c.x) ON a.x = b.x`,
			`SELECT columns(*) tables(a, b, c outer) on(and[b.x = c.x, a.x = b.x])`,
		},
		{ // the name of a common table expression is its own in its body
			`WITH r AS (SELECT 1 UNION SELECT n + 1 FROM r) SELECT n FROM r`,
			`SELECT columns(n) tables(#0 r) #0{SELECT #0{SELECT selected(expr[n, 1]) tables(#-1 r)}}`,
		},
		{
			`WITH v(x) AS (VALUES (1), (2)) SELECT x FROM v`,
			`SELECT columns(x) tables(#0 v) #0{SELECT}`,
		},
		{
			`SELECT count(DISTINCT a) FILTER (WHERE b = (SELECT 1 FROM u)), sum(c) OVER w FROM t WINDOW w AS (PARTITION BY (SELECT 2 FROM v))`,
			`SELECT selected(expr[a], expr[c]) aggregates(count a) tables(t) #0{SELECT tables(u)} #1{SELECT tables(v)}`,
		},
		{`EXPLAIN QUERY PLAN SELECT a FROM t WHERE b = 1`, `SELECT columns(a) tables(t) where(b = 1)`},
		// Writes.
		{
			`INSERT INTO t AS x (a, b) VALUES (?, 1) ON CONFLICT (a, b) WHERE c = 0 DO UPDATE SET b = excluded.b, (c, d) = (1, ?) WHERE x.e < 5 RETURNING id, *`,
			`INSERT columns(id, *) tables(t x) into(a, b) row(?, 1) conflict(on a b, b = excluded.b, c = 1, d = ?, where x.e < 5)`,
		},
		{`INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING`, `INSERT tables(t) into(a) row(1) conflict(nothing)`},
		{
			`INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO NOTHING ON CONFLICT (b) DO UPDATE SET c = 1`,
			`INSERT tables(t) into(a) row(1) conflict(nothing, c = 1)`,
		},
		{`INSERT OR IGNORE INTO t VALUES (1)`, `INSERT tables(t) row(1) conflict(nothing)`},
		{`INSERT OR REPLACE INTO t VALUES (1)`, `INSERT tables(t) row(1) conflict(replace)`},
		{`REPLACE INTO t VALUES (1)`, `INSERT tables(t) row(1) conflict(replace)`},
		{`INSERT OR ABORT INTO t DEFAULT VALUES`, `INSERT tables(t)`},
		{
			`UPDATE t AS x SET a = u.b FROM u JOIN v ON u.id = v.id WHERE x.id = u.id RETURNING a`,
			`UPDATE columns(a) tables(t x, u, v) set(a = u.b) on(u.id = v.id) where(x.id = u.id)`,
		},
		{
			`UPDATE t SET (a, b) = (SELECT 1, 2 FROM u) WHERE c = 3 ORDER BY d LIMIT 4`,
			`UPDATE tables(t) set(a = subquery, b = subquery) where(c = 3) order(d) limit(4) #0{SELECT tables(u)}`,
		},
		{`DELETE FROM t WHERE a = 1 RETURNING id`, `DELETE columns(id) tables(t) where(a = 1)`},
		// DDL.
		{
			`CREATE TABLE IF NOT EXISTS main.t (id INTEGER PRIMARY KEY AUTOINCREMENT, "a b" TEXT NOT NULL DEFAULT '' COLLATE NOCASE UNIQUE,` +
				` c INT DEFAULT (-1), d DATETIME DEFAULT CURRENT_TIMESTAMP, e DEFAULT (datetime('now')), f VARCHAR(20) AS (lower("a b")),` +
				` g UNSIGNED BIG INT DEFAULT yes, h INT REFERENCES u (id) NOT NULL, UNIQUE (c COLLATE NOCASE, d DESC) ON CONFLICT IGNORE, CHECK (c > 0)) STRICT`,
			`create main.t ifnotexists (id integer notnull auto) (a b text notnull default='') (c integer default=-1)` +
				` (d datetime default=now) (e  default=now) (f varchar generated=lower("a b")) (g big int default='yes')` +
				` (h integer notnull) primary[id] unique[a b] unique[c, d]`,
		},
		{ // an alias of the row's number counts up, others don't
			`CREATE TABLE t (a INTEGER, b INT, PRIMARY KEY (a))`,
			`create t (a integer notnull auto) (b integer) primary[a]`,
		},
		{`CREATE TABLE t (a INT PRIMARY KEY)`, `create t (a integer notnull) primary[a]`},
		{`CREATE TABLE t (a INTEGER PRIMARY KEY) WITHOUT ROWID`, `create t (a integer notnull) primary[a]`},
		{
			`CREATE UNIQUE INDEX IF NOT EXISTS main.i ON t (lower(a), b COLLATE NOCASE) WHERE deleted_at IS NULL AND c = 1`,
			`addindex main.t ifnotexists i:unique[{lower(a): a}, b] where and[deleted_at IS NULL, c = 1]`,
		},
		{`ALTER TABLE t ADD a INT UNIQUE DEFAULT 5`, `add t (a integer default=5) unique[a]`},
		{`ALTER TABLE t ALTER COLUMN a SET NOT NULL`, `setnotnull t column=a`},
		{`ALTER TABLE t ALTER COLUMN a DROP NOT NULL`, `dropnotnull t column=a`},
		{`DROP INDEX IF EXISTS main.i`, `dropindex  index=i`},
		{`CREATE TEMP VIEW IF NOT EXISTS v (x) AS SELECT a FROM t`, `SELECT columns(a) tables(t); createview v ifnotexists`},
		// Nothing that the model has.
		{`CREATE TABLE t AS SELECT a FROM u`, `SELECT columns(a) tables(u)`},
		{`CREATE VIRTUAL TABLE t USING fts5(a)`, ``},
		{`CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM u; END`, ``},
		{`PRAGMA foreign_keys = ON`, ``},
	} {
		if got := show(read(t, SQLite, tt.sql)); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.sql, got, tt.want)
		}
	}
}

func TestSQLiteStatements(t *testing.T) {
	sql := "PRAGMA x;\n\nSELECT a FROM t ; -- ; SELECT\nDELETE FROM t WHERE b = ';'"
	stmts, err := parseSQLite(sql)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"PRAGMA x", "SELECT a FROM t", "DELETE FROM t WHERE b = ';'"}
	if len(stmts) != len(want) {
		t.Fatalf("%d statements", len(stmts))
	}
	for i, s := range stmts {
		if got := sql[s.Span.Start:s.Span.End]; got != want[i] {
			t.Errorf("got %q, want %q", got, want[i])
		}
	}
}

func TestSQLiteError(t *testing.T) {
	_, err := parseSQLite("SELECT a\nFROM t WHERE FROM x")
	var e *Error
	if !errors.As(err, &e) || e.Span.Start != len("SELECT a\nFROM t WHERE ") || e.Dialect != SQLite {
		t.Errorf("got %#v", err)
	}
}
