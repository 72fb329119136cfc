package sqlparse

import (
	"errors"
	"testing"
)

func TestMySQL(t *testing.T) {
	for _, tt := range []struct{ sql, want string }{
		// Conditions.
		{
			"SELECT 1 FROM `t` WHERE `t`.`a` <=> ? AND b <=> NULL AND !c AND d",
			`SELECT tables(t) where(and[t.a = ?, b IS NULL, c = 0, d <> 0])`,
		},
		{
			`SELECT 1 FROM t WHERE a REGEXP 'x' AND b SOUNDS LIKE 'y' AND c XOR d`,
			`SELECT tables(t) where(opaque[a, b, c, d])`,
		},
		{
			`SELECT 1 FROM t WHERE a REGEXP 'x' AND b SOUNDS LIKE 'y' AND MATCH (c, d) AGAINST (? IN BOOLEAN MODE)`,
			`SELECT tables(t) where(and[a LIKE 'x', opaque[b], opaque[c, d]])`,
		},
		{
			`SELECT 1 FROM t WHERE a = ANY (SELECT x FROM u) AND b <> ALL (SELECT 1 FROM v) AND c > ALL (SELECT 2 FROM w)`,
			`SELECT tables(t) where(and[a IN (subquery), b NOT IN (subquery), opaque[c]])` +
				` #0{SELECT columns(x) tables(u)} #1{SELECT tables(v)} #2{SELECT tables(w)}`,
		},
		{ // the current time, and what it is not
			`SELECT 1 FROM t WHERE a < NOW() - INTERVAL 1 DAY AND b < DATE_SUB(UTC_TIMESTAMP(6), INTERVAL ? HOUR)` +
				` AND c < UNIX_TIMESTAMP() AND d + INTERVAL 1 DAY < NOW(3) AND e < UNIX_TIMESTAMP(f) AND g > INTERVAL 5 MINUTE + CURRENT_TIMESTAMP`,
			`SELECT tables(t) where(and[a < now, b < now, c < now, opaque[d], e < expr[f], g > now])`,
		},
		{
			`SELECT 1 FROM t WHERE IFNULL(deleted_at, 0) = 0 AND DATE(a) = CURDATE() AND BINARY b = 'x' AND c COLLATE utf8mb4_bin = 'y' AND CONVERT(d, CHAR) = ''`,
			`SELECT tables(t) where(and[coalesce(deleted_at, 0) = 0, date(a) = now, cast(b) = 'x', collate(c) = 'y', cast(d) = ''])`,
		},
		{
			`SELECT 1 FROM t WHERE a->'$.x' = 1 AND b->>'$.y' = ? AND 5 MEMBER OF (c) AND JSON_CONTAINS(d, ?)`,
			`SELECT tables(t) where(and[opaque[a], opaque[b], opaque[c], opaque[d]])`,
		},
		{ // literals
			`SELECT 1 FROM t WHERE a = "x" AND b = 'it''s \'q\' ' 'and more' AND c = b'101' AND d = _utf8mb4'z' AND e = 1e3 AND f = DATE '1970-01-01' AND g = N'n' AND h = -.5`,
			`SELECT tables(t) where(and[a = 'x', b = 'it's 'q' and more', c = 5, d = 'z', e = 1e3, f = '1970-01-01', g = 'n', h = -.5])`,
		},
		{ // comments are no code, but for those with a version
			"SELECT /* WHERE a = 1 */ 1 FROM t -- x\nWHERE a = 1 # '\n AND /*!50000 b = 2 AND */ c = 3",
			`SELECT tables(t) where(and[a = 1, b = 2, c = 3])`,
		},
		// SELECT.
		{
			`SELECT SQL_CALC_FOUND_ROWS t.*, x.id AS y FROM db.t FORCE INDEX (i) STRAIGHT_JOIN x USE INDEX (j) ON t.id = x.id LIMIT 5, 10`,
			`SELECT columns(t.*, x.id) tables(db.t, x) on(t.id = x.id) limit(10) offset(5)`,
		},
		{
			`SELECT id FROM jobs WHERE state = 'queued' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
			`SELECT columns(id) tables(jobs) where(state = 'queued') order(id) limit(1) locks skiplocked`,
		},
		{`SELECT a FROM t LOCK IN SHARE MODE`, `SELECT columns(a) tables(t) locks`},
		{`SELECT a FROM t FOR UPDATE NOWAIT`, `SELECT columns(a) tables(t) locks`},
		{
			`(SELECT a FROM t ORDER BY b LIMIT 1) UNION (SELECT c FROM u) ORDER BY 1`,
			`SELECT order(expr) #0{SELECT columns(a) tables(t) order(b) limit(1)} #1{SELECT columns(c) tables(u)}`,
		},
		{
			`SELECT * FROM ((SELECT a FROM t) UNION (SELECT b FROM u)) x JOIN (SELECT c FROM v LIMIT 2) AS y, (w, z)`,
			`SELECT columns(*) tables(#0 x, #1 y, w, z) #0{SELECT columns(a) tables(t) #0{SELECT columns(b) tables(u)}} #1{SELECT columns(c) tables(v) limit(2)}`,
		},
		{ // without RECURSIVE, a name in its own definition is a table
			`WITH users AS (SELECT id FROM users WHERE deleted_at IS NULL) SELECT id FROM users`,
			`SELECT columns(id) tables(#0 users) #0{SELECT columns(id) tables(users) where(deleted_at IS NULL)}`,
		},
		{
			`SELECT a FROM t WHERE b IN ((SELECT 1 FROM u) UNION (SELECT 2 FROM v))`,
			`SELECT columns(a) tables(t) where(b IN (subquery)) #0{SELECT tables(u) #0{SELECT tables(v)}}`,
		},
		{
			`SELECT j.x FROM t, JSON_TABLE(t.doc, '$[*]' COLUMNS (x INT PATH '$.x')) AS j`,
			`SELECT columns(j.x) tables(t,  j)`,
		},
		{`EXPLAIN SELECT a FROM t WHERE b = 1`, `SELECT columns(a) tables(t) where(b = 1)`},
		// Writes.
		{
			"INSERT INTO t (`a`, b) VALUES (?, DEFAULT) ON DUPLICATE KEY UPDATE b = VALUES(b), c = c + 1, t.d = ?",
			`INSERT tables(t) into(a, b) row(?, default) conflict(b = excluded.b, c = expr[c, 1], t.d = ?)`,
		},
		{
			`INSERT INTO t (a) VALUES (1) AS new ON DUPLICATE KEY UPDATE a = new.a`,
			`INSERT tables(t) into(a) row(1) conflict(a = excluded.a)`,
		},
		{`INSERT IGNORE INTO t VALUES (1, ?)`, `INSERT tables(t) row(1, ?) conflict(nothing)`},
		{`REPLACE INTO t (a) VALUES (1)`, `INSERT tables(t) into(a) row(1) conflict(replace)`},
		{`INSERT INTO t SET a = 1, b = ?`, `INSERT tables(t) into(a, b) row(1, ?)`},
		{
			`INSERT INTO t (a) SELECT b FROM u JOIN v ON u.id = v.id ON DUPLICATE KEY UPDATE a = 1`,
			`INSERT tables(t) into(a) source(#0) conflict(a = 1) #0{SELECT columns(b) tables(u, v) on(u.id = v.id)}`,
		},
		{
			`UPDATE t LEFT JOIN u ON u.id = t.id SET t.a = ?, u.b = t.c WHERE u.id IS NULL`,
			`UPDATE tables(t, u outer) set(t.a = ?, u.b = t.c) on(u.id = t.id) where(u.id IS NULL)`,
		},
		{
			`UPDATE IGNORE t SET a = 1 WHERE b = 2 ORDER BY c DESC LIMIT ?`,
			`UPDATE tables(t) set(a = 1) where(b = 2) order(c desc) limit(?)`,
		},
		{ // what is deleted comes first
			`DELETE o FROM users AS u JOIN orders o ON o.user_id = u.id WHERE u.deleted_at IS NOT NULL`,
			`DELETE tables(orders o, users u) on(o.user_id = u.id) where(u.deleted_at IS NOT NULL)`,
		},
		{`DELETE FROM b USING a JOIN b WHERE a.x = b.x`, `DELETE tables(b, a) where(a.x = b.x)`},
		{`DELETE FROM t AS x WHERE x.a = 1 ORDER BY b LIMIT 10`, `DELETE tables(t x) where(x.a = 1) order(b) limit(10)`},
		{
			`WITH old AS (SELECT id FROM t) DELETE FROM t WHERE id IN (SELECT id FROM old)`,
			`DELETE tables(t) where(id IN (subquery)) #0{SELECT columns(id) tables(t)} #1{SELECT columns(id) tables(#-1 old)}`,
		},
		// DDL.
		{
			"CREATE TABLE IF NOT EXISTS `app`.`users` (\n" +
				"  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,\n" +
				"  `key` varchar(255) CHARACTER SET utf8mb4 NOT NULL DEFAULT '' COMMENT 'a UNIQUE, key',\n" +
				"  n decimal(10,2) unsigned NOT NULL DEFAULT -1.50,\n" +
				"  created_at datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),\n" +
				"  deleted_at timestamp NOT NULL DEFAULT '0000-00-00 00:00:00',\n" +
				"  flag tinyint(1) DEFAULT (1 + 2) UNIQUE KEY,\n" +
				"  b bit(1) NOT NULL DEFAULT b'0',\n" +
				"  u char(36) DEFAULT (uuid()),\n" +
				"  alive int AS (IF(deleted_at = 0, 1, NULL)) VIRTUAL,\n" +
				"  d double precision, e enum('x', 'y,z'), f national varchar(3),\n" +
				"  PRIMARY KEY (`id`),\n" +
				"  UNIQUE KEY `uq` (`key`(191), (coalesce(deleted_at, 0))) USING BTREE,\n" +
				"  KEY (created_at DESC), KEY (created_at),\n" +
				"  CONSTRAINT c CHECK (n > 0),\n" +
				"  FULLTEXT KEY f (`key`),\n" +
				"  CONSTRAINT fk FOREIGN KEY (a) REFERENCES b (id) ON DELETE SET NULL\n" +
				") ENGINE=InnoDB COMMENT='people'",
			`create app.users ifnotexists (id bigint notnull auto) (key varchar notnull default='' comment=a UNIQUE, key)` +
				` (n numeric notnull default=-1.50) (created_at datetime notnull default=now)` +
				` (deleted_at timestamp notnull default='0000-00-00 00:00:00') (flag tinyint default=expr[1, 2])` +
				` (b bit notnull default=0) (u char default=expr[]) (alive integer generated=IF(deleted_at = 0, 1, NULL))` +
				` (d double) (e enum) (f national varchar)` +
				` flag:unique[flag] PRIMARY:primary[id] uq:unique[key, {coalesce(deleted_at, 0): deleted_at}]` +
				` created_at:index[created_at] created_at_2:index[created_at]; comment app.users to=people`,
		},
		{
			"ALTER TABLE `t` ADD COLUMN a INT NOT NULL DEFAULT 0 AFTER b, ADD (x INT, y INT UNIQUE), MODIFY COLUMN c VARCHAR(10) NULL FIRST," +
				" CHANGE `d` e TEXT, CHANGE f f INT NOT NULL, DROP COLUMN g, RENAME COLUMN h TO i",
			`add t (a integer notnull default=0); add t (x integer); add t (y integer); addindex t y:unique[y];` +
				` modify t column=c (c varchar); modify t column=d to=e (e text); modify t column=f (f integer notnull);` +
				` dropcolumn t column=g; renamecolumn t column=h to=i`,
		},
		{
			`ALTER TABLE t ADD UNIQUE INDEX u (a, b), ADD CONSTRAINT k UNIQUE (c), ADD PRIMARY KEY (d), DROP INDEX i, DROP PRIMARY KEY,` +
				` RENAME INDEX j TO k, ALTER COLUMN l SET DEFAULT -5, ALTER m DROP DEFAULT, ALTER n SET DEFAULT (1 + 1),` +
				` DROP FOREIGN KEY fk, COMMENT 'x', RENAME TO t2, ENGINE = InnoDB`,
			`addindex t u:unique[a, b]; addindex t k:unique[c]; addindex t PRIMARY:primary[d]; dropindex t index=i; dropindex t index=PRIMARY;` +
				` renameindex t index=j to=k; setdefault t column=l default=-5; dropdefault t column=m; setdefault t column=n default=expr[1, 1];` +
				` comment t to=x; rename t to=t2`,
		},
		{
			"CREATE UNIQUE INDEX u ON db.`t` (a(10), (lower(b)))",
			`addindex db.t u:unique[a, {lower(b): b}]`,
		},
		{`DROP INDEX i ON t`, `dropindex t index=i`},
		{`DROP TABLE IF EXISTS a, b.c CASCADE`, `drop a; drop b.c`},
		{`RENAME TABLE a TO b, c TO d`, `rename a to=b; rename c to=d`},
		{
			`CREATE OR REPLACE ALGORITHM = MERGE VIEW v (x) AS SELECT a FROM t WHERE b = 0 WITH LOCAL CHECK OPTION`,
			`SELECT columns(a) tables(t) where(b = 0); createview v`,
		},
		// Nothing that the model has.
		{`CREATE FULLTEXT INDEX f ON t (a)`, ``},
		{`CREATE TABLE a LIKE b`, ``},
		{`CREATE TABLE a (x INT) SELECT b FROM c`, `SELECT columns(b) tables(c)`},
		{`ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES b (c)`, ``},
		{`SET NAMES utf8mb4`, ``},
		{`TRUNCATE TABLE t`, ``},
	} {
		if got := show(read(t, MySQL, tt.sql)); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.sql, got, tt.want)
		}
	}
}

