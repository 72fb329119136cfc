package knowledge

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

func TestPath(t *testing.T) {
	for path, want := range map[string]string{
		"database/sql":                            "database/sql",
		"github.com/jackc/pgx/v5":                 "github.com/jackc/pgx",
		"github.com/jackc/pgx/v5/pgxpool":         "github.com/jackc/pgx/pgxpool",
		"go.mongodb.org/mongo-driver/v2/mongo":    "go.mongodb.org/mongo-driver/mongo",
		"gopkg.in/reform.v1":                      "gopkg.in/reform",
		"gopkg.in/gorp.v2":                        "gopkg.in/gorp",
		"example.com/app/vendor/gorm.io/gorm":     "gorm.io/gorm",
		"vendor.example/x/vendor/xorm.io/xorm/v2": "xorm.io/xorm",
		"github.com/go-pg/pg/v9":                  "github.com/go-pg/pg",
		"github.com/go-pg/pg/v10":                 "github.com/go-pg/pg/v10", // has a table of its own
		"github.com/yugabyte/pgx/v5/pgxpool":      "github.com/jackc/pgx/pgxpool",
		"github.com/yugabyte/pgxtra/v5":           "github.com/yugabyte/pgxtra",
		"example.com/v8engine":                    "example.com/v8engine",
		"example.com/a/v2/v3":                     "example.com/a/v3",
		"example.com/v1.v2/api/v1":                "example.com/v1/api",
	} {
		if got := Path(path); got != want {
			t.Errorf("Path(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestNamed(t *testing.T) {
	pkg := check(t, nil, "example.com/p", `package p
		type Box[T any] struct{ v T }
		type Alias = *Box[int]
		var (
			value   Box[string]
			pointer *Box[string]
			alias   Alias
			twice   **Box[int]
			basic   int
		)`)
	box := pkg.Scope().Lookup("Box").Type()
	for name, want := range map[string]types.Type{
		"value": box, "pointer": box, "alias": box, "twice": nil, "basic": nil,
	} {
		got := Named(pkg.Scope().Lookup(name).Type())
		if want == nil && got != nil || want != nil && got != want {
			t.Errorf("Named(%s) = %v, want %v", name, got, want)
		}
	}
}

// TestOf calls functions as user code does: the name of a call is what the
// type checker resolves it to.
func TestOf(t *testing.T) {
	known := map[string]*types.Package{}
	check(t, known, "context", `package context
		type Context interface{ Done() <-chan struct{} }`)
	check(t, known, "github.com/jackc/pgx/v5", `package pgx
		import "context"
		type Tx interface{ Exec(ctx context.Context, sql string) error; Commit(ctx context.Context) error }
		type Conn struct{}
		func (*Conn) Begin(ctx context.Context) (Tx, error) { return nil, nil }
		func BeginFunc(ctx context.Context, db any, fn func(Tx) error) error { return nil }`)
	check(t, known, "gorm.io/gorm", `package gorm
		type DB struct{}
		func (*DB) Where(q any) *DB { return nil }
		func (*DB) First(dest any) *DB { return nil }
		func (*DB) Error() error { return nil }
		type ExecInterface[T any] interface{ First() T }
		type ChainInterface[T any] interface{ ExecInterface[T]; Where(q any) ChainInterface[T] }
		func G[T any](db *DB) ChainInterface[T] { return nil }`)
	check(t, known, "xorm.io/xorm", `package xorm
		type Engine struct{}
		type Session struct{}
		func (*Session) Engine() *Engine { return nil }`)
	check(t, known, "github.com/go-pg/pg/v10", `package pg
		import "context"
		type Tx struct{}
		type baseDB struct{}
		func (*baseDB) RunInTransaction(ctx context.Context, fn func(*Tx) error) error { return nil }
		type DB struct{ *baseDB }`)

	pkg, info := checkInfo(t, known, "example.com/user", `package user
		import (
			"context"
			"github.com/go-pg/pg/v10"
			"github.com/jackc/pgx/v5"
			"gorm.io/gorm"
			"xorm.io/xorm"
		)
		type store struct{ *gorm.DB }
		type alias = pgx.Tx
		type wider interface{ pgx.Tx; More() }
		type own interface{ Commit(ctx context.Context) error }
		func use(ctx context.Context, s store, tx alias, w wider, o own, c *pgx.Conn, e *xorm.Session, db *pg.DB) {
			c.Begin(ctx)
			pgx.BeginFunc(ctx, c, nil)
			tx.Exec(ctx, "")
			w.Commit(ctx)
			o.Commit(ctx)
			s.Where(nil)
			s.DB.First(nil)
			s.Error()
			gorm.G[int](s.DB)
			gorm.G[int](s.DB).Where(nil)
			gorm.G[int](s.DB).First()
			e.Engine()
			db.RunInTransaction(ctx, nil)
		}`)
	want := []Func{
		{Type: "Conn", Name: "Begin", Role: Begin, On: Recv, Tx: Result(0)},
		{Name: "BeginFunc", Role: Run, On: Param(1), Fn: Param(2), FnTx: Param(0)},
		{Type: "Tx", Name: "Exec", Role: Exec, On: Recv},
		{Type: "Tx", Name: "Commit", Role: Commit, On: Recv},
		{}, // an interface of the user's own
		{Type: "DB", Name: "Where", Role: Derive, On: Recv, Out: Result(0)},
		{Type: "DB", Name: "First", Role: Query, On: Recv},
		{},
		{Name: "G", Role: Derive, On: Param(0), Out: Result(0)},
		{Name: "G", Role: Derive, On: Param(0), Out: Result(0)},
		{Type: "ChainInterface", Name: "Where", Role: Derive, On: Recv, Out: Result(0)},
		{Name: "G", Role: Derive, On: Param(0), Out: Result(0)},
		{Type: "ExecInterface", Name: "First", Role: Query, On: Recv},
		{Type: "Session", Name: "Engine", On: Recv}, // taken out of the chain
		{Type: "baseDB", Name: "RunInTransaction", Role: Run, On: Recv, Fn: Param(1), FnTx: Param(0)},
	}
	var got []Func
	for _, id := range slices.SortedFunc(maps.Keys(info.Uses), func(a, b *ast.Ident) int { return int(a.Pos() - b.Pos()) }) {
		if fn, ok := info.Uses[id].(*types.Func); ok {
			f, _ := Of(fn)
			got = append(got, f)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", lines(got), lines(want))
	}

	for _, k := range []struct {
		name string
		kind Kind
	}{{"alias", Tx}, {"store", NoHandle}, {"wider", NoHandle}} {
		if got := KindOf(pkg.Scope().Lookup(k.name).Type()); got != k.kind {
			t.Errorf("KindOf(%s) = %d, want %d", k.name, got, k.kind)
		}
	}
}

func lines[T any](list []T) string {
	var b strings.Builder
	for _, x := range list {
		fmt.Fprintf(&b, "%+v\n", x)
	}
	return b.String()
}

// check type-checks one file as the package path and adds it to known, which
// its imports come from.
func check(t *testing.T, known map[string]*types.Package, path, src string) *types.Package {
	t.Helper()
	pkg, _ := checkInfo(t, known, path, src)
	if known != nil {
		known[path] = pkg
	}
	return pkg
}

func checkInfo(t *testing.T, known map[string]*types.Package, path, src string) (*types.Package, *types.Info) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path+".go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: importerFunc(func(path string) (*types.Package, error) {
		if pkg := known[path]; pkg != nil {
			return pkg, nil
		}
		return importer.Default().Import(path)
	})}
	pkg, err := config.Check(path, fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return pkg, info
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// TestLibrariesListed finds tables that nobody would look into: a variable
// of type Library or Shape that libraries.go doesn't name.
func TestLibrariesListed(t *testing.T) {
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports,
	}, ".")
	if err != nil {
		t.Fatal(err)
	}
	pkg := pkgs[0]
	listed := map[types.Object]bool{}
	for _, file := range pkg.Syntax {
		if filepath.Base(pkg.Fset.File(file.FileStart).Name()) != "libraries.go" {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && pkg.TypesInfo.Uses[id] != nil {
				listed[pkg.TypesInfo.Uses[id]] = true
			}
			return true
		})
	}
	for _, name := range pkg.Types.Scope().Names() {
		obj, ok := pkg.Types.Scope().Lookup(name).(*types.Var)
		if !ok || name == "libraries" || name == "shapes" {
			continue
		}
		text := types.TypeString(obj.Type(), types.RelativeTo(pkg.Types))
		if slices.Contains([]string{"Library", "[]Library", "[]*Library", "Shape"}, text) && !listed[obj] {
			t.Errorf("%s: libraries.go doesn't list %s", pkg.Fset.Position(obj.Pos()), name)
		}
	}
}

