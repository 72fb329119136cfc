package knowledge

var upper = Library{
	Path:   "github.com/upper/db",
	Import: "github.com/upper/db/v4",
	Module: "github.com/upper/db/v4",
	Types: []Type{
		{"Session", Either},
		{"SQL", Either},
		{"Collection", Either},
		{"Store", Either},
	},
	Funcs: []Func{
		{Type: "Session", Name: "Tx", Role: Run, Fn: Param(0), FnTx: Param(0)},
		{Type: "Session", Name: "TxContext", Role: Run, Fn: Param(1), FnTx: Param(0), Opts: Param(2)},
		{Type: "Session", Name: "Get Collections", Role: Query},
		{Type: "Session", Name: "Save Delete", Role: Exec},

		{Type: "Collection", Name: "Count Exists", Role: Query},
		{Type: "Collection", Name: "Insert InsertReturning UpdateReturning Truncate", Role: Exec},
		{Type: "StoreCreator", Name: "Create", Role: Exec},
		{Type: "StoreDeleter", Name: "Delete", Role: Exec},
		{Type: "StoreGetter", Name: "Get", Role: Query},
		{Type: "StoreSaver", Name: "Save", Role: Exec},
		{Type: "StoreUpdater", Name: "Update", Role: Exec},

		{Type: "Result", Name: "One All Next Count Exists TotalEntries TotalPages", Role: Query},
		{Type: "Result", Name: "Update Delete", Role: Exec},

		{Type: "SQL", Name: "Exec ExecContext", Role: Exec},
		{Type: "SQL", Name: "Query QueryContext QueryRow QueryRowContext Iterator IteratorContext", Role: Query},
		{Type: "SQL", Name: "Prepare PrepareContext", Role: Derive},
		{Type: "SQLExecer", Name: "Exec ExecContext", Role: Exec},
		{Type: "SQLGetter", Name: "Query QueryContext QueryRow QueryRowContext", Role: Query},
		{Type: "SQLPreparer", Name: "Prepare PrepareContext", Role: Derive},
		{Type: "ResultMapper", Name: "One All", Role: Query},
		{Type: "Selector", Name: "Iterator IteratorContext", Role: Query},
		{Type: "Paginator", Name: "Iterator IteratorContext TotalEntries TotalPages", Role: Query},
		{Type: "Inserter", Name: "Iterator IteratorContext", Role: Exec},
		{Type: "BatchInserter", Name: "Wait", Role: Exec},
	},
	Chains: "Session Collection Result SQL Selector Paginator Inserter BatchInserter Updater Deleter",
	Texts:  upperTexts,
	Tracks: []Track{
		{Type: "Result ResultMapper", Name: "All", Deed: Loads, Of: Param(0), Fresh: true},
		{Type: "Result ResultMapper", Name: "One", Deed: Loads, Of: Param(0)},
		{Type: "Result", Name: "Next", Deed: Loads, Of: Param(0)},
	},
}

var upperTexts = []Text{
	{Type: "SQL", Name: "Exec Query QueryRow Iterator", SQL: Param(0), Args: Param(1)},
	{Type: "SQL", Name: "ExecContext QueryContext QueryRowContext IteratorContext", SQL: Param(1), Args: Param(2)},
	{Type: "SQL", Name: "Prepare", SQL: Param(0), Prepares: true},
	{Type: "SQL", Name: "PrepareContext", SQL: Param(1), Prepares: true},
	{Type: "Selector Updater Deleter", Name: "Where And", SQL: Param(0), Clause: WhereClause, Args: Param(0)},
	{Type: "Result", Name: "And", SQL: Param(0), Clause: WhereClause, Args: Param(0)},
	{Type: "Collection", Name: "Find", SQL: Param(0), Clause: WhereClause, Args: Param(0)},
	{Type: "Selector Result", Name: "OrderBy", SQL: Param(0), Clause: OrderByClause},
	{Name: "Raw", SQL: Param(0), Clause: ExprClause, Args: Param(1)},
}
