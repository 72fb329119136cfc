package standalone

import (
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/datavet/datavet/cmd/datavet/internal/cache"
)

const shop = `package shop

import (
	"context"
	"io"
)

const limit = 10

const Max = limit + 1

var open, Closed = 1, 2

type Store struct {
	db   io.Closer
	Name string ` + "`db:\"name\"`" + `
	hidden
}

type hidden struct{ n int }

func (h *hidden) Len() int { return h.n }

func (s *Store) Get(ctx context.Context, id int) (string, error) { return "", nil }

func (s Store) put(v string) {}

type Getter interface {
	Get(ctx context.Context, id int) (string, error)
	put(v string)
}

type Named = hidden

type List[T any] []T

func (l List[T]) Each(f func(T)) {}

func New(name string) *Store { return &Store{Name: name} }

func help() int { return limit }
`

// TestDeclared says which edits importers can see.
func TestDeclared(t *testing.T) {
	for _, test := range []struct {
		name, from, to string
		seen           bool
	}{
		{"a body", `return &Store{Name: name}`, `s := &Store{}; s.put(name); return s`, false},
		{"lines", "const Max", "\n\n// Max is a limit.\nconst Max", false},
		{"an unexported function", "func help() int { return limit }", "func help(n int) int { return n }", false},
		{"a new unexported function", "func help()", "func helpless() {}\n\nfunc help()", false},
		{"an unexported constant", "const limit = 10", "const limit, other = 10, 5", false},
		{"an unexported variable", "open, Closed", "opened, Closed", false},
		{"a variable's value", "= 1, 2", "= 3, 4", false},
		{"the order of functions", "func New(name string) *Store { return &Store{Name: name} }\n\nfunc help() int { return limit }", "func help() int { return limit }\n\nfunc New(name string) *Store { return &Store{Name: name} }", false},
		{"the order of methods", "func (s *Store) Get(ctx context.Context, id int) (string, error) { return \"\", nil }\n\nfunc (s Store) put(v string) {}",
			"func (s Store) put(v string) {}\n\nfunc (s *Store) Get(ctx context.Context, id int) (string, error) { return \"\", nil }", false},
		{"the order of types", "type Named = hidden\n\ntype List[T any] []T", "type List[T any] []T\n\ntype Named = hidden", false},

		{"a package's name", "package shop", "package store", true},
		{"a constant's value", "const Max = limit + 1", "const Max = limit + 2", true},
		{"a constant's value by another", "const limit = 10", "const limit = 11", true},
		{"a constant's type", "const Max = limit + 1", "const Max int = limit + 1", true},
		{"a variable's type", "= 1, 2", "= 1, 2.0", true},
		{"a parameter's type", "New(name string) *Store { return &Store{Name: name} }", "New(name io.Closer) *Store { return nil }", true},
		{"a parameter's name", "New(name string) *Store { return &Store{Name: name} }", "New(title string) *Store { return &Store{Name: title} }", true},
		{"a result", "func New(name string) *Store {", "func New(name string) (s *Store) {", true},
		{"a variadic parameter", "New(name string) *Store { return &Store{Name: name} }", "New(name ...string) *Store { return nil }", true},
		{"a new exported function", "func help()", "func Help() {}\n\nfunc help()", true},
		{"an unexported field", "db   io.Closer", "db   io.Reader", true},
		{"the order of fields", "Name string `db:\"name\"`\n\thidden", "hidden\n\tName string `db:\"name\"`", true},
		{"a field's tag", `db:"name"`, `db:"title"`, true},
		{"an embedded field", "\thidden\n", "\thidden hidden\n", true},
		{"an unexported type", "struct{ n int }", "struct{ n, m int }", true},
		{"a method's receiver", "func (s *Store) Get(", "func (s Store) Get(", true},
		{"a method's type", "func (h *hidden) Len() int { return h.n }", "func (h *hidden) Len() int64 { return 0 }", true},
		{"an unexported method", "func (s Store) put(v string) {}", "func (s Store) put(v, w string) {}", true},
		{"a new method", "func help()", "func (h hidden) Add() {}\n\nfunc help()", true},
		{"an interface's method", "\tput(v string)\n", "", true},
		{"what an alias stands for", "type Named = hidden", "type Named = Store", true},
		{"an alias that becomes a type", "type Named = hidden", "type Named hidden", true},
		{"a type parameter's constraint", "type List[T any] []T", "type List[T comparable] []T", true},
		{"a generic type", "type List[T any] []T", "type List[T any] map[string]T", true},
		{"an import", "import (\n", "import (\n\t_ \"errors\"\n", true},
	} {
		edited := strings.Replace(shop, test.from, test.to, 1)
		if edited == shop {
			t.Errorf("%s: no edit", test.name)
		}
		before, _ := declaredIn(t, shop)
		after, _ := declaredIn(t, edited)
		if seen := before != after; seen != test.seen {
			t.Errorf("%s: seen is %v, want %v", test.name, seen, test.seen)
		}
	}
}

// TestDeclaredMentions: types are of packages whose declarations matter, too.
func TestDeclaredMentions(t *testing.T) {
	_, mentioned := declaredIn(t, shop)
	if want := []string{"context", "io"}; !slices.Equal(mentioned, want) {
		t.Errorf("got %q, want %q", mentioned, want)
	}
	_, mentioned = declaredIn(t, `package p

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"sync"
)

type t struct{ mu sync.Mutex }

func (t) m(*bytes.Buffer) {}

func only(os.File) { _ = errors.New("") }

func F[R io.Reader]() { _ = strings.ToUpper("") }
`)
	if want := []string{"bytes", "io", "sync"}; !slices.Equal(mentioned, want) {
		t.Errorf("got %q, want %q", mentioned, want)
	}
}

// TestDeclaredOfOutline: bodies, which outlines don't have, don't count.
func TestDeclaredOfOutline(t *testing.T) {
	whole, a := declaredAs(t, shop, false)
	outline, b := declaredAs(t, shop, true)
	if whole != outline || !slices.Equal(a, b) {
		t.Errorf("%x %q, of the outline %x %q", whole, a, outline, b)
	}
}

func declaredIn(t *testing.T, src string) (cache.Key, []string) {
	t.Helper()
	return declaredAs(t, src, false)
}

func declaredAs(t *testing.T, src string, outline bool) (cache.Key, []string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "shop.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	config := types.Config{Importer: std, IgnoreFuncBodies: outline, Error: func(err error) {
		if e := (types.Error{}); !errors.As(err, &e) || !e.Soft {
			t.Error(err)
		}
	}}
	pkg, _ := config.Check("example.com/shop", fset, []*ast.File{file}, nil)
	return declared(pkg)
}

// std reads the standard library from source, each package once.
var std = importer.ForCompiler(token.NewFileSet(), "source", nil)
