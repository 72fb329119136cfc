package knowledge

var reform = Library{
	Path:   "gopkg.in/reform",
	Import: "gopkg.in/reform.v1",
	Module: "gopkg.in/reform.v1",
	Types: []Type{
		{"DB", Pool},
		{"TX", Tx},
		{"Querier", Either},
		{"DBTX", Either},
		{"DBTXContext", Either},
		{"DBInterface", Pool},
		{"TXInterface", Tx},
	},
	Funcs: []Func{
		{Name: "NewDB NewDBFromInterface NewTX NewTXFromInterface", Role: Derive, On: Param(0)},
		{Type: "DB", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "DB", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "DB", Name: "InTransaction", Role: Run, Fn: Param(0), FnTx: Param(0)},
		{Type: "DB", Name: "InTransactionContext", Role: Run, Opts: Param(1), Fn: Param(2), FnTx: Param(0)},
		{Type: "DB", Name: "DBInterface", Role: Derive},
		{Type: "TX", Name: "Commit", Role: Commit},
		{Type: "TX", Name: "Rollback", Role: Rollback},

		{Type: "Querier", Name: "Exec ExecContext Insert InsertColumns InsertMulti Update UpdateColumns Save Delete DeleteFrom", Role: Exec},
		{Type: "Querier", Name: "Query QueryContext QueryRow QueryRowContext SelectOneTo SelectOneFrom SelectRows SelectAllFrom FindOneTo FindOneFrom FindRows FindAllFrom FindByPrimaryKeyTo FindByPrimaryKeyFrom Reload Count", Role: Query},

		{Type: "DBTX", Name: "Exec", Role: Exec},
		{Type: "DBTX", Name: "Query QueryRow", Role: Query},
		{Type: "DBTXContext", Name: "ExecContext", Role: Exec},
		{Type: "DBTXContext", Name: "QueryContext QueryRowContext", Role: Query},
		{Type: "DBInterface", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "DBInterface", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "TXInterface", Name: "Commit", Role: Commit},
		{Type: "TXInterface", Name: "Rollback", Role: Rollback},
	},
	Chains: "Querier",
	Texts:  reformTexts,
}

var reformTexts = []Text{
	{Type: "DBTX", Name: "Exec Query QueryRow", SQL: Param(0), Args: Param(1)},
	{Type: "DBTXContext", Name: "ExecContext QueryContext QueryRowContext", SQL: Param(1), Args: Param(2)},
	{Type: "Querier", Name: "Exec Query QueryRow", SQL: Param(0), Args: Param(1)},
	{Type: "Querier", Name: "ExecContext QueryContext QueryRowContext", SQL: Param(1), Args: Param(2)},
	{Type: "Querier", Name: "SelectOneTo SelectOneFrom SelectRows SelectAllFrom DeleteFrom Count", SQL: Param(1), Clause: TailClause, Args: Param(2)},
}
