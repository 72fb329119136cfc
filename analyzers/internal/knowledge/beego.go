package knowledge

import "slices"

// The methods of Ormer are those of the interfaces that it embeds.
var beegoORM = Library{
	Path:   "github.com/beego/beego/client/orm",
	Import: "github.com/beego/beego/v2/client/orm",
	Module: "github.com/beego/beego/v2",
	Types: []Type{
		{"Ormer", Pool},
		{"TxBeginner", Pool},
		{"TxOrmer", Tx},
		{"TxCommitter", Tx},
		{"QueryExecutor", Either},
		{"DML", Either},
		{"DQL", Either},
		{"DB", Pool},
		{"TxDB", Tx},
	},
	Funcs: slices.Concat(beegoQueries, []Func{
		{Name: "NewOrmWithDB", Role: Derive, On: Param(2)},
		{Name: "NewFilterOrmDecorator NewFilterTxOrmDecorator", Role: Derive, On: Param(0)},

		{Type: "TxBeginner", Name: "Begin BeginWithCtx", Role: Begin, Tx: Result(0)},
		{Type: "TxBeginner", Name: "BeginWithOpts", Role: Begin, Tx: Result(0), Opts: Param(0)},
		{Type: "TxBeginner", Name: "BeginWithCtxAndOpts", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "TxBeginner", Name: "DoTx", Role: Run, Fn: Param(0), FnTx: Param(1)},
		{Type: "TxBeginner", Name: "DoTxWithCtx", Role: Run, Fn: Param(1), FnTx: Param(1)},
		{Type: "TxBeginner", Name: "DoTxWithOpts", Role: Run, Opts: Param(0), Fn: Param(1), FnTx: Param(1)},
		{Type: "TxBeginner", Name: "DoTxWithCtxAndOpts", Role: Run, Opts: Param(1), Fn: Param(2), FnTx: Param(1)},
		{Type: "txEnder", Name: "Commit", Role: Commit},
		{Type: "txEnder", Name: "Rollback RollbackUnlessCommit", Role: Rollback},

		{Type: "DQL", Name: "Read ReadWithCtx ReadForUpdate ReadForUpdateWithCtx LoadRelated LoadRelatedWithCtx", Role: Query},
		{Type: "DQL", Name: "ReadOrCreate ReadOrCreateWithCtx", Role: Exec},
		{Type: "DML", Name: "Insert InsertWithCtx InsertOrUpdate InsertOrUpdateWithCtx InsertMulti InsertMultiWithCtx Update UpdateWithCtx Delete DeleteWithCtx", Role: Exec},

		{Type: "QuerySeter", Name: "OneWithCtx AllWithCtx CountWithCtx ExistWithCtx", Role: Query},
		{Type: "QuerySeter", Name: "UpdateWithCtx DeleteWithCtx", Role: Exec},
		{Type: "QueryM2Mer", Name: "CountWithCtx ExistWithCtx", Role: Query},
		{Type: "QueryM2Mer", Name: "AddWithCtx RemoveWithCtx ClearWithCtx", Role: Exec},
		{Type: "Inserter", Name: "InsertWithCtx", Role: Exec},
	}),
	Chains: "DML DQL " + beegoChains,
	Tracks: slices.Concat(beegoTracks("DQL DML"), []Track{
		{Type: "DQL", Name: "ReadWithCtx ReadForUpdateWithCtx", Deed: Loads, Of: Param(1), Keyed: true},
		{Type: "DQL", Name: "LoadRelatedWithCtx", Deed: Attaches, On: Param(1), Of: Param(2)},
		{Type: "QuerySeter", Name: "OneWithCtx AllWithCtx", Deed: Loads, Of: Param(1), Fresh: true},
		{Type: "DML", Name: "InsertWithCtx InsertOrUpdateWithCtx", Deed: Inserts, Of: Param(1)},
		{Type: "DML", Name: "InsertMultiWithCtx", Deed: Inserts, Of: Param(2)},
		{Type: "DML", Name: "UpdateWithCtx", Deed: Saves, Of: Param(1)},
		{Type: "DML", Name: "DeleteWithCtx", Deed: Deletes, Of: Param(1)},
	}),
	ORM:      beegoMapping,
	Texts:    beegoTexts,
	Builders: beegoBuilders,
	Builds: slices.Concat(beegoBuilds, []Build{
		{Type: "DQL QueryExecutor", Name: "QueryTable QueryTableWithCtx", Part: Begins},
		{Type: "DQL QueryExecutor", Name: "QueryTable", Part: Models},
		{Type: "DQL QueryExecutor", Name: "QueryTableWithCtx", Part: Models, Of: Param(1)},
		{Type: "QuerySeter", Name: "OneWithCtx AllWithCtx CountWithCtx ExistWithCtx ValuesWithCtx ValuesListWithCtx ValuesFlatWithCtx", Part: Ends, Verb: SelectVerb},
		{Type: "QuerySeter", Name: "UpdateWithCtx", Part: Sets, Of: Param(1)},
		{Type: "QuerySeter", Name: "UpdateWithCtx", Part: Ends, Verb: UpdateVerb},
		{Type: "QuerySeter", Name: "DeleteWithCtx", Part: Ends, Verb: DeleteVerb},
	}),
}

