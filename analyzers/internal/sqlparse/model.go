// Package sqlparse parses SQL texts and fragments of three dialects into one
// model. It keeps the grammars behind a guard: hostile, broken and templated
// SQL gives an error and never a panic. Offsets are those of the text that the
// caller gave, whatever had to be rewritten for a grammar.
package sqlparse

// A Dialect is the SQL grammar that a text is written for.
type Dialect uint8

const (
	Unknown Dialect = iota // not known: the dialects are tried in turn
	PostgreSQL
	MySQL // and MariaDB
	SQLite
)

// Hole stands in a text for a part whose value isn't known, such as the
// operand of a Sprintf verb or of a concatenation.
const Hole = '\uFFFC'

// A Span is a part of a text, in bytes: text[Start:End]. The zero Span is
// unknown.
type Span struct{ Start, End int }

// A Name is a table, perhaps qualified. Names are unquoted and keep their
// case; compare them with strings.EqualFold. A part of a name that isn't known
// is a [Hole] in it. Table is empty for bun's ?TableName: the model's table.
type Name struct {
	Schema, Table string
	Span          Span
}

// A Statement is one statement.
type Statement struct {
	Span Span
	// Dialect is the grammar that took it; Unknown if the caller named none,
	// whichever took it.
	Dialect Dialect
	// Query is set for SELECT, INSERT, UPDATE and DELETE, for fragments, and
	// for the SELECT of a view.
	Query *Query
	// Changes are what a DDL statement does to the schema, in order.
	Changes []Change
}

// A Verb is what a query does.
type Verb uint8

const (
	Select Verb = iota
	Insert
	Update
	Delete
	// Fragment is a condition, ORDER BY list or such without its statement.
	Fragment
)

func (v Verb) String() string {
	return [...]string{"SELECT", "INSERT", "UPDATE", "DELETE", "fragment"}[v]
}

// A Query is one SELECT, INSERT, UPDATE or DELETE. Subqueries, common table
// expressions and the other arms of a UNION are queries of their own, in Subs,
// which never lead back to a query around them; a Table's Sub may, in a
// recursive expression.
type Query struct {
	Verb Verb
	Span Span
	// Tables are those of FROM, joins included; of INTO; of UPDATE.
	Tables []Table
	// Columns are what is selected or returned, those that are plain columns
	// and stars ("*").
	Columns []Column
	// Selected is that list with its expressions, in order.
	Selected []Operand
	// Aggregates are those of the list that is selected: max(id), count(*).
	Aggregates []Aggregate
	// Grouped says GROUP BY or DISTINCT.
	Grouped bool
	// Where is the condition of WHERE, On those of the joins, Having of HAVING;
	// nil if there is none.
	Where, On, Having *Cond
	// Sets are the assignments of UPDATE.
	Sets []Assignment
	// Into are the columns of INSERT, Rows its values.
	Into []Column
	Rows [][]Operand
	// Source is the query that INSERT takes its rows from, nil for VALUES. It is
	// also in Subs.
	Source *Query
	// Conflict is ON CONFLICT, ON DUPLICATE KEY UPDATE, INSERT IGNORE,
	// INSERT OR REPLACE; nil if there is none.
	Conflict *Conflict
	OrderBy  []Order
	// Limit and Offset are nil if there is none.
	Limit, Offset *Operand
	// Locks says FOR UPDATE or FOR SHARE, SkipLocked that it skips locked rows.
	Locks, SkipLocked bool
	Subs              []*Query
	// Holed says that a hole stands where a table, a clause or a part of the
	// boolean structure may hide in it.
	Holed bool
}

// A Table is one entry of FROM.
type Table struct {
	Name
	Alias string // empty if there is none
	// Outer says that it may be missing from a row: the right side of LEFT
	// JOIN, the left of RIGHT JOIN, both of FULL JOIN.
	Outer bool
	// Sub is set instead of the Name for a subquery and for a common table
	// expression that is referred to; it is also in Subs. A recursive one
	// refers to itself. A function has neither, but an Alias.
	Sub *Query
}

