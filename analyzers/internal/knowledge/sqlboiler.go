package knowledge

import (
	"go/types"
	"reflect"
	"slices"
	"strings"
)

// Generated models call the executor or a queries.Query: what they do is
// inferred.

var boil = boilAt("github.com/volatiletech/sqlboiler")
var boilQueries = boilQueriesAt("github.com/volatiletech/sqlboiler")
var boilQM = boilQMAt("github.com/volatiletech/sqlboiler")

// SQLBoiler has moved.
var aarondlBoil = boilAt("github.com/aarondl/sqlboiler")
var aarondlBoilQueries = boilQueriesAt("github.com/aarondl/sqlboiler")
var aarondlBoilQM = boilQMAt("github.com/aarondl/sqlboiler")

func boilAt(module string) Library {
	return Library{
		Texts:  boilTexts,
		Path:   module + "/boil",
		Import: module + "/v4/boil",
		Module: module + "/v4",
		Types: []Type{
			{"Executor", Either},
			{"ContextExecutor", Either},
			{"Transactor", Tx},
			{"ContextTransactor", Tx},
			{"Beginner", Pool},
			{"ContextBeginner", Pool},
		},
		Funcs: []Func{
			{Name: "Begin", Role: Begin, Tx: Result(0)},
			{Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
			{Name: "GetDB GetContextDB", Role: Derive},
			{Type: "Beginner", Name: "Begin", Role: Begin, Tx: Result(0)},
			{Type: "ContextBeginner", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
			{Type: "Transactor", Name: "Commit", Role: Commit},
			{Type: "Transactor", Name: "Rollback", Role: Rollback},
			{Type: "ContextTransactor", Name: "Commit", Role: Commit},
			{Type: "ContextTransactor", Name: "Rollback", Role: Rollback},
			{Type: "Executor", Name: "Exec", Role: Exec},
			{Type: "Executor", Name: "Query QueryRow", Role: Query},
			{Type: "ContextExecutor", Name: "ExecContext", Role: Exec},
			{Type: "ContextExecutor", Name: "QueryContext QueryRowContext", Role: Query},
		},
	}
}

func boilQueriesAt(module string) Library {
	return Library{
		Texts:  boilQueriesTexts,
		Path:   module + "/queries",
		Import: module + "/v4/queries",
		Module: module + "/v4",
		Funcs: []Func{
			{Type: "Query", Name: "Exec ExecP", Role: Exec, On: Param(0)},
			{Type: "Query", Name: "ExecContext", Role: Exec, On: Param(1)},
			{Type: "Query", Name: "Query QueryRow QueryP", Role: Query, On: Param(0)},
			{Type: "Query", Name: "QueryContext QueryRowContext Bind BindP", Role: Query, On: Param(1)},
		},
		Tracks: []Track{{Type: "Query", Name: "Bind BindP", Deed: Collects, Of: Param(2)}, {Type: "Query", Name: "BindG", Deed: Collects, Of: Param(1)}},
		ORM:    boilMapping,
	}
}

// What R holds is no part of what is written.
var boilMapping = &ORM{Name: "sqlboiler", Tag: "boil"}

var boilTexts = []Text{
	{Type: "Executor", Name: "Exec Query QueryRow", SQL: Param(0), Args: Param(1)},
	{Type: "ContextExecutor", Name: "ExecContext QueryContext QueryRowContext", SQL: Param(1), Args: Param(2)},
}

var boilQueriesTexts = []Text{
	{Name: "Raw RawG", SQL: Param(0), Args: Param(1)},
	{Name: "SetSQL", SQL: Param(1), Args: Param(2)},
	{Name: "AppendWhere", SQL: Param(1), Clause: WhereClause, Args: Param(2)},
	{Name: "AppendHaving", SQL: Param(1), Clause: HavingClause, Args: Param(2)},
	{Name: "AppendInnerJoin AppendLeftOuterJoin AppendRightOuterJoin AppendFullOuterJoin", SQL: Param(1), Clause: JoinClause, Args: Param(2)},
	{Name: "AppendOrderBy", SQL: Param(1), Clause: OrderByClause, Args: Param(2)},
}

// The query mods and the raw queries.
func boilQMAt(module string) Library {
	return Library{
		Path:   module + "/queries/qm",
		Import: module + "/v4/queries/qm",
		Module: module + "/v4",
		Texts:  boilQMTexts,
		Tracks: []Track{{Name: "Load", Deed: Eager, Of: Param(0)}},
		Builds: []Build{
			{Name: "SQL", Part: Raws},
			{Name: "Where And WhereIn AndIn", Part: Wheres, Args: Param(1)},
			// The text says NOT IN.
			{Name: "WhereNotIn AndNotIn", Part: Wheres, Args: Param(1)},
			{Name: "Or OrIn OrNotIn", Part: Wheres, Args: Param(1), Conj: Or},
			{Name: "Or2", Part: Nests, Conj: Or},
			{Name: "Expr", Part: Nests},
			{Name: "Having", Part: Havings, Args: Param(1)},
			{Name: "InnerJoin RightOuterJoin", Part: JoinsOn, Args: Param(1)},
			{Name: "LeftOuterJoin FullOuterJoin", Part: JoinsOn, Args: Param(1), Outer: true},
			{Name: "OrderBy", Part: Orders, Args: Param(1)},
			{Name: "Select", Part: Selects},
			{Name: "From", Part: Froms},
			{Name: "Limit", Part: Limits},
			{Name: "Offset", Part: Offsets},
			{Name: "With", Part: Obscures},
			{Name: "WithDeleted", Part: Unfilters},
			{Name: "Load GroupBy For Distinct Comment", Part: Ignored},
		},
	}
}

var boilQMTexts = []Text{
	{Name: "SQL", SQL: Param(0), Args: Param(1)},
	{Name: "Where And", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Name: "Or", SQL: Param(0), Clause: WhereClause, Args: Param(1), Conj: Or},
	{Name: "WhereIn AndIn WhereNotIn AndNotIn", SQL: Param(0), Clause: WhereClause, Args: Param(1)},
	{Name: "OrIn OrNotIn", SQL: Param(0), Clause: WhereClause, Args: Param(1), Conj: Or},
	{Name: "Having", SQL: Param(0), Clause: HavingClause, Args: Param(1)},
	{Name: "InnerJoin LeftOuterJoin RightOuterJoin FullOuterJoin", SQL: Param(0), Clause: JoinClause, Args: Param(1)},
	{Name: "OrderBy", SQL: Param(0), Clause: OrderByClause, Args: Param(1)},
	{Name: "GroupBy", SQL: Param(0), Clause: GroupByClause},
	{Name: "Select", SQL: Param(0), Clause: SelectClause},
	{Name: "From", SQL: Param(0), Clause: FromClause},
	{Name: "For", SQL: Param(0), Clause: SuffixClause},
	{Name: "With", SQL: Param(0), Clause: PrefixClause, Args: Param(1)},
}

// boilModels knows the package that sqlboiler generates: for a table users,
// the type User, the function Users(mods…) that returns a userQuery, and the
// variable UserWhere, whose fields make conditions.
var boilModels = Shape{
	Name:    "sqlboiler",
	Imports: boilImports,
	Func:    func(*types.Func) (Func, bool) { return Func{}, false },
	Builds:  boilBuilds,
	Builder: boilBuilderOf,
	IsBuilder: func(pkg *types.Package) bool {
		return slices.ContainsFunc(pkg.Imports(), func(imp *types.Package) bool { return slices.Contains(boilImports, Path(imp.Path())) })
	},
	Column: boilColumn,
	Tracks: boilTracks,
	ORM:    boilMapping,
}

var boilImports = []string{"github.com/volatiletech/sqlboiler/queries/qm", "github.com/aarondl/sqlboiler/queries/qm"}

// boilBuilderOf knows userQuery: it embeds *queries.Query.
func boilBuilderOf(t *types.Named) (Builder, bool) {
	if !strings.HasSuffix(t.Obj().Name(), "Query") {
		return Builder{}, false
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || s.NumFields() == 0 || !s.Field(0).Embedded() {
		return Builder{}, false
	}
	inner := Named(s.Field(0).Type())
	if inner == nil || inner.Obj().Pkg() == nil || inner.Obj().Name() != "Query" {
		return Builder{}, false
	}
	path := Path(inner.Obj().Pkg().Path())
	return Builder{Filters: true, ORM: "sqlboiler", NotInAll: true}, path == boilQueries.Path || path == aarondlBoilQueries.Path
}

func boilBuilds(fn *types.Func) []Build {
	recv := fn.Signature().Recv()
	if recv == nil {
		t := Named(firstResult(fn))
		if t == nil || t.Obj().Pkg() != fn.Pkg() || !fn.Signature().Variadic() {
			return nil
		}
		if _, ok := boilBuilderOf(t); !ok {
			return nil
		}
		return []Build{
			{Name: fn.Name(), Part: Begins, Verb: SelectVerb},
			{Name: fn.Name(), Part: Models, Model: boilModel(t)},
			{Name: fn.Name(), Part: Applies, Of: Param(0)},
		}
	}
	named := Named(recv.Type())
	if named == nil {
		return nil
	}
	typ, name := named.Obj().Name(), fn.Name()
	if strings.HasPrefix(typ, "whereHelper") {
		if op, ok := boilOps[name]; ok {
			return []Build{{Type: typ, Name: name, Part: Compares, Op: op, Of: Recv, Value: Param(0)}}
		}
		return nil
	}
	if _, ok := boilBuilderOf(named); !ok {
		return nil
	}
	switch strings.TrimRight(name, "GP") {
	case "One", "All", "Count", "Exists":
		return []Build{{Type: typ, Name: name, Part: Ends, Verb: SelectVerb}}
	case "DeleteAll":
		return []Build{{Type: typ, Name: name, Part: Ends, Verb: DeleteVerb}}
	case "UpdateAll":
		cols := Param(fn.Signature().Params().Len() - 1)
		return []Build{{Type: typ, Name: name, Part: Sets, Of: cols}, {Type: typ, Name: name, Part: Ends, Verb: UpdateVerb}}
	}
	return nil
}

var boilOps = map[string]Op{
	"EQ": OpEq, "NEQ": OpNe, "LT": OpLt, "LTE": OpLe, "GT": OpGt, "GTE": OpGe,
	"IN": OpIn, "NIN": OpNotIn, "IsNull": OpIsNull, "IsNotNull": OpNotNull,
	"LIKE": OpLike, "NLIKE": OpLike, "ILIKE": OpLike, "NILIKE": OpLike, "SIMILAR": OpLike, "NSIMILAR": OpLike,
}

// boilModel returns the type of the rows of a query: the first result of One.
func boilModel(query *types.Named) *types.Named {
	for m := range query.Methods() {
		if m.Name() == "One" {
			return Named(firstResult(m))
		}
	}
	return nil
}

// boilColumn returns the column of a field of UserWhere: that of the same
// field of User.
func boilColumn(owner *types.Var, field string) (string, bool) {
	model, ok := strings.CutSuffix(owner.Name(), "Where")
	if !ok || owner.Pkg() == nil || owner.Parent() != owner.Pkg().Scope() {
		return "", false
	}
	obj, ok := owner.Pkg().Scope().Lookup(model).(*types.TypeName)
	if !ok {
		return "", false
	}
	s, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		return "", false
	}
	for i := range s.NumFields() {
		if s.Field(i).Name() == field {
			column, _, _ := strings.Cut(reflect.StructTag(s.Tag(i)).Get("boil"), ",")
			return column, column != ""
		}
	}
	return "", false
}

// boilTracks answers for generated functions, models and their slices. The
// relations of a model are fields of its field R; a function may have variants
// that panic, or use the global handle: G, P, GP.
func boilTracks(fn *types.Func) []Track {
	sig := fn.Signature()
	track := func(t Track) []Track {
		if recv := sig.Recv(); recv != nil {
			t.Type = Named(recv.Type()).Obj().Name()
		}
		t.Name = fn.Name()
		return []Track{t}
	}
	base := strings.TrimRight(fn.Name(), "GP")
	if sig.Recv() == nil {
		model := Named(firstResult(fn))
		if strings.HasPrefix(base, "Find") && model != nil && model.Obj().Pkg() == fn.Pkg() &&
			base == "Find"+model.Obj().Name() && boilRelations(model) != nil {
			return track(Track{Deed: Yields, Of: Result(0)})
		}
		return nil
	}
	recv := Named(sig.Recv().Type())
	if recv == nil {
		return nil
	}
	if _, ok := boilBuilderOf(recv); ok {
		switch base {
		case "One", "All":
			return track(Track{Deed: Yields, Of: Result(0)})
		case "DeleteAll":
			return track(Track{Deed: Deletes, Model: boilModel(recv)})
		case "Count", "Exists", "UpdateAll":
			return track(Track{Deed: Counts})
		}
		return nil
	}
	if rels := boilRelations(recv); rels != nil {
		return boilModelTracks(fn, base, rels, track)
	}
	if s, ok := recv.Underlying().(*types.Slice); ok {
		if model := Named(s.Elem()); model == nil || boilRelations(model) == nil || recv.Obj().Name() != model.Obj().Name()+"Slice" {
			return nil
		}
		switch base {
		case "DeleteAll":
			return track(Track{Deed: Deletes, Of: Recv})
		case "ReloadAll":
			return track(Track{Deed: Loads, Of: Recv, Fresh: true})
		case "UpdateAll":
			return track(Track{Deed: Counts})
		}
		return nil
	}
	// group.L.LoadUsers(ctx, exec, true, group, nil)
	rel, ok := strings.CutPrefix(fn.Name(), "Load")
	if model := boilLoaded(recv); ok && model != nil && sig.Params().Len() >= 3 && hasField(boilRelations(model), rel) {
		return track(Track{Deed: Attaches, On: Param(sig.Params().Len() - 2), Path: "R." + rel, Model: model})
	}
	return nil
}

// boilModelTracks answers for a method of a model whose relations are rels.
func boilModelTracks(fn *types.Func, base string, rels *types.Struct, track func(Track) []Track) []Track {
	switch base {
	case "Insert":
		return track(Track{Deed: Inserts, Of: Recv})
	case "Update", "Upsert":
		return track(Track{Deed: Saves, Of: Recv})
	case "Delete":
		return track(Track{Deed: Deletes, Of: Recv})
	case "Reload":
		return track(Track{Deed: Loads, Of: Recv})
	}
	params := fn.Signature().Params()
	if params.Len() == 0 {
		return nil
	}
	for prefix, deed := range map[string]Deed{"Add": Adds, "Set": Replaces, "Remove": Removes} {
		for _, name := range []string{fn.Name(), base} {
			if rel, ok := strings.CutPrefix(name, prefix); ok && hasField(rels, rel) {
				return track(Track{Deed: deed, On: Recv, Of: Param(params.Len() - 1), Path: "R." + rel})
			}
		}
	}
	return nil
}

// boilRelations returns the struct of a generated model's relations, or nil:
// its fields are R, of the type modelR, and L, of modelL, which loads them.
func boilRelations(model *types.Named) *types.Struct {
	s, ok := model.Underlying().(*types.Struct)
	if !ok || !hasField(s, "L") {
		return nil
	}
	for f := range s.Fields() {
		r := Named(f.Type())
		if f.Name() == "R" && r != nil && r.Obj().Pkg() == model.Obj().Pkg() && strings.EqualFold(r.Obj().Name(), model.Obj().Name()+"R") {
			rels, _ := r.Underlying().(*types.Struct)
			return rels
		}
	}
	return nil
}

// boilLoaded returns the model that the type groupL loads relations of.
func boilLoaded(loader *types.Named) *types.Named {
	name, ok := strings.CutSuffix(loader.Obj().Name(), "L")
	if !ok || loader.Obj().Pkg() == nil {
		return nil
	}
	scope := loader.Obj().Pkg().Scope()
	for _, other := range scope.Names() {
		if strings.EqualFold(other, name) {
			if model := Named(scope.Lookup(other).Type()); model != nil && boilRelations(model) != nil {
				return model
			}
		}
	}
	return nil
}

func hasField(s *types.Struct, name string) bool {
	for f := range s.Fields() {
		if f.Name() == name {
			return true
		}
	}
	return false
}