var (
	astaxieORM = beegoV1("github.com/astaxie/beego/orm")
	// Where version 1 moved, and what early versions 2 kept of it.
	beegoV1ORM      = beegoV1("github.com/beego/beego/orm")
	beegoAdapterORM = beegoV1("github.com/beego/beego/adapter/orm")
)

// beegoV1 is beego's ORM before version 2: an Ormer begins in place.
func beegoV1(path string) Library {
	return Library{
		Texts:    beegoV1Texts,
		Builders: beegoBuilders,
		Builds: slices.Concat(beegoBuilds, []Build{
			{Type: "Ormer", Name: "QueryTable", Part: Begins},
			{Type: "Ormer", Name: "QueryTable", Part: Models},
		}),
		Path:   path,
		Import: "github.com/astaxie/beego/orm",
		Module: "github.com/astaxie/beego",
		Types:  []Type{{"Ormer", Either}},
		Funcs: slices.Concat(beegoQueries, []Func{
			{Name: "NewOrmWithDB", Role: Derive, On: Param(2)},
			{Type: "Ormer", Name: "Begin", Role: Begin, Tx: Recv},
			{Type: "Ormer", Name: "BeginTx", Role: Begin, Tx: Recv, Opts: Param(1)},
			{Type: "Ormer", Name: "Commit", Role: Commit},
			{Type: "Ormer", Name: "Rollback", Role: Rollback},
			{Type: "Ormer", Name: "Read ReadForUpdate LoadRelated", Role: Query},
			{Type: "Ormer", Name: "ReadOrCreate Insert InsertOrUpdate InsertMulti Update Delete", Role: Exec},
		}),
		Chains: "Ormer " + beegoChains,
		Tracks: beegoTracks("Ormer"),
		ORM:    beegoMapping,
	}
}

// beegoTracks is what all versions have; types read and write.
func beegoTracks(types string) []Track {
	return []Track{
		{Type: types, Name: "Read ReadForUpdate", Deed: Loads, Of: Param(0), Keyed: true},
		{Type: types, Name: "LoadRelated", Deed: Attaches, On: Param(0), Of: Param(1)},
		{Type: "QuerySeter", Name: "One All", Deed: Loads, Of: Param(0), Fresh: true},
		{Type: "RawSeter", Name: "QueryRow QueryRows", Deed: Loads, Of: Param(0), Fresh: true},
		{Type: types, Name: "Insert InsertOrUpdate", Deed: Inserts, Of: Param(0)},
		{Type: types, Name: "InsertMulti", Deed: Inserts, Of: Param(1)},
		{Type: types, Name: "Update", Deed: Saves, Of: Param(0)},
		{Type: types, Name: "Delete", Deed: Deletes, Of: Param(0)},
	}
}

var beegoMapping = &ORM{Name: "beego", Tag: "orm"}

const beegoChains = "QuerySeter RawSeter QueryM2Mer"

var beegoQueries = []Func{
	{Type: "QuerySeter", Name: "PrepareInsert", Role: Derive},
	{Type: "QuerySeter", Name: "One All Count Exist Values ValuesList ValuesFlat RowsToMap RowsToStruct", Role: Query},
	{Type: "QuerySeter", Name: "Update Delete", Role: Exec},
	{Type: "QueryM2Mer", Name: "Count Exist", Role: Query},
	{Type: "QueryM2Mer", Name: "Add Remove Clear", Role: Exec},
	{Type: "RawSeter", Name: "Prepare", Role: Derive},
	{Type: "RawSeter", Name: "QueryRow QueryRows Values ValuesList ValuesFlat RowsToMap RowsToStruct", Role: Query},
	{Type: "RawSeter", Name: "Exec", Role: Exec},
	{Type: "RawPreparer", Name: "Exec", Role: Exec},
	{Type: "Inserter", Name: "Insert", Role: Exec},
}

