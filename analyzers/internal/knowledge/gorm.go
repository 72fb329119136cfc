package knowledge

var gorm = Library{
	Path:   "gorm.io/gorm",
	Import: "gorm.io/gorm",
	Module: "gorm.io/gorm",
	Types: []Type{
		{"DB", Either},
		{"Statement", Either},
		{"ConnPool", Either},
		{"Tx", Tx},
		{"TxCommitter", Tx},
		{"TxBeginner", Pool},
		{"ConnPoolBeginner", Pool},
	},
	Funcs: []Func{
		{Type: "DB", Name: "Begin", Role: Begin, Tx: Result(0), Opts: Param(0)},
		{Type: "DB", Name: "Commit", Role: Commit},
		{Type: "DB", Name: "Rollback", Role: Rollback},
		{Type: "DB", Name: "Transaction", Role: Run, Fn: Param(0), FnTx: Param(0), Opts: Param(1)},
		{Type: "DB", Name: "Connection", Role: Invoke, On: Recv, Fn: Param(0), FnTx: Param(0)},
		{Type: "DB", Name: "DB Migrator", Role: Derive},
		{Type: "DB", Name: "First Take Last Find FirstOrInit Count Row Rows Scan Pluck", Role: Query},
		{Type: "DB", Name: "FindInBatches", Role: Query, Fn: Param(2), FnTx: Param(0)},
		{Type: "DB", Name: "Create CreateInBatches Save FirstOrCreate Update Updates UpdateColumn UpdateColumns Delete Exec AutoMigrate SavePoint RollbackTo", Role: Exec},

		{Type: "Association", Name: "Find Count", Role: Query},
		{Type: "Association", Name: "Append Replace Delete Clear", Role: Exec},

		{Type: "Migrator", Name: "HasTable HasColumn HasIndex HasConstraint ColumnTypes GetTables GetIndexes TableType CurrentDatabase", Role: Query},
		{Type: "Migrator", Name: "AutoMigrate CreateTable DropTable RenameTable AddColumn DropColumn AlterColumn MigrateColumn RenameColumn CreateView DropView CreateConstraint DropConstraint CreateIndex DropIndex RenameIndex", Role: Exec},

		// Generics API: gorm.G[User](db).Where(…).First(ctx).
		{Name: "G", Role: Derive, On: Param(0)},
		{Type: "Interface", Name: "Exec", Role: Exec},
		{Type: "ExecInterface", Name: "First Take Last Find Row Rows Scan", Role: Query},
		{Type: "ExecInterface", Name: "FindInBatches", Role: Query, Fn: Param(2)},
		{Type: "CreateInterface", Name: "Count", Role: Query},
		{Type: "CreateInterface", Name: "Create CreateInBatches Update Updates Delete", Role: Exec},
		{Type: "ChainInterface", Name: "Count", Role: Query},
		{Type: "ChainInterface", Name: "Update Updates Delete", Role: Exec},
		{Type: "SetCreateOrUpdateInterface", Name: "Create Update", Role: Exec},
		{Type: "SetUpdateOnlyInterface", Name: "Update", Role: Exec},

		{Type: "ConnPool", Name: "ExecContext", Role: Exec},
		{Type: "ConnPool", Name: "QueryContext QueryRowContext", Role: Query},
		{Type: "ConnPool", Name: "PrepareContext", Role: Derive},
		{Type: "TxBeginner", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "ConnPoolBeginner", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "TxCommitter", Name: "Commit", Role: Commit},
		{Type: "TxCommitter", Name: "Rollback", Role: Rollback},
		{Type: "Tx", Name: "StmtContext", Role: Derive},
	},
	Chains: "DB Association Interface ExecInterface CreateInterface ChainInterface SetCreateOrUpdateInterface SetUpdateOnlyInterface",
	// AfterFind runs without a transaction.
	HookScope: []string{
		"BeforeSave", "BeforeCreate", "BeforeUpdate", "BeforeDelete",
		"AfterSave", "AfterCreate", "AfterUpdate", "AfterDelete",
	},
	Texts: gormTexts,
}

var gormTexts = []Text{
	{Type: "DB", Name: "Raw Exec", SQL: Param(0), Args: Param(1)},
	{Type: "DB", Name: "Where", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Type: "DB", Name: "Or", SQL: Param(0), Clause: WhereClause, Args: Param(1), Conj: Or},
	{Type: "DB", Name: "Not", SQL: Param(0), Clause: WhereClause, Args: Param(1), Conj: Not},
	{Type: "DB", Name: "First Take Last Find FirstOrInit FirstOrCreate Delete", SQL: Param(1), Clause: WhereClause, Args: Param(1)},
	{Type: "DB", Name: "Having", SQL: Param(0), Clause: HavingClause, Args: Param(1)},
	{Type: "DB", Name: "Select", SQL: Param(0), Clause: SelectClause, Args: Param(1)},
	{Type: "DB", Name: "Joins InnerJoins", SQL: Param(0), Clause: JoinClause, Args: Param(1)},
	{Type: "DB", Name: "Order", SQL: Param(0), Clause: OrderByClause},
	{Type: "DB", Name: "Table", SQL: Param(0), Clause: FromClause, Args: Param(1)},
	{Type: "DB", Name: "Group", SQL: Param(0), Clause: GroupByClause},
	{Type: "DB", Name: "Pluck", SQL: Param(0), Clause: SelectClause},
	{Type: "Interface", Name: "Raw", SQL: Param(0), Args: Param(1)},
	{Type: "Interface", Name: "Exec", SQL: Param(1), Args: Param(2)},
	{Type: "CreateInterface ChainInterface JoinBuilder PreloadBuilder", Name: "Where", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Type: "CreateInterface ChainInterface JoinBuilder PreloadBuilder", Name: "Or", SQL: Param(0), Clause: WhereClause, Args: Param(1), Conj: Or},
	{Type: "CreateInterface ChainInterface JoinBuilder PreloadBuilder", Name: "Not", SQL: Param(0), Clause: WhereClause, Args: Param(1), Conj: Not},
	{Type: "CreateInterface ChainInterface", Name: "Having", SQL: Param(0), Clause: HavingClause, Args: Param(1)},
	{Type: "CreateInterface ChainInterface", Name: "Select", SQL: Param(0), Clause: SelectClause, Args: Param(1)},
	{Type: "CreateInterface ChainInterface PreloadBuilder", Name: "Order", SQL: Param(0), Clause: OrderByClause},
	{Type: "CreateInterface ChainInterface", Name: "Table", SQL: Param(0), Clause: FromClause, Args: Param(1)},
	{Type: "CreateInterface ChainInterface", Name: "Group", SQL: Param(0), Clause: GroupByClause},
	{Type: "ConnPool", Name: "ExecContext QueryContext QueryRowContext", SQL: Param(1), Args: Param(2)},
	{Type: "ConnPool", Name: "PrepareContext", SQL: Param(1), Prepares: true},
	{Name: "Expr", SQL: Param(0), Clause: ExprClause, Args: Param(1)},
}

var gormClause = Library{
	Path:   "gorm.io/gorm/clause",
	Import: "gorm.io/gorm/clause",
	Module: "gorm.io/gorm",
	Texts: []Text{
		{Type: "Expr", Field: "SQL", ArgsField: "Vars", Clause: ExprClause},
		{Type: "NamedExpr", Field: "SQL", ArgsField: "Vars", Clause: ExprClause},
	},
}
