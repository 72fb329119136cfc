package knowledge

// Callbacks of models get the connection that the statement runs on, which
// pop doesn't put into a transaction: no HookScope.
var pop = Library{
	Path:   "github.com/gobuffalo/pop",
	Import: "github.com/gobuffalo/pop/v6 github.com/gobuffalo/pop/v5",
	Module: "github.com/gobuffalo/pop/v6 github.com/gobuffalo/pop/v5",
	Types: []Type{
		{"Connection", Either},
		{"Tx", Tx},
	},
	Funcs: []Func{
		{Type: "Connection", Name: "Transaction Rollback", Role: Run, Fn: Param(0), FnTx: Param(0)},
		{Type: "Connection", Name: "NewTransaction NewTransactionContext", Role: Begin, Tx: Result(0)},
		{Type: "Connection", Name: "NewTransactionContextOptions", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "Connection", Name: "Find First Last All Load Count Reload", Role: Query},
		{Type: "Connection", Name: "Save Create Update UpdateColumns Destroy ValidateAndSave ValidateAndCreate ValidateAndUpdate TruncateAll", Role: Exec},

		{Name: "Q", Role: Derive, On: Param(0)},
		{Type: "Query", Name: "Find First Last All Exists Count CountByField", Role: Query},
		{Type: "Query", Name: "Exec ExecWithCount UpdateQuery Delete", Role: Exec},

		// Connection.Store.
		{Type: "store", Name: "Transaction TransactionContext", Role: Begin, Tx: Result(0)},
		{Type: "store", Name: "TransactionContextOptions", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "store", Name: "Commit", Role: Commit},
		{Type: "store", Name: "Rollback", Role: Rollback},
		{Type: "store", Name: "Select SelectContext Get GetContext NamedQuery NamedQueryContext", Role: Query},
		{Type: "store", Name: "Exec ExecContext NamedExec NamedExecContext", Role: Exec},
		{Type: "store", Name: "PrepareNamed PrepareNamedContext", Role: Derive},
	},
	Chains: "Connection Query",
	Texts:  popTexts,
	// Eager's Create inserts associations, nothing updates them. EagerPreload
	// appends to the association that a value has.
	Tracks: []Track{
		{Type: "Connection Query", Name: "Eager EagerPreload", Deed: Eager, Of: Param(0)},
		{Type: "Connection Query", Name: "Find First Last All", Deed: Loads, Of: Param(0)},
		{Type: "Connection", Name: "Reload", Deed: Loads, Of: Param(0)},
		{Type: "Connection", Name: "Load", Deed: Attaches, On: Param(0), Of: Param(1)},
		{Type: "Connection", Name: "Save Update UpdateColumns ValidateAndSave ValidateAndUpdate", Deed: Saves, Of: Param(0)},
		{Type: "Connection", Name: "Create ValidateAndCreate", Deed: Inserts, Of: Param(0)},
		{Type: "Connection", Name: "Destroy", Deed: Deletes, Of: Param(0)},
		{Type: "Query", Name: "Delete", Deed: Deletes, Of: Param(0)},
		{Type: "Connection Query", Name: "Count Exists CountByField Exec ExecWithCount UpdateQuery", Deed: Counts},
		{Type: "store", Name: "Select Get", Deed: Loads, Of: Param(0)},
		{Type: "store", Name: "SelectContext GetContext", Deed: Loads, Of: Param(1)},
	},
	ORM: &ORM{Name: "pop"},
}

var popTexts = []Text{
	{Type: "Connection Query", Name: "RawQuery", SQL: Param(0), Args: Param(1)},
	{Type: "Connection Query", Name: "Where", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Type: "Connection Query", Name: "Order", SQL: Param(0), Clause: OrderByClause},
	{Type: "Query", Name: "Having", SQL: Param(0), Clause: HavingClause, Args: Param(1)},
	{Type: "Query", Name: "Join LeftJoin RightJoin LeftOuterJoin RightOuterJoin InnerJoin", SQL: Param(1), Clause: OnClause, Args: Param(2)},
	{Type: "Connection Query", Name: "Select", SQL: Param(0), Clause: SelectClause},
	{Type: "store", Name: "Exec", SQL: Param(0), Args: Param(1)},
	{Type: "store", Name: "ExecContext", SQL: Param(1), Args: Param(2)},
	{Type: "store", Name: "Get Select", SQL: Param(1), Args: Param(2)},
	{Type: "store", Name: "GetContext SelectContext", SQL: Param(2), Args: Param(3)},
	{Type: "store", Name: "NamedExec NamedQuery", SQL: Param(0), Args: Param(1), Named: true},
	{Type: "store", Name: "NamedExecContext NamedQueryContext", SQL: Param(1), Args: Param(2), Named: true},
	{Type: "store", Name: "PrepareNamed", SQL: Param(0), Prepares: true},
	{Type: "store", Name: "PrepareNamedContext", SQL: Param(1), Prepares: true},
}
