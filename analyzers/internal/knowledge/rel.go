package knowledge

// A repository's methods run in the transaction of their context.
var rel = Library{
	Path:   "github.com/go-rel/rel",
	Import: "github.com/go-rel/rel",
	Module: "github.com/go-rel/rel",
	Types:  []Type{{"Adapter", Either}},
	Funcs: []Func{
		{Type: "Repository", Name: "Transaction", Role: Run, Fn: Param(1), FnCtx: Param(0)},
		{Type: "Repository", Name: "Find MustFind FindAll MustFindAll FindAndCountAll MustFindAndCountAll Count MustCount Aggregate MustAggregate Iterate Preload MustPreload", Role: Query, On: Param(0)},
		{Type: "Repository", Name: "Insert MustInsert InsertAll MustInsertAll Update MustUpdate UpdateAny MustUpdateAny Delete MustDelete DeleteAll MustDeleteAll DeleteAny MustDeleteAny Exec MustExec", Role: Exec, On: Param(0)},
		{Type: "Repository", Name: "Adapter", Role: FromCtx, On: Param(0)},

		{Type: "EntityRepository", Name: "Transaction", Role: Run, Fn: Param(1), FnCtx: Param(0)},
		{Type: "EntityRepository", Name: "Find MustFind FindAll MustFindAll FindAndCountAll MustFindAndCountAll Count MustCount Aggregate MustAggregate Iterate Preload MustPreload PreloadAll MustPreloadAll", Role: Query, On: Param(0)},
		{Type: "EntityRepository", Name: "Insert MustInsert InsertAll MustInsertAll Update MustUpdate Delete MustDelete DeleteAll MustDeleteAll", Role: Exec, On: Param(0)},

		{Type: "Adapter", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "Adapter", Name: "Commit", Role: Commit},
		{Type: "Adapter", Name: "Rollback", Role: Rollback},
		{Type: "Adapter", Name: "Query Aggregate", Role: Query},
		{Type: "Adapter", Name: "Exec Insert InsertAll Update Delete Apply", Role: Exec},
	},
	Texts: relTexts,
	Tracks: []Track{
		{Type: "Query", Name: "Preload", Deed: Eager, Of: Param(0)},
		{Type: "Repository", Name: "Find MustFind FindAll MustFindAll FindAndCountAll MustFindAndCountAll", Deed: Loads, Of: Param(1), Fresh: true},
		{Type: "Repository", Name: "Preload MustPreload", Deed: Attaches, On: Param(1), Of: Param(2)},
		{Type: "Iterator", Name: "Next", Deed: Loads, Of: Param(0)},
		// Mutators say themselves what is written.
		// known miss: Reload, which adds nothing to say.
		{Type: "Repository EntityRepository", Name: "Insert MustInsert", Deed: Inserts, Of: Param(1), Without: Param(2)},
		{Type: "Repository EntityRepository", Name: "Update MustUpdate", Deed: Saves, Of: Param(1), Without: Param(2)},
		{Type: "Repository EntityRepository", Name: "Delete MustDelete DeleteAll MustDeleteAll", Deed: Deletes, Of: Param(1)},
		// They cascade nothing.
		{Type: "Repository EntityRepository", Name: "InsertAll MustInsertAll", Deed: Counts},
		{Type: "Repository EntityRepository", Name: "Count MustCount Aggregate MustAggregate", Deed: Counts},
		{Type: "Repository", Name: "Exec MustExec UpdateAny MustUpdateAny DeleteAny MustDeleteAny", Deed: Counts},

		{Type: "EntityRepository", Name: "Find MustFind FindAll MustFindAll FindAndCountAll MustFindAndCountAll", Deed: Yields, Of: Result(0)},
		{Type: "EntityRepository", Name: "Preload MustPreload PreloadAll MustPreloadAll", Deed: Attaches, On: Param(1), Of: Param(2)},
		{Type: "EntityIterator", Name: "Next", Deed: Yields, Of: Result(0)},
	},
	// A slice that is empty is no collection to be mirrored.
	ORM: &ORM{Name: "rel", Cascade: Mirrors, Tag: "db", Auto: "auto autosave"},
}

var relTexts = []Text{
	{Name: "SQL", SQL: Param(0), Args: Param(1)},
	{Type: "Repository", Name: "Exec MustExec", SQL: Param(1), Args: Param(2)},
	{Type: "Adapter", Name: "Exec", SQL: Param(1), Args: Param(2)},
	{Name: "FilterFragment", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Type: "FilterQuery", Name: "AndFragment", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Type: "FilterQuery", Name: "OrFragment", SQL: Param(0), Clause: WhereClause, Args: Param(1), Conj: Or},
	{Type: "Query", Name: "Wheref", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Type: "Query", Name: "OrWheref", SQL: Param(0), Clause: WhereClause, Args: Param(1), Conj: Or},
	{Type: "Query", Name: "Havingf", SQL: Param(0), Clause: HavingClause, Args: Param(1)},
	{Type: "Query", Name: "OrHavingf", SQL: Param(0), Clause: HavingClause, Args: Param(1), Conj: Or},
}
