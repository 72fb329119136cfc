package main

import (
	"slices"
	"strings"
	"testing"
)

// What is found in the module declared.
const (
	inPlace   = "orders.go:19:12"
	inReserve = "orders.go:34:15"
)

// declarations are settings, and where they have something found.
var declarations = []struct {
	settings string
	want     []string
}{
	{"", nil},
	{"functions: {publishes: [corp.example/queue.Conn.Publish]}", []string{inPlace}},
	{"functions: {mails: [corp.example/queue.Conn.Publish]}", []string{inPlace}},
	{"functions: {calls: [example.com/declared/news.Desk.Tell]}", []string{inPlace}},
	{"functions: {publishes: [corp.example/queue.Conn.Publish], no-effect: [{name: example.com/declared/news.Desk.Tell, why: a test}]}", nil},
	{"handles: [{type: corp.example/queue.Conn, query: [Get], begin: [Begin]}, {type: corp.example/queue.Tx, query: [Get], commit: [Commit], rollback: [Rollback]}]", []string{inReserve}},
	{"functions: {publishes: [corp.example/queue.Conn.Publish], runs-in-tx: [corp.example/other.Run]}", []string{inPlace}},
}

// TestDeclared: what settings declare of a library that nobody analyses reaches
// the packages that use it through others, whatever the caches have.
func TestDeclared(t *testing.T) {
	m := extract(t, "declared")
	cache := "-cache=" + t.TempDir()
	for _, tt := range declarations {
		m.write(".datavet.yaml", tt.settings+"\n")
		for i := range 2 {
			r := m.datavet(cache, "-debug=time", "./...")
			if got := r.places(); !slices.Equal(got, tt.want) || i > 0 && !strings.Contains(r.stderr, "Packages: 0 analysed") {
				t.Errorf("%s: datavet, run %d: found %q, want %q\n%s%s", tt.settings, i, got, tt.want, r.stdout, r.stderr)
			}
			if got := m.vet("./...").places(); !slices.Equal(got, tt.want) {
				t.Errorf("%s: go vet, run %d: found %q, want %q", tt.settings, i, got, tt.want)
			}
		}
	}
}

// TestWrongDeclarations are told once, at their place, and as what they are: a
// mistake of the settings.
func TestWrongDeclarations(t *testing.T) {
	m := extract(t, "declared")
	for _, tt := range []struct{ settings, want string }{
		{"functions: {mails: [example.com/declared/news.Desk.Tel]}", `.datavet.yaml:1:21: functions in .datavet.yaml names "example.com/declared/news.Desk.Tel", which there isn't: it has no effect; did you mean "example.com/declared/news.Desk.Tell"?`},
		{"functions: {mails: [corp.example/queue.Con.Publish]}", `.datavet.yaml:1:21: functions in .datavet.yaml names "corp.example/queue.Con.Publish", which there isn't: it has no effect; did you mean "corp.example/queue.Conn.Publish"?`},
		{"functions: {mails: [example.com/declared/new.Desk.Tell]}", `.datavet.yaml:1:21: "example.com/declared/new.Desk.Tell" names a package that the module hasn't: did you mean example.com/declared/news?`},
		{"functions: {mails: [Tell]}", `.datavet.yaml:1:21: "Tell" names no function: write import path, type and name, as in example.com/shop/jobs.Client.Push`},
		{"functions: {no-effect: [corp.example/queue.Conn.Publish]}", `.datavet.yaml:1:25: no-effect needs a reason: write {name: corp.example/queue.Conn.Publish, why: …}`},
		{"handles: [{type: corp.example/queue.Conn}]", `.datavet.yaml:1:11: a handle needs methods that query, exec, begin, run, commit or rollback`},
		{"handles: [{type: Conn, query: [Get]}]", `.datavet.yaml:1:11: a handle needs its type with import path, as in type: corp.example/db.Conn`},
		{"handles: [{type: corp.example/queue.Conn, query: [Conn.Get]}]", `.datavet.yaml:1:51: "Conn.Get" names no method: write its name alone`},
	} {
		m.write(".datavet.yaml", tt.settings+"\n")
		r := m.datavet("./...")
		if n := strings.Count(r.stdout+r.stderr, tt.want); r.code != exitError || n != 1 {
			t.Errorf("%s: exit code %d, told %d times\n%s%s", tt.settings, r.code, n, r.stdout, r.stderr)
		}
		if r := m.vet("./..."); r.code == 0 || !strings.Contains(r.stderr, tt.want) {
			t.Errorf("%s: go vet: exit code %d\n%s", tt.settings, r.code, r.stderr)
		}
	}
}

// Settings without a file declare as files do.
func testDeclaredForeignly(t *testing.T, f foreign) {
	m := extract(t, "declared")
	for _, tt := range declarations {
		if tt.settings == "" {
			continue
		}
		for how, r := range f.run(m, "-datavet.config={"+tt.settings+"}", "./...") {
			if got := r.places(); !slices.Equal(got, tt.want) {
				t.Errorf("%s: %s: found %q, want %q\n%s", tt.settings, how, got, tt.want, r.stderr)
			}
		}
	}
	m.write(".datavet.yaml", "dialect: mysql\n") // doesn't count, and has no places
	const wrong = "news.go:2:9: functions in .datavet.yaml names"
	for how, r := range f.run(m, "-datavet.config={functions: {mails: [example.com/declared/news.Desk.Tel]}}", "./...") {
		if !strings.Contains(r.stderr, wrong) {
			t.Errorf("%s: %s", how, r.stderr)
		}
	}
}
