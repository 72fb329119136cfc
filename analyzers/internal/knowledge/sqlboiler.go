package knowledge

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
	}
}

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
