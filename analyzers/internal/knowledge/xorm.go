package knowledge

import "slices"

var xorm = Library{
	Path:   "xorm.io/xorm",
	Import: "xorm.io/xorm",
	Module: "xorm.io/xorm",
	Types:  xormTypes,
	Funcs: slices.Concat(xormFuncs, []Func{
		{Type: "Session", Name: "BeginTx", Role: Begin, Tx: Recv, Opts: Param(0)},
		{Type: "Session", Name: "Tx", Role: Derive},
		{Type: "Session", Name: "Engine", Role: None}, // the pool again
		{Type: "Session", Name: "GetOrError", Role: Query},
		{Type: "Session", Name: "Truncate Sync SyncWithOptions Import ImportFile", Role: Exec},
		{Type: "Engine", Name: "Truncate SyncWithOptions", Role: Exec},
		{Type: "EngineInterface", Name: "SyncWithOptions", Role: Exec},
		{Type: "EngineGroup", Name: "Query QueryString QueryInterface Rows", Role: Query},
		{Type: "Interface", Name: "Truncate", Role: Exec},
	}),
	Chains:   xormChains,
	Texts:    xormTexts,
	Builders: xormBuilders,
	Builds: slices.Concat(xormBuilds, []Build{
		{Type: "Session", Name: "GetOrError", Part: Entities},
		{Type: "Session", Name: "GetOrError", Part: Wheres},
		{Type: "Session", Name: "GetOrError", Part: Ends, Verb: SelectVerb},
	}),
	Tracks: slices.Concat(xormTracks, []Track{{Type: "Session", Name: "GetOrError", Deed: Loads, Of: Param(0), Keyed: true}}),
	ORM:    xormORM,
}

// goXorm is xorm before it moved.
var goXorm = Library{
	Path:     "github.com/go-xorm/xorm",
	Import:   "github.com/go-xorm/xorm",
	Module:   "github.com/go-xorm/xorm",
	Types:    xormTypes,
	Funcs:    xormFuncs,
	Chains:   xormChains,
	Texts:    xormTexts,
	Builders: xormBuilders,
	Builds:   slices.Concat(xormBuilds, []Build{{Type: xormTypesOfQueries, Name: "Id", Part: Finds}}),
	Tracks:   xormTracks,
	ORM:      xormORM,
}

// xormFork is a fork with the same API.
var xormFork = Library{
	Path:     "github.com/xorm-io/xorm",
	Import:   "github.com/xorm-io/xorm",
	Module:   "github.com/xorm-io/xorm",
	Types:    xormTypes,
	Funcs:    xormFuncs,
	Chains:   xormChains,
	Texts:    xormTexts,
	Builders: xormBuilders,
	Builds:   xormBuilds,
	Tracks:   xormTracks,
	ORM:      xormORM,
}

var xormTypes = []Type{
	{"Engine", Pool},
	{"EngineGroup", Pool},
	{"EngineInterface", Pool},
	{"Session", Either},
	{"Interface", Either},
}

const xormChains = "Engine EngineGroup EngineInterface Session Interface"