// TestMySQLSpans checks that what the grammar gives no position is found at its
// own place and not at the first one that looks like it.
func TestMySQLSpans(t *testing.T) {
	sql := "INSERT INTO t (a, `b`) VALUES (1, 'a') ON DUPLICATE KEY UPDATE a = a + 1, `b` = VALUES(`b`)"
	q := read(t, MySQL, sql).Query
	at := func(s Span) string { return sql[:s.Start] + "<" + sql[s.Start:s.End] + ">" + sql[s.End:] }
	for _, tt := range []struct {
		span Span
		want string
	}{
		{q.Into[1].Span, "INSERT INTO t (a, <`b`>) VALUES (1, 'a') ON DUPLICATE KEY UPDATE a = a + 1, `b` = VALUES(`b`)"},
		{q.Conflict.Sets[0].Column.Span, "INSERT INTO t (a, `b`) VALUES (1, 'a') ON DUPLICATE KEY UPDATE <a> = a + 1, `b` = VALUES(`b`)"},
		{q.Conflict.Sets[0].Value.Span, "INSERT INTO t (a, `b`) VALUES (1, 'a') ON DUPLICATE KEY UPDATE a = <a + 1>, `b` = VALUES(`b`)"},
		{q.Conflict.Sets[0].Value.Parts[0].Span, "INSERT INTO t (a, `b`) VALUES (1, 'a') ON DUPLICATE KEY UPDATE a = <a> + 1, `b` = VALUES(`b`)"},
		{q.Conflict.Sets[1].Column.Span, "INSERT INTO t (a, `b`) VALUES (1, 'a') ON DUPLICATE KEY UPDATE a = a + 1, <`b`> = VALUES(`b`)"},
		{q.Conflict.Sets[1].Value.Span, "INSERT INTO t (a, `b`) VALUES (1, 'a') ON DUPLICATE KEY UPDATE a = a + 1, `b` = <VALUES(`b`)>"},
	} {
		if got := at(tt.span); got != tt.want {
			t.Errorf("\n got %s\nwant %s", got, tt.want)
		}
	}
}

func TestMySQLStatements(t *testing.T) {
	sql := "SET x = 1;\n\nSELECT a FROM t ; -- ; SELECT\nDELETE FROM t WHERE b = ';'"
	stmts, err := parseMySQL(sql)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"SET x = 1", "SELECT a FROM t", "DELETE FROM t WHERE b = ';'"}
	if len(stmts) != len(want) {
		t.Fatalf("%d statements", len(stmts))
	}
	for i, s := range stmts {
		if got := sql[s.Span.Start:s.Span.End]; got != want[i] {
			t.Errorf("got %q, want %q", got, want[i])
		}
	}
}

func TestMySQLError(t *testing.T) {
	_, err := parseMySQL("SELECT a\nFROM t WHERE FROM x")
	var e *Error
	if !errors.As(err, &e) || e.Span.Start != len("SELECT a\nFROM t WHERE ") || e.Dialect != MySQL {
		t.Errorf("got %#v", err)
	}
}
