package knowledge

import (
	"go/types"
	"strings"
	"sync"
)

// A Part is what a call or a composite literal adds to a query that Go code
// builds piece by piece, or what the condition is that it makes.
type Part uint8

const (
	Ignored Part = iota // nothing that a query's model holds

	// Calls on a query under construction.
	Begins    // a new query, of Verb
	Ends      // runs the query or gives its text; Verb is what it does, if set
	Wheres    // Of are conditions, joined to those before by Conj
	Havings   // Of are conditions of HAVING
	Ons       // Of are conditions of the last join
	Models    // the type of Of, behind pointers and slices, is the model; a string is the table's name
	Entities  // like Models, where none is named otherwise: what rows are read into
	Froms     // Of are tables, as texts or models
	JoinsOn   // Of is a text: JOIN t ON …, or t ON …; or a model's association
	Selects   // Of are columns
	Orders    // Of are keys of ORDER BY
	Groups    // GROUP BY or DISTINCT
	Limits    // Of is a number
	Offsets   // Of is a number
	Sets      // Of is a column and Value its value; without Value, Of is a map, a struct or a text of assignments
	Intos     // Of are the columns of an INSERT
	Finds     // Of is a primary key; the key of the model where there is none
	Scopes    // Of are functions that are called with the query
	Nests     // Of is a function that is called with an empty query, whose conditions are one group, joined by Conj
	Unfilters // soft-deleted rows count, too
	Forks     // a copy: what is added to it doesn't change the receiver
	Renews    // drops what has been added
	Keys      // Of is a column with an operator, as beego has it ("profile__age__lt"), compared with Value
	Applies   // Of are values whose own entries apply to the query: sqlboiler's mods
	Rows      // Of are the values of a row of INSERT
	Sorts     // the receiver, or Of, is a key of ORDER BY; Desc
	Suffixes  // Of is a text behind the statement: ON CONFLICT …, FOR UPDATE
	Raws      // the query is an SQL text of its own
	Obscures  // something that the model doesn't hold, but that may hold conditions

	// Conditions and their operands, apart from a query.
	Compares // Of is the column, Value what it is compared with, by Op; a map is of columns to values
	Combines // Of are conditions, and so is a method's receiver: joined by Conj; Not negates their conjunction
	Phrases  // Of is a text that is a condition or an expression
	Names    // Of names a column; Value, if set, the table
	Operates // Of is a map of operators, as words, to values (goqu.Op)
	Others   // a condition that the model doesn't hold and that names no column

	// What a call on a query, or a literal that is given to it, says apart from
	// conditions.
	Locks     // the rows are locked
	Conflicts // what INSERT does about a row that is there
)

// A Verb is what a query does.
type Verb uint8

const (
	AnyVerb Verb = iota
	SelectVerb
	InsertVerb
	UpdateVerb
	DeleteVerb
)

// An Op is an operator of a comparison.
type Op uint8

const (
	OpEq Op = iota
	OpNe
	OpLt
	OpLe
	OpGt
	OpGe
	OpIsNull
	OpNotNull
	OpIn
	OpNotIn
	OpLike
	OpBetween    // Value and the operand after it
	OpNotBetween //
	OpOther      // no comparison of the model's: the column is all that is known
)

// A Build says what an operand of a function, a method or a literal is in a
// query. A function may have several: they apply in order.
type Build struct {
	// Type is the receiver's type name, as in [Func]; without Name the entry is
	// of the composite literals of that type, whose fields or elements then are
	// the parameters. A map's keys are columns.
	Type string
	// Name is the function's name, or several separated by blanks.
	Name string
	Part Part
	// Of is the operand; of a variadic parameter, each from there on. Default:
	// the first.
	Of Ref
	// Args is where the arguments of a text begin.
	Args Ref
	// Conj is how a condition joins those before it, or how several are joined.
	Conj  Conj
	Verb  Verb
	Op    Op
	Value Ref
	// Short says that a text without blank and placeholder is a column, which
	// Args is equal to.
	Short bool
	// Words are the operators of Operates and Keys.
	Words map[string]Op
	// Outer says of JoinsOn that a row may have none of the table, Inner that it has
	// one of an association that is joined by name.
	Outer, Inner bool
	// Bare says of Entities that they bring no filter of deleted rows.
	Bare bool
	Desc bool

	// Column and Model are those of generated code.
	Column string
	Model  *types.Named
	Table  string
}