func TestNoDuplicates(t *testing.T) {
	paths := map[string]bool{}
	for _, lib := range libraries {
		if paths[lib.Path] {
			t.Errorf("two tables for %s", lib.Path)
		}
		paths[lib.Path] = true
		if want := Path(lib.Path); want != lib.Path {
			t.Errorf("table of %s can't be found: its path is looked up as %s", lib.Path, want)
		}
		seen := map[string]bool{}
		once := func(what string) {
			if seen[what] {
				t.Errorf("%s: %s twice", lib.Path, what)
			}
			seen[what] = true
		}
		for _, typ := range lib.Types {
			once("type " + typ.Name)
		}
		for name := range strings.FieldsSeq(lib.Chains) {
			once("chain " + name)
		}
		for _, f := range lib.Funcs {
			for name := range strings.FieldsSeq(f.Name) {
				once("func " + f.Type + "." + name)
			}
		}
		for _, text := range lib.Texts {
			for _, typ := range blankIfNone(strings.Fields(text.Type)) {
				for name := range strings.FieldsSeq(text.Name + " " + text.Field) {
					once("text " + typ + "." + name)
				}
			}
		}
	}
}

// unpinned are modules that real.mod can't have, since not every module proxy
// serves them, or since they would bring half a world of others: their entries
// were read in the source.
var unpinned = []string{
	"cloud.google.com/go/bigquery",
	"cloud.google.com/go/datastore",
	"github.com/ClickHouse/clickhouse-go",
	"github.com/RichardKnop/machinery",
	"github.com/ThreeDotsLabs/watermill-sql/v4",
	"github.com/acaloiaro/neoq",
	"github.com/apple/foundationdb/bindings/go",
	"github.com/beeker1121/goque",
	"github.com/bgentry/que-go",
	"github.com/contribsys/faktory",
	"github.com/contribsys/faktory_worker_go",
	"github.com/flowchartsman/retry",
	"github.com/go-openapi/runtime",
	"github.com/gocraft/work",
	"github.com/grafana/dskit",
	"github.com/imroc/req/v3",
	"github.com/lightningnetwork/lnd/kvdb",
	"github.com/mailgun/mailgun-go/v5",
	"github.com/ncruces/go-sqlite3",
	"github.com/vgarvardt/gue",
	"github.com/vmihailenco/taskq/v3",
	"github.com/xhit/go-simple-mail/v2",
	"github.com/xorm-io/xorm",
	"go.uber.org/cadence",
	"modernc.org/sqlite",
	"tailscale.com",
}

