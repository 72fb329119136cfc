package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/datavet/datavet/analyzers"
)

const (
	inDeploy  = ".deploy/sql/clean.sql:1:27: deleted_at < … also takes live rows"
	inQueries = "db/queries/purge.sql:3:7: deleted_at <= … also takes live rows"
	inStore   = "store/store.go:9:"
	inViews   = "store/views/old.sql:1:32: deleted_at <= … also takes live rows"
)

// TestFolders: what is named is checked, and reported once.
func TestFolders(t *testing.T) {
	m := extract(t, "folders")
	all := []string{inDeploy, inQueries, inStore, inViews}
	for args, want := range map[string][]string{
		"./...":                          all,
		"-tests ./...":                   all,
		"./store":                        all, // the only package
		"./store ./db/... ./.deploy/sql": all,
		"./db/queries":                   {inQueries},
		"./db/...":                       {inQueries},
		"./.deploy/sql":                  {inDeploy},
		"./.deploy/...":                  {inDeploy},
		"./store/views ./db/queries":     {inQueries, inViews},
		"./store/...":                    all,
		"-C store/views .":               {inViews},
	} {
		m.datavet(strings.Fields(args)...).want(t, exitFindings, want, nil)
	}
	m.in("db").datavet("./queries").want(t, exitFindings, []string{"queries/purge.sql:3:7"}, nil)
	m.datavet("./db/migrations").want(t, exitOK, nil, nil)
	m.datavet("./testdata").want(t, exitOK, nil, nil) // the module doesn't declare folders for it
	m.datavet("-enable=all", "./db/queries").want(t, exitFindings, []string{inQueries}, nil)

	r := m.datavet("-json", "./...", "./db/queries")
	if got := strings.Count(r.stdout, `"posn"`); got != len(all) || r.code != exitFindings {
		t.Errorf("%d findings, want %d\n%s", got, len(all), r.stdout)
	}
}

// TestSettingsOfFolders: what settings say holds where there is nothing but SQL,
// and where Go code is broken.
func TestSettingsOfFolders(t *testing.T) {
	m := extract(t, "folders")
	m.write(".datavet.yaml", "exclude: [{path: db/**/*.sql, reason: a test}, {path: .deploy, rules: [sentinelrange], reason: a test}]\n")
	m.datavet("./...").want(t, exitFindings, []string{inStore, inViews}, nil)
	m.datavet("./db/queries", "./.deploy/sql").want(t, exitOK, nil, nil)
	m.write(".datavet.yaml", "rules: {sentinelrange: note}\n")
	m.datavet("./db/queries", "./.deploy/sql").want(t, exitFindings, []string{inDeploy, inQueries}, nil)
	m.write(".datavet.yaml", "rules: {sentinelrange: off}\n")
	m.datavet("./...").want(t, exitOK, nil, nil)

	m = extract(t, "brokensql")
	m.write(".datavet.yaml", "exclude: [{path: store, reason: a test}]\n")
	m.datavet("./...").want(t, exitError, []string{"jobs/purge.sql:1:27"}, []string{"store/store.go:3:19: cannot use 1"})

	m = extract(t, "nomodule")
	m.write(".datavet.yaml", "exclude: [{path: queries, reason: a test}]\n")
	m.datavet("./...").want(t, exitFindings, []string{"alone/all.sql:5:24"}, nil)
}

// TestFoldersOfBrokenPackages: .sql files are checked although Go code isn't.
func TestFoldersOfBrokenPackages(t *testing.T) {
	m := extract(t, "brokensql")
	broken := "store/store.go:3:19: cannot use 1"
	inJobs, inStore := "jobs/purge.sql:1:27", "store/queries/purge.sql:1:27"
	m.datavet("./...").want(t, exitError, []string{inJobs, inStore}, []string{broken})
	m.datavet("./store").want(t, exitError, []string{inStore}, []string{broken})
	m.datavet("./jobs").want(t, exitFindings, []string{inJobs}, nil)
	m.datavet("./store/queries").want(t, exitFindings, []string{inStore}, nil)
	writeFile(t, filepath.Join(m.dir, "go.mod"), []byte("module example.com/brokensql\n\ngo 1.26\n\nnonsense\n"))
	m.datavet("./...").want(t, exitError, []string{inJobs, inStore}, []string{"go.mod:5: unknown directive: nonsense"})
}

func TestFoldersInNoModule(t *testing.T) {
	m := extract(t, "nomodule")
	inAlone, inQueries := "alone/all.sql:5:24", "queries/purge.sql:1:27"
	m.datavet("./...").want(t, exitFindings, []string{inAlone, inQueries}, nil)
	m.datavet("./alone").want(t, exitFindings, []string{inAlone}, nil)
	m.datavet("./queries").want(t, exitOK, nil, nil) // no table is known there
	writeFile(t, filepath.Join(m.dir, "main.go"), []byte("package main\n"))
	m.datavet("./...").want(t, exitError, []string{inAlone, inQueries}, []string{"run datavet in a module, or name its folder by -C"})
}

