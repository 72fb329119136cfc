package sqlparse

import "testing"

// TestPrepare says what each grammar is given.
func TestPrepare(t *testing.T) {
	const h = string(Hole)
	tests := []struct {
		dialect    Dialect
		text, want string
	}{
		// Placeholders.
		{PostgreSQL, "a = ? AND b = ?", "a = $1 AND b = $2"},
		{PostgreSQL, "a = $2 AND b = $1 OR c = $2", "a = $1 AND b = $2 OR c = $3"},
		{MySQL, "a = $2 AND b = ?1", "a = ? AND b = ?"},
		{SQLite, "a = :a AND b = @b AND c = $c AND d = ?3", "a = ? AND b = ? AND c = ? AND d = ?"},
		{PostgreSQL, "a=@a AND b>:b.c", "a=$1 AND b>$2"},
		{PostgreSQL, "a LIKE? AND sqlc.arg(b)and c", "a LIKE $1 AND $2 and c"},
		{PostgreSQL, "a IN ? AND b IN (?)", "a IN ($1) AND b IN ($2)"},
		{MySQL, "a IN :ids", "a IN (?)"},
		{MySQL, "INSERT INTO t VALUES ?", "INSERT INTO t VALUES (?)"},
		{PostgreSQL, "SELECT * FROM ? WHERE ? = ?", "SELECT * FROM " + h + " WHERE $1 = $2"},
		{PostgreSQL, "SELECT * FROM :table", "SELECT * FROM " + h},
		{MySQL, "SELECT a INTO @a FROM t", "SELECT a INTO @a FROM t"},
		{PostgreSQL, "SELECT * FROM ?TableName AS ?TableAlias WHERE ?TableAlias.a = ?name", "SELECT * FROM " + h + " AS " + h + " WHERE " + h + ".a = $1"},
		{PostgreSQL, "a = ?AND b = ?name", "a = $1 AND b = $2"},
		{PostgreSQL, "a = sqlc.arg(x) OR b IN (sqlc.slice('ys')) OR c = sqlc.narg(\"z\")::text", "a = $1 OR b IN ($2) OR c = $3::text"},
		{PostgreSQL, "SELECT sqlc.embed(users) FROM users", "SELECT users.* FROM users"},
		{PostgreSQL, "a = :'var' AND b = :\"x\"", "a = " + h + " AND b = " + h},
		{MySQL, "a = :1 AND b = :2", "a = ? AND b = ?"},
		// What looks like one and is none.
		{PostgreSQL, "a::text = '?' AND b -- ? :x\n AND $$ ? $$ = c /* @d */", "a::text = '?' AND b -- ? :x\n AND $$ ? $$ = c /* @d */"},
		{PostgreSQL, `"a?" = E'\'?' AND b ->> '$1' = 'x'`, `"a?" = E'\'?' AND b ->> '$1' = 'x'`},
		{PostgreSQL, "a ? 'k' AND b ?| c AND d ?& array['x'] AND e ?? 'k' AND f ??| g", "a ? 'k' AND b ?| c AND d ?& array['x'] AND e ? 'k' AND f ?| g"},
		{PostgreSQL, "a ? ? AND b = ?||'x'", "a ? $1 AND b = $2||'x'"},
		{PostgreSQL, "a @> b AND c <@ d AND e<@f AND g @@ h AND i @? '$.a' AND @j > 1", "a @> b AND c <@ d AND e<@f AND g @@ h AND i @? '$.a' AND $1 > 1"},
		{PostgreSQL, "a[1:2] AND b[lo:hi] AND f(x := 1)", "a[1:2] AND b[lo:hi] AND f(x := 1)"},
		{PostgreSQL, "a % 2 = 0", "a % 2 = 0"},
		{PostgreSQL, "a %% 2 = 0", "a % 2 = 0"},
		{MySQL, "SELECT @x := a, @@version, @y", "SELECT @x := a, @@version, ?"},
		{MySQL, "SET @x = 1", "SET @x = 1"},
		{MySQL, "a = '?' AND b = \"?\" # ?\n AND `c?` = 'it\\'s ?'", "a = '?' AND b = \"?\" # ?\n AND `c?` = 'it\\'s ?'"},
		{MySQL, "CREATE DEFINER=root@localhost VIEW v AS SELECT 1", "CREATE DEFINER=root@localhost VIEW v AS SELECT 1"},
		{SQLite, "[a?] = \"b?\"", "[a?] = \"b?\""},
		// Quotes.
		{PostgreSQL, "`users`.`id` = 1", `"users"."id" = 1`},
		{MySQL, "`users`.`id` = 1", "`users`.`id` = 1"},
		// Holes as operands and names.
		{PostgreSQL, "SELECT %s FROM tbl_%s WHERE a = %d AND b = %[1]v", "SELECT " + h + " FROM tbl_" + h + " WHERE a = " + h + " AND b = " + h},
		{PostgreSQL, "SELECT * FROM {{.Schema}}.t_{{ .X }} WHERE {{.Y}}", "SELECT * FROM " + h + ".t_" + h + " WHERE " + h},
		{PostgreSQL, "a = ${A}", "a = " + h},
		{PostgreSQL, "a = $" + h + " AND b = :" + h, "a = $1 AND b = $2"},
		{PostgreSQL, "a IN " + h + " AND b IN (" + h + ")", "a IN (" + h + ") AND b IN (" + h + ")"},
		{MySQL, "SELECT 1 FROM t LIMIT " + h + ", " + h, "SELECT 1 FROM t LIMIT ?, ?"},
		{PostgreSQL, "a > now() - INTERVAL " + h, "a > now() - " + h},
		{MySQL, "a > now() - INTERVAL " + h + " DAY", "a > now() - INTERVAL " + h + " DAY"},
		// Holes as clauses, operators and conditions.
		{PostgreSQL, "a = 1 " + h + " ORDER BY b " + h, "a = 1     ORDER BY b    "},
		{PostgreSQL, "WHERE a " + h + " ? AND " + h + " " + h + " " + h, "WHERE a + $1 AND " + h + " + " + h},
		{PostgreSQL, "WHERE " + h + " AND " + h + " a = 1", "WHERE " + h + " AND " + h + " + a = 1"},
		{PostgreSQL, "FROM a JOIN " + h + " WHERE b", "FROM a JOIN " + h + " ON 1=1 WHERE b"},
		{PostgreSQL, "FROM a JOIN " + h + " ON b JOIN " + h + " x ON c", "FROM a JOIN " + h + " ON b JOIN " + h + " x ON c"},
		{PostgreSQL, "UPDATE t SET " + h + ", a = " + h + ", " + h + " = 1", "UPDATE t SET " + h + "=" + h + ", a = " + h + ", " + h + " = 1"},
		{PostgreSQL, "(" + h + " UNION ALL " + h + ")", "(SELECT " + h + " UNION ALL SELECT " + h + ")"},
		{MySQL, "SELECT 1 FROM t WHERE " + h + " UNION " + h, "SELECT 1 FROM t WHERE " + h + " UNION SELECT " + h},
		{PostgreSQL, "WITH x AS (" + h + ") SELECT * FROM (" + h + ") y WHERE EXISTS (" + h + ")", "WITH x AS (SELECT " + h + ") SELECT * FROM (SELECT " + h + ") y WHERE EXISTS (SELECT " + h + ")"},
		{PostgreSQL, "LEFT JOIN LATERAL (?) a ON b = (?)", "LEFT JOIN LATERAL (SELECT " + h + ") a ON b = ($1)"},
		{PostgreSQL, "(?) moves", "(SELECT " + h + ") moves"},
		{PostgreSQL, "(?) IN (1)", "($1) IN (1)"},
		{PostgreSQL, "DROP SCHEMA IF EXISTS ? CASCADE", "DROP SCHEMA IF EXISTS " + h + " CASCADE"},
		{SQLite, "WITH RECURSIVE " + h + " SELECT a FROM b", "                   SELECT a FROM b"},
		{SQLite, "INSERT INTO t (a, b) " + h, "INSERT INTO t (a, b) SELECT " + h},
		{SQLite, "INSERT INTO t (a, b) VALUES (1, 2) " + h, "INSERT INTO t (a, b) VALUES (1, 2)    "},
		{PostgreSQL, "a IS NULL" + h + " ORDER BY b", "a IS NULL    ORDER BY b"},
		{SQLite, "SELECT 1 WHERE" + h + " AND" + h + " AND null" + h + "x = 1", "SELECT 1 WHERE " + h + " AND " + h + " AND null" + h + "x = 1"},
		{PostgreSQL, "a = 1{{if .B}} AND b = 2{{end}}", "a = 1          AND b = 2       "},
		{PostgreSQL, "CREATE TABLE " + h + " (a " + h + ")", "CREATE TABLE " + h + " (a " + h + ")"},
	}
	for _, test := range tests {
		p, err := prepare(test.text, test.dialect, false)
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		if p.text != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.text, p.text, test.want)
		}
		checkEdits(t, p)
	}
}