var beegoTexts = []Text{
	{Type: "DML", Name: "Raw", SQL: Param(0), Args: Param(1)},
	{Type: "DML", Name: "RawWithCtx", SQL: Param(1), Args: Param(2)},
	{Type: "DB TxDB", Name: "Exec Query QueryRow", SQL: Param(0), Args: Param(1)},
	{Type: "DB TxDB", Name: "ExecContext QueryContext QueryRowContext", SQL: Param(1), Args: Param(2)},
	{Type: "DB TxDB", Name: "Prepare", SQL: Param(0), Prepares: true},
	{Type: "DB TxDB", Name: "PrepareContext", SQL: Param(1), Prepares: true},
}

var beegoV1Texts = []Text{
	{Type: "Ormer", Name: "Raw", SQL: Param(0), Args: Param(1)},
	{Type: "DB", Name: "Exec Query QueryRow", SQL: Param(0), Args: Param(1)},
	{Type: "DB", Name: "ExecContext QueryContext QueryRowContext", SQL: Param(1), Args: Param(2)},
	{Type: "DB", Name: "Prepare", SQL: Param(0), Prepares: true},
	{Type: "DB", Name: "PrepareContext", SQL: Param(1), Prepares: true},
}

var beegoBuilders = []Builder{
	{Name: "QuerySeter", ORM: "beego"},
	{Name: "Condition"},
}

var beegoWords = map[string]Op{
	"exact": OpEq, "iexact": OpLike, "strictexact": OpEq, "contains": OpLike, "icontains": OpLike,
	"startswith": OpLike, "istartswith": OpLike, "endswith": OpLike, "iendswith": OpLike,
	"eq": OpEq, "nq": OpNe, "ne": OpNe, "gt": OpGt, "gte": OpGe, "lt": OpLt, "lte": OpLe,
	"in": OpIn, "between": OpBetween, "isnull": OpIsNull,
}

var beegoBuilds = []Build{
	{Type: "QuerySeter", Name: "Filter", Part: Keys, Value: Param(1), Words: beegoWords},
	{Type: "QuerySeter", Name: "Exclude", Part: Keys, Value: Param(1), Words: beegoWords, Conj: Not},
	{Type: "QuerySeter", Name: "FilterRaw", Part: Obscures},
	// It replaces what Filter has said.
	{Type: "QuerySeter", Name: "SetCond", Part: Wheres},
	{Type: "QuerySeter", Name: "Limit", Part: Limits},
	{Type: "QuerySeter", Name: "Limit", Part: Offsets, Of: Param(1)},
	{Type: "QuerySeter", Name: "Offset", Part: Offsets},
	{Type: "QuerySeter", Name: "OrderBy", Part: Orders},
	{Type: "QuerySeter", Name: "One All Count Exist Values ValuesList ValuesFlat RowsToMap RowsToStruct", Part: Ends, Verb: SelectVerb},
	{Type: "QuerySeter", Name: "Update", Part: Sets},
	{Type: "QuerySeter", Name: "Update", Part: Ends, Verb: UpdateVerb},
	{Type: "QuerySeter", Name: "Delete", Part: Ends, Verb: DeleteVerb},

	{Name: "NewCondition", Part: Begins},
	{Type: "Condition", Name: "And", Part: Keys, Value: Param(1), Words: beegoWords},
	{Type: "Condition", Name: "AndNot", Part: Keys, Value: Param(1), Words: beegoWords, Conj: Not},
	{Type: "Condition", Name: "Or", Part: Keys, Value: Param(1), Words: beegoWords, Conj: Or},
	{Type: "Condition", Name: "OrNot", Part: Keys, Value: Param(1), Words: beegoWords, Conj: OrNot},
	{Type: "Condition", Name: "AndCond", Part: Wheres},
	{Type: "Condition", Name: "AndNotCond", Part: Wheres, Conj: Not},
	{Type: "Condition", Name: "OrCond", Part: Wheres, Conj: Or},
	{Type: "Condition", Name: "OrNotCond", Part: Wheres, Conj: OrNot},
	{Type: "Condition", Name: "Raw", Part: Obscures},
}