// A Joining is how a builder joins conditions that are added one by one.
type Joining uint8

const (
	// Flat writes them in a row: AND binds closer than OR.
	Flat Joining = iota
	// AndsFirst writes all that are joined by AND, then those by OR.
	AndsFirst
	// Folds puts all before in parentheses.
	Folds
)

// A Builder is a type whose values are queries under construction.
type Builder struct {
	Name string
	// Bare says that a value from elsewhere, as a parameter, is taken for one
	// that nothing has been added to.
	Bare bool
	// Mutates says that methods change the receiver; Shares that they do if
	// something has been added to it since it was forked.
	Mutates, Shares bool
	// Fork is the call that copies what has been added, with %s for the name of
	// the library's package.
	Fork string
	// Resets says that a query that has been run is empty again.
	Resets bool
	// Filters says that the ORM leaves out soft-deleted rows.
	Filters bool
	Joining Joining
	// ORM is the library by the name that the schema pass has for it; empty if
	// it has no models.
	ORM string
	// Fields says that an assignment may name a field by its Go name.
	Fields bool
	// Aliases says that a model's table has the name of its type, in snake
	// case, as alias.
	Aliases bool
	// UpdatesAll and DeletesAll say that the verb without any condition takes
	// every row; elsewhere it is an error, or plain from the call.
	UpdatesAll, DeletesAll bool
	// Keyed says that the primary key of the value which is written or deleted
	// is a condition, unless it is zero.
	Keyed bool
	// DropsLists says that an empty list of primary keys is no condition.
	DropsLists bool
	// NotInAll says that NOT IN, built from an empty list, is true of every row.
	NotInAll bool
}

type buildIndex struct {
	funcs    map[key][]Build
	builders map[[2]string]Builder
	packages map[string]bool
}

var buildTable = sync.OnceValue(func() buildIndex {
	x := buildIndex{map[key][]Build{}, map[[2]string]Builder{}, map[string]bool{}}
	for _, lib := range libraries {
		if len(lib.Builders)+len(lib.Builds) > 0 {
			x.packages[lib.Path] = true
		}
		for name, b := range each(lib.Builders, func(b Builder) string { return b.Name }) {
			x.builders[[2]string{lib.Path, name}] = b
		}
		for _, b := range lib.Builds {
			if b.Of == 0 {
				b.Of = Param(0)
			}
			if b.Name == "" {
				for typ := range strings.FieldsSeq(b.Type) {
					k := key{lib.Path, typ, ""}
					x.funcs[k] = append(x.funcs[k], b)
				}
			}
			for name := range strings.FieldsSeq(b.Name) {
				for typ := range fieldsOrEmpty(b.Type) {
					k := key{lib.Path, typ, name}
					x.funcs[k] = append(x.funcs[k], b)
				}
			}
		}
	}
	return x
})

// each yields the entries of a table by each of the names that they are of.
func each[E any](entries []E, names func(E) string) func(yield func(string, E) bool) {
	return func(yield func(string, E) bool) {
		for _, e := range entries {
			for name := range strings.FieldsSeq(names(e)) {
				if !yield(name, e) {
					return
				}
			}
		}
	}
}

func fieldsOrEmpty(s string) func(yield func(string) bool) {
	if s == "" {
		return func(yield func(string) bool) { yield("") }
	}
	return strings.FieldsSeq(s)
}

