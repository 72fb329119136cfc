// Package builder has the signatures of the real one that scenarios need.
package builder

type Writer interface {
	Append(...any)
}

type Cond interface {
	WriteTo(Writer) error
	And(...Cond) Cond
	Or(...Cond) Cond
	IsValid() bool
}

func NewCond() Cond                     { panic(0) }
func And(conds ...Cond) Cond            { panic(0) }
func Or(conds ...Cond) Cond             { panic(0) }
func Expr(sql string, args ...any) Cond { panic(0) }

type Eq map[string]any

func (Eq) WriteTo(w Writer) error { panic(0) }
func (Eq) And(conds ...Cond) Cond { panic(0) }
func (Eq) Or(conds ...Cond) Cond  { panic(0) }
func (Eq) IsValid() bool          { panic(0) }

type Neq map[string]any

func (Neq) WriteTo(w Writer) error { panic(0) }
func (Neq) And(conds ...Cond) Cond { panic(0) }
func (Neq) Or(conds ...Cond) Cond  { panic(0) }
func (Neq) IsValid() bool          { panic(0) }

type Lt map[string]any

func (Lt) WriteTo(w Writer) error { panic(0) }
func (Lt) And(conds ...Cond) Cond { panic(0) }
func (Lt) Or(conds ...Cond) Cond  { panic(0) }
func (Lt) IsValid() bool          { panic(0) }

type Lte map[string]any

func (Lte) WriteTo(w Writer) error { panic(0) }
func (Lte) And(conds ...Cond) Cond { panic(0) }
func (Lte) Or(conds ...Cond) Cond  { panic(0) }
func (Lte) IsValid() bool          { panic(0) }

type Gt map[string]any

func (Gt) WriteTo(w Writer) error { panic(0) }
func (Gt) And(conds ...Cond) Cond { panic(0) }
func (Gt) Or(conds ...Cond) Cond  { panic(0) }
func (Gt) IsValid() bool          { panic(0) }

type Gte map[string]any

func (Gte) WriteTo(w Writer) error { panic(0) }
func (Gte) And(conds ...Cond) Cond { panic(0) }
func (Gte) Or(conds ...Cond) Cond  { panic(0) }
func (Gte) IsValid() bool          { panic(0) }

func In(col string, values ...any) Cond    { panic(0) }
func NotIn(col string, values ...any) Cond { panic(0) }

type Between struct {
	Col     string
	LessVal any
	MoreVal any
}

func (Between) WriteTo(w Writer) error { panic(0) }
func (Between) And(conds ...Cond) Cond { panic(0) }
func (Between) Or(conds ...Cond) Cond  { panic(0) }
func (Between) IsValid() bool          { panic(0) }

type IsNull [1]string

func (IsNull) WriteTo(w Writer) error { panic(0) }
func (IsNull) And(conds ...Cond) Cond { panic(0) }
func (IsNull) Or(conds ...Cond) Cond  { panic(0) }
func (IsNull) IsValid() bool          { panic(0) }

type Like [2]string

func (Like) WriteTo(w Writer) error { panic(0) }
func (Like) And(conds ...Cond) Cond { panic(0) }
func (Like) Or(conds ...Cond) Cond  { panic(0) }
func (Like) IsValid() bool          { panic(0) }

type Not [1]Cond

func (Not) WriteTo(w Writer) error { panic(0) }
func (Not) And(conds ...Cond) Cond { panic(0) }
func (Not) Or(conds ...Cond) Cond  { panic(0) }
func (Not) IsValid() bool          { panic(0) }

type Builder struct{}

func (*Builder) Where(cond Cond) *Builder                        { panic(0) }
func (*Builder) And(cond Cond) *Builder                          { panic(0) }
func (*Builder) Or(cond Cond) *Builder                           { panic(0) }
func (*Builder) From(subject any, aliasMaybe ...string) *Builder { panic(0) }
func (*Builder) InnerJoin(joinTable, joinCond any) *Builder      { panic(0) }
func (*Builder) Limit(limitN int, offset ...int) *Builder        { panic(0) }
func (*Builder) ToSQL() (string, []any, error)                   { panic(0) }

func Select(cols ...string) *Builder { panic(0) }
func Delete(conds ...Cond) *Builder  { panic(0) }
