package sqlparse

import (
	"slices"
	"testing"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		name    string
		dialect Dialect
		text    string
		want    []string
	}{
		{"plain", Unknown, "SELECT 1; -- one; more\nSELECT ';' ;; /* x; */ SELECT \"a;b\"", []string{"SELECT 1", "SELECT ';'", `SELECT "a;b"`}},
		{"empty", Unknown, " ;\n-- nothing\n", nil},
		{"byte order mark", Unknown, "\uFEFFSELECT 1;", []string{"SELECT 1"}},
		{"comment inside", PostgreSQL, "SELECT /* a /* nested; */ b; */ 1; SELECT 2", []string{"SELECT /* a /* nested; */ b; */ 1", "SELECT 2"}},
		{"dollar quotes", PostgreSQL, "CREATE FUNCTION f() RETURNS int AS $b$ BEGIN; $$x;$$ END $b$ LANGUAGE plpgsql; SELECT $1;",
			[]string{"CREATE FUNCTION f() RETURNS int AS $b$ BEGIN; $$x;$$ END $b$ LANGUAGE plpgsql", "SELECT $1"}},
		{"escapes of PostgreSQL", PostgreSQL, `SELECT E'\';'; SELECT '\'; SELECT 3`, []string{`SELECT E'\';'`, `SELECT '\'`, "SELECT 3"}},
		{"escapes of MySQL", MySQL, `SELECT '\';', "a;\"", 1 # x;
			; SELECT 2`, []string{`SELECT '\';', "a;\"", 1`, "SELECT 2"}},
		{"escapes of a dialect that isn't named", Unknown, `INSERT INTO t VALUES ('it\'s; \'a'); SELECT 2;`,
			[]string{`INSERT INTO t VALUES ('it\'s; \'a')`, "SELECT 2"}},
		{"transaction", Unknown, "BEGIN; UPDATE t SET a = 1; END;", []string{"BEGIN", "UPDATE t SET a = 1", "END"}},
		{"trigger", SQLite, "CREATE TRIGGER x AFTER UPDATE ON t BEGIN UPDATE t SET a = CASE WHEN b THEN 1 ELSE 2 END; DELETE FROM u; END; SELECT 1;",
			[]string{"CREATE TRIGGER x AFTER UPDATE ON t BEGIN UPDATE t SET a = CASE WHEN b THEN 1 ELSE 2 END; DELETE FROM u; END", "SELECT 1"}},
		{"atomic body", PostgreSQL, "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3",
			[]string{"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END", "SELECT 3"}},
		{"procedure", MySQL, "CREATE PROCEDURE p() BEGIN IF a THEN BEGIN SELECT 1; END; END IF; WHILE b DO SELECT 2; END WHILE; CASE c WHEN 1 THEN SELECT 3; END CASE; END; SELECT 4",
			[]string{"CREATE PROCEDURE p() BEGIN IF a THEN BEGIN SELECT 1; END; END IF; WHILE b DO SELECT 2; END WHILE; CASE c WHEN 1 THEN SELECT 3; END CASE; END", "SELECT 4"}},
		{"delimiter", MySQL, "DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT '//'; END//\nDELIMITER ;\nSELECT 1;",
			[]string{"CREATE PROCEDURE p() BEGIN SELECT '//'; END", "SELECT 1"}},
		{"delimiter of dollars", MySQL, "delimiter $$\nSELECT 1; $$\nSELECT 2 $$", []string{"SELECT 1;", "SELECT 2"}},
		{"goose", PostgreSQL, "-- +goose Up\n-- +goose StatementBegin\nSELECT 1\n-- +goose StatementEnd\nSELECT 2;", []string{"SELECT 1", "SELECT 2"}},
		{"rule", PostgreSQL, "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3",
			[]string{"CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "SELECT 3"}},
		{"parenthesis that isn't closed", PostgreSQL, "SELECT (1; SELECT 2;", []string{"SELECT (1", "SELECT 2"}},
		{"psql", PostgreSQL, "\\set x 'it''s;'\n\\restrict a'b\nSELECT 1\\gexec\nSELECT 2;", []string{"SELECT 1", "SELECT 2"}},
		{"copy", PostgreSQL, "COPY t (a) FROM stdin;\n1;\tit's\n\\.\n\nSELECT 1;", []string{"COPY t (a) FROM stdin", "SELECT 1"}},
		{"copy from a file", PostgreSQL, "COPY t FROM '/x'; SELECT 1;", []string{"COPY t FROM '/x'", "SELECT 1"}},
		{"quote that isn't closed", PostgreSQL, "SELECT 1; SELECT 'a; SELECT 2;", []string{"SELECT 1", "SELECT 'a; SELECT 2;"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, s := range Split(test.text, test.dialect) {
				got = append(got, test.text[s.Start:s.End])
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}
