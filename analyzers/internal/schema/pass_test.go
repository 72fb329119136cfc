package schema

import (
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"
)

const module = `
-- go.mod --
module example.com/m

go 1.26
-- schema.sql --
CREATE TABLE users (
	id bigserial PRIMARY KEY,
	email text NOT NULL,
	expires_at timestamptz NOT NULL DEFAULT '1970-01-01'
);
CREATE TABLE teams (
	id bigserial PRIMARY KEY,
	owner text NOT NULL,
	expires_at timestamptz NOT NULL DEFAULT '1970-01-01'
);
-- model/model.go --
package model

import "time"

type Expiring struct {
	ExpiresAt time.Time ` + "`db:\"expires_at\"`" + `
}

type User struct {
	ID    int64  ` + "`db:\"id\"`" + `
	Email string ` + "`db:\"email\"`" + `
	Expiring
}

type Team struct {
	ID    int64  ` + "`db:\"id\"`" + `
	Owner string ` + "`db:\"owner\"`" + `
	Expiring
}

type Plain struct{ ExpiresAt time.Time }
-- use/use.go --
package use

import "example.com/m/model"

var User model.User
var Plain model.Plain
`

// analyze runs the pass on the packages of a module in dir.
func analyze(t *testing.T, dir string) (map[string]*Result, []error) {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir, Env: append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off"),
	}, "./...")
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		t.Fatalf("loading: %v", err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	results := map[string]*Result{}
	var failed []error
	for _, act := range graph.Roots {
		if act.Err != nil {
			failed = append(failed, act.Err)
			continue
		}
		results[act.Package.PkgPath] = act.Result.(*Result)
	}
	return results, failed
}

func TestPass(t *testing.T) {
	dir := t.TempDir()
	for _, file := range txtar.Parse([]byte(module)).Files {
		write(t, dir, file.Name, string(file.Data))
	}
	results, failed := analyze(t, dir)
	if failed != nil {
		t.Fatal(failed)
	}
	asked := ""
	Asked = func(pkg *types.Package) { asked = pkg.Path() }
	defer func() { Asked = func(*types.Package) {} }()
	use := results["example.com/m/use"]
	user := use.pass.Pkg.Scope().Lookup("User").Type().(*types.Named)
	plain := use.pass.Pkg.Scope().Lookup("Plain").Type().(*types.Named)

	if use.Model(types.Universe.Lookup("error").Type().(*types.Named)) != nil || use.MayDeclare() || asked != "" {
		t.Error("the module was read")
	}
	model := use.Model(user)
	if asked != "example.com/m/use" || !results["example.com/m/model"].MayDeclare() {
		t.Error("nobody knows that a package depends on the module")
	}
	if model == nil || use.Table("USERS") == nil || use.Table("USERS").Models[0] != model {
		t.Fatalf("User is %+v", model)
	}
	if use.Model(plain) != nil {
		t.Error("Plain is a model")
	}
	expires, _, _ := types.LookupFieldOrMethod(user, true, nil, "ExpiresAt")
	field := expires.(*types.Var)
	c := use.Column(field, user)
	if c == nil || c != use.Table("users").Column("expires_at") || len(c.Sentinels) != 1 {
		t.Errorf("ExpiresAt of User is %+v", c)
	}
	if refs := use.Refs(field, nil); len(refs) != 2 {
		t.Errorf("ExpiresAt stands for %d columns", len(refs))
	}
	if c := use.Column(field, nil); c == nil || c.Nullable != No || len(c.Sentinels) != 1 {
		t.Errorf("ExpiresAt of any is %+v", c)
	}
	expires, _, _ = types.LookupFieldOrMethod(plain, true, nil, "ExpiresAt")
	if c := use.Column(expires.(*types.Var), plain); c != nil {
		t.Errorf("ExpiresAt of Plain is %+v", c)
	}

	pos, end := use.Pos(use.Table("users").Column("expires_at").Declared)
	at := use.pass.Fset.Position(pos)
	if filepath.Base(at.Filename) != "schema.sql" || at.Line != 4 || at.Column != 2 || end <= pos {
		t.Errorf("expires_at is at %v", at)
	}
	own := results["example.com/m/model"]
	pos, _ = own.Pos(model.Place)
	if at := own.pass.Fset.Position(pos); own.pass.Fset.File(pos) != own.pass.Fset.File(own.pass.Files[0].Pos()) || at.Line != 9 {
		t.Errorf("User is at %v", at)
	}
	if files := own.Owned(); len(files) != 1 || files[0].Name != "schema.sql" {
		t.Errorf("the first package owns %v", files)
	}
	if files := use.Owned(); files != nil {
		t.Errorf("use owns %v", files)
	}
}

func TestConfigErrors(t *testing.T) {
	tests := []struct{ config, schema, want string }{
		{"schemas: a.sql\n", "", `.datavet.yaml:1:1: unknown key "schemas": did you mean "schema"?`},
		{"dialect: mysql\nschema: [b.sql]\n", "", `.datavet.yaml:2:10: there is no schema file "b.sql"`},
		{"schema: a.sql\ndialect: postgresql\n", "CREATE TABLE t (id int);\n\nCREATE TABLE (;\n", `a.sql:3:1: this schema file doesn't parse: `},
		{"schema: a.sql\n", "CREATE TABLE t (id int);\n", ""},
		{"sentinels:\n- {table: t, column: c, value: soon}\n", "", `.datavet.yaml:2:3: "soon" is no sentinel: `},
		{"functions:\n  mails: [m.Send, n.Send, m/n/sub.T.Send]\n", "", ""},
		{"functions:\n  mails: [m.Send, m/part.Client.Send]\n", "", `.datavet.yaml:2:19: "m/part.Client.Send" names a package that the module hasn't: did you mean m/parts?`},
		{"handles:\n- {type: m/elsewhere.Conn, query: [Get]}\n", "", `.datavet.yaml:2:3: "m/elsewhere.Conn" names a package that the module hasn't: name one`},
	}
	for _, test := range tests {
		dir := t.TempDir()
		write(t, dir, "go.mod", "module m\n\nrequire m/n v1.0.0\n\nreplace m/n => ./n\n")
		write(t, dir, "n/go.mod", "module m/n\n")
		write(t, dir, "m.go", "package m\n")
		write(t, dir, "parts/parts.go", "//go:build ignore\n\npackage parts\n")
		write(t, dir, "a.sql", test.schema)
		write(t, dir, ".datavet.yaml", test.config)
		_, failed := analyze(t, dir)
		switch {
		case test.want == "" && failed != nil:
			t.Errorf("%q: %v", test.config, failed)
		case test.want != "" && (len(failed) != 1 || !strings.Contains(failed[0].Error(), string(filepath.Separator)+test.want)):
			t.Errorf("%q: got %v, want %s", test.config, failed, test.want)
		}
	}
}
