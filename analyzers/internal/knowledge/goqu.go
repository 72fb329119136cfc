package knowledge

var goqu = Library{
	Path:   "github.com/doug-martin/goqu",
	Import: "github.com/doug-martin/goqu/v9",
	Module: "github.com/doug-martin/goqu/v9",
	Types: []Type{
		{"Database", Pool},
		{"TxDatabase", Tx},
		{"SQLDatabase", Pool},
		{"SQLTx", Tx},
	},
	Funcs: []Func{
		{Name: "New", Role: Derive, On: Param(1)},
		{Name: "NewTx", Role: Derive, On: Param(1)},
		{Type: "Database", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "Database", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "Database", Name: "WithTx", Role: Run, Fn: Param(0), FnTx: Param(0)},
		{Type: "Database", Name: "Prepare PrepareContext", Role: Derive},
		{Type: "Database", Name: "Exec ExecContext", Role: Exec},
		{Type: "Database", Name: "Query QueryContext QueryRow QueryRowContext ScanStructs ScanStructsContext ScanStruct ScanStructContext ScanVals ScanValsContext ScanVal ScanValContext", Role: Query},

		{Type: "TxDatabase", Name: "Commit", Role: Commit},
		{Type: "TxDatabase", Name: "Rollback", Role: Rollback},
		{Type: "TxDatabase", Name: "Wrap", Role: Run, Fn: Param(0)},
		{Type: "TxDatabase", Name: "Prepare PrepareContext", Role: Derive},
		{Type: "TxDatabase", Name: "Exec ExecContext", Role: Exec},
		{Type: "TxDatabase", Name: "Query QueryContext QueryRow QueryRowContext ScanStructs ScanStructsContext ScanStruct ScanStructContext ScanVals ScanValsContext ScanVal ScanValContext", Role: Query},

		{Type: "SQLDatabase", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "SQLDatabase", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "SQLDatabase", Name: "ExecContext", Role: Exec},
		{Type: "SQLDatabase", Name: "QueryContext QueryRowContext", Role: Query},
		{Type: "SQLTx", Name: "Commit", Role: Commit},
		{Type: "SQLTx", Name: "Rollback", Role: Rollback},
		{Type: "SQLTx", Name: "ExecContext", Role: Exec},
		{Type: "SQLTx", Name: "QueryContext QueryRowContext", Role: Query},

		{Type: "SelectDataset", Name: "Executor", Role: Derive},
		{Type: "SelectDataset", Name: "ScanStructs ScanStructsContext ScanStruct ScanStructContext ScanVals ScanValsContext ScanVal ScanValContext Count CountContext Pluck PluckContext", Role: Query},
		{Type: "InsertDataset", Name: "Executor", Role: Derive},
		{Type: "UpdateDataset", Name: "Executor", Role: Derive},
		{Type: "DeleteDataset", Name: "Executor", Role: Derive},
		{Type: "TruncateDataset", Name: "Executor", Role: Derive},
	},
	Chains: "Database TxDatabase SelectDataset InsertDataset UpdateDataset DeleteDataset TruncateDataset",
}

var goquExec = Library{
	Path:   "github.com/doug-martin/goqu/exec",
	Import: "github.com/doug-martin/goqu/v9/exec",
	Module: "github.com/doug-martin/goqu/v9",
	Funcs: []Func{
		{Type: "QueryExecutor", Name: "Exec ExecContext", Role: Exec},
		{Type: "QueryExecutor", Name: "Query QueryContext Scanner ScannerContext ScanStructs ScanStructsContext ScanStruct ScanStructContext ScanVals ScanValsContext ScanVal ScanValContext", Role: Query},
	},
}
