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
}