// A Column is a reference to a column. Table is its qualifier, which may be an
// alias; empty if there is none, and for bun's ?TableAlias. Both may have holes.
type Column struct {
	Table, Name string
	Span        Span
}

// An Aggregate is a function over rows that is selected. Its name is in lower
// case; Column is unset for count(*) and for expressions.
type Aggregate struct {
	Name   string
	Column Column
	Span   Span
}

// An Assignment sets a column.
type Assignment struct {
	Column Column
	Value  Operand
}

// An Order is one key of ORDER BY. Column is nil if the key is an expression.
type Order struct {
	Column *Column
	Desc   bool
	Span   Span
}

// A Conflict is what an INSERT does about a row that is there.
type Conflict struct {
	// Columns is the target, if there is one.
	Columns []string
	Nothing bool // DO NOTHING, IGNORE
	Replace bool // INSERT OR REPLACE, REPLACE INTO
	Sets    []Assignment
	Where   *Cond
}

// A BoolOp is how the parts of a condition are joined.
type BoolOp uint8

const (
	Leaf BoolOp = iota // Cmp is set
	And
	Or
	Not // one part
	// Opaque is a condition that isn't modelled: a hole, a function call,
	// EXISTS. Columns still tells which columns it names.
	Opaque
)

// A Cond is a boolean expression. NOT over a comparison is folded into its
// operator, NOT over AND and OR by De Morgan, where that is exact.
type Cond struct {
	Op    BoolOp
	Parts []*Cond
	Cmp   *Comparison
	// Columns are those that an Opaque names.
	Columns []Column
	// Exists is the query of an Opaque that is EXISTS (…), or NOT EXISTS if it is
	// Negated. It is also in Subs.
	Exists  *Query
	Negated bool
	Hole    bool // Opaque, because it is a hole
	// Conditional says that a builder adds it on some paths only: it may be
	// absent.
	Conditional bool
	Span        Span
}

// A CmpOp is a comparison operator.
type CmpOp uint8

const (
	Eq CmpOp = iota
	Ne
	Lt
	Le
	Gt
	Ge
	IsNull
	NotNull
	In
	NotIn
	Like // LIKE, ILIKE, GLOB, ~ and their negations
)

func (op CmpOp) String() string {
	return [...]string{"=", "<>", "<", "<=", ">", ">=", "IS NULL", "IS NOT NULL", "IN", "NOT IN", "LIKE"}[op]
}

// IsRange reports whether op is <, <=, > or >=.
func (op CmpOp) IsRange() bool { return Lt <= op && op <= Ge }

// Negated returns the operator of NOT over a comparison; [Like] is its own.
func (op CmpOp) Negated() CmpOp {
	switch op {
	case Eq:
		return Ne
	case Ne:
		return Eq
	case Lt:
		return Ge
	case Le:
		return Gt
	case Gt:
		return Le
	case Ge:
		return Lt
	case IsNull:
		return NotNull
	case NotNull:
		return IsNull
	case In:
		return NotIn
	case NotIn:
		return In
	}
	return op
}

// A Comparison compares a column. The column stands left: now() > expires_at
// is expires_at < now(). x BETWEEN a AND b is x >= a AND x <= b. IS [NOT]
// DISTINCT FROM is Eq or Ne. A comparison of two columns has the left one as
// Column and the other as operand; where no side is a plain column, it is an
// Opaque. COALESCE(c, k), c::type, CAST(c AS type), DATE(c), LOWER(c) and
// such give the column c with Wrapped set.
type Comparison struct {
	Column Column
	Op     CmpOp
	// Operand is the other side; of IN the list is List. Unset for IS NULL.
	Operand Operand
	List    []Operand
	// Wrapped is the function or cast around the column, in lower case
	// ("coalesce", "cast", "date"); Default is coalesce's second argument.
	Wrapped string
	Default *Operand
	Span    Span
}

// An OperandKind is the kind of an operand.
type OperandKind uint8

