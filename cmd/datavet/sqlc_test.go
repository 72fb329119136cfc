package main

import (
	"strings"
	"testing"
)

const (
	inRows = "db/queries/purge.sql:2:27: deleted_at < … also takes live rows"
	byJobs = "\tinternal/jobs/purge.sql.go:19:19: run by jobs.Queries.Purge and 1 other method\n"
)

// TestSqlc: a finding in a query is told once, in its .sql file, by the first package
// that sqlc generates of it, and names what runs it.
func TestSqlc(t *testing.T) {
	m := extract(t, "sqlc")
	for range 2 { // the second time from the cache
		r := m.datavet("./...")
		r.want(t, exitFindings, []string{inRows}, nil)
		if !strings.Contains(r.stdout, byJobs) {
			t.Errorf("not told who runs the query:\n%s", r.stdout)
		}
	}
	m.datavet("./internal/rows").want(t, exitFindings, []string{inRows}, nil)
	m.datavet("./internal/jobs").want(t, exitOK, nil, nil)
	m.datavet(".").want(t, exitOK, nil, nil)
	m.datavet("./db/queries").want(t, exitFindings, []string{inRows}, nil)
	m.datavet("-changed", "db/queries/purge.sql").want(t, exitFindings, []string{inRows}, nil)
	for _, r := range []result{m.datavet("-json", "./..."), m.datavet("-json", "./..."), m.vet("-json", "./...")} {
		if strings.Count(r.stdout, `"posn": "`+m.dir+`/db/queries/purge.sql:2:27"`) != 1 ||
			strings.Count(r.stdout, `"message": "run by jobs.Queries.Purge and 1 other method"`) != 1 {
			t.Errorf("got %s", r.stdout)
		}
	}

	// Nothing generated yet, or by something else.
	m.write("internal/jobs/purge.sql.go", "package jobs\n\ntype Queries struct{}\n\nfunc (*Queries) Purge() {}\n")
	if r := m.datavet("./..."); !strings.Contains(r.stdout, "run by rows.Queries.Purge\n") {
		t.Errorf("got %s", r.stdout)
	}
	m.write("sqlc.yaml", strings.NewReplacer("internal/rows", "internal/none", "internal/jobs", "internal/none").Replace(m.read("sqlc.yaml")))
	if r := m.datavet("./..."); strings.Contains(r.stdout, "run by") || !strings.Contains(r.stdout, inRows) {
		t.Errorf("got %s", r.stdout)
	}
}

// TestSqlcPositions: columns count bytes, and each statement is found in its place.
func TestSqlcPositions(t *testing.T) {
	m := extract(t, "sqlc")
	m.write("db/queries/purge.sql", "\ufeff-- name: First :exec\r\nDELETE FROM folders WHERE deleted_at < now(); -- ä;\r\n"+
		"\r\n-- name: Second :many\r\n-- it says 'deleted_at < now()'; /*\r\nSELECT 'ß;', id\r\n\tFROM folders /* ü */ WHERE deleted_at < now();\r\n"+
		"-- name: Third :one\r\nSELECT id FROM folders WHERE id = $1; /* ; */ SELECT id FROM folders WHERE deleted_at < now()")
	m.datavet("./...").want(t, exitFindings, []string{
		"purge.sql:2:27: ", "purge.sql:7:30: ", "purge.sql:9:76: ",
	}, nil)
}

// TestSqlcMistakes: a configuration that can't be read ends the run, and what isn't
// read of one is said once.
func TestSqlcMistakes(t *testing.T) {
	m := extract(t, "sqlc")
	config := m.read("sqlc.yaml")
	m.write("sqlc.yaml", strings.Replace(config, "db/queries\n", "db/query\n", 1))
	for _, r := range []result{m.datavet("./..."), m.datavet("./internal/jobs")} {
		r.want(t, exitError, nil, []string{`sqlc.yaml:5:14: there is no "db/query"; name .sql files or their folder, relative to sqlc.yaml`})
	}
	m.write("sqlc.yaml", strings.ReplaceAll(config, "postgresql", "clickhouse"))
	m.datavet("./...").want(t, exitOK, nil, []string{
		`sqlc.yaml:3:13: the engine "clickhouse" isn't one of postgresql, mysql and sqlite: the schema and the queries of this entry are left out`,
		`sqlc.yaml:8:13: the engine "clickhouse" isn't one of postgresql, mysql and sqlite: the schema and the queries of this entry are left out`,
	})
}

// TestSqlcCommand: what sqlc itself does with the plugin is tested in testdata/sqlc.
func TestSqlcCommand(t *testing.T) {
	m := extract(t, "sqlc")
	m.datavet("sqlc", "x").want(t, exitError, nil, []string{`datavet: sqlc takes no arguments, has ["x"]; options go into sqlc's configuration`})
	m.datavet("sqlc").want(t, exitError, nil, []string{"datavet: no request on stdin: this is a plugin that sqlc runs, name it in sqlc's configuration"})
	m.datavet("/plugin.CodegenService/Generate").want(t, exitError, nil, []string{"datavet: no request on stdin"})
}
