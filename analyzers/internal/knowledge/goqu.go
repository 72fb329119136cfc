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
	Texts:  goquTexts,
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

var goquTexts = []Text{
	{Type: "Database TxDatabase", Name: "Exec Query QueryRow", SQL: Param(0), Args: Param(1)},
	{Type: "Database TxDatabase", Name: "ExecContext QueryContext QueryRowContext", SQL: Param(1), Args: Param(2)},
	{Type: "Database TxDatabase", Name: "ScanStructs ScanStruct ScanVals ScanVal", SQL: Param(1), Args: Param(2)},
	{Type: "Database TxDatabase", Name: "ScanStructsContext ScanStructContext ScanValsContext ScanValContext", SQL: Param(2), Args: Param(3)},
	{Type: "Database TxDatabase", Name: "Prepare", SQL: Param(0), Prepares: true},
	{Type: "Database TxDatabase", Name: "PrepareContext", SQL: Param(1), Prepares: true},
	{Type: "SQLDatabase SQLTx", Name: "ExecContext QueryContext QueryRowContext", SQL: Param(1), Args: Param(2)},
	{Type: "SQLDatabase SQLTx", Name: "PrepareContext", SQL: Param(1), Prepares: true},
	{Name: "L Literal", SQL: Param(0), Clause: ExprClause, Args: Param(1)},
}