func TestIgnoreInSQL(t *testing.T) {
	m := extract(t, "folders")
	name := filepath.Join(m.dir, "db/queries/purge.sql")
	write := func(comment string) {
		writeFile(t, name, []byte("DELETE FROM folders\n"+comment+"\nWHERE deleted_at <= $1;\n"))
	}
	write("-- datavet:ignore sentinelrange nothing of 1970 is left")
	m.datavet("./db/queries").want(t, exitOK, nil, nil)
	m.datavet("-unused-ignores", "./db/queries").want(t, exitOK, nil, nil)
	m.datavet("-unused-ignores", "./...").want(t, exitFindings, []string{inDeploy, inStore, inViews}, nil)
	write("-- datavet:ignore sentinelrange")
	wrong := "db/queries/purge.sql:2:1: datavet directive ignore without a reason"
	m.datavet("./db/queries").want(t, exitError, []string{wrong}, nil)
	m.datavet("./...").want(t, exitError, []string{inDeploy, wrong, inStore, inViews}, nil)
}

func TestSchema(t *testing.T) {
	m := extract(t, "brokensql")
	want := strings.Join([]string{
		"example.com/brokensql (" + m.dir + ")",
		"",
		"folders (schema.sql:1)",
		"  COLUMN      TYPE       NULL  DEFAULT                LIVE          EVIDENCE",
		"  id          bigint     no    -                      -             -",
		"  deleted_at  timestamp  no    '1970-01-01 00:00:00'  '1970-01-01'  default (schema.sql:3)",
		"  primary key (id) (schema.sql:2)",
		"",
		"convention: live rows are marked by '1970-01-01'",
		"  keeps  folders  '1970-01-01'  schema.sql:3",
		"",
	}, "\n")
	for _, args := range []string{"", "./...", "."} {
		if r := m.datavet(strings.Fields("schema " + args)...); r.stdout != want || r.code != exitOK {
			t.Errorf("schema %s: exit code %d, %s\n%s\nwant\n%s", args, r.code, r.stderr, r.stdout, want)
		}
	}
	if r := m.in("jobs").datavet("schema"); r.stdout != want {
		t.Errorf("in a folder: %s", r.stdout)
	}
	if r := m.datavet("schema", "./jobs"); !strings.Contains(r.stdout, "no tables") {
		t.Errorf("of a folder without tables: %s", r.stdout)
	}

	r := m.datavet("schema", "-json", "./...")
	var list []analyzers.Schema
	if err := json.Unmarshal([]byte(r.stdout), &list); err != nil || len(list) != 1 || len(list[0].Tables) != 1 {
		t.Fatalf("%v in %s", err, r.stdout)
	}
	column := list[0].Tables[0].Columns[1]
	if column.Name != "deleted_at" || column.Nullable != "no" || len(column.Live) == 0 || column.Live[0] != (analyzers.LiveValue{Value: "'1970-01-01'", Evidence: "default", Place: "schema.sql:3"}) {
		t.Errorf("deleted_at is %+v", column)
	}

	m.datavet("schema", "./nowhere").want(t, exitError, nil, []string{"schema: ./nowhere: no such folder"})
	m.datavet("schema", "-jsn").want(t, exitError, nil, []string{"flag provided but not defined: -jsn; datavet schema -h"})
	if r := m.datavet("schema", "-h"); r.code != exitOK || !strings.Contains(r.stdout, "nullsNotDistinct") {
		t.Errorf("exit code %d, %s", r.code, r.stdout)
	}
}

func TestSchemaOfManyModules(t *testing.T) {
	m := extract(t, "nomodule")
	nested := filepath.Join(m.dir, "alone", "go.mod")
	writeFile(t, nested, []byte("module example.com/alone\n"))
	r := m.datavet("schema", "./...")
	if outer, inner := strings.Index(r.stdout, "\nfolders ("), strings.Index(r.stdout, "example.com/alone ("); outer < 0 || inner < outer || !strings.Contains(r.stdout[inner:], "\nkeys (") {
		t.Errorf("exit code %d\n%s%s", r.code, r.stdout, r.stderr)
	}
}

