package knowledge

import "slices"

var goqu = Library{
	Path:   "github.com/doug-martin/goqu",
	Import: "github.com/doug-martin/goqu/v9",
	Module: "github.com/doug-martin/goqu/v9",
	Types: []Type{
		{"Database", Pool},
		{"TxDatabase", Tx},
		{"SQLDatabase", Pool},
		{"SQLTx", Tx},
	},
	Funcs: []Func{
		{Name: "New", Role: Derive, On: Param(1)},
		{Name: "NewTx", Role: Derive, On: Param(1)},
		{Type: "Database", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "Database", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "Database", Name: "WithTx", Role: Run, Fn: Param(0), FnTx: Param(0)},
		{Type: "Database", Name: "Prepare PrepareContext", Role: Derive},
		{Type: "Database", Name: "Exec ExecContext", Role: Exec},
		{Type: "Database", Name: "Query QueryContext QueryRow QueryRowContext ScanStructs ScanStructsContext ScanStruct ScanStructContext ScanVals ScanValsContext ScanVal ScanValContext", Role: Query},

		{Type: "TxDatabase", Name: "Commit", Role: Commit},
		{Type: "TxDatabase", Name: "Rollback", Role: Rollback},
		{Type: "TxDatabase", Name: "Wrap", Role: Run, Fn: Param(0)},
		{Type: "TxDatabase", Name: "Prepare PrepareContext", Role: Derive},
		{Type: "TxDatabase", Name: "Exec ExecContext", Role: Exec},
		{Type: "TxDatabase", Name: "Query QueryContext QueryRow QueryRowContext ScanStructs ScanStructsContext ScanStruct ScanStructContext ScanVals ScanValsContext ScanVal ScanValContext", Role: Query},

		{Type: "SQLDatabase", Name: "Begin", Role: Begin, Tx: Result(0)},
		{Type: "SQLDatabase", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "SQLDatabase", Name: "ExecContext", Role: Exec},
		{Type: "SQLDatabase", Name: "QueryContext QueryRowContext", Role: Query},
		{Type: "SQLTx", Name: "Commit", Role: Commit},
		{Type: "SQLTx", Name: "Rollback", Role: Rollback},
		{Type: "SQLTx", Name: "ExecContext", Role: Exec},
		{Type: "SQLTx", Name: "QueryContext QueryRowContext", Role: Query},

		{Type: "SelectDataset", Name: "Executor", Role: Derive},
		{Type: "SelectDataset", Name: "ScanStructs ScanStructsContext ScanStruct ScanStructContext ScanVals ScanValsContext ScanVal ScanValContext Count CountContext Pluck PluckContext", Role: Query},
		{Type: "InsertDataset", Name: "Executor", Role: Derive},
		{Type: "UpdateDataset", Name: "Executor", Role: Derive},
		{Type: "DeleteDataset", Name: "Executor", Role: Derive},
		{Type: "TruncateDataset", Name: "Executor", Role: Derive},
	},
	Tracks:   goquScans("Database TxDatabase SelectDataset"),
	Chains:   "Database TxDatabase SelectDataset InsertDataset UpdateDataset DeleteDataset TruncateDataset",
	Texts:    goquTexts,
	Builders: []Builder{{Name: "SelectDataset UpdateDataset DeleteDataset InsertDataset"}},
	Builds: slices.Concat(goquBegins(""), goquBegins("DialectWrapper"), goquBegins("Database"), goquBegins("TxDatabase"), []Build{
		{Name: "C I", Part: Names},
		{Name: "T", Part: Names},
		{Name: "And", Part: Combines},
		{Name: "Or", Part: Combines, Conj: Or},
		{Name: "On", Part: Combines},
		{Name: "L Literal", Part: Phrases, Args: Param(1)},
		{Type: goquSets, Name: "Where", Part: Wheres},
		{Type: "SelectDataset", Name: "Having", Part: Havings},
		{Type: "SelectDataset", Name: "From", Part: Froms},
		{Type: "UpdateDataset", Name: "Table", Part: Froms},
		{Type: "DeleteDataset", Name: "From", Part: Froms},
		{Type: "InsertDataset", Name: "Into", Part: Froms},
		{Type: "SelectDataset", Name: "Select SelectDistinct SelectAppend", Part: Selects},
		{Type: "SelectDataset UpdateDataset DeleteDataset", Name: "Order OrderAppend OrderPrepend", Part: Orders},
		{Type: "SelectDataset UpdateDataset DeleteDataset", Name: "Limit", Part: Limits},
		{Type: "SelectDataset", Name: "Offset", Part: Offsets},
		{Type: "SelectDataset", Name: "Join InnerJoin RightJoin", Part: JoinsOn, Value: Param(1)},
		{Type: "SelectDataset", Name: "CrossJoin NaturalJoin", Part: Froms},
		{Type: "SelectDataset", Name: "LeftJoin LeftOuterJoin FullJoin FullOuterJoin", Part: JoinsOn, Value: Param(1), Outer: true},
		{Type: goquSets, Name: "With WithRecursive", Part: Obscures},
		{Type: "SelectDataset", Name: "Union UnionAll Intersect IntersectAll CompoundFromSelf", Part: Obscures},
		{Type: "SelectDataset", Name: "ClearWhere", Part: Obscures},
		{Type: "SelectDataset", Name: "Update", Part: Begins, Verb: UpdateVerb},
		{Type: "SelectDataset", Name: "Delete", Part: Begins, Verb: DeleteVerb},
		{Type: "UpdateDataset", Name: "Set", Part: Sets},
		{Type: "InsertDataset", Name: "Cols", Part: Intos},
		{Type: "InsertDataset", Name: "Rows", Part: Sets},
		{Type: goquSets, Name: "ToSQL Executor", Part: Ends},
		{Type: "SelectDataset", Name: "ScanStructs ScanStructsContext ScanStruct ScanStructContext ScanVals ScanValsContext ScanVal ScanValContext Count CountContext Pluck PluckContext", Part: Ends, Verb: SelectVerb},
	}),
}

