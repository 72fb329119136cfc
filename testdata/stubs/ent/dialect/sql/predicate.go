package sql

func Select(columns ...string) *Selector { panic(0) }
func Table(name string) *SelectTable     { panic(0) }

func And(preds ...*Predicate) *Predicate          { panic(0) }
func Or(preds ...*Predicate) *Predicate           { panic(0) }
func Not(pred *Predicate) *Predicate              { panic(0) }
func EQ(col string, value any) *Predicate         { panic(0) }
func NEQ(col string, value any) *Predicate        { panic(0) }
func LT(col string, value any) *Predicate         { panic(0) }
func LTE(col string, value any) *Predicate        { panic(0) }
func GT(col string, value any) *Predicate         { panic(0) }
func GTE(col string, value any) *Predicate        { panic(0) }
func IsNull(col string) *Predicate                { panic(0) }
func ExprP(exr string, args ...any) *Predicate    { panic(0) }
func FieldEQ(name string, v any) func(*Selector)  { panic(0) }
func FieldNEQ(name string, v any) func(*Selector) { panic(0) }
func FieldLT(name string, v any) func(*Selector)  { panic(0) }
func FieldLTE(name string, v any) func(*Selector) { panic(0) }
func FieldGT(name string, v any) func(*Selector)  { panic(0) }
func FieldGTE(name string, v any) func(*Selector) { panic(0) }

func AndPredicates[P ~func(*Selector)](predicates ...P) func(*Selector) { panic(0) }
func OrPredicates[P ~func(*Selector)](predicates ...P) func(*Selector)  { panic(0) }
func NotPredicates[P ~func(*Selector)](predicates ...P) func(*Selector) { panic(0) }
