package knowledge

import "slices"

// Hooks of models run beside the query, in a transaction only if the query
// does: no HookScope.

var gopgV10 = Library{
	Path:   "github.com/go-pg/pg/v10",
	Import: "github.com/go-pg/pg/v10",
	Module: "github.com/go-pg/pg/v10",
	Types:  append([]Type{{"DBI", Either}}, gopgTypes...),
	Funcs: slices.Concat(gopgFuncs, []Func{
		{Type: "baseDB", Name: "BeginContext", Role: Begin, Tx: Result(0)},
		{Type: "baseDB", Name: "RunInTransaction", Role: Run, Fn: Param(1), FnTx: Param(0)},
		{Type: "Tx", Name: "RunInTransaction", Role: Run, Fn: Param(1), FnTx: Param(0)},
		{Type: "Tx", Name: "CommitContext", Role: Commit},
		{Type: "Tx", Name: "RollbackContext CloseContext", Role: Rollback},

		{Type: "DBI", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "DBI", Name: "RunInTransaction", Role: Run, Fn: Param(1), FnTx: Param(0)},
		{Type: "DBI", Name: "Model ModelContext", Role: Derive},
		{Type: "DBI", Name: "Exec ExecContext ExecOne ExecOneContext CopyFrom", Role: Exec},
		{Type: "DBI", Name: "Query QueryContext QueryOne QueryOneContext CopyTo", Role: Query},
	}),
	Chains: "DB Conn",
	Texts:  slices.Concat(gopgTexts, gopgDBITexts),
	Builds: gopgModel("baseDB Tx DBI"),
	Tracks: gopgQueries("baseDB Tx DBI"),
	ORM:    gopgMapping,
	Fails: []Fail{
		{Name: "ErrNoRows", Is: NotFound},
	},
}

// gopg is go-pg up to version 9.
var gopg = Library{
	Path:   "github.com/go-pg/pg",
	Import: "github.com/go-pg/pg/v9",
	Module: "github.com/go-pg/pg/v9",
	Types:  gopgTypes,
	Funcs: slices.Concat(gopgFuncs, []Func{
		{Type: "baseDB", Name: "RunInTransaction", Role: Run, Fn: Param(0), FnTx: Param(0)},
		{Type: "baseDB", Name: "Select", Role: Query},
		{Type: "baseDB", Name: "Insert Update Delete ForceDelete CreateTable DropTable CreateComposite DropComposite", Role: Exec},
		{Type: "Tx", Name: "RunInTransaction", Role: Run, Fn: Param(0), FnTx: Param(0)},
		{Type: "Tx", Name: "Select", Role: Query},
		{Type: "Tx", Name: "Insert Update Delete ForceDelete CreateTable DropTable", Role: Exec},
	}),
	Chains: "DB Conn",
	Texts:  gopgTexts,
	Builds: gopgModel("baseDB Tx"),
	Tracks: slices.Concat(gopgQueries("baseDB Tx"), []Track{
		{Type: "baseDB Tx", Name: "Select", Deed: Loads, Of: Param(0), Deep: true, Keyed: true},
		{Type: "baseDB Tx", Name: "Insert", Deed: Inserts, Of: Param(0)},
		{Type: "baseDB Tx", Name: "Update", Deed: Saves, Of: Param(0)},
		{Type: "baseDB Tx", Name: "Delete ForceDelete", Deed: Deletes, Of: Param(0)},
	}),
	ORM: gopgMapping,
	Fails: []Fail{
		{Name: "ErrNoRows", Is: NotFound},
	},
}

var gopgTypes = []Type{
	{"DB", Pool},
	{"Conn", Conn},
	{"Tx", Tx},
	{"Stmt", Either},
	{"baseDB", Either},
}

