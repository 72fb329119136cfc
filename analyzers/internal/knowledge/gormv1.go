package knowledge

import "slices"

// gormV1 is GORM before version 2.
var gormV1 = Library{
	Path:   "github.com/jinzhu/gorm",
	Import: "github.com/jinzhu/gorm",
	Module: "github.com/jinzhu/gorm",
	Types: []Type{
		{"DB", Either},
		{"Scope", Either},
		{"SQLCommon", Either},
	},
	Funcs: []Func{
		{Type: "DB", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "DB", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "DB", Name: "Commit", Role: Commit},
		{Type: "DB", Name: "Rollback RollbackUnlessCommitted", Role: Rollback},
		{Type: "DB", Name: "Transaction", Role: Run, Fn: Param(0), FnTx: Param(0)},
		{Type: "DB", Name: "DB CommonDB", Role: Derive},
		{Type: "DB", Name: "First Take Last Find FirstOrInit Preloads Related Scan Row Rows Pluck Count HasTable", Role: Query},
		{Type: "DB", Name: "Create Save FirstOrCreate Update Updates UpdateColumn UpdateColumns Delete Exec", Role: Exec},
		{Type: "DB", Name: "AutoMigrate CreateTable DropTable DropTableIfExists ModifyColumn DropColumn AddIndex AddUniqueIndex RemoveIndex AddForeignKey RemoveForeignKey", Role: Exec},

		{Type: "Association", Name: "Find Count", Role: Query},
		{Type: "Association", Name: "Append Replace Delete Clear", Role: Exec},

		{Type: "Scope", Name: "SQLDB", Role: Derive},
		{Type: "Scope", Name: "Exec", Role: Exec},
		{Type: "SQLCommon", Name: "Exec", Role: Exec},
		{Type: "SQLCommon", Name: "Query QueryRow", Role: Query},
		{Type: "SQLCommon", Name: "Prepare", Role: Derive},
	},
	Chains:    "DB Association Scope",
	HookScope: gorm.HookScope,
	Texts:     gormV1Texts,
	Builders:  []Builder{{Name: "DB", Bare: true, Filters: true, Joining: AndsFirst, ORM: "gorm v1", Fields: true}},
	Builds: slices.Concat(gormBuilds, []Build{
		{Type: "DB", Name: "Update UpdateColumn", Part: Sets},
		{Type: "DB", Name: "Update UpdateColumn", Part: Ends, Verb: UpdateVerb},
		{Type: "DB", Name: "New", Part: Renews, Of: Recv},
	}),
}

var gormV1Texts = []Text{
	{Type: "DB", Name: "Raw Exec", SQL: Param(0), Args: Param(1)},
	{Type: "DB", Name: "Where", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Type: "DB", Name: "Or", SQL: Param(0), Clause: WhereClause, Args: Param(1), Conj: Or},
	{Type: "DB", Name: "Not", SQL: Param(0), Clause: WhereClause, Args: Param(1), Conj: Not},
	{Type: "DB", Name: "First Take Last Find FirstOrInit FirstOrCreate Delete", SQL: Param(1), Clause: WhereClause, Args: Param(1)},
	{Type: "DB", Name: "Having", SQL: Param(0), Clause: HavingClause, Args: Param(1)},
	{Type: "DB", Name: "Select", SQL: Param(0), Clause: SelectClause, Args: Param(1)},
	{Type: "DB", Name: "Joins", SQL: Param(0), Clause: JoinClause, Args: Param(1)},
	{Type: "DB", Name: "Order", SQL: Param(0), Clause: OrderByClause},
	{Type: "DB", Name: "Table", SQL: Param(0), Clause: FromClause},
	{Type: "DB", Name: "Group", SQL: Param(0), Clause: GroupByClause},
	{Type: "DB", Name: "Pluck", SQL: Param(0), Clause: SelectClause},
	{Type: "Scope", Name: "Raw", SQL: Param(0)},
	{Type: "SQLCommon", Name: "Exec Query QueryRow", SQL: Param(0), Args: Param(1)},
	{Type: "SQLCommon", Name: "Prepare", SQL: Param(0), Prepares: true},
	{Name: "Expr", SQL: Param(0), Clause: ExprClause, Args: Param(1)},
}