var goquExec = Library{
	Path:   "github.com/doug-martin/goqu/exec",
	Import: "github.com/doug-martin/goqu/v9/exec",
	Module: "github.com/doug-martin/goqu/v9",
	Funcs: []Func{
		{Type: "QueryExecutor", Name: "Exec ExecContext", Role: Exec},
		{Type: "QueryExecutor", Name: "Query QueryContext Scanner ScannerContext ScanStructs ScanStructsContext ScanStruct ScanStructContext ScanVals ScanValsContext ScanVal ScanValContext", Role: Query},
	},
	Tracks: goquScans("QueryExecutor"),
}

var goquTexts = []Text{
	{Type: "Database TxDatabase", Name: "Exec Query QueryRow", SQL: Param(0), Args: Param(1)},
	{Type: "Database TxDatabase", Name: "ExecContext QueryContext QueryRowContext", SQL: Param(1), Args: Param(2)},
	{Type: "Database TxDatabase", Name: "ScanStructs ScanStruct ScanVals ScanVal", SQL: Param(1), Args: Param(2)},
	{Type: "Database TxDatabase", Name: "ScanStructsContext ScanStructContext ScanValsContext ScanValContext", SQL: Param(2), Args: Param(3)},
	{Type: "Database TxDatabase", Name: "Prepare", SQL: Param(0), Prepares: true},
	{Type: "Database TxDatabase", Name: "PrepareContext", SQL: Param(1), Prepares: true},
	{Type: "SQLDatabase SQLTx", Name: "ExecContext QueryContext QueryRowContext", SQL: Param(1), Args: Param(2)},
	{Type: "SQLDatabase SQLTx", Name: "PrepareContext", SQL: Param(1), Prepares: true},
	{Name: "L Literal", SQL: Param(0), Clause: ExprClause, Args: Param(1)},
}

func goquScans(types string) []Track {
	return []Track{
		{Type: types, Name: "ScanStructs ScanVals", Deed: Collects, Of: Param(0)},
		{Type: types, Name: "ScanStructsContext ScanValsContext", Deed: Collects, Of: Param(1)},
		{Type: types, Name: "ScanStruct ScanVal", Deed: Loads, Of: Param(0)},
		{Type: types, Name: "ScanStructContext ScanValContext", Deed: Loads, Of: Param(1)},
	}
}