const (
	Const    OperandKind = iota // Text is its value, Type says of what
	Param                       // a placeholder; Param or Name tells which
	ColumnOp                    // Column
	Expr                        // an expression of such; Parts are its leaves
	HoleOp                      // not known
	SubqueryOp
	DefaultOp // DEFAULT in INSERT and UPDATE
)

// A ConstType is the type of a literal.
type ConstType uint8

const (
	StringConst ConstType = iota
	NumberConst
	BoolConst // Text is "true" or "false"
	NullConst
)

// An Operand is a value.
type Operand struct {
	Kind OperandKind
	Type ConstType // of Const
	// Text is the value of Const: without quotes and escapes; a number as
	// written, with its sign. Of Expr it is the source text.
	Text string
	// Param is the index of the placeholder's argument, from 0: in order of
	// occurrence for ?, by number for $1 and ?1. Name is set instead for
	// :name, @name, $name and sqlc.arg(name).
	Param  int
	Name   string
	Column Column
	// Now says of Expr that it is the current time, or that with something
	// added or subtracted: now(), CURRENT_TIMESTAMP, unixepoch(),
	// NOW() - INTERVAL 1 DAY, datetime('now').
	Now   bool
	Parts []Operand
	Sub   *Query
	Span  Span
}

// A ChangeKind is what a part of a DDL statement does.
type ChangeKind uint8

const (
	CreateTable  ChangeKind = iota // Columns, Indexes
	DropTable                      //
	RenameTable                    // To
	AddColumn                      // Columns[0], Indexes
	DropColumn                     // Column
	RenameColumn                   // Column, To
	// ModifyColumn replaces the definition of Column by Columns[0] (MySQL's
	// MODIFY and CHANGE; To is the new name if it has one).
	ModifyColumn
	SetNotNull  // Column
	DropNotNull // Column
	SetDefault  // Column, Default
	DropDefault // Column
	SetType     // Column, Columns[0].Type
	AddIndex    // Indexes[0]: CREATE INDEX, ADD CONSTRAINT UNIQUE, PRIMARY KEY
	DropIndex   // Index; Table may be empty: PostgreSQL's DROP INDEX names none
	RenameIndex // Index, To
	// Comment is COMMENT ON COLUMN (Column set) or TABLE; To is its text.
	Comment
	CreateView // To is empty; the statement's Query is the view's SELECT
)

// A Change is one thing that a DDL statement does to one table.
type Change struct {
	Kind    ChangeKind
	Table   Name
	Columns []ColumnDef
	Indexes []IndexDef
	Column  string
	Index   string
	To      string
	Default *Operand
	// IfNotExists says that it does nothing where the table, column or index
	// is there already.
	IfNotExists bool
	Span        Span
}

// A ColumnDef is the definition of a column.
type ColumnDef struct {
	Name string
	// Type is the type's name in lower case without schema, parameters and
	// modifiers: "timestamptz", "bigint", "varchar", "datetime", "serial".
	Type string
	// NotNull is set for PRIMARY KEY and serial, too.
	NotNull bool
	Default *Operand // nil if there is none
	// Generated is set for a column computed from others; Text is its
	// expression.
	Generated     bool
	GeneratedText string
	AutoIncrement bool
	Comment       string
	Span          Span
}

// An IndexDef is an index, or a UNIQUE or PRIMARY KEY constraint.
type IndexDef struct {
	Name    string // may be empty
	Columns []IndexColumn
	Unique  bool // also of Primary
	Primary bool
	// Where is the condition of a partial index, nil if there is none.
	Where            *Cond
	NullsNotDistinct bool
	Span             Span
}

// An IndexColumn is one key of an index: a column, or an expression with the
// columns that it names.
type IndexColumn struct {
	Name    string // empty for an expression
	Expr    string // its text; empty for a column
	Columns []string
}

// An Error is a text that no grammar took.
type Error struct {
	Span    Span // where, as far as it is known
	Dialect Dialect
	Word    string // the parser's own word, one line
}

func (e *Error) Error() string { return e.Word }