// checkEdits fails if the way back isn't exact: what no edit covers must be
// equal in both texts, and every offset must map into the caller's.
func checkEdits(t *testing.T, p *prepared) {
	t.Helper()
	out, src := 0, 0
	for _, e := range append(p.edits[:len(p.edits):len(p.edits)], edit{
		out: Span{len(p.text), len(p.text)}, src: Span{len(p.source), len(p.source)},
	}) {
		if e.out.Start < out || e.src.Start < src || e.out.End < e.out.Start || e.src.End < e.src.Start {
			t.Fatalf("edits out of order: %v in %q", p.edits, p.source)
		}
		same := p.text[out:e.out.Start]
		if same != p.source[src:e.src.Start] {
			t.Fatalf("%q and %q should be equal in %q", same, p.source[src:e.src.Start], p.source)
		}
		for i := range len(same) {
			want := Span{src + i, src + i + 1}
			if got := p.back(Span{out + i, out + i + 1}); got != want {
				t.Fatalf("offset %d of %q maps to %v, not %v", out+i, p.text, got, want)
			}
		}
		if e.kind != plainEdit || e.out.Start < e.out.End && e.src.Start < e.src.End {
			if got := p.back(e.out); got != e.src {
				t.Fatalf("edit %v of %q maps to %v", e, p.source, got)
			}
		}
		out, src = e.out.End, e.src.End
	}
}

// TestHoleBehindUnion checks that what isn't known behind ORDER BY is the whole's
// and not the last arm's.
func TestHoleBehindUnion(t *testing.T) {
	for _, d := range []Dialect{PostgreSQL, MySQL, SQLite} {
		for _, tail := range []string{"ORDER BY a", "LIMIT 3", "ORDER BY a, b DESC LIMIT 3"} {
			text := "SELECT a FROM t UNION SELECT a FROM u WHERE b IN (1) " + tail + " " + string(Hole)
			s, err := Parse(text, d)
			if err != nil {
				t.Fatal(err)
			}
			arm := s.Query.Subs[0]
			if !s.Query.Holed || arm.Holed || text[arm.Span.Start:arm.Span.End] != "SELECT a FROM u WHERE b IN (1)" {
				t.Errorf("%s: %s: whole holed %t, arm holed %t, arm %q", dialectNames[d], text, s.Query.Holed, arm.Holed, text[arm.Span.Start:arm.Span.End])
			}
		}
	}
}
