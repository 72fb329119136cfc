package knowledge

var pocketbaseDBX = dbxAt("github.com/pocketbase/dbx")

// ozzoDBX is what pocketbase's dbx is a fork of.
var ozzoDBX = dbxAt("github.com/go-ozzo/ozzo-dbx")

func dbxAt(module string) Library {
	return Library{
		Texts:  dbxTexts,
		Path:   module,
		Import: module,
		Module: module,
		Types: []Type{
			{"DB", Pool},
			{"Tx", Tx},
			{"Builder", Either},
			{"Executor", Either},
		},
		Funcs: []Func{
			{Name: "NewFromDB", Role: Derive, On: Param(0)},
			{Name: "NewQuery", Role: Derive, On: Param(1)},
			{Name: "NewSelectQuery", Role: Derive, On: Param(0)},
			{Name: "NewModelQuery", Role: Derive, On: Param(3)},
			{Type: "DB", Name: "Begin", Role: Begin, Tx: Result(0)},
			{Type: "DB", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
			{Type: "DB", Name: "Transactional", Role: Run, Fn: Param(0), FnTx: Param(0)},
			{Type: "DB", Name: "TransactionalContext", Role: Run, Opts: Param(1), Fn: Param(2), FnTx: Param(0)},
			{Type: "DB", Name: "Wrap", Role: Bind, Tx: Param(0)},
			{Type: "DB", Name: "DB", Role: Derive},
			{Type: "Tx", Name: "Commit", Role: Commit},
			{Type: "Tx", Name: "Rollback", Role: Rollback},

			{Type: "Query", Name: "Execute", Role: Exec},
			{Type: "Query", Name: "One All Row Rows Column", Role: Query},
			{Type: "SelectQuery", Name: "One All Row Rows Column Model", Role: Query},
			{Type: "ModelQuery", Name: "Insert Update Delete", Role: Exec},

			{Type: "Executor", Name: "Exec", Role: Exec},
			{Type: "Executor", Name: "Query", Role: Query},
			{Type: "Executor", Name: "Prepare", Role: Derive},
		},
		Chains: "DB Builder BaseBuilder Query SelectQuery ModelQuery",
		Tracks: []Track{
			{Type: "Query SelectQuery", Name: "All", Deed: Collects, Of: Param(0)},
			{Type: "Query SelectQuery", Name: "One", Deed: Loads, Of: Param(0)},
			{Type: "Rows", Name: "ScanStruct", Deed: Loads, Of: Param(0)},
		},
	}
}

var dbxTexts = []Text{
	{Type: "Builder BaseBuilder", Name: "NewQuery", SQL: Param(0)},
	{Name: "NewQuery", SQL: Param(2)},
	{Type: "Executor", Name: "Exec Query", SQL: Param(0), Args: Param(1)},
	{Type: "Executor", Name: "Prepare", SQL: Param(0), Prepares: true},
	{Name: "NewExp", SQL: Param(0), Clause: WhereClause, Args: Param(1), Named: true},
	{Type: "SelectQuery", Name: "OrderBy AndOrderBy", SQL: Param(0), Clause: OrderByClause},
	{Type: "SelectQuery", Name: "InnerJoin LeftJoin RightJoin", SQL: Param(0), Clause: FromClause},
	{Type: "SelectQuery", Name: "Join", SQL: Param(1), Clause: FromClause},
	{Type: "SelectQuery", Name: "From", SQL: Param(0), Clause: FromClause},
	{Type: "Builder SelectQuery", Name: "Select", SQL: Param(0), Clause: SelectClause},
	{Type: "SelectQuery", Name: "AndSelect", SQL: Param(0), Clause: SelectClause},
	{Type: "Builder BaseBuilder", Name: "Update Delete Insert Upsert", SQL: Param(0), Clause: FromClause},
}
