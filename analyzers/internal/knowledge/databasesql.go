package knowledge

var databaseSQL = Library{
	Path: "database/sql",
	Types: []Type{
		{"DB", Pool},
		{"Conn", Conn},
		{"Tx", Tx},
		{"Stmt", Either},
	},
	Funcs: []Func{
		{Type: "DB", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "DB", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "DB", Name: "Exec ExecContext", Role: Exec},
		{Type: "DB", Name: "Query QueryContext QueryRow QueryRowContext", Role: Query},
		{Type: "DB", Name: "Conn Prepare PrepareContext", Role: Derive},

		{Type: "Conn", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "Conn", Name: "ExecContext", Role: Exec},
		{Type: "Conn", Name: "QueryContext QueryRowContext", Role: Query},
		{Type: "Conn", Name: "PrepareContext", Role: Derive},
		{Type: "Conn", Name: "Raw", Role: Invoke, On: Recv, Fn: Param(0)},

		{Type: "Tx", Name: "Commit", Role: Commit},
		{Type: "Tx", Name: "Rollback", Role: Rollback},
		{Type: "Tx", Name: "Exec ExecContext", Role: Exec},
		{Type: "Tx", Name: "Query QueryContext QueryRow QueryRowContext", Role: Query},
		{Type: "Tx", Name: "Prepare PrepareContext Stmt StmtContext", Role: Derive},

		{Type: "Stmt", Name: "Exec ExecContext", Role: Exec},
		{Type: "Stmt", Name: "Query QueryContext QueryRow QueryRowContext", Role: Query},
		{Type: "DB", Name: "Ping PingContext", Role: Fetch},
		{Type: "Conn", Name: "PingContext", Role: Fetch},
	},
	Texts: databaseSQLTexts,
	Fails: []Fail{
		{Name: "ErrNoRows", Is: NotFound},
		{Name: "ErrConnDone ErrTxDone", Is: Permanent},
	},
}

// sqlDriver is below database/sql: ent's dialect.Tx embeds its Tx.
var sqlDriver = Library{
	Path:  "database/sql/driver",
	Types: []Type{{"Tx", Tx}},
	Funcs: []Func{
		{Type: "Tx", Name: "Commit", Role: Commit},
		{Type: "Tx", Name: "Rollback", Role: Rollback},
	},
	Fails: []Fail{
		{Name: "ErrBadConn", Is: Refused},
		{Name: "ErrSkip ErrRemoveArgument", Is: Permanent},
	},
}

var databaseSQLTexts = []Text{
	{Type: "DB Tx", Name: "Exec Query QueryRow", SQL: Param(0), Args: Param(1)},
	{Type: "DB Tx Conn", Name: "ExecContext QueryContext QueryRowContext", SQL: Param(1), Args: Param(2)},
	{Type: "DB Tx", Name: "Prepare", SQL: Param(0), Prepares: true},
	{Type: "DB Tx Conn", Name: "PrepareContext", SQL: Param(1), Prepares: true},
}