// DB and Conn have their methods from baseDB.
var gopgFuncs = []Func{
	{Type: "baseDB", Name: "Begin", Role: Begin, Tx: Result(0)},
	{Type: "baseDB", Name: "Model ModelContext Prepare", Role: Derive},
	{Type: "baseDB", Name: "Exec ExecContext ExecOne ExecOneContext CopyFrom", Role: Exec},
	{Type: "baseDB", Name: "Query QueryContext QueryOne QueryOneContext CopyTo", Role: Query},

	{Type: "Tx", Name: "Begin", Role: Begin, Tx: Result(0)},
	{Type: "Tx", Name: "Commit", Role: Commit},
	{Type: "Tx", Name: "Rollback Close", Role: Rollback},
	{Type: "Tx", Name: "Model ModelContext Prepare Stmt", Role: Derive},
	{Type: "Tx", Name: "Exec ExecContext ExecOne ExecOneContext CopyFrom", Role: Exec},
	{Type: "Tx", Name: "Query QueryContext QueryOne QueryOneContext CopyTo", Role: Query},

	{Type: "Stmt", Name: "Exec ExecContext ExecOne ExecOneContext", Role: Exec},
	{Type: "Stmt", Name: "Query QueryContext QueryOne QueryOneContext", Role: Query},
}

