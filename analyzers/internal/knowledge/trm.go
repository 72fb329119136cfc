package knowledge

// github.com/avito-tech/go-transaction-manager: the transaction travels in
// the context, out of which each driver's getter takes it.

const trmPath = "github.com/avito-tech/go-transaction-manager/"

var trm = Library{
	Path:   trmPath + "trm",
	Import: trmPath + "trm/v2",
	Module: trmPath + "trm/v2",
	Types:  []Type{{"Transaction", Tx}},
	Funcs: []Func{
		{Type: "Manager", Name: "Do", Role: Run, Fn: Param(1), FnCtx: Param(0)},
		{Type: "Manager", Name: "DoWithSettings", Role: Run, Fn: Param(2), FnCtx: Param(0)},
		{Type: "Transaction", Name: "Commit", Role: Commit},
		{Type: "Transaction", Name: "Rollback", Role: Rollback},
	},
}

var trmManager = Library{
	Path:   trmPath + "trm/manager",
	Import: trmPath + "trm/v2/manager",
	Module: trmPath + "trm/v2",
	Funcs: []Func{
		{Type: "Manager", Name: "Do", Role: Run, Fn: Param(1), FnCtx: Param(0)},
		{Type: "Manager", Name: "DoWithSettings", Role: Run, Fn: Param(2), FnCtx: Param(0)},
		{Type: "ChainedMW", Name: "Do", Role: Run, Fn: Param(1), FnCtx: Param(0)},
		{Type: "ChainedMW", Name: "DoWithSettings", Role: Run, Fn: Param(2), FnCtx: Param(0)},
	},
}

var (
	trmSQL = trmDriver("sql",
		Func{Type: "Tr", Name: "Exec ExecContext", Role: Exec},
		Func{Type: "Tr", Name: "Query QueryContext QueryRow QueryRowContext", Role: Query},
		Func{Type: "Tr", Name: "Prepare PrepareContext", Role: Derive},
	)
	trmSqlx = trmDriver("sqlx",
		Func{Type: "Tr", Name: "NamedExec NamedExecContext MustExec MustExecContext", Role: Exec},
		Func{Type: "Tr", Name: "QueryRow QueryRowContext Get GetContext Select SelectContext NamedQuery", Role: Query},
		Func{Type: "Tr", Name: "Preparex PreparexContext PrepareNamed PrepareNamedContext", Role: Derive},
	)
	trmPgxv4 = trmDriver("pgxv4", append(trmPgx,
		Func{Type: "Tr", Name: "BeginFunc", Role: Run, Fn: Param(1), FnTx: Param(0)},
		Func{Type: "Tr", Name: "QueryFunc", Role: Query, Fn: Param(4)},
	)...)
	trmPgxv5 = trmDriver("pgxv5", trmPgx...)
	trmGorm  = trmDriver("gorm")
)

var trmPgx = []Func{
	{Type: "Tr", Name: "Begin", Role: Begin, Tx: Result(0)},
	{Type: "Tr", Name: "Exec SendBatch CopyFrom", Role: Exec},
	{Type: "Tr", Name: "Query QueryRow", Role: Query},
}

// trmDriver is the driver called name; tr is what its Tr, the interface of
// its handles, does.
func trmDriver(name string, tr ...Func) Library {
	lib := Library{
		Path:   trmPath + "drivers/" + name,
		Import: trmPath + "drivers/" + name + "/v2",
		Module: trmPath + "drivers/" + name + "/v2",
		Funcs: append([]Func{
			{Type: "CtxGetter", Name: "DefaultTrOrDB TrOrDB", Role: FromCtx, On: Param(0)},
		}, tr...),
	}
	if len(tr) > 0 {
		lib.Types = []Type{{"Tr", Either}}
	}
	return lib
}
