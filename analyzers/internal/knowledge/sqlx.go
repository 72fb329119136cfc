package knowledge

// What sqlx's types embed (sql.DB, sql.Tx, sql.Conn, sql.Stmt) is known from
// database/sql.
var sqlx = Library{
	Path:   "github.com/jmoiron/sqlx",
	Import: "github.com/jmoiron/sqlx",
	Module: "github.com/jmoiron/sqlx",
	Types: []Type{
		{"DB", Pool},
		{"Conn", Conn},
		{"Tx", Tx},
		{"Stmt", Either},
		{"NamedStmt", Either},
		{"Ext", Either},
		{"ExtContext", Either},
		{"Queryer", Either},
		{"QueryerContext", Either},
		{"Execer", Either},
		{"ExecerContext", Either},
		{"Preparer", Either},
		{"PreparerContext", Either},
	},
	Funcs: []Func{
		{Name: "NewDb", Role: Derive, On: Param(0)},
		{Type: "DB", Name: "Beginx MustBegin", Role: Begin, Tx: Result(0)},
		{Type: "DB", Name: "BeginTxx MustBeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "DB", Name: "Connx Unsafe Preparex PreparexContext PrepareNamed PrepareNamedContext", Role: Derive},
		{Type: "DB", Name: "Get GetContext Select SelectContext Queryx QueryxContext QueryRowx QueryRowxContext NamedQuery NamedQueryContext", Role: Query},
		{Type: "DB", Name: "MustExec MustExecContext NamedExec NamedExecContext", Role: Exec},

		{Type: "Conn", Name: "BeginTxx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "Conn", Name: "PreparexContext", Role: Derive},
		{Type: "Conn", Name: "GetContext SelectContext QueryxContext QueryRowxContext", Role: Query},

		{Type: "Tx", Name: "Unsafe Preparex PreparexContext PrepareNamed PrepareNamedContext Stmtx StmtxContext NamedStmt NamedStmtContext", Role: Derive},
		{Type: "Tx", Name: "Get GetContext Select SelectContext Queryx QueryxContext QueryRowx QueryRowxContext NamedQuery", Role: Query},
		{Type: "Tx", Name: "MustExec MustExecContext NamedExec NamedExecContext", Role: Exec},

		{Type: "Stmt", Name: "Unsafe", Role: Derive},
		{Type: "Stmt", Name: "Get GetContext Select SelectContext Queryx QueryxContext QueryRowx QueryRowxContext", Role: Query},
		{Type: "Stmt", Name: "MustExec MustExecContext", Role: Exec},
		{Type: "NamedStmt", Name: "Unsafe", Role: Derive},
		{Type: "NamedStmt", Name: "Get GetContext Select SelectContext Query QueryContext QueryRow QueryRowContext Queryx QueryxContext QueryRowx QueryRowxContext", Role: Query},
		{Type: "NamedStmt", Name: "Exec ExecContext MustExec MustExecContext", Role: Exec},

		{Type: "Queryer", Name: "Query Queryx QueryRowx", Role: Query},
		{Type: "QueryerContext", Name: "QueryContext QueryxContext QueryRowxContext", Role: Query},
		{Type: "Execer", Name: "Exec", Role: Exec},
		{Type: "ExecerContext", Name: "ExecContext", Role: Exec},
		{Type: "Preparer", Name: "Prepare", Role: Derive},
		{Type: "PreparerContext", Name: "PrepareContext", Role: Derive},

		{Name: "Get Select NamedQuery", Role: Query, On: Param(0)},
		{Name: "GetContext SelectContext NamedQueryContext", Role: Query, On: Param(1)},
		{Name: "MustExec NamedExec LoadFile", Role: Exec, On: Param(0)},
		{Name: "MustExecContext NamedExecContext LoadFileContext", Role: Exec, On: Param(1)},
		{Name: "Preparex", Role: Derive, On: Param(0)},
		{Name: "PreparexContext", Role: Derive, On: Param(1)},
	},
}
