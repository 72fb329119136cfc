// Package knowledge says what the functions and types of libraries do, as
// data: one file a library, one [Library] value a package. It holds no
// analysis. A function is known by package path, receiver type and name of
// its Origin; version suffixes of the path (/v2, .v3) are one entry.
package knowledge

import (
	"go/types"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// A Role is what a library function does.
type Role uint8

const (
	// None is of a function that is known to have no effect and no use of a
	// database, whatever its body looks like.
	None Role = iota

	// Transaction control.
	Begin       // opens a transaction; Tx says which operand holds it afterwards
	Commit      // commits the transaction of On
	Rollback    // rolls the transaction of On back
	Run         // calls Fn between begin and commit of a transaction opened on On
	AfterCommit // has Fn called after the transaction of On or of the context committed

	// Work on the database, through the handle On. A result of Query and Exec
	// that is a handle, as GORM's is, is derived from On.
	Derive // the result is a handle on the same transaction or pool as On (chains, WithContext)
	Bind   // the result is a handle bound to the transaction Tx
	Query  // reads rows
	Exec   // writes rows, or may

	// Effects that a rollback does not take back.
	Enqueue // a job for a worker
	Publish // a message for subscribers
	Mail    // a mail or a message to a person
	Call    // an HTTP or RPC call
	Storage // a file or object removed or overwritten

	// What goes over the network and is no effect.
	Put     // changes something, as far as known the same when it is done twice: an object uploaded, a key set
	Fetch   // changes nothing: an HTTP GET, a dial, a list
	Receive // blocks until there is new work: a message, a connection

	Sleep // returns after a time that the caller chose (time.Sleep, a limiter's Wait)

	// Control flow.
	Invoke  // calls Fn before it returns (sync.Once.Do, slices.SortFunc)
	Spawn   // calls Fn in another goroutine that starts now (errgroup.Group.Go)
	Later   // keeps Fn for later (time.AfterFunc, http.HandleFunc)
	ToCtx   // the result is a context that carries Tx (context.WithValue, mongo.NewSessionContext)
	FromCtx // the result is taken out of the context On (beego orm's FromContext)
)

// IsEffect reports whether r leaves the process for good: what it did stays
// done after a rollback.
func (r Role) IsEffect() bool { return Enqueue <= r && r <= Storage }

// IsQuery reports whether r reads or writes rows.
func (r Role) IsQuery() bool { return r == Query || r == Exec }

// IsRemote reports whether r goes over the network or to a database.
func (r Role) IsRemote() bool { return r.IsQuery() || Enqueue <= r && r <= Receive }

// A Ref names an operand of a call. The zero Ref is none.
type Ref int8

// Recv is the receiver of a method.
const Recv Ref = 1

// TypeArg is the first type argument, of a method its receiver's.
const TypeArg Ref = -1

// Param is the i-th parameter, counted from 0, the receiver not counted.
func Param(i int) Ref { return Ref(2 + i) }

// Result is the i-th result, counted from 0.
func Result(i int) Ref { return Ref(64 + i) }

// AsParam returns the index of the parameter that r names.
func (r Ref) AsParam() (int, bool) { return int(r) - 2, r >= 2 && r < 64 }

// AsResult returns the index of the result that r names.
func (r Ref) AsResult() (int, bool) { return int(r) - 64, r >= 64 }

// A Func is what one function, or several of the same shape, do.
type Func struct {
	// Type is the receiver's type name without pointer and type arguments,
	// also for interfaces; empty for a package-level function.
	Type string
	// Name is the function's name, or several separated by blanks.
	Name string
	Role Role
	// On is the handle that the call works on. Default: the receiver, for
	// transaction control and work on the database. A context where the
	// transaction travels in it (mongo, rel). None for a package-level
	// function that works on its package's global handle (boil.Begin).
	On Ref
	// Tx is, for Begin, the operand that holds the open transaction
	// afterwards: Result(i), or Recv when it begins in place. For Bind and
	// ToCtx it is what is bound. For an effect it is the parameter whose
	// transaction the effect is part of: river's InsertTx, an outbox; Recv
	// says that the receiver is part of one if a Bind made it so, and of
	// none otherwise.
	Tx Ref
	// Out is, for Derive, Bind, ToCtx and FromCtx, the result that is the
	// handle or context. Default: Result(0).
	Out Ref
	// Fn is the func parameter of Run, AfterCommit, Invoke, Spawn and Later;
	// a Query or an Exec that has one calls it before it returns
	// (FindInBatches).
	Fn Ref
	// FnTx is the parameter of Fn that is the transaction's handle, and
	// FnCtx the one that is a context which carries it. Where the role is not
	// Run, FnTx is a handle derived from On (Pool.AcquireFunc), and FnCtx a
	// context derived from it.
	FnTx, FnCtx Ref
	// Opts is the parameter that may make the transaction read-only
	// (sql.TxOptions, pgx.TxOptions); ReadOnly says that it always is.
	Opts     Ref
	ReadOnly bool
	// Retries says that Run may call Fn more than once, and that Invoke does
	// after it failed.
	Retries bool
	// Verb is the parameter that is an HTTP method, or an *http.Request
	// with one: GET, HEAD and OPTIONS change nothing. In an entry without a
	// role it is the method of the request that the function returns.
	Verb Ref
	// Verbs, if set, are the only values of Verb, compared without case, that
	// have the role: redigo's commands.
	Verbs string
	// Idempotent says that doing it twice is as doing it once, however it is
	// called: an object is created under a name of its own.
	Idempotent bool
}

// With returns the role of a call whose Verb has the value verb, in any case:
// what reads is a Fetch.
func (f Func) With(verb string) Role {
	verb = strings.ToUpper(verb)
	switch {
	case f.Verb == 0 || f.Role == None:
		return f.Role
	case f.Verbs == "":
		if verb == "" || verb == http.MethodGet || verb == http.MethodHead || verb == http.MethodOptions {
			return Fetch
		}
		return f.Role
	case slices.Contains(strings.Fields(f.Verbs), verb):
		return f.Role
	}
	return redisRole(verb)
}

// IsIdempotent reports whether a call whose Verb has the value verb does twice
// what it does once.
func (f Func) IsIdempotent(verb string) bool {
	role := f.With(verb)
	if f.Idempotent || role == Storage || role == Put || !role.IsEffect() {
		return !role.IsQuery() && role != Receive
	}
	verb = strings.ToUpper(verb)
	return f.Verb != 0 && f.Verbs == "" && (verb == http.MethodPut || verb == http.MethodDelete)
}

// A Kind is what a value of a type stands for.
type Kind uint8

const (
	NoHandle Kind = iota
	Pool          // every query may take another connection: sql.DB
	Tx            // a value of it is an open transaction: sql.Tx, pgx.Tx
	Conn          // one connection: a query joins the transaction open on it
	Either        // a pool or a transaction, only the value tells: gorm.DB, bun.IDB
	Client        // no handle of a database: a queue's or service's client
)

// A Type is what values of a named type stand for.
type Type struct {
	Name string
	Kind Kind
}

// A Library is one package.
type Library struct {
	// Path is the package's import path without version suffix, or with it
	// where the table is true of that version only.
	Path string
	// Import is the import path as the newest known version has it, Module
	// its module path; both empty for the standard library. Older versions
	// that have entries of their own follow, separated by blanks. The test
	// that holds the table against the real modules loads every Import: an
	// entry must exist in one, and be right wherever it exists.
	Import, Module string
	Types          []Type
	Funcs          []Func
	// Chains lists types, separated by blanks, that are built call by call
	// (query builders): a method of one that has no entry in Funcs and whose
	// first result is one of them has the role Derive. An entry with the role
	// None takes a method out.
	Chains string
	// HookScope lists the methods that the ORM calls on a user's model
	// inside the statement's transaction (GORM's BeforeCreate): a method of
	// that name whose parameters contain a handle of this library is a
	// transaction scope.
	HookScope []string
	// Texts says which operands are SQL.
	Texts []Text
	// Builders are the types that queries are built by, Builds what calls and
	// literals add to them.
	Builders []Builder
	Builds   []Build
	// Steps says what calls leave in a statement that builders share.
	Steps []Step
	// Tracks says what calls do with values that rows are read into or written
	// from, ORM how these are mapped; nil for a library that maps no
	// associations.
	Tracks []Track
	ORM    *ORM
	// Retriers says how functions go about their attempts, Policies what says
	// when they give up, Marks what says it of an error.
	Retriers []Retrier
	Policies []Policy
	Marks    []Mark
	// Fails says what errors say.
	Fails []Fail
	// Keys says what a second write of the same is known by.
	Keys []Key
	// Cells says what is read and written under a key.
	Cells []Cell
	// Handlers are given what is called for each job, Deliveries are the types of
	// jobs and messages, Settlements tell the queue what became of one.
	Handlers    []Handler
	Deliveries  []Delivery
	Settlements []Settlement
}

// A Shape knows generated code by its form, in whichever package it was
// generated.
type Shape struct {
	Name string
	// Imports are the packages that code of that form, or its users, import.
	Imports []string
	// Func and Type answer for a function or type of that form.
	Func func(fn *types.Func) (Func, bool)
	Type func(t *types.Named) Kind
	// Builds, Builder and IsBuilder answer for what a package of that form
	// builds queries with; nil if it doesn't.
	Builds    func(fn *types.Func) []Build
	Builder   func(t *types.Named) (Builder, bool)
	IsBuilder func(pkg *types.Package) bool
	// Tracks answers for what functions do with values, ORM says how these are
	// mapped; nil if the form doesn't.
	Tracks func(fn *types.Func) []Track
	ORM    *ORM
	// Column is the column that a field of a package's variable stands for.
	Column func(owner *types.Var, field string) (string, bool)
}

type key struct{ path, typ, name string }

type index struct {
	libs   map[string]*Library
	funcs  map[key]Func
	types  map[[2]string]Kind
	chains map[[2]string]bool

	retriers map[key]Retrier
	policies map[key]Policy
	marks    map[[2]string]Mark
	fails    map[failKey]Fail
	keys     map[key]Key
	cells    map[key][]Cell

	handlers    map[key]Handler
	deliveries  map[[2]string]Delivery
	settlements map[key]Settlement
}

var table = sync.OnceValue(func() index {
	x := index{
		libs: map[string]*Library{}, funcs: map[key]Func{}, types: map[[2]string]Kind{}, chains: map[[2]string]bool{},
		retriers: map[key]Retrier{}, policies: map[key]Policy{}, marks: map[[2]string]Mark{},
		fails: map[failKey]Fail{}, keys: map[key]Key{}, cells: map[key][]Cell{},
		handlers: map[key]Handler{}, deliveries: map[[2]string]Delivery{}, settlements: map[key]Settlement{},
	}
	for _, lib := range libraries {
		x.addRetriers(lib)
		x.addFailures(lib)
		x.addKeys(lib)
		x.addCells(lib)
		x.addHandlers(lib)
		x.libs[lib.Path] = lib
		for _, t := range lib.Types {
			x.types[[2]string{lib.Path, t.Name}] = t.Kind
		}
		for name := range strings.FieldsSeq(lib.Chains) {
			x.chains[[2]string{lib.Path, name}] = true
		}
		for _, f := range lib.Funcs {
			for name := range strings.FieldsSeq(f.Name) {
				f.Name = name
				if f.On == 0 && f.Type != "" && (f.Role < Enqueue) {
					f.On = Recv
				}
				if f.Out == 0 && (f.Role == Derive || f.Role == Bind || f.Role == ToCtx || f.Role == FromCtx) {
					f.Out = Result(0)
				}
				x.funcs[key{lib.Path, f.Type, name}] = f
			}
		}
	}
	return x
})

// Libraries returns the table, for the tests that hold it against the real
// modules.
func Libraries() []*Library { return libraries }

// Path returns an import path without vendor prefix and version suffixes,
// those apart that a table names. Of a fork it is that of the original.
func Path(path string) string {
	if !strings.Contains(path, "/v") && !strings.Contains(path, ".v") {
		return path // nearly all
	}
	if i := strings.LastIndex(path, "/vendor/"); i >= 0 {
		path = path[i+len("/vendor/"):]
	}
	if start, _ := version(path, 0); start < 0 || table().libs[path] != nil {
		return path
	}
	path = withoutVersions(path)
	for _, f := range forks {
		if rest, ok := strings.CutPrefix(path, f.fork); ok && (rest == "" || rest[0] == '/') {
			return f.of + rest
		}
	}
	return path
}

// forks are modules that have the functions of another, under a path with a
// version.
var forks = []struct{ fork, of string }{
	{"github.com/yugabyte/pgx", "github.com/jackc/pgx"},
}

func withoutVersions(path string) string {
	for from := 0; ; {
		start, end := version(path, from)
		if start < 0 {
			return path
		}
		from = start + 1 // behind the slash
		path = path[:start] + path[end:]
	}
}

// version finds the first element of path /v2, or ending .v2 of one, that begins
// at from or later: path[start:end]. start is -1 if there is none.
func version(path string, from int) (start, end int) {
	for i := from; i+2 < len(path); i++ {
		if path[i+1] != 'v' || path[i] != '/' && path[i] != '.' {
			continue
		}
		end := i + 2
		for end < len(path) && '0' <= path[end] && path[end] <= '9' {
			end++
		}
		if end > i+2 && (end == len(path) || path[end] == '/') {
			return i, end
		}
	}
	return -1, 0
}

// OfPackage returns the library that is the package path, or nil.
func OfPackage(path string) *Library { return table().libs[Path(path)] }

// Of returns what fn does. Methods that a type gets by embedding are the
// embedded type's.
func Of(fn *types.Func) (Func, bool) {
	fn = fn.Origin()
	k, ok := keyOf(fn)
	if !ok {
		return Func{}, false
	}
	if f, ok := table().funcs[k]; ok {
		return f, true
	}
	if k.typ != "" && chains(fn.Signature().Recv().Type()) && returnsChain(fn) {
		return Func{Type: k.typ, Name: k.name, Role: Derive, On: Recv, Out: Result(0)}, true
	}
	for _, s := range shapes {
		if f, ok := s.Func(fn); ok {
			return f, true
		}
	}
	return Func{}, false
}

// chains reports whether t is a type whose methods derive.
func chains(t types.Type) bool {
	named := Named(t)
	return named != nil && named.Obj().Pkg() != nil &&
		table().chains[[2]string{Path(named.Obj().Pkg().Path()), named.Obj().Name()}]
}

func returnsChain(fn *types.Func) bool {
	results := fn.Signature().Results()
	return results.Len() > 0 && chains(results.At(0).Type())
}

// KindOf returns what a value of type t, or of a pointer to it, stands for.
func KindOf(t types.Type) Kind {
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return NoHandle
	}
	if k, ok := table().types[[2]string{Path(named.Obj().Pkg().Path()), named.Obj().Name()}]; ok {
		return k
	}
	for _, s := range shapes {
		if s.Type != nil {
			if k := s.Type(named); k != NoHandle {
				return k
			}
		}
	}
	return NoHandle
}

// IsMarker reports whether an import of path may come with generated code
// that a shape knows.
func IsMarker(path string) bool {
	return slices.ContainsFunc(shapes, func(s Shape) bool { return slices.Contains(s.Imports, Path(path)) })
}

// Named returns the generic named type behind t's aliases and pointers, or
// nil.
func Named(t types.Type) *types.Named {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if n, ok := t.(*types.Named); ok {
		return n.Origin()
	}
	return nil
}