// After* methods of models run when the session has committed: no HookScope.
var xormFuncs = []Func{
	{Type: "Engine", Name: "Transaction", Role: Run, Fn: Param(0), FnTx: Param(0)},
	{Type: "Engine", Name: "DB", Role: Derive},
	{Type: "Engine", Name: "Get Exist Find FindAndCount Count Sum SumInt Sums SumsInt Query QueryString QueryInterface Rows IsTableEmpty IsTableExist DBMetas", Role: Query},
	{Type: "Engine", Name: "Iterate", Role: Query, Fn: Param(1)},
	{Type: "Engine", Name: "Insert InsertOne Update Delete Exec Sync Sync2 CreateTables DropTables CreateIndexes CreateUniques DropIndexes Import ImportFile", Role: Exec},

	{Type: "EngineInterface", Name: "DBMetas", Role: Query},
	{Type: "EngineInterface", Name: "Sync Sync2 CreateTables DropTables", Role: Exec},

	{Type: "Session", Name: "Begin", Role: Begin, Tx: Recv},
	{Type: "Session", Name: "Commit", Role: Commit},
	{Type: "Session", Name: "Rollback Close", Role: Rollback},
	{Type: "Session", Name: "Get Exist Find FindAndCount Count Sum SumInt Sums SumsInt Query QueryString QuerySliceString QueryInterface Rows IsTableEmpty IsTableExist", Role: Query},
	{Type: "Session", Name: "Iterate", Role: Query, Fn: Param(1)},
	{Type: "Session", Name: "Insert InsertMulti InsertOne Update Delete Exec Sync2 CreateTable DropTable CreateIndexes CreateUniques DropIndexes", Role: Exec},

	{Type: "Interface", Name: "Get Exist Find FindAndCount Count Sum SumInt Sums SumsInt Query QueryString QueryInterface Rows IsTableEmpty IsTableExist", Role: Query},
	{Type: "Interface", Name: "Iterate", Role: Query, Fn: Param(1)},
	{Type: "Interface", Name: "Insert InsertOne Update Delete Exec CreateIndexes CreateUniques DropIndexes", Role: Exec},
}

var xormTexts = []Text{
	{Type: "Engine Session Interface", Name: "Exec Query QueryString QueryInterface", SQL: Param(0), Args: Param(0)},
	{Type: "Session", Name: "QuerySliceString", SQL: Param(0), Args: Param(0)},
	{Type: "Engine Session Interface", Name: "SQL", SQL: Param(0), Args: Param(1)},
	{Type: "Engine Session Interface", Name: "Where", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Type: "Session", Name: "And", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Type: "Session", Name: "Or", SQL: Param(0), Clause: WhereClause, Args: Param(1), Conj: Or},
	{Type: "Engine Session", Name: "Having", SQL: Param(0), Clause: HavingClause},
	{Type: "Engine Session Interface", Name: "OrderBy", SQL: Param(0), Clause: OrderByClause},
	{Type: "Engine Session Interface", Name: "Join", SQL: Param(2), Clause: OnClause, Args: Param(3)},
	{Type: "Engine Session", Name: "Select", SQL: Param(0), Clause: SelectClause},
	{Type: "Engine Session", Name: "GroupBy", SQL: Param(0), Clause: GroupByClause},
}

