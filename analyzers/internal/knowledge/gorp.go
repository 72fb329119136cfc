package knowledge

// Hooks of models run on the executor of the statement, which need not be a
// transaction: no HookScope.
var gorp = Library{
	Path:   "github.com/go-gorp/gorp",
	Import: "github.com/go-gorp/gorp/v3",
	Module: "github.com/go-gorp/gorp/v3",
	Types:  gorpTypes,
	Funcs:  gorpFuncs,
	Texts:  gorpTexts,
	Tracks: gorpTracks("DbMap Transaction SqlExecutor", 0),
}

var gorpInGopkg = Library{
	Path:   "gopkg.in/gorp",
	Import: "github.com/go-gorp/gorp/v3", // moved there
	Module: "github.com/go-gorp/gorp/v3",
	Types:  gorpTypes,
	Funcs:  gorpFuncs,
	Texts:  gorpTexts,
	Tracks: gorpTracks("DbMap Transaction SqlExecutor", 0),
}

var gorpTypes = []Type{
	{"DbMap", Pool},
	{"Transaction", Tx},
	{"SqlExecutor", Either},
}

var gorpFuncs = []Func{
	{Type: "DbMap", Name: "Begin", Role: Begin, Tx: Result(0)},
	{Type: "DbMap", Name: "WithContext Prepare", Role: Derive},
	{Type: "DbMap", Name: "Get Select SelectInt SelectFloat SelectNullFloat SelectNullInt SelectNullStr SelectStr SelectOne Query QueryRow", Role: Query},
	{Type: "DbMap", Name: "Insert Update UpdateColumns Delete Exec CreateTables CreateTablesIfNotExists CreateIndex DropTable DropTableIfExists DropTables DropTablesIfExists TruncateTables", Role: Exec},

	{Type: "Transaction", Name: "Commit", Role: Commit},
	{Type: "Transaction", Name: "Rollback", Role: Rollback},
	{Type: "Transaction", Name: "WithContext Prepare", Role: Derive},
	{Type: "Transaction", Name: "Get Select SelectInt SelectFloat SelectNullFloat SelectNullInt SelectNullStr SelectStr SelectOne Query QueryRow", Role: Query},
	{Type: "Transaction", Name: "Insert Update UpdateColumns Delete Exec Savepoint RollbackToSavepoint ReleaseSavepoint", Role: Exec},

	{Type: "SqlExecutor", Name: "WithContext", Role: Derive},
	{Type: "SqlExecutor", Name: "Get Select SelectInt SelectFloat SelectNullFloat SelectNullInt SelectNullStr SelectStr SelectOne Query QueryRow", Role: Query},
	{Type: "SqlExecutor", Name: "Insert Update Delete Exec", Role: Exec},

	{Name: "SelectInt SelectFloat SelectNullFloat SelectNullInt SelectNullStr SelectStr", Role: Query, On: Param(0)},
	{Name: "SelectOne", Role: Query, On: Param(1)},
}

// borp is Let's Encrypt's gorp with contexts.
var borp = Library{
	Path:   "github.com/letsencrypt/borp",
	Import: "github.com/letsencrypt/borp",
	Module: "github.com/letsencrypt/borp",
	Types:  gorpTypes,
	Funcs: []Func{
		{Type: "DbMap", Name: "BeginTx", Role: Begin, Tx: Result(0)},
		{Type: "DbMap", Name: "PrepareContext", Role: Derive},
		{Type: "DbMap", Name: "Get Select SelectInt SelectFloat SelectNullFloat SelectNullInt SelectNullStr SelectStr SelectOne QueryContext QueryRowContext", Role: Query},
		{Type: "DbMap", Name: "Insert Update UpdateColumns Delete ExecContext CreateTables CreateTablesIfNotExists CreateIndex DropTable DropTableIfExists DropTables DropTablesIfExists TruncateTables", Role: Exec},

		{Type: "Transaction", Name: "Commit", Role: Commit},
		{Type: "Transaction", Name: "Rollback", Role: Rollback},
		{Type: "Transaction", Name: "PrepareContext", Role: Derive},
		{Type: "Transaction", Name: "Get Select SelectInt SelectFloat SelectNullFloat SelectNullInt SelectNullStr SelectStr SelectOne QueryContext QueryRowContext", Role: Query},
		{Type: "Transaction", Name: "Insert Update UpdateColumns Delete ExecContext Savepoint RollbackToSavepoint ReleaseSavepoint", Role: Exec},

		{Type: "SqlExecutor", Name: "Get Select SelectInt SelectFloat SelectNullFloat SelectNullInt SelectNullStr SelectStr SelectOne QueryContext QueryRowContext", Role: Query},
		{Type: "SqlExecutor", Name: "Insert Update Delete ExecContext", Role: Exec},

		{Name: "SelectInt SelectFloat SelectNullFloat SelectNullInt SelectNullStr SelectStr", Role: Query, On: Param(1)},
		{Name: "SelectOne", Role: Query, On: Param(2)},
	},
	Texts:  borpTexts,
	Tracks: gorpTracks("DbMap Transaction SqlExecutor", 1),
}

// gorpTracks is of functions whose holder of rows is the parameter at.
func gorpTracks(types string, at int) []Track {
	return []Track{
		{Type: types, Name: "Select", Deed: Collects, Of: Param(at)},
		{Type: types, Name: "SelectOne", Deed: Loads, Of: Param(at)},
		{Type: types, Name: "Insert", Deed: Inserts, Of: Param(at)},
		{Type: types, Name: "Update", Deed: Saves, Of: Param(at)},
		{Type: types, Name: "Delete", Deed: Deletes, Of: Param(at)},
	}
}

var gorpTexts = []Text{
	{Type: "DbMap Transaction SqlExecutor", Name: "Exec Query QueryRow SelectInt SelectFloat SelectNullFloat SelectNullInt SelectNullStr SelectStr", SQL: Param(0), Args: Param(1)},
	{Type: "DbMap Transaction SqlExecutor", Name: "Select SelectOne", SQL: Param(1), Args: Param(2)},
	{Type: "DbMap Transaction", Name: "Prepare", SQL: Param(0), Prepares: true},
	{Name: "SelectInt SelectFloat SelectNullFloat SelectNullInt SelectNullStr SelectStr", SQL: Param(1), Args: Param(2)},
	{Name: "SelectOne", SQL: Param(3), Args: Param(4)},
}

var borpTexts = []Text{
	{Type: "DbMap Transaction SqlExecutor", Name: "ExecContext QueryContext QueryRowContext SelectInt SelectFloat SelectNullFloat SelectNullInt SelectNullStr SelectStr", SQL: Param(1), Args: Param(2)},
	{Type: "DbMap Transaction SqlExecutor", Name: "Select SelectOne", SQL: Param(2), Args: Param(3)},
	{Type: "DbMap Transaction", Name: "PrepareContext", SQL: Param(1), Prepares: true},
	{Name: "SelectInt SelectFloat SelectNullFloat SelectNullInt SelectNullStr SelectStr", SQL: Param(2), Args: Param(3)},
	{Name: "SelectOne", SQL: Param(4), Args: Param(5)},
}
