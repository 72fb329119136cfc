package knowledge

// Generated models call the executor or a queries.Query: what they do is
// inferred.

var boil = boilAt("github.com/volatiletech/sqlboiler")
var boilQueries = boilQueriesAt("github.com/volatiletech/sqlboiler")

// SQLBoiler has moved.
var aarondlBoil = boilAt("github.com/aarondl/sqlboiler")
var aarondlBoilQueries = boilQueriesAt("github.com/aarondl/sqlboiler")

func boilAt(module string) Library {
	return Library{
		Path:   module + "/boil",
		Import: module + "/v4/boil",
		Module: module + "/v4",
		Types: []Type{
			{"Executor", Either},
			{"ContextExecutor", Either},
			{"Transactor", Tx},
			{"ContextTransactor", Tx},
			{"Beginner", Pool},
			{"ContextBeginner", Pool},
		},
		Funcs: []Func{
			{Name: "Begin", Role: Begin, Tx: Result(0)},
			{Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
			{Name: "GetDB GetContextDB", Role: Derive},
			{Type: "Beginner", Name: "Begin", Role: Begin, Tx: Result(0)},
			{Type: "ContextBeginner", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
			{Type: "Transactor", Name: "Commit", Role: Commit},
			{Type: "Transactor", Name: "Rollback", Role: Rollback},
			{Type: "ContextTransactor", Name: "Commit", Role: Commit},
			{Type: "ContextTransactor", Name: "Rollback", Role: Rollback},
			{Type: "Executor", Name: "Exec", Role: Exec},
			{Type: "Executor", Name: "Query QueryRow", Role: Query},
			{Type: "ContextExecutor", Name: "ExecContext", Role: Exec},
			{Type: "ContextExecutor", Name: "QueryContext QueryRowContext", Role: Query},
		},
	}
}

func boilQueriesAt(module string) Library {
	return Library{
		Path:   module + "/queries",
		Import: module + "/v4/queries",
		Module: module + "/v4",
		Funcs: []Func{
			{Type: "Query", Name: "Exec ExecP", Role: Exec, On: Param(0)},
			{Type: "Query", Name: "ExecContext", Role: Exec, On: Param(1)},
			{Type: "Query", Name: "Query QueryRow QueryP", Role: Query, On: Param(0)},
			{Type: "Query", Name: "QueryContext QueryRowContext Bind BindP", Role: Query, On: Param(1)},
		},
	}
}
