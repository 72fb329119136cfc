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
	Texts:  dbrTexts,
	Tracks: []Track{
		{Type: "SelectStmt", Name: "Load", Deed: Collects, Of: Param(0)},
		{Type: "SelectStmt", Name: "LoadContext", Deed: Collects, Of: Param(1)},
		{Type: "SelectStmt", Name: "LoadOne", Deed: Loads, Of: Param(0)},
		{Type: "SelectStmt", Name: "LoadOneContext", Deed: Loads, Of: Param(1)},
	},
}

var dbrTexts = []Text{
	{Name: "SelectBySql InsertBySql UpdateBySql DeleteBySql", SQL: Param(0), Args: Param(1)},
	{Type: "Session SessionRunner Tx", Name: "SelectBySql InsertBySql UpdateBySql DeleteBySql", SQL: Param(0), Args: Param(1)},
	{Type: "SelectStmt UpdateStmt DeleteStmt", Name: "Where", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Type: "SelectStmt", Name: "Having", SQL: Param(0), Clause: HavingClause, Args: Param(1)},
	{Type: "SelectStmt", Name: "OrderBy OrderAsc OrderDesc OrderDir", SQL: Param(0), Clause: OrderByClause},
	{Type: "SelectStmt", Name: "Join LeftJoin RightJoin FullJoin", SQL: Param(1), Clause: OnClause},
	{Type: "SelectStmt", Name: "From", SQL: Param(0), Clause: FromClause},
	{Type: "Session SessionRunner Tx", Name: "Update DeleteFrom InsertInto", SQL: Param(0), Clause: FromClause},
	{Name: "Update DeleteFrom InsertInto", SQL: Param(0), Clause: FromClause},
	{Type: "Session SessionRunner Tx", Name: "Select", SQL: Param(0), Clause: SelectClause},
	{Name: "Select", SQL: Param(0), Clause: SelectClause},
	{Type: "SelectStmt", Name: "Suffix", SQL: Param(0), Clause: SuffixClause, Args: Param(1)},
	{Name: "Expr", SQL: Param(0), Clause: ExprClause, Args: Param(1)},
}