func isUnpinned(path string) bool {
	return slices.ContainsFunc(unpinned, func(module string) bool { return strings.HasPrefix(path+"/", module+"/") })
}

// TestRealImports keeps real.mod complete: `go mod tidy -e -modfile=real.mod`
// drops what testdata/real doesn't import.
func TestRealImports(t *testing.T) {
	imported := map[string]bool{}
	files, err := filepath.Glob("../../../testdata/real/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata/real: %v", err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			imported[path] = true
		}
	}
	for _, lib := range libraries {
		for path := range strings.FieldsSeq(lib.Import) {
			if isUnpinned(path) || strings.Contains(path+"/", "/internal/") {
				continue
			}
			if !imported[path] {
				t.Errorf("testdata/real doesn't import %s, which the table of %s is about", path, lib.Path)
			}
		}
	}
}

// loadReal loads the types of real packages as testdata/real.mod pins them.
func loadReal(t *testing.T, paths []string) map[string]*types.Package {
	t.Helper()
	return load(t, []string{"-modfile=real.mod"}, paths)
}

func load(t *testing.T, flags, patterns []string) map[string]*types.Package {
	t.Helper()
	if len(patterns) == 0 {
		return nil
	}
	dir, err := filepath.Abs("../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedExportFile,
		Dir:  dir,
		Env:  append(os.Environ(), "GOWORK=off"),
		// Not in GOFLAGS: packages also runs go commands outside of a module.
		BuildFlags: flags,
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]*types.Package{}
	for _, pkg := range pkgs {
		for _, err := range pkg.Errors {
			t.Errorf("%s: %v", pkg.PkgPath, err)
		}
		if pkg.Types != nil && len(pkg.Errors) == 0 {
			found[pkg.PkgPath] = pkg.Types
		}
	}
	return found
}
