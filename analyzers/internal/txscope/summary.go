package txscope

import (
	"cmp"
	"slices"
	"strings"
)

// A RefKind says what a [Ref] starts from.
type RefKind uint8

const (
	Unknown  RefKind = iota
	OfParam          // the parameter Index (the receiver of a method is 0)
	OfGlobal         // the package variable Name
	OfCtx            // what the context in parameter Index carries
	OfBegin          // a transaction that the function itself began
)

// A Ref is a value as the callers of a function see it: a root and the fields
// that lead from it to the value (".store.db"; pointers are transparent).
type Ref struct {
	Kind  RefKind
	Index int
	Name  string
	Path  string
}

// CompareRefs orders references.
func CompareRefs(a, b Ref) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Index, b.Index),
		cmp.Compare(a.Name, b.Name), cmp.Compare(a.Path, b.Path))
}

// A Flow says that field Path of result Result is From.
type Flow struct {
	Result int
	Path   string
	From   Ref
}

// A Begin says that the function returns with a transaction open.
type Begin struct {
	From       []Ref // the handles that it may have been begun on
	Results    []int // results that hold the transaction, or a context that carries it
	Params     []int // parameters that hold it
	EndResults []int // results that are functions which end it
	ReadOnly   bool
}

// An End says that the function commits or rolls back the transaction held by
// a parameter.
type End struct {
	Param  int
	Commit bool // it may commit, not only roll back
}

// A Run says that the function calls its func parameter, or a func in the
// field Path of its parameter.
type Run struct {
	Param int
	Path  string
	// Curried says that it is the function's result, a function itself, that
	// calls its parameter Param.
	Curried bool
	InTx    bool
	Spawned bool
	// Deferred to after the transaction's commit.
	AfterCommit bool
	Retries     bool
	ReadOnly    bool
	// TxArgs are the callback's parameters that hold the transaction or a
	// context that carries it.
	TxArgs []int
	From   []Ref
}

// Summary is the fact about a function: what it does with transactions, as its
// callers see it. Interface methods have one too: what all implementations
// that are in sight where the interface is declared agree on.
type Summary struct {
	Flows  []Flow
	Begins []Begin
	Ends   []End
	Runs   []Run
}

func (*Summary) AFact() {}

func (s *Summary) String() string {
	var words []string
	for _, b := range s.Begins {
		words = append(words, "begins"+refsString(b.From))
	}
	for _, e := range s.Ends {
		if e.Commit {
			words = append(words, "commits")
		} else {
			words = append(words, "rollsback")
		}
	}
	for _, r := range s.Runs {
		word := "invokes"
		switch {
		case r.AfterCommit:
			word = "aftercommit"
		case r.InTx:
			word = "runsintx" + refsString(r.From)
		case r.Spawned:
			word = "spawns"
		}
		if r.Retries {
			word += "*"
		}
		words = append(words, word)
	}
	if len(words) == 0 {
		return "flows"
	}
	return strings.Join(words, " ")
}

func refsString(refs []Ref) string {
	var b strings.Builder
	for _, r := range refs {
		b.WriteString("(")
		switch r.Kind {
		case OfParam:
			b.WriteByte("0123456789"[r.Index%10])
		case OfGlobal:
			b.WriteString(r.Name)
		case OfCtx:
			b.WriteString("ctx")
		default:
			b.WriteString("?")
		}
		b.WriteString(r.Path + ")")
	}
	return b.String()
}

func (s *Summary) empty() bool {
	return len(s.Flows) == 0 && len(s.Begins) == 0 && len(s.Ends) == 0 && len(s.Runs) == 0
}

// normalize sorts and deduplicates s, so that equal summaries are equal
// values and facts are stable.
func (s *Summary) normalize() {
	for i := range s.Begins {
		sortRefs(&s.Begins[i].From)
	}
	for i := range s.Runs {
		sortRefs(&s.Runs[i].From)
	}
	slices.SortFunc(s.Flows, func(a, b Flow) int {
		return cmp.Or(cmp.Compare(a.Result, b.Result), cmp.Compare(a.Path, b.Path), CompareRefs(a.From, b.From))
	})
	s.Flows = slices.Compact(s.Flows)
	slices.SortFunc(s.Ends, func(a, b End) int { return cmp.Or(cmp.Compare(a.Param, b.Param), compareBool(b.Commit, a.Commit)) })
	s.Ends = slices.CompactFunc(s.Ends, func(a, b End) bool { return a.Param == b.Param })
	slices.SortStableFunc(s.Runs, func(a, b Run) int {
		return cmp.Or(cmp.Compare(a.Param, b.Param), cmp.Compare(a.Path, b.Path), compareBool(a.Curried, b.Curried), compareBool(b.InTx, a.InTx), compareBool(a.Spawned, b.Spawned))
	})
	// A parameter that is called inside a transaction on one path and
	// outside on another (an open transaction is joined) runs inside.
	s.Runs = slices.CompactFunc(s.Runs, func(a, b Run) bool { return a.Param == b.Param && a.Path == b.Path && a.Curried == b.Curried })
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func sortRefs(refs *[]Ref) {
	slices.SortFunc(*refs, CompareRefs)
	*refs = slices.Compact(*refs)
}

func (s *Summary) equal(t *Summary) bool {
	return slices.Equal(s.Flows, t.Flows) &&
		slices.Equal(s.Ends, t.Ends) &&
		slices.EqualFunc(s.Begins, t.Begins, func(a, b Begin) bool {
			return a.ReadOnly == b.ReadOnly && slices.Equal(a.From, b.From) && slices.Equal(a.Results, b.Results) &&
				slices.Equal(a.Params, b.Params) && slices.Equal(a.EndResults, b.EndResults)
		}) &&
		slices.EqualFunc(s.Runs, t.Runs, func(a, b Run) bool {
			return a.Param == b.Param && a.Path == b.Path && a.Curried == b.Curried && a.InTx == b.InTx && a.Spawned == b.Spawned &&
				a.AfterCommit == b.AfterCommit && a.Retries == b.Retries && a.ReadOnly == b.ReadOnly &&
				slices.Equal(a.TxArgs, b.TxArgs) && slices.Equal(a.From, b.From)
		})
}

// meet keeps what both summaries say: two implementations of one interface
// method. What ends a transaction is kept from either, because that silences.
func meet(a, b *Summary) *Summary {
	m := &Summary{Ends: append(slices.Clone(a.Ends), b.Ends...)}
	for _, f := range a.Flows {
		if slices.Contains(b.Flows, f) {
			m.Flows = append(m.Flows, f)
		}
	}
	for _, x := range a.Begins {
		if slices.ContainsFunc(b.Begins, func(y Begin) bool { return slices.Equal(x.Results, y.Results) && slices.Equal(x.Params, y.Params) }) {
			if !slices.ContainsFunc(b.Begins, func(y Begin) bool { return slices.Equal(x.From, y.From) }) {
				x.From = []Ref{{}}
			}
			m.Begins = append(m.Begins, x)
		}
	}
	for _, x := range a.Runs {
		for _, y := range b.Runs {
			if x.Param != y.Param || x.Path != y.Path || x.Curried != y.Curried || x.InTx != y.InTx {
				continue
			}
			if !slices.Equal(x.From, y.From) {
				x.From = []Ref{{}}
			}
			x.Retries = x.Retries && y.Retries
			m.Runs = append(m.Runs, x)
		}
	}
	m.normalize()
	return m
}
