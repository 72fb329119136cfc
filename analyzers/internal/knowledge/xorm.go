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
	Chains: xormChains,
	Texts:  xormTexts,
}

// goXorm is xorm before it moved.
var goXorm = Library{
	Path:   "github.com/go-xorm/xorm",
	Import: "github.com/go-xorm/xorm",
	Module: "github.com/go-xorm/xorm",
	Types:  xormTypes,
	Funcs:  xormFuncs,
	Chains: xormChains,
	Texts:  xormTexts,
}

// xormFork is a fork with the same API.
var xormFork = Library{
	Path:   "github.com/xorm-io/xorm",
	Import: "github.com/xorm-io/xorm",
	Module: "github.com/xorm-io/xorm",
	Types:  xormTypes,
	Funcs:  xormFuncs,
	Chains: xormChains,
	Texts:  xormTexts,
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
}
