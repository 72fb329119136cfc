package knowledge

// Versions 4 and 5 share the tables.
var pgx = Library{
	Path:   "github.com/jackc/pgx",
	Import: "github.com/jackc/pgx/v5 github.com/jackc/pgx/v4",
	Module: "github.com/jackc/pgx/v5 github.com/jackc/pgx/v4",
	Types: []Type{
		{"Conn", Conn},
		{"Tx", Tx},
	},
	Funcs: []Func{
		{Type: "Conn", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "Conn", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "Conn", Name: "BeginFunc", Role: Run, Fn: Param(1), FnTx: Param(0)},
		{Type: "Conn", Name: "BeginTxFunc", Role: Run, Opts: Param(1), Fn: Param(2), FnTx: Param(0)},
		{Type: "Conn", Name: "Exec SendBatch CopyFrom", Role: Exec},
		{Type: "Conn", Name: "Query QueryRow", Role: Query},
		{Type: "Conn", Name: "QueryFunc", Role: Query, Fn: Param(4)},
		{Type: "Conn", Name: "PgConn", Role: Derive},

		{Type: "Tx", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "Tx", Name: "BeginFunc", Role: Run, Fn: Param(1), FnTx: Param(0)},
		{Type: "Tx", Name: "Commit", Role: Commit},
		{Type: "Tx", Name: "Rollback", Role: Rollback},
		{Type: "Tx", Name: "Exec SendBatch CopyFrom", Role: Exec},
		{Type: "Tx", Name: "Query QueryRow", Role: Query},
		{Type: "Tx", Name: "QueryFunc", Role: Query, Fn: Param(4)},
		{Type: "Tx", Name: "Conn LargeObjects", Role: Derive},
		{Type: "LargeObjects", Name: "Open", Role: Derive},
		{Type: "LargeObjects", Name: "Create Unlink", Role: Exec},
		{Type: "LargeObject", Name: "Write Truncate", Role: Exec},
		{Type: "LargeObject", Name: "Read", Role: Query},

		{Name: "BeginFunc", Role: Run, On: Param(1), Fn: Param(2), FnTx: Param(0)},
		{Name: "BeginTxFunc", Role: Run, On: Param(1), Opts: Param(2), Fn: Param(3), FnTx: Param(0)},
		{Name: "CollectRows CollectOneRow CollectExactlyOneRow", Role: Invoke, Fn: Param(1)},
		{Name: "AppendRows ForEachRow", Role: Invoke, Fn: Param(2)},
		{Name: "Connect ConnectConfig", Role: Fetch},
		{Type: "Conn", Name: "Ping", Role: Fetch},
		{Type: "Conn", Name: "WaitForNotification", Role: Receive},
	},
	Texts: pgxTexts,
	Tracks: []Track{
		{Name: "CollectRows CollectOneRow CollectExactlyOneRow", Deed: Yields, Of: Result(0)},
		{Name: "AppendRows", Deed: Appends, Of: Param(0)},
		{Name: "ForEachRow", Deed: Batches, Of: Param(1), Fn: Param(2)},
	},
	Fails: []Fail{
		{Name: "ErrNoRows", Is: NotFound},
		{Name: "ErrTooManyRows ErrTxClosed", Is: Permanent},
	},
}