var gopgORM = Library{
	Path:   "github.com/go-pg/pg/orm",
	Import: "github.com/go-pg/pg/v10/orm github.com/go-pg/pg/v9/orm",
	Module: "github.com/go-pg/pg/v10 github.com/go-pg/pg/v9",
	Types:  []Type{{"DB", Either}},
	Funcs: []Func{
		{Type: "DB", Name: "Model ModelContext", Role: Derive},
		{Type: "DB", Name: "Exec ExecContext ExecOne ExecOneContext CopyFrom Insert Update Delete ForceDelete", Role: Exec},
		{Type: "DB", Name: "Query QueryContext QueryOne QueryOneContext CopyTo Select", Role: Query},

		{Name: "NewQuery", Role: Derive, On: Param(0)},
		{Name: "NewQueryContext", Role: Derive, On: Param(1)},
		{Name: "Select", Role: Query, On: Param(0)},
		{Name: "Insert Update Delete ForceDelete CreateTable DropTable CreateComposite DropComposite", Role: Exec, On: Param(0)},

		{Type: "Query", Name: "DB", Role: Bind, Tx: Param(0)},
		{Type: "Query", Name: "Select SelectAndCount SelectAndCountEstimate First Last Count CountEstimate Exists Query QueryOne CopyTo", Role: Query},
		{Type: "Query", Name: "ForEach", Role: Query, Fn: Param(0)},
		{Type: "Query", Name: "Insert SelectOrInsert Update UpdateNotZero Delete ForceDelete Exec ExecOne CopyFrom CreateTable DropTable CreateComposite DropComposite", Role: Exec},
	},
	Chains:   "Query",
	Builders: []Builder{{Name: "Query", Mutates: true, Filters: true, ORM: "go-pg", Aliases: true}},
	Builds: slices.Concat(gopgModel("DB"), []Build{
		{Name: "NewQuery NewQueryContext", Part: Begins},
		{Name: "NewQuery", Part: Models, Of: Param(1)},
		{Name: "NewQueryContext", Part: Models, Of: Param(2)},
		{Type: "Query", Name: "Model", Part: Models},
		{Type: "Query", Name: "Table", Part: Froms},
		{Type: "Query", Name: "TableExpr", Part: Froms, Args: Param(1)},
		{Type: "Query", Name: "Column", Part: Selects},
		{Type: "Query", Name: "WherePK", Part: Finds},
		{Type: "Query", Name: "WhereGroup", Part: Nests},
		{Type: "Query", Name: "WhereNotGroup", Part: Nests, Conj: Not},
		{Type: "Query", Name: "WhereOrGroup", Part: Nests, Conj: Or},
		{Type: "Query", Name: "WhereOrNotGroup", Part: Nests, Conj: OrNot},
		{Type: "Query", Name: "Apply", Part: Scopes},
		{Type: "Query", Name: "Deleted AllWithDeleted", Part: Unfilters},
		{Type: "Query", Name: "With WithInsert WithUpdate WithDelete WrapWith Union UnionAll Intersect IntersectAll Except ExceptAll", Part: Obscures},
		{Type: "Query", Name: "Relation", Part: JoinsOn},
		{Type: "Query", Name: "Limit", Part: Limits},
		{Type: "Query", Name: "Offset", Part: Offsets},
		{Type: "Query", Name: "Distinct", Part: Groups},
		{Type: "Query", Name: "Clone", Part: Forks},
		{Type: "Query", Name: "New", Part: Renews, Of: Recv},
		{Type: "Query", Name: "Value", Part: Ignored},
		{Type: "Query", Name: "Select SelectAndCount SelectAndCountEstimate First Last Count CountEstimate Exists ForEach", Part: Ends, Verb: SelectVerb},
		{Type: "Query", Name: "Insert SelectOrInsert", Part: Ends, Verb: InsertVerb},
		{Type: "Query", Name: "Update UpdateNotZero", Part: Ends, Verb: UpdateVerb},
		{Type: "Query", Name: "Delete", Part: Ends, Verb: DeleteVerb},
		{Type: "Query", Name: "ForceDelete", Part: Unfilters},
		{Type: "Query", Name: "ForceDelete", Part: Ends, Verb: DeleteVerb},
	}),
	Texts: gopgORMTexts,
	Tracks: slices.Concat(gopgQueries("DB"), []Track{
		{Name: "NewQuery", Deed: About, Of: Param(1)},
		{Name: "NewQueryContext", Deed: About, Of: Param(2)},
		{Type: "Query", Name: "Model", Deed: About, Of: Param(0)},
		{Type: "Query", Name: "Relation", Deed: Eager, Of: Param(0)},
		{Type: "Query", Name: "Select SelectAndCount", Deed: Loads, Without: Param(0), Deep: true},
		{Type: "Query", Name: "Select SelectAndCount", Deed: Loads, Of: Param(0), Deep: true},
		{Type: "Query", Name: "SelectAndCountEstimate", Deed: Loads, Without: Param(1), Deep: true},
		{Type: "Query", Name: "SelectAndCountEstimate", Deed: Loads, Of: Param(1), Deep: true},
		{Type: "Query", Name: "First Last", Deed: Loads, Deep: true},
		{Type: "Query", Name: "Query QueryOne", Deed: Loads, Of: Param(0), Deep: true},
		{Type: "Query", Name: "ForEach", Deed: Batches, Fn: Param(0)},
		{Type: "Query", Name: "Insert SelectOrInsert", Deed: Inserts},
		{Type: "Query", Name: "Update UpdateNotZero", Deed: Saves},
		{Type: "Query", Name: "Delete ForceDelete", Deed: Deletes},
		{Type: "Query", Name: "Count CountEstimate Exists Exec ExecOne", Deed: Counts},
	}),
	ORM: gopgMapping,
}

var gopgTexts = []Text{
	{Type: "baseDB Tx", Name: "Exec ExecOne", SQL: Param(0), Args: Param(1)},
	{Type: "baseDB Tx", Name: "ExecContext ExecOneContext Query QueryOne", SQL: Param(1), Args: Param(2)},
	{Type: "baseDB Tx", Name: "QueryContext QueryOneContext", SQL: Param(2), Args: Param(3)},
	{Type: "baseDB Tx", Name: "Prepare", SQL: Param(0), Prepares: true},
	{Name: "SafeQuery", SQL: Param(0), Clause: ExprClause, Args: Param(1)},
}

