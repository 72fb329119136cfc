package knowledge

var dbr = Library{
	Path:   "github.com/gocraft/dbr",
	Import: "github.com/gocraft/dbr/v2",
	Module: "github.com/gocraft/dbr/v2",
	Types: []Type{
		{"Connection", Pool},
		{"Session", Pool},
		{"Tx", Tx},
		{"SessionRunner", Either},
	},
	Funcs: []Func{
		{Type: "Session", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "Session", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "Tx", Name: "Commit", Role: Commit},
		{Type: "Tx", Name: "Rollback RollbackUnlessCommitted", Role: Rollback},
		{Type: "SelectStmt", Name: "Load LoadContext LoadOne LoadOneContext Rows RowsContext Iterate IterateContext ReturnInt64 ReturnInt64Context ReturnInt64s ReturnInt64sContext ReturnUint64 ReturnUint64Context ReturnUint64s ReturnUint64sContext ReturnString ReturnStringContext ReturnStrings ReturnStringsContext", Role: Query},
		{Type: "InsertStmt", Name: "Exec ExecContext Load LoadContext", Role: Exec},
		{Type: "UpdateStmt", Name: "Exec ExecContext Load LoadContext", Role: Exec},
		{Type: "DeleteStmt", Name: "Exec ExecContext", Role: Exec},
	},
	Chains: "Connection Session SessionRunner Tx SelectStmt InsertStmt UpdateStmt DeleteStmt",
}
