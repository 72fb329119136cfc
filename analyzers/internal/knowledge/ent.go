package knowledge

import (
	"go/types"
	"slices"
	"strings"
)

var entDialect = Library{
	Path:   "entgo.io/ent/dialect",
	Import: "entgo.io/ent/dialect",
	Module: "entgo.io/ent",
	Types: []Type{
		{"Driver", Pool},
		{"Tx", Tx},
		{"ExecQuerier", Either},
	},
	Funcs: []Func{
		{Name: "Debug DebugWithContext NopTx", Role: Derive, On: Param(0)},
		{Type: "Driver", Name: "Tx", Role: Begin, Tx: Result(0)},
		{Type: "ExecQuerier", Name: "Exec", Role: Exec},
		{Type: "ExecQuerier", Name: "Query", Role: Query},
	},
}

var entSQL = Library{
	Path:   "entgo.io/ent/dialect/sql",
	Import: "entgo.io/ent/dialect/sql",
	Module: "entgo.io/ent",
	Types: []Type{
		{"Driver", Pool},
		{"Tx", Tx},
		{"Conn", Either},
		{"ExecQuerier", Either},
	},
	Funcs: []Func{
		{Name: "OpenDB", Role: Derive, On: Param(1)},
		{Type: "Driver", Name: "Tx", Role: Begin, Tx: Result(0)},
		{Type: "Driver", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "Driver", Name: "DB", Role: Derive},
		{Type: "Conn", Name: "Exec", Role: Exec},
		{Type: "Conn", Name: "Query", Role: Query},
		{Type: "ExecQuerier", Name: "ExecContext", Role: Exec},
		{Type: "ExecQuerier", Name: "QueryContext", Role: Query},
	},
}

// ent knows the package that ent generates for a schema: it imports ent and
// declares Client, Tx and, for an entity User, the type User, UserClient and
// the builders UserQuery, UserCreate and so on. Hooks of a schema run beside
// the mutation, in a transaction only if the mutation does: no hook scope.
var ent = Shape{
	Name:    "ent",
	Imports: entImports,
	Func:    entFunc,
	Type:    entType,
}

// ent has moved twice.
var entImports = []string{
	"entgo.io/ent", "entgo.io/ent/dialect",
	"github.com/facebook/ent", "github.com/facebook/ent/dialect",
	"github.com/facebookincubator/ent", "github.com/facebookincubator/ent/dialect",
}

var (
	entBuilders = []string{
		"Query", "Select", "GroupBy", "Create", "CreateBulk", "Update", "UpdateOne",
		"Delete", "DeleteOne", "Upsert", "UpsertOne", "UpsertBulk",
	}
	entQueries = []string{
		"All", "First", "FirstID", "Only", "OnlyID", "IDs", "Count", "Exist", "Scan",
		"String", "Strings", "Int", "Ints", "Float64", "Float64s", "Bool", "Bools",
		"Paginate", "Get",
	}
)

func entType(t *types.Named) Kind {
	obj := t.Obj()
	if !isEnt(obj.Pkg()) || !isStruct(t) {
		return NoHandle
	}
	switch {
	case obj.Name() == "Tx":
		return Tx
	case entClient(t): // also those of a transaction: tx.Client(), tx.User
		return Either
	}
	return NoHandle
}

func entFunc(fn *types.Func) (Func, bool) {
	if !isEnt(fn.Pkg()) {
		return Func{}, false
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		f, ok := entContext[fn.Name()]
		f.Name = fn.Name()
		return f, ok
	}
	named := Named(recv.Type())
	if named == nil {
		return Func{}, false
	}
	f := Func{Type: named.Obj().Name(), Name: fn.Name(), On: Recv}
	switch f.Type {
	case "Client":
		switch f.Name {
		case "Tx":
			f.Role, f.Tx = Begin, Result(0)
		case "BeginTx":
			f.Role, f.Tx, f.Opts = Begin, Result(0), Param(1)
		case "OpenTx": // entgql's: ctx, tx, err
			f.Role, f.Tx = Begin, Result(1)
		case "Mutate":
			f.Role = Exec
		}
	case "Tx":
		switch f.Name {
		case "Commit":
			f.Role = Commit
		case "Rollback":
			f.Role = Rollback
		case "OnCommit", "OnRollback": // wraps the committer
			f.Role, f.Fn = Later, Param(0)
		}
	case "config": // embedded in every client and builder
		switch f.Name {
		case "ExecContext":
			f.Role = Exec
		case "QueryContext":
			f.Role = Query
		}
	default:
		f.Role = entBuilderRole(fn, named)
	}
	if f.Role == None && entDerives(fn) {
		f.Role, f.Out = Derive, Result(0)
	}
	return f, f.Role != None
}

// entContext is the package's functions that put a handle in a context and
// take it out.
var entContext = map[string]Func{
	"NewContext":    {Role: ToCtx, Tx: Param(1), Out: Result(0)},
	"NewTxContext":  {Role: ToCtx, Tx: Param(1), Out: Result(0)},
	"FromContext":   {Role: FromCtx, On: Param(0), Out: Result(0)},
	"TxFromContext": {Role: FromCtx, On: Param(0), Out: Result(0)},
}

// entBuilderRole returns what a method of a builder or of an entity's client
// does if it runs the builder's statement.
func entBuilderRole(fn *types.Func, recv *types.Named) Role {
	name := recv.Obj().Name()
	// All that run take a context. Select and GroupBy embed selector.
	if fn.Signature().Params().Len() == 0 || name != "selector" && !entClient(recv) && !entBuilder(recv) {
		return None
	}
	// Each method that runs has a twin that panics.
	base := strings.TrimSuffix(fn.Name(), "X")
	switch {
	case base == "Save" || base == "Exec":
		return Exec
	case base == "ID" && strings.Contains(name, "Upsert"):
		return Exec
	case slices.Contains(entQueries, base):
		return Query
	}
	return None
}

// entDerives reports whether fn's first result is a client, a transaction or
// a builder.
func entDerives(fn *types.Func) bool {
	results := fn.Signature().Results()
	if results.Len() == 0 {
		return false
	}
	named := Named(results.At(0).Type())
	if named == nil || named.Obj().Pkg() != fn.Pkg() || !isStruct(named) {
		return false
	}
	return named.Obj().Name() == "Tx" || entClient(named) || entBuilder(named)
}

// entClient reports whether t is Client or the client of an entity, and not
// an entity that is called so.
func entClient(t *types.Named) bool {
	entity, ok := strings.CutSuffix(t.Obj().Name(), "Client")
	return ok && isStruct(t) && (entity == "" || t.Obj().Pkg().Scope().Lookup(entity+"Query") != nil)
}

func entBuilder(t *types.Named) bool {
	return isStruct(t) && slices.ContainsFunc(entBuilders, func(suffix string) bool {
		return strings.HasSuffix(t.Obj().Name(), suffix) && t.Obj().Name() != suffix
	})
}

func isEnt(pkg *types.Package) bool {
	if pkg == nil {
		return false
	}
	for _, name := range []string{"Client", "Tx"} {
		if _, ok := pkg.Scope().Lookup(name).(*types.TypeName); !ok {
			return false
		}
	}
	return slices.ContainsFunc(pkg.Imports(), func(imp *types.Package) bool {
		return slices.Contains(entImports, Path(imp.Path()))
	})
}

func isStruct(t *types.Named) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}