var pgxpool = Library{
	Path:   "github.com/jackc/pgx/pgxpool",
	Import: "github.com/jackc/pgx/v5/pgxpool github.com/jackc/pgx/v4/pgxpool",
	Module: "github.com/jackc/pgx/v5 github.com/jackc/pgx/v4",
	Types: []Type{
		{"Pool", Pool},
		{"Conn", Conn},
		{"Tx", Tx},
	},
	Funcs: []Func{
		{Type: "Pool", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "Pool", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "Pool", Name: "BeginFunc", Role: Run, Fn: Param(1), FnTx: Param(0)},
		{Type: "Pool", Name: "BeginTxFunc", Role: Run, Opts: Param(1), Fn: Param(2), FnTx: Param(0)},
		{Type: "Pool", Name: "Exec SendBatch CopyFrom", Role: Exec},
		{Type: "Pool", Name: "Query QueryRow", Role: Query},
		{Type: "Pool", Name: "QueryFunc", Role: Query, Fn: Param(4)},
		{Type: "Pool", Name: "Acquire AcquireAllIdle", Role: Derive},
		{Type: "Pool", Name: "AcquireFunc", Role: Invoke, On: Recv, Fn: Param(1), FnTx: Param(0)},

		{Type: "Conn", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "Conn", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "Conn", Name: "BeginFunc", Role: Run, Fn: Param(1), FnTx: Param(0)},
		{Type: "Conn", Name: "BeginTxFunc", Role: Run, Opts: Param(1), Fn: Param(2), FnTx: Param(0)},
		{Type: "Conn", Name: "Exec SendBatch CopyFrom", Role: Exec},
		{Type: "Conn", Name: "Query QueryRow", Role: Query},
		{Type: "Conn", Name: "QueryFunc", Role: Query, Fn: Param(4)},
		{Type: "Conn", Name: "Conn Hijack", Role: Derive},

		{Type: "Tx", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "Tx", Name: "BeginFunc", Role: Run, Fn: Param(1), FnTx: Param(0)},
		{Type: "Tx", Name: "Commit", Role: Commit},
		{Type: "Tx", Name: "Rollback", Role: Rollback},
		{Type: "Tx", Name: "Exec SendBatch CopyFrom", Role: Exec},
		{Type: "Tx", Name: "Query QueryRow", Role: Query},
		{Type: "Tx", Name: "QueryFunc", Role: Query, Fn: Param(4)},
		{Type: "Tx", Name: "Conn LargeObjects", Role: Derive},
		{Name: "Connect ConnectConfig", Role: Fetch},
		{Type: "Pool", Name: "Ping", Role: Fetch},
		{Type: "Conn", Name: "Ping", Role: Fetch},
	},
	Texts: pgxpoolTexts,
}

var pgxStdlib = Library{
	Path:   "github.com/jackc/pgx/stdlib",
	Import: "github.com/jackc/pgx/v5/stdlib",
	Module: "github.com/jackc/pgx/v5",
	Funcs: []Func{
		{Name: "OpenDBFromPool", Role: Derive, On: Param(0)},
	},
}

var pgxPgconn = Library{
	Path:   "github.com/jackc/pgx/pgconn",
	Import: "github.com/jackc/pgx/v5/pgconn",
	Module: "github.com/jackc/pgx/v5",
	Types:  []Type{{"PgConn", Conn}},
	Funcs: []Func{
		{Type: "PgConn", Name: "Exec ExecParams ExecPrepared ExecStatement ExecBatch CopyFrom", Role: Exec},
		{Type: "PgConn", Name: "CopyTo", Role: Query},
	},
	Texts: pgconnTexts,
	Fails: []Fail{
		{Type: "PgError", Field: "Code", Code: SQLState},
		{Type: "PgError", Name: "SQLState", Code: SQLState},
		{Name: "Timeout", Is: Timeout},
		{Name: "SafeToRetry", Is: Refused},
		{Type: "ConnectError", Is: Refused},
		{Type: "ParseConfigError", Is: Permanent},
	},
}

// pgconn is version 4's.
var pgconn = Library{
	Path:   "github.com/jackc/pgconn",
	Import: "github.com/jackc/pgconn",
	Module: "github.com/jackc/pgconn",
	Types:  []Type{{"PgConn", Conn}},
	Funcs: []Func{
		{Type: "PgConn", Name: "Exec ExecParams ExecPrepared ExecBatch CopyFrom", Role: Exec},
		{Type: "PgConn", Name: "CopyTo", Role: Query},
	},
	Texts: pgconnTexts,
	Fails: []Fail{
		{Type: "PgError", Field: "Code", Code: SQLState},
		{Type: "PgError", Name: "SQLState", Code: SQLState},
		{Name: "Timeout", Is: Timeout},
		{Name: "SafeToRetry", Is: Refused},
	},
}

var pgxTexts = []Text{
	{Type: "Conn Tx", Name: "Exec Query QueryRow QueryFunc", SQL: Param(1), Args: Param(2)},
	{Type: "Conn Tx", Name: "Prepare", SQL: Param(2), Prepares: true},
	{Type: "Batch", Name: "Queue", SQL: Param(0), Args: Param(1)},
}

var pgxpoolTexts = []Text{
	{Type: "Pool Conn Tx", Name: "Exec Query QueryRow QueryFunc", SQL: Param(1), Args: Param(2)},
	{Type: "Tx", Name: "Prepare", SQL: Param(2), Prepares: true},
}

var pgconnTexts = []Text{
	{Type: "PgConn", Name: "Exec", SQL: Param(1)},
	{Type: "PgConn", Name: "ExecParams", SQL: Param(1), Args: Param(2)},
	{Type: "PgConn", Name: "Prepare", SQL: Param(2), Prepares: true},
}