const goquSets = "SelectDataset UpdateDataset DeleteDataset InsertDataset"

func goquBegins(typ string) []Build {
	return []Build{
		{Type: typ, Name: "From", Part: Begins, Verb: SelectVerb},
		{Type: typ, Name: "From", Part: Froms},
		{Type: typ, Name: "Select", Part: Begins, Verb: SelectVerb},
		{Type: typ, Name: "Select", Part: Selects},
		{Type: typ, Name: "Update", Part: Begins, Verb: UpdateVerb},
		{Type: typ, Name: "Update", Part: Froms},
		{Type: typ, Name: "Delete", Part: Begins, Verb: DeleteVerb},
		{Type: typ, Name: "Delete", Part: Froms},
		{Type: typ, Name: "Insert", Part: Begins, Verb: InsertVerb},
		{Type: typ, Name: "Insert", Part: Froms},
	}
}

// goquExp is the expressions.
var goquExp = Library{
	Path:   "github.com/doug-martin/goqu/exp",
	Import: "github.com/doug-martin/goqu/v9/exp",
	Module: "github.com/doug-martin/goqu/v9",
	Builds: []Build{
		{Type: "Comparable", Name: "Eq", Part: Compares, Op: OpEq, Of: Recv, Value: Param(0)},
		{Type: "Comparable", Name: "Neq", Part: Compares, Op: OpNe, Of: Recv, Value: Param(0)},
		{Type: "Comparable", Name: "Lt", Part: Compares, Op: OpLt, Of: Recv, Value: Param(0)},
		{Type: "Comparable", Name: "Lte", Part: Compares, Op: OpLe, Of: Recv, Value: Param(0)},
		{Type: "Comparable", Name: "Gt", Part: Compares, Op: OpGt, Of: Recv, Value: Param(0)},
		{Type: "Comparable", Name: "Gte", Part: Compares, Op: OpGe, Of: Recv, Value: Param(0)},
		{Type: "Isable", Name: "Is", Part: Compares, Op: OpEq, Of: Recv, Value: Param(0)},
		{Type: "Isable", Name: "IsNot", Part: Compares, Op: OpNe, Of: Recv, Value: Param(0)},
		{Type: "Isable", Name: "IsNull", Part: Compares, Op: OpIsNull, Of: Recv},
		{Type: "Isable", Name: "IsNotNull", Part: Compares, Op: OpNotNull, Of: Recv},
		{Type: "Isable", Name: "IsTrue IsNotTrue IsFalse IsNotFalse", Part: Compares, Op: OpOther, Of: Recv},
		{Type: "Inable", Name: "In", Part: Compares, Op: OpIn, Of: Recv, Value: Param(0)},
		{Type: "Inable", Name: "NotIn", Part: Compares, Op: OpNotIn, Of: Recv, Value: Param(0)},
		{Type: "Likeable", Name: "Like NotLike ILike NotILike RegexpLike RegexpNotLike RegexpILike RegexpNotILike", Part: Compares, Op: OpLike, Of: Recv, Value: Param(0)},
		// known miss: the bounds of a range.
		{Type: "Rangeable", Name: "Between NotBetween", Part: Compares, Op: OpOther, Of: Recv},
		{Type: "Orderable", Name: "Asc", Part: Sorts, Of: Recv},
		{Type: "Orderable", Name: "Desc", Part: Sorts, Of: Recv, Desc: true},
		{Type: "IdentifierExpression", Name: "Col", Part: Names, Value: Recv},
		{Type: "Ex", Part: Compares, Op: OpEq},
		{Type: "ExOr", Part: Compares, Op: OpEq, Conj: Or},
		{Type: "Op", Part: Operates, Words: map[string]Op{
			"eq": OpEq, "neq": OpNe, "is": OpEq, "isnot": OpNe, "lt": OpLt, "lte": OpLe, "gt": OpGt, "gte": OpGe,
			"in": OpIn, "notin": OpNotIn, "like": OpLike, "notlike": OpLike, "ilike": OpLike, "notilike": OpLike,
		}},
	},
}