// BuildsOf returns what fn adds to a query, or which condition it makes. A
// method of a project's own interface is the one of a builder that it stands
// for: it has its name and signature, and returns the builder.
func BuildsOf(fn *types.Func) []Build {
	k, ok := keyOf(fn.Origin())
	if !ok {
		return nil
	}
	if b, ok := buildTable().funcs[k]; ok {
		return b
	}
	for _, s := range shapes {
		if s.Builds != nil {
			if b := s.Builds(fn.Origin()); b != nil {
				return b
			}
		}
	}
	if b := ofText(fn); b != nil {
		return b
	}
	if twin := twinOf(fn); twin != nil {
		return BuildsOf(twin)
	}
	return nil
}

// ofText returns the entry of a builder's method that is known by the text
// that it takes.
func ofText(fn *types.Func) []Build {
	t, ok := TextOf(fn)
	if !ok || fn.Signature().Recv() == nil {
		return nil
	}
	if _, ok := BuilderOf(fn.Signature().Recv().Type()); !ok {
		return nil
	}
	b := Build{Type: t.Type, Name: t.Name, Of: t.SQL, Args: t.Args, Conj: t.Conj}
	switch t.Clause {
	case WhereClause:
		b.Part = Wheres
	case HavingClause:
		b.Part = Havings
	case OnClause:
		b.Part = Ons
	case OrderByClause:
		b.Part = Orders
	case JoinClause:
		b.Part = JoinsOn
	case FromClause:
		b.Part = Froms
	case SelectClause:
		b.Part = Selects
	case SetClause:
		b.Part = Sets
	case PrefixClause:
		// known miss: what WITH names.
		b.Part = Obscures
	case GroupByClause:
		b.Part = Groups
	case SuffixClause:
		b.Part = Suffixes
	case Statement:
		results := fn.Signature().Results()
		if results.Len() == 0 {
			return nil
		}
		if _, ok := BuilderOf(results.At(0).Type()); !ok {
			return nil
		}
		b.Part = Raws
	default:
		return nil
	}
	return []Build{b}
}

func twinOf(fn *types.Func) *types.Func {
	sig := fn.Signature()
	if sig.Recv() == nil || !types.IsInterface(sig.Recv().Type()) || sig.Results().Len() != 1 {
		return nil
	}
	result := Named(sig.Results().At(0).Type())
	if result == nil || result.Obj().Pkg() == fn.Pkg() {
		return nil
	}
	if _, ok := BuilderOf(result); !ok {
		return nil
	}
	for m := range result.Methods() {
		if m.Name() == fn.Name() && types.Identical(m.Signature().Params(), sig.Params()) {
			return m
		}
	}
	return nil
}

// LiteralOf returns which condition, or part of one, a composite literal of
// type t is, or a conversion to it.
func LiteralOf(t types.Type) []Build {
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return nil
	}
	return buildTable().funcs[key{Path(named.Obj().Pkg().Path()), named.Obj().Name(), ""}]
}

// BuilderOf returns how queries are built by values of type t.
func BuilderOf(t types.Type) (Builder, bool) {
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return Builder{}, false
	}
	if b, ok := buildTable().builders[[2]string{Path(named.Obj().Pkg().Path()), named.Obj().Name()}]; ok {
		return b, true
	}
	for _, s := range shapes {
		if s.Builder != nil {
			if b, ok := s.Builder(named); ok {
				return b, true
			}
		}
	}
	return Builder{}, false
}

// BuildsQueries reports whether the package has functions that build queries.
func BuildsQueries(pkg *types.Package) bool {
	if buildTable().packages[Path(pkg.Path())] {
		return true
	}
	for _, s := range shapes {
		if s.IsBuilder != nil && s.IsBuilder(pkg) {
			return true
		}
	}
	return false
}

// ColumnOf returns the column that a field of a generated variable stands for:
// models.UserWhere.DeletedAt.
func ColumnOf(owner *types.Var, field string) (string, bool) {
	for _, s := range shapes {
		if s.Column != nil {
			if column, ok := s.Column(owner, field); ok {
				return column, true
			}
		}
	}
	return "", false
}
