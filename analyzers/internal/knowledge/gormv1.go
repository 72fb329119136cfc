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
	Builders:  []Builder{{Name: "DB", Bare: true, Filters: true, Joining: AndsFirst, ORM: "gorm v1", Fields: true, UpdatesAll: true, DeletesAll: true, Keyed: true}},
	Builds: slices.Concat(gormBuilds, []Build{
		{Type: "DB", Name: "Update UpdateColumn", Part: Sets},
		{Type: "DB", Name: "Update UpdateColumn", Part: Ends, Verb: UpdateVerb},
		{Type: "DB", Name: "New", Part: Renews, Of: Recv},
	}),
	Tracks: []Track{
		{Type: "DB", Name: "Model", Deed: About, Of: Param(0)},
		{Type: "DB", Name: "Preload", Deed: Eager, Of: Param(0)},
		{Type: "DB", Name: "Omit", Deed: Omits, Of: Param(0)},
		{Type: "DB", Name: "Select", Deed: Only, Of: Param(0)},
		{Type: "DB", Name: "Select", Deed: Only, Of: Param(1)},
		// See AllAssociations.
		{Type: "DB", Name: "Set InstantSet", Deed: Omits, Of: Param(0)},

		{Type: "DB", Name: "First Take Last Find FirstOrInit FirstOrCreate", Deed: Loads, Of: Param(0), Keyed: true, Fresh: true},
		{Type: "DB", Name: "FirstOrCreate", Deed: Inserts, Of: Param(0)},
		{Type: "DB", Name: "Scan Related", Deed: Loads, Of: Param(0), Fresh: true},
		{Type: "DB", Name: "Pluck ScanRows", Deed: Loads, Of: Param(1), Fresh: true},
		{Type: "DB", Name: "Save Updates", Deed: Saves, Of: Param(0)},
		{Type: "DB", Name: "Update", Deed: Saves},
		{Type: "DB", Name: "Update Updates UpdateColumn UpdateColumns", Deed: Assigns, Of: Param(0)},
		{Type: "DB", Name: "Create", Deed: Inserts, Of: Param(0)},
		{Type: "DB", Name: "Delete", Deed: Deletes, Of: Param(0)},
		// Here, UpdateColumns cascades nothing.
		{Type: "DB", Name: "Count Row Rows Exec UpdateColumn UpdateColumns", Deed: Counts},

		{Type: "DB", Name: "Association", Deed: Relates, Of: Param(0)},
		{Type: "Association", Name: "Find", Deed: Loads, Of: Param(0), Fresh: true},
		{Type: "Association", Name: "Replace", Deed: Replaces, Of: Param(0)},
		{Type: "Association", Name: "Append", Deed: Adds, Of: Param(0)},
		{Type: "Association", Name: "Delete", Deed: Removes, Of: Param(0)},
		{Type: "Association", Name: "Clear", Deed: Clears},
		{Type: "Association", Name: "Count", Deed: Counts},
	},
	ORM: &ORM{
		Name: "GORM", Cascade: Overwrites, Tag: "gorm", OptOut: "save_associations",
		// A setting, most often of false.
		AllAssociations: "gorm:save_associations",
	},
	Fails: []Fail{
		{Name: "ErrRecordNotFound IsRecordNotFoundError", Is: NotFound},
	},
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
