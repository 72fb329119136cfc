package config

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	got, err := parse("f", []byte(`
schema:
  - db/schema.sql
  - db/migrations/*.sql
dialect: mysql
sentinels:
  - {table: categories, column: deleted_at, value: "1970-01-01"}
  - table: jobs
    column: note
    value: ""
first-party: [github.com/acme, corp.example]
tests: true
rules:
  txleak: on
  sharedchain: off
  outerhandle: note
  unguardedretry: {severity: warning, opt-in: true}
exclude:
- {path: ./internal/legacy/, reason: frozen}
- {path: "**/*_mock.go", rules: [txleak, outerhandle], reason: generated}
functions:
  enqueues: [corp.example/jobs.Push]
  no-effect: [{name: corp.example/audit.Log.Add, why: writes to stdout}]
handles:
- {type: corp.example/db.Conn, query: [Select], begin: [Begin]}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{
		Schema:     []Entry{{"db/schema.sql", 3, 5}, {"db/migrations/*.sql", 4, 5}},
		Dialect:    "mysql",
		Sentinels:  []Sentinel{{"categories", "deleted_at", "1970-01-01", 7, 5}, {"jobs", "note", "", 8, 5}},
		FirstParty: []string{"github.com/acme", "corp.example"},
		Tests:      On,
		Rules: []Rule{
			{Name: "txleak", State: On},
			{Name: "sharedchain", State: Off},
			{Name: "outerhandle", State: On, Severity: "note"},
			{Name: "unguardedretry", State: On, Severity: "warning", OptIn: true},
		},
		Exclude: []Exclusion{
			{"internal/legacy", nil, "frozen"},
			{"**/*_mock.go", []string{"txleak", "outerhandle"}, "generated"},
		},
		Functions: []Declared{
			{"enqueues", "corp.example/jobs.Push", "", 22, 14},
			{"no-effect", "corp.example/audit.Log.Add", "writes to stdout", 23, 15},
		},
		Handles: []Handle{{Type: "corp.example/db.Conn", Query: []string{"Select"}, Begin: []string{"Begin"}, Line: 25, Column: 3}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestOneSchemaFile(t *testing.T) {
	got, err := parse("f", []byte("schema: ./db/schema.sql\n"))
	if err != nil || len(got.Schema) != 1 || got.Schema[0].Text != "db/schema.sql" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestEmpty(t *testing.T) {
	for _, text := range []string{"", "\n", "# nothing\n", "---\n", "null\n", "{}\n"} {
		if got, err := parse("f", []byte(text)); err != nil || !reflect.DeepEqual(got, &Config{}) {
			t.Errorf("%q: got %+v, %v", text, got, err)
		}
	}
	if got, err := Read(t.TempDir()); err != nil || !reflect.DeepEqual(got, &Config{}) {
		t.Errorf("no file: got %+v, %v", got, err)
	}
}

func TestMisnamed(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".datavet.yml", Name} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("dialect: mysql\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		want := filepath.Join(dir, ".datavet.yml") + ": not read: rename it to .datavet.yaml"
		if c, err := Read(dir); name == Name && (err != nil || c.Dialect != "mysql") || name != Name && (err == nil || err.Error() != want) {
			t.Errorf("%s: %v, %v", name, c, err)
		}
	}
}

func TestMistakes(t *testing.T) {
	tests := []struct{ text, want string }{
		{"schemas: a.sql\n", `f:1:1: unknown key "schemas": did you mean "schema"?`},
		{"dialect: mysql\nfoo: 1\n", `f:2:1: unknown key "foo": choose from dialect, exclude, first-party, functions, handles, rules, schema, sentinels, tests`},
		{"dialect: postgres\n", `f:1:10: unknown value "postgres": did you mean "postgresql"?`},
		{"dialect: [mysql]\n", `f:1:10: want a text`},
		{"dialect: mysql\ndialect: mysql\n", `f:2:1: key "dialect" is there twice`},
		{"schema: ../other/schema.sql\n", `f:1:9: "../other/schema.sql" is outside of the module`},
		{"rules:\n\ttxleak: on\n", "f:2:1: found character that cannot start any token; indent by spaces, not tabs"},
		{"schema: [\"db/[.sql\"]\n", `f:1:10: "db/[.sql": syntax error in pattern`},
		{"schema:\n", `f:1:8: want a text`},
		{"sentinels:\n  - {table: t, colum: c}\n", `f:2:16: unknown key "colum": did you mean "column"?`},
		{"sentinels:\n  - {table: t}\n", `f:2:5: a sentinel needs table, column and value`},
		{"first-party: github.com/acme\n", `f:1:14: want a list`},
		{"first-party: [{}]\n", `f:1:15: want a text`},
		{"sentinels: 1\n", `f:1:12: want a list`},
		{"- a\n", `f:1:1: want keys and values`},
		{"a: b: c\n", `f:1:1: mapping values are not allowed`},
		{"dialect: \"mysql\n", `f:`},
		{"dialect: mysql\n---\ndialect: sqlite\n", `f:3:1: a second document: put all into one`},
		{"rules: [txleak]\n", `f:1:8: want rules and what they are: off, on, or a severity`},
		{"rules: {txlaek: on}\n", `f:1:9: unknown rule "txlaek": did you mean "txleak"?`},
		{"rules:\n  txleak: on\n  txleak: off\n", `f:3:3: rule "txleak" is there twice`},
		{"rules: {txleak: no}\n", `f:1:17: unknown value "no": choose from off, on, error, warning, note`},
		{"rules: {txleak: true}\n", `f:1:17: unknown value "true": choose from off, on, error, warning, note`},
		{"rules: {txleak: }\n", `f:1:17: want a text`},
		{"rules: {txleak: {severity: off}}\n", `f:1:28: unknown value "off": choose from error, warning, note`},
		{"rules: {txleak: {optin: true}}\n", `f:1:18: unknown key "optin": did you mean "opt-in"?`},
		{"rules: {txleak: {opt-in: true}}\n", `f:1:26: rule txleak has no opt-in categories: leave opt-in out`},
		{"rules: {unguardedretry: {opt-in: on}}\n", `f:1:34: want true or false`},
		{"tests: yes\n", `f:1:8: want true or false`},
		{"exclude: legacy\n", `f:1:10: want a list`},
		{"exclude: [legacy]\n", `f:1:11: want keys and values`},
		{"exclude: [{path: legacy}]\n", `f:1:11: an exclusion needs a reason: nobody can tell otherwise whether it still holds`},
		{"exclude: [{path: legacy, reason: ' '}]\n", `f:1:11: an exclusion needs a reason`},
		{"exclude: [{reason: frozen}]\n", `f:1:11: an exclusion needs a path`},
		{"exclude: [{path: /legacy, reason: frozen}]\n", `f:1:18: "/legacy" is outside of the module`},
		{"exclude: [{path: 'a/[b', reason: frozen}]\n", `f:1:18: "a/[b": syntax error in pattern`},
		{"exclude: [{path: a, rules: [txlaek], reason: frozen}]\n", `f:1:29: unknown rule "txlaek": did you mean "txleak"?`},
		{"exclude: [{path: a, rules: [], reason: frozen}]\n", `f:1:28: name at least one rule, or leave rules out`},
	}
	Know([]KnownRule{{"outerhandle", false}, {"txleak", false}, {"unguardedretry", true}})
	t.Cleanup(func() { Know(nil) })
	for _, test := range tests {
		_, err := parse("f", []byte(test.text))
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%q: got %v, want %s", test.text, err, test.want)
		}
	}
}

func TestInline(t *testing.T) {
	t.Cleanup(func() { inline = nil })
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, Name), []byte("dialect: mysql\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := SetInline(`{"dialect": "postgre"}`); err == nil || !strings.HasPrefix(err.Error(), "config:1:13: unknown value") {
		t.Errorf("got the error %v", err)
	}
	if c := Inline(); c.Dialect != "" {
		t.Errorf("before one was set: %+v", c)
	}
	for _, text := range []string{`{"dialect": "sqlite"}`, "dialect: sqlite", "dialect: sqlite\n"} {
		if _, err := SetInline(text); err != nil {
			t.Fatal(err)
		}
		if c, err := Read(dir); err != nil || c.Dialect != "sqlite" {
			t.Errorf("%s: got %+v, %v", text, c, err)
		}
	}
}

// TestValue: what another program has decoded is what the file would say, and
// mistakes name the key.
func TestValue(t *testing.T) {
	Know([]KnownRule{{"txleak", false}})
	t.Cleanup(func() { Know(nil) })
	value := map[string]any{
		"dialect":   "mysql",
		"rules":     map[string]any{"txleak": "off"},
		"tests":     true,
		"exclude":   []any{map[string]any{"path": "legacy", "reason": "frozen"}},
		"sentinels": []any{map[string]any{"table": "t", "column": "c", "value": 0}},
	}
	got, err := FromValue(value)
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{
		Dialect:   "mysql",
		Rules:     []Rule{{Name: "txleak", State: Off}},
		Tests:     On,
		Exclude:   []Exclusion{{Path: "legacy", Reason: "frozen"}},
		Sentinels: []Sentinel{{Table: "t", Name: "c", Value: "0"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for _, tt := range []struct {
		value map[string]any
		want  string
	}{
		{map[string]any{"rule": 1}, `unknown key "rule": did you mean "rules"?`},
		{map[string]any{"enabel": 1}, `unknown key "enabel": did you mean "enable"?`},
		{map[string]any{"tests": "yes"}, `tests: want true or false`},
		{map[string]any{"tests": nil}, `tests: want true or false`},
		{map[string]any{"dialect": nil}, `dialect: want a text`},
		{map[string]any{"rules": map[string]any{"txlaek": "on"}}, `rules: unknown rule "txlaek": did you mean "txleak"?`},
		{map[string]any{"rules": map[string]any{"txleak": map[string]any{"severity": "hint"}}}, `rules.txleak.severity: unknown value "hint": choose from error, warning, note`},
		{map[string]any{"exclude": []any{map[string]any{"path": "a", "reason": "b"}, map[string]any{"path": "a"}}}, `exclude[1]: an exclusion needs a reason`},
		{map[string]any{"exclude": []any{map[string]any{"path": "a", "rules": []any{1}}}}, `exclude[0].rules[0]: unknown rule "1": choose from txleak`},
	} {
		if _, err := FromValue(tt.value, "enable"); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%v: got the error %v, want %s", tt.value, err, tt.want)
		}
	}
}

// TestAbove: what stands above wins, or is added to a list.
func TestAbove(t *testing.T) {
	t.Cleanup(func() { above = nil })
	dir := t.TempDir()
	file := `
dialect: mysql
schema: a.sql
tests: true
rules: {txleak: on, outerhandle: off}
exclude: [{path: a, reason: frozen}]
first-party: [corp.example]
`
	if err := os.WriteFile(filepath.Join(dir, Name), []byte(file), 0o666); err != nil {
		t.Fatal(err)
	}
	top, err := FromValue(map[string]any{
		"tests":       false,
		"schema":      "b.sql",
		"rules":       map[string]any{"txleak": "off", "sharedchain": "note"},
		"exclude":     []any{map[string]any{"path": "b", "reason": "frozen"}},
		"first-party": []any{"corp2.example"},
	})
	if err != nil {
		t.Fatal(err)
	}
	SetAbove(top)
	got, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{
		Dialect: "mysql",
		Schema:  []Entry{{Text: "b.sql"}},
		Tests:   Off,
		Rules: []Rule{
			{Name: "sharedchain", State: On, Severity: "note"}, {Name: "txleak", State: Off}, {Name: "outerhandle", State: Off},
		},
		Exclude:    []Exclusion{{Path: "b", Reason: "frozen"}, {Path: "a", Reason: "frozen"}},
		FirstParty: []string{"corp2.example", "corp.example"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	SetAbove(nil)
	if c, err := Read(dir); err != nil || c.Tests != On {
		t.Errorf("with nothing above: %+v, %v", c, err)
	}
}

// TestFingerprints: each key is part of what findings depend on, but for what is
// no part of findings.
func TestFingerprints(t *testing.T) {
	of := func(text string) (findings, tables string) {
		c, err := parse("f", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return c.Fingerprint(), c.SchemaFingerprint()
	}
	seen := map[string]string{}
	_, none := of("")
	for _, text := range []string{
		"", "dialect: mysql", "schema: a.sql", "sentinels: [{table: t, column: c, value: 0}]", "first-party: [a.example]",
		"rules: {txleak: on}", "rules: {txleak: off}", "rules: {unguardedretry: {opt-in: true}}", "tests: true", "tests: false",
		"exclude: [{path: a, reason: b}]", "exclude: [{path: a, rules: [txleak], reason: b}]",
		"functions: {enqueues: [a.example/p.F]}", "functions: {calls: [a.example/p.F]}", "handles: [{type: a.example/p.T, query: [Get]}]",
	} {
		findings, tables := of(text)
		if other, ok := seen[findings]; ok {
			t.Errorf("%q and %q have one fingerprint", text, other)
		}
		seen[findings] = text
		schema := strings.HasPrefix(text, "dialect") || strings.HasPrefix(text, "s")
		if (tables != none) != schema {
			t.Errorf("%q: the tables' fingerprint is %s", text, tables)
		}
	}
	for a, b := range map[string]string{
		"rules: {txleak: on}":                                     "rules: {txleak: {severity: note}}",
		"exclude: [{path: a, reason: b}]":                         "exclude: [{path: a, reason: c}]",
		"functions: {no-effect: [{name: a.example/p.F, why: b}]}": "functions: {no-effect: [{name: a.example/p.F, why: c}]}",
	} {
		x, _ := of(a)
		if y, _ := of(b); x != y {
			t.Errorf("%q and %q differ: %s, %s", a, b, x, y)
		}
	}
}