func TestDebugSQL(t *testing.T) {
	m := extract(t, "folders")
	writeFile(t, filepath.Join(m.dir, "db/queries/typo.sql"), []byte("SELECT name;\n\nUPDATE folders SET name = WHERE id = 1 AND deleted_at > "+strings.Repeat("1 + ", 40)+"1;\n"))
	r := m.datavet("-debug=sql", "./store")
	lines := strings.Split(strings.TrimSpace(r.stderr), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], `db/queries/typo.sql:3:1: syntax error at or near "WHERE": UPDATE folders SET name = WHERE`) ||
		len(lines[0]) > 180 || !strings.HasPrefix(lines[1], "datavet: 7 SQL texts: 6 parsed (") || !strings.HasSuffix(lines[1], "), 1 not") {
		t.Errorf("stderr: %s", r.stderr)
	}
	if r.code != exitFindings {
		t.Errorf("exit code %d", r.code)
	}
	m.datavet("-debug=sq", "./...").want(t, exitError, nil, []string{"-debug=sq: want sql"})
}

// TestWrongSettings: they are said once, however many packages there are.
func TestWrongSettings(t *testing.T) {
	m := extract(t, "shop")
	for settings, want := range map[string]string{
		"shcema: x.sql\n":               `.datavet.yaml:1:1: unknown key "shcema": did you mean "schema"?`,
		"schema: [db/x.sql]\n":          `.datavet.yaml:1:10: there is no schema file "db/x.sql"; name .sql files`,
		"schema: broken.sql\n":          "broken.sql:2:1: this schema file doesn't parse: ",
		"dialect: oracle\n":             `.datavet.yaml:1:10: unknown value "oracle": choose from mysql, postgresql, sqlite`,
		"schema: broken.sql\n\t x: 1\n": ".datavet.yaml:",
		"rules: {txlaek: on}\n":         `.datavet.yaml:1:9: unknown rule "txlaek": did you mean "txleak"?`,
		"exclude: [{path: signup}]\n":   ".datavet.yaml:1:11: an exclusion needs a reason: nobody can tell otherwise whether it still holds",
	} {
		writeFile(t, filepath.Join(m.dir, "broken.sql"), []byte("\nCREATE TABLE (;\n"))
		writeFile(t, filepath.Join(m.dir, ".datavet.yaml"), []byte(settings))
		for _, args := range []string{"./...", "./signup", "schema"} {
			m.datavet(strings.Fields(args)...).want(t, exitError, nil, []string{want})
		}
		r := m.vet("./...")
		if r.code == 0 || strings.Count(r.stderr, want) != 1 || strings.Contains(r.stderr, "failed") {
			t.Errorf("go vet: exit code %d\n%s", r.code, r.stderr)
		}
	}
}

// TestVettoolSeesSchema: go vet doesn't know of .sql files and settings, and
// takes results from its cache.
func TestVettoolSeesSchema(t *testing.T) {
	m := extract(t, "folders")
	cached := func() (findings string, cached bool) {
		r := m.vet("-x", "-json", "./...")
		var out []string
		for line := range strings.Lines(r.stdout + r.stderr) {
			if strings.Contains(line, `"posn"`) {
				out = append(out, strings.TrimSpace(line))
			}
		}
		return strings.Join(out, "\n"), !strings.Contains(r.stderr, "vet.cfg")
	}
	edit := func(name, old, new string) {
		t.Helper()
		name = filepath.Join(m.dir, name)
		data, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(data), old) {
			t.Fatalf("%s: %v", name, err)
		}
		writeFile(t, name, []byte(strings.Replace(string(data), old, new, 1)))
	}
	first, was := cached()
	if was || strings.Count(first, "\n") != 3 {
		t.Errorf("cached %t: %s", was, first)
	}
	if again, was := cached(); !was || again != first {
		t.Errorf("nothing was changed; cached %t:\n%s", was, again)
	}
	edit("db/migrations/0001_folders.up.sql", "TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00'", "TIMESTAMP")
	if got, was := cached(); was || got != "" {
		t.Errorf("the column is nullable; cached %t:\n%s", was, got)
	}
	edit("db/migrations/0001_folders.up.sql", "TIMESTAMP", "TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00'")
	if got, was := cached(); !was || got != first {
		t.Errorf("as it was first; cached %t:\n%s", was, got)
	}
	edit("db/queries/purge.sql", "WHERE", "-- datavet:ignore sentinelrange a test\nWHERE")
	if got, was := cached(); was || strings.Count(got, "\n") != 2 {
		t.Errorf("one is ignored; cached %t:\n%s", was, got)
	}
	writeFile(t, filepath.Join(m.dir, ".datavet.yaml"), []byte("schema: store/views\n"))
	if got, was := cached(); was || got != "" {
		t.Errorf("no table is known; cached %t:\n%s", was, got)
	}
	writeFile(t, filepath.Join(m.dir, "README"), []byte("nothing"))
	if _, was := cached(); !was {
		t.Error("a README changes nothing")
	}
}
