package knowledge

import (
	"go/types"
	"strings"
	"sync"
)

// A Clause is the part of a statement that an SQL text is.
type Clause uint8

const (
	Statement     Clause = iota // a whole statement, or several
	WhereClause                 // a condition
	HavingClause                // a condition
	OrderByClause               // keys of ORDER BY
	JoinClause                  // "JOIN t ON …", or "t ON …"
	OnClause                    // the condition of a join
	GroupByClause               // keys of GROUP BY
	FromClause                  // tables
	SelectClause                // a list of columns
	SetClause                   // assignments of UPDATE
	// ExprClause is an expression: a value, a condition or a list, as the
	// place says where it is put.
	ExprClause
	// SuffixClause is what stands at a statement's end, such as FOR UPDATE or
	// ON CONFLICT.
	SuffixClause
	// PrefixClause is what stands before a statement, such as WITH.
	PrefixClause
	// TailClause is all that follows FROM t: WHERE, ORDER BY, LIMIT.
	TailClause
	// Same is a text that Out holds again: sqlx's Rebind.
	Same
)

// A Conj is how a condition joins those that its chain has already.
type Conj uint8

const (
	And Conj = iota
	Or
	Not // AND NOT
	OrNot
)

// A Text says that a parameter of a function, or a field of a struct, is SQL.
type Text struct {
	// Type is the receiver's type name, as in [Func], or several separated by
	// blanks; empty for a package-level function. With Field it is the struct.
	Type string
	// Name is the function's name, or several separated by blanks.
	Name string
	// Field is the struct's field that is SQL, ArgsField the one that holds
	// its arguments.
	Field, ArgsField string

	// SQL is the parameter that is the text. A parameter that takes more
	// than texts (GORM's any) is one where a string is bound to it. Each
	// argument of a variadic one is a text if Args is none.
	SQL    Ref
	Clause Clause
	// Args is where the arguments for its placeholders begin: a variadic
	// parameter, a slice, or a struct or map if Named. It is the same as SQL
	// where the first of a variadic parameter is the text (GORM's inline
	// conditions). None if there are none, or if they are given elsewhere.
	Args Ref
	// Named says that Args is a struct or map whose fields or keys are bound
	// to :name.
	Named bool
	// Conj is how a condition joins those before it.
	Conj Conj
	// Out is the result of Same that is the text, OutArgs the one that holds
	// its arguments.
	Out, OutArgs Ref
	// Prepares says that the arguments are those of the methods of the result.
	Prepares bool
}

type textIndex struct {
	funcs  map[key]Text
	fields map[[3]string]Text // package path, type, field
}

var textTable = sync.OnceValue(func() textIndex {
	x := textIndex{map[key]Text{}, map[[3]string]Text{}}
	for _, lib := range libraries {
		for _, t := range lib.Texts {
			if t.Field != "" {
				x.fields[[3]string{lib.Path, t.Type, t.Field}] = t
			}
			for typ := range fieldsOrEmpty(t.Type) {
				for name := range strings.FieldsSeq(t.Name) {
					one := t
					one.Type, one.Name = typ, name
					x.funcs[key{lib.Path, typ, name}] = one
				}
			}
		}
	}
	return x
})

// TextOf returns which parameter of fn is SQL. Methods that a type gets by
// embedding are the embedded type's.
func TextOf(fn *types.Func) (Text, bool) {
	k, ok := keyOf(fn.Origin())
	if !ok {
		return Text{}, false
	}
	t, ok := textTable().funcs[k]
	return t, ok
}

// TextByForm knows functions that no table has by their name and form, such as
// those of a project's own interface in front of database/sql, sqlx or pgx:
// ExecContext(ctx, query string, args ...any) (sql.Result, error).
func TextByForm(fn *types.Func) (Text, bool) {
	name := strings.TrimSuffix(fn.Name(), "Context")
	sig := fn.Signature()
	params, results := sig.Params(), sig.Results()
	i := 0 // the text
	if params.Len() > 0 && isContextType(params.At(0).Type()) {
		i = 1
	}
	if results.Len() == 0 {
		return Text{}, false
	}
	runs := isRowsOrResult(results.At(0).Type())
	t := Text{Name: fn.Name()}
	switch {
	case runs && (strings.HasPrefix(name, "Exec") || strings.HasPrefix(name, "Query")):
	case name == "Exec" && sig.Variadic() && results.Len() == 2 && isInteger(results.At(0).Type()): // how many rows
	case runs && (name == "NamedExec" || name == "NamedQuery"):
		t.Named = true
	case runs && strings.HasPrefix(name, "Prepare"):
		t.Prepares = true
	case (name == "Get" || name == "Select") && results.Len() == 1 && i < params.Len() && types.IsInterface(params.At(i).Type()):
		i++ // behind the destination
	case name == "Rebind" && isString(results.At(0).Type()):
		t.Clause, t.Out = Same, Result(0)
	case name == "BindNamed" && isString(results.At(0).Type()) && results.Len() == 3:
		t.Clause, t.Named, t.Out, t.OutArgs = Same, true, Result(0), Result(1)
	default:
		return Text{}, false
	}
	if i >= params.Len() || !isString(params.At(i).Type()) {
		return Text{}, false
	}
	t.SQL = Param(i)
	switch {
	case i+1 == params.Len():
		return t, !t.Named
	case i+2 == params.Len() && (t.Named || sig.Variadic()):
		t.Args = Param(i + 1)
		return t, true
	}
	return Text{}, false
}

func isString(t types.Type) bool { return types.Identical(t.Underlying(), types.Typ[types.String]) }

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// isRowsOrResult reports whether t is what a driver's functions return.
func isRowsOrResult(t types.Type) bool {
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return false
	}
	switch Path(named.Obj().Pkg().Path()) {
	case "database/sql", "github.com/jmoiron/sqlx", "github.com/jackc/pgx", "github.com/jackc/pgx/pgconn", "github.com/jackc/pgconn":
		switch named.Obj().Name() {
		case "Result", "Rows", "Row", "Stmt", "CommandTag":
			return true
		}
	}
	return false
}

func isContextType(t types.Type) bool {
	named := Named(t)
	return named != nil && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context" && named.Obj().Name() == "Context"
}

// IsQueryOption reports whether a value of type t stands among the arguments of
// a query without being bound to a placeholder.
func IsQueryOption(t types.Type) bool {
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil || Path(named.Obj().Pkg().Path()) != "github.com/jackc/pgx" {
		return false
	}
	switch named.Obj().Name() {
	case "QueryExecMode", "QueryResultFormats", "QueryResultFormatsByOID", "QuerySimpleProtocol":
		return true
	}
	return false
}

// TextField returns whether the field of that name of a struct type is SQL.
func TextField(t types.Type, field string) (Text, bool) {
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return Text{}, false
	}
	text, ok := textTable().fields[[3]string{Path(named.Obj().Pkg().Path()), named.Obj().Name(), field}]
	return text, ok
}

// keyOf returns what a function is known by.
func keyOf(fn *types.Func) (key, bool) {
	if fn.Pkg() == nil {
		return key{}, false
	}
	recv := ""
	if r := fn.Signature().Recv(); r != nil {
		named := Named(r.Type())
		if named == nil {
			return key{}, false
		}
		recv = named.Obj().Name()
	}
	return key{Path(fn.Pkg().Path()), recv, fn.Name()}, true
}