var xormBuilder = Library{
	Path:   "xorm.io/builder",
	Import: "xorm.io/builder",
	Module: "xorm.io/builder",
	Texts: []Text{
		{Name: "Expr", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
		{Type: "Builder", Name: "OrderBy", SQL: Param(0), Clause: OrderByClause},
		{Type: "Builder", Name: "Having", SQL: Param(0), Clause: HavingClause},
		{Type: "Builder", Name: "Join", SQL: Param(2), Clause: OnClause},
		{Type: "Builder", Name: "InnerJoin LeftJoin RightJoin CrossJoin FullJoin", SQL: Param(1), Clause: OnClause},
		{Type: "Builder", Name: "Select", SQL: Param(0), Clause: SelectClause},
		{Name: "Select", SQL: Param(0), Clause: SelectClause},
	},
	Builders: []Builder{{Name: "Builder", Mutates: true, Joining: Folds, NotInAll: true}},
	Builds:   xormBuilderBuilds,
}

// goXormBuilder is the conditions' package before it moved.
var goXormBuilder = Library{
	Path:     "github.com/go-xorm/builder",
	Import:   "xorm.io/builder",
	Module:   "xorm.io/builder",
	Texts:    xormBuilder.Texts,
	Builders: xormBuilder.Builders,
	Builds:   xormBuilderBuilds,
}

var xormBuilderBuilds = []Build{
	{Type: "Eq", Part: Compares, Op: OpEq},
	{Type: "Neq", Part: Compares, Op: OpNe},
	{Type: "Lt", Part: Compares, Op: OpLt},
	{Type: "Lte", Part: Compares, Op: OpLe},
	{Type: "Gt", Part: Compares, Op: OpGt},
	{Type: "Gte", Part: Compares, Op: OpGe},
	{Type: "Like", Part: Compares, Op: OpLike, Value: Param(1)},
	{Type: "IsNull", Part: Compares, Op: OpIsNull},
	{Type: "NotNull", Part: Compares, Op: OpNotNull},
	{Type: "Between", Part: Compares, Op: OpBetween, Value: Param(1)},
	{Type: "Not", Part: Combines, Conj: Not},
	{Name: "In", Part: Compares, Op: OpIn, Value: Param(1)},
	{Name: "NotIn", Part: Compares, Op: OpNotIn, Value: Param(1)},
	{Name: "Expr", Part: Phrases, Args: Param(1)},
	{Name: "Exists NotExists", Part: Others},
	{Name: "NewCond And", Part: Combines},
	{Name: "Or", Part: Combines, Conj: Or},
	{Type: xormConds, Name: "And", Part: Combines},
	{Type: xormConds, Name: "Or", Part: Combines, Conj: Or},

	{Name: "Select", Part: Begins, Verb: SelectVerb},
	{Name: "Select", Part: Selects},
	{Name: "Update", Part: Begins, Verb: UpdateVerb},
	{Name: "Update", Part: Sets},
	{Name: "Delete", Part: Begins, Verb: DeleteVerb},
	{Name: "Delete", Part: Wheres},
	{Name: "Insert", Part: Begins, Verb: InsertVerb},
	{Name: "Insert", Part: Sets},
	{Name: "Dialect MySQL MsSQL Oracle Postgres SQLite", Part: Begins},
	{Type: "Builder", Name: "Select", Part: Begins, Verb: SelectVerb},
	{Type: "Builder", Name: "Select", Part: Selects},
	{Type: "Builder", Name: "Update", Part: Begins, Verb: UpdateVerb},
	{Type: "Builder", Name: "Update", Part: Sets},
	{Type: "Builder", Name: "Delete", Part: Begins, Verb: DeleteVerb},
	{Type: "Builder", Name: "Delete", Part: Wheres},
	{Type: "Builder", Name: "Insert", Part: Begins, Verb: InsertVerb},
	{Type: "Builder", Name: "Insert", Part: Sets},
	{Type: "Builder", Name: "From Into", Part: Froms},
	{Type: "Builder", Name: "Where And", Part: Wheres},
	{Type: "Builder", Name: "Or", Part: Wheres, Conj: Or},
	{Type: "Builder", Name: "InnerJoin RightJoin CrossJoin", Part: JoinsOn, Value: Param(1)},
	{Type: "Builder", Name: "LeftJoin FullJoin", Part: JoinsOn, Value: Param(1), Outer: true},
	{Type: "Builder", Name: "Join", Part: JoinsOn, Of: Param(1), Value: Param(2)},
	{Type: "Builder", Name: "Limit", Part: Limits},
	{Type: "Builder", Name: "Union Intersect Except", Part: Obscures},
	{Type: "Builder", Name: "ToSQL ToBoundSQL", Part: Ends},
}

const xormConds = "Cond Eq Neq Lt Lte Gt Gte Like IsNull NotNull Between Not Expression"

var xormBuilders = []Builder{
	// A method of these begins a session.
	{Name: "Engine EngineGroup EngineInterface Interface", Bare: true, Filters: true, Joining: Folds, ORM: "xorm", UpdatesAll: true, NotInAll: true},
	{Name: "Session", Bare: true, Mutates: true, Resets: true, Filters: true, Joining: Folds, ORM: "xorm", UpdatesAll: true, NotInAll: true},
}

const xormTypesOfQueries = "Engine Session Interface EngineInterface EngineGroup"

var xormBuilds = []Build{
	{Type: xormTypesOfQueries, Name: "Table", Part: Models},
	{Type: xormTypesOfQueries, Name: "ID", Part: Finds},
	{Type: xormTypesOfQueries, Name: "In", Part: Wheres, Op: OpIn, Value: Param(1)},
	{Type: xormTypesOfQueries, Name: "NotIn", Part: Wheres, Op: OpNotIn, Value: Param(1)},
	{Type: xormTypesOfQueries, Name: "Join", Part: JoinsOn, Of: Param(1), Value: Param(2), Args: Param(3)},
	{Type: xormTypesOfQueries, Name: "Limit", Part: Limits},
	{Type: xormTypesOfQueries, Name: "Limit", Part: Offsets, Of: Param(1)},
	{Type: xormTypesOfQueries, Name: "Cols", Part: Selects},
	{Type: xormTypesOfQueries, Name: "AllCols UseBool MustCols Nullable", Part: Selects},
	{Type: xormTypesOfQueries, Name: "Asc", Part: Orders},
	{Type: xormTypesOfQueries, Name: "Desc", Part: Orders, Desc: true},
	{Type: xormTypesOfQueries, Name: "SetExpr", Part: Sets, Value: Param(1)},
	{Type: xormTypesOfQueries, Name: "Unscoped", Part: Unfilters},
	{Type: xormTypesOfQueries, Name: "Distinct", Part: Groups},
	{Type: "Session", Name: "ForUpdate", Part: Locks},
	{Type: xormTypesOfQueries, Name: "Context", Part: Ignored},
	{Type: xormTypesOfQueries, Name: "Get Exist Find FindAndCount Count Sum SumInt Sums SumsInt Rows Iterate", Part: Entities},
	{Type: xormTypesOfQueries, Name: "Get Exist Count", Part: Wheres},
	{Type: xormTypesOfQueries, Name: "Find FindAndCount", Part: Wheres, Of: Param(1)},
	{Type: xormTypesOfQueries, Name: "Get Exist Find FindAndCount Count Sum SumInt Sums SumsInt Rows Iterate", Part: Ends, Verb: SelectVerb},
	{Type: xormTypesOfQueries, Name: "Update", Part: Entities},
	{Type: xormTypesOfQueries, Name: "Update", Part: Sets},
	{Type: xormTypesOfQueries, Name: "Update", Part: Wheres, Of: Param(1)},
	{Type: xormTypesOfQueries, Name: "Update", Part: Ends, Verb: UpdateVerb},
	{Type: xormTypesOfQueries, Name: "Delete", Part: Entities},
	{Type: xormTypesOfQueries, Name: "Delete", Part: Wheres},
	{Type: xormTypesOfQueries, Name: "Delete", Part: Ends, Verb: DeleteVerb},
	{Type: xormTypesOfQueries, Name: "Insert InsertOne InsertMulti", Part: Entities},
	{Type: xormTypesOfQueries, Name: "Insert InsertOne InsertMulti", Part: Ends, Verb: InsertVerb},
}

var xormTracks = []Track{
	{Type: xormTypesOfQueries, Name: "Cols", Deed: Only, Of: Param(0)},
	{Type: xormTypesOfQueries, Name: "Omit", Deed: Omits, Of: Param(0)},
	{Type: xormTypesOfQueries, Name: "Get", Deed: Loads, Of: Param(0), Keyed: true},
	{Type: xormTypesOfQueries, Name: "Find FindAndCount", Deed: Collects, Of: Param(0)},
	{Type: "Rows", Name: "Scan", Deed: Loads, Of: Param(0)},
	{Type: xormTypesOfQueries, Name: "Insert InsertOne InsertMulti", Deed: Inserts, Of: Param(0)},
	{Type: xormTypesOfQueries, Name: "Update", Deed: Saves, Of: Param(0)},
	{Type: xormTypesOfQueries, Name: "Delete", Deed: Deletes, Of: Param(0)},
	// Iterate makes a value for each row.
	{Type: xormTypesOfQueries, Name: "Exist Count Sum SumInt Sums SumsInt Rows Iterate Query Exec", Deed: Counts},
}

// What Cascade loads is no part of what is written.
var xormORM = &ORM{Name: "xorm", Tag: "xorm"}
