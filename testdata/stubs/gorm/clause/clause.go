// Package clause has the signatures of the real one that scenarios need.
package clause

const (
	PrimaryKey   string = "~~~py~~~"
	CurrentTable string = "~~~ct~~~"
	Associations string = "~~~as~~~"
)

type Column struct {
	Table string
	Name  string
	Alias string
	Raw   bool
}

type Eq struct {
	Column any
	Value  any
}

func (Eq) Build(builder Builder)         { panic(0) }
func (Eq) NegationBuild(builder Builder) { panic(0) }

type Neq Eq

func (Neq) Build(builder Builder)         { panic(0) }
func (Neq) NegationBuild(builder Builder) { panic(0) }

type Gt Eq

func (Gt) Build(builder Builder)         { panic(0) }
func (Gt) NegationBuild(builder Builder) { panic(0) }

type Gte Eq

func (Gte) Build(builder Builder)         { panic(0) }
func (Gte) NegationBuild(builder Builder) { panic(0) }

type Lt Eq

func (Lt) Build(builder Builder)         { panic(0) }
func (Lt) NegationBuild(builder Builder) { panic(0) }

type Lte Eq

func (Lte) Build(builder Builder)         { panic(0) }
func (Lte) NegationBuild(builder Builder) { panic(0) }

type Like Eq

func (Like) Build(builder Builder)         { panic(0) }
func (Like) NegationBuild(builder Builder) { panic(0) }

type IN struct {
	Column any
	Values []any
}

func (IN) Build(builder Builder)         { panic(0) }
func (IN) NegationBuild(builder Builder) { panic(0) }

func And(exprs ...Expression) Expression { panic(0) }
func Or(exprs ...Expression) Expression  { panic(0) }
func Not(exprs ...Expression) Expression { panic(0) }

type Expr struct {
	SQL                string
	Vars               []any
	WithoutParentheses bool
}

func (Expr) Build(builder Builder) { panic(0) }

type Expression interface {
	Build(builder Builder)
}

type Locking struct {
	Strength string
	Options  string
}

func (Locking) Name() string               { panic(0) }
func (Locking) Build(builder Builder)      { panic(0) }
func (Locking) MergeClause(clause *Clause) { panic(0) }

type OnConflict struct {
	Columns      []Column
	Where        Where
	TargetWhere  Where
	OnConstraint string
	DoNothing    bool
	DoUpdates    Set
	UpdateAll    bool
}

func (OnConflict) Name() string               { panic(0) }
func (OnConflict) Build(builder Builder)      { panic(0) }
func (OnConflict) MergeClause(clause *Clause) { panic(0) }

type Returning struct {
	Columns []Column
}

func (Returning) Name() string               { panic(0) }
func (Returning) Build(builder Builder)      { panic(0) }
func (Returning) MergeClause(clause *Clause) { panic(0) }

type Assignment struct {
	Column Column
	Value  any
}

type Set []Assignment

func (Set) Assignments() []Assignment        { panic(0) }
func (Assignment) Assignments() []Assignment { panic(0) }
func (Set) Name() string                     { panic(0) }
func (Set) Build(builder Builder)            { panic(0) }
func (Set) MergeClause(clause *Clause)       { panic(0) }

func Assignments(values map[string]any) Set { panic(0) }
func AssignmentColumns(values []string) Set { panic(0) }

type Where struct {
	Exprs []Expression
}

func (Where) Name() string               { panic(0) }
func (Where) Build(builder Builder)      { panic(0) }
func (Where) MergeClause(clause *Clause) { panic(0) }

type Assigner interface {
	Assignments() []Assignment
}

type Builder interface {
	AddError(error) error
	WriteQuoted(field any)
}

type Clause struct {
	Name                string
	BeforeExpression    Expression
	AfterNameExpression Expression
	AfterExpression     Expression
	Expression          Expression
}

type Interface interface {
	Name() string
}

type JoinType string

const (
	InnerJoin JoinType = "INNER"
	LeftJoin  JoinType = "LEFT"
)

func (JoinType) Association(name string) JoinTarget { panic(0) }

func Has(name string) JoinTarget { panic(0) }

type OrderBy struct {
	Columns    []OrderByColumn
	Expression Expression
}

func (OrderBy) Name() string               { panic(0) }
func (OrderBy) Build(builder Builder)      { panic(0) }
func (OrderBy) MergeClause(clause *Clause) { panic(0) }

type OrderByColumn struct {
	Column  Column
	Desc    bool
	Reorder bool
}

type JoinTarget struct {
	Type        JoinType
	Association string
	Subquery    Expression
	Table       string
}

type Table struct {
	Name  string
	Alias string
	Raw   bool
}

type Writer interface {
	WriteByte(byte) error
	WriteString(string) (int, error)
}