var gopgORMTexts = []Text{
	{Type: "DB", Name: "Exec ExecOne", SQL: Param(0), Args: Param(1)},
	{Type: "DB", Name: "ExecContext ExecOneContext Query QueryOne", SQL: Param(1), Args: Param(2)},
	{Type: "DB", Name: "QueryContext QueryOneContext", SQL: Param(2), Args: Param(3)},
	{Type: "Query", Name: "Exec ExecOne", SQL: Param(0), Args: Param(1)},
	{Type: "Query", Name: "Query QueryOne", SQL: Param(1), Args: Param(2)},
	{Type: "Query", Name: "Where", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Type: "Query", Name: "WhereOr", SQL: Param(0), Clause: WhereClause, Args: Param(1), Conj: Or},
	{Type: "Query", Name: "WhereIn", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Type: "Query", Name: "WhereInOr", SQL: Param(0), Clause: WhereClause, Args: Param(1), Conj: Or},
	{Type: "Query", Name: "WhereInMulti", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Type: "Query", Name: "Having", SQL: Param(0), Clause: HavingClause, Args: Param(1)},
	{Type: "Query", Name: "Join", SQL: Param(0), Clause: JoinClause, Args: Param(1)},
	{Type: "Query", Name: "JoinOn", SQL: Param(0), Clause: OnClause, Args: Param(1)},
	{Type: "Query", Name: "JoinOnOr", SQL: Param(0), Clause: OnClause, Args: Param(1), Conj: Or},
	{Type: "Query", Name: "OrderExpr", SQL: Param(0), Clause: OrderByClause, Args: Param(1)},
	{Type: "Query", Name: "Order", SQL: Param(0), Clause: OrderByClause},
	{Type: "Query", Name: "GroupExpr", SQL: Param(0), Clause: GroupByClause, Args: Param(1)},
	{Type: "Query", Name: "ColumnExpr DistinctOn Returning", SQL: Param(0), Clause: SelectClause, Args: Param(1)},
	{Type: "Query", Name: "TableExpr", SQL: Param(0), Clause: FromClause, Args: Param(1)},
	{Type: "Query", Name: "Set", SQL: Param(0), Clause: SetClause, Args: Param(1)},
	{Type: "Query", Name: "Value", SQL: Param(1), Clause: ExprClause, Args: Param(2)},
	{Type: "Query", Name: "OnConflict For", SQL: Param(0), Clause: SuffixClause, Args: Param(1)},
	{Name: "SafeQuery", SQL: Param(0), Clause: ExprClause, Args: Param(1)},
}

var gopgDBITexts = []Text{
	{Type: "DBI", Name: "Exec ExecOne", SQL: Param(0), Args: Param(1)},
	{Type: "DBI", Name: "ExecContext ExecOneContext Query QueryOne", SQL: Param(1), Args: Param(2)},
	{Type: "DBI", Name: "QueryContext QueryOneContext", SQL: Param(2), Args: Param(3)},
}

// gopgModel is how a query begins.
func gopgModel(types string) []Build {
	return []Build{
		{Type: types, Name: "Model ModelContext", Part: Begins},
		{Type: types, Name: "Model", Part: Models},
		{Type: types, Name: "ModelContext", Part: Models, Of: Param(1)},
	}
}

// gopgQueries is what queries of SQL, and those that begin with a model, do.
func gopgQueries(types string) []Track {
	return []Track{
		{Type: types, Name: "Model", Deed: About, Of: Param(0)},
		{Type: types, Name: "ModelContext", Deed: About, Of: Param(1)},
		{Type: types, Name: "Query QueryOne", Deed: Loads, Of: Param(0), Deep: true},
		{Type: types, Name: "QueryContext QueryOneContext", Deed: Loads, Of: Param(1), Deep: true},
	}
}

var gopgMapping = &ORM{Name: "go-pg", Tag: "pg"}

var gopgValues = Library{
	Path:   "github.com/go-pg/pg/types",
	Import: "github.com/go-pg/pg/v10/types github.com/go-pg/pg/v9/types",
	Module: "github.com/go-pg/pg/v10 github.com/go-pg/pg/v9",
	Builds: []Build{{Type: "Ident Safe", Part: Names}},
}
