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
}
