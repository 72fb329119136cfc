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
