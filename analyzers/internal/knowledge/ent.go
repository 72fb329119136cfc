package knowledge

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"
)

var entDialect = Library{
	Path:   "entgo.io/ent/dialect",
	Import: "entgo.io/ent/dialect",
	Module: "entgo.io/ent",
	Types: []Type{
		{"Driver", Pool},
		{"Tx", Tx},
		{"ExecQuerier", Either},
	},
	Funcs: []Func{
		{Name: "Debug DebugWithContext NopTx", Role: Derive, On: Param(0)},
		{Type: "Driver", Name: "Tx", Role: Begin, Tx: Result(0)},
		{Type: "ExecQuerier", Name: "Exec", Role: Exec},
		{Type: "ExecQuerier", Name: "Query", Role: Query},
	},
}

var entSQL = Library{
	Path:   "entgo.io/ent/dialect/sql",
	Import: "entgo.io/ent/dialect/sql",
	Module: "entgo.io/ent",
	Types: []Type{
		{"Driver", Pool},
		{"Tx", Tx},
		{"Conn", Either},
		{"ExecQuerier", Either},
	},
	Funcs: []Func{
		{Name: "OpenDB", Role: Derive, On: Param(1)},
		{Type: "Driver", Name: "Tx", Role: Begin, Tx: Result(0)},
		{Type: "Driver", Name: "BeginTx", Role: Begin, Tx: Result(0), Opts: Param(1)},
		{Type: "Driver", Name: "DB", Role: Derive},
		{Type: "Conn", Name: "Exec", Role: Exec},
		{Type: "Conn", Name: "Query", Role: Query},
		{Type: "ExecQuerier", Name: "ExecContext", Role: Exec},
		{Type: "ExecQuerier", Name: "QueryContext", Role: Query},
	},
	Builders: []Builder{{Name: "Selector UpdateBuilder DeleteBuilder", Mutates: true}},
	Builds: slices.Concat(entPredicates("EQ", OpEq), entPredicates("NEQ", OpNe),
		entPredicates("LT", OpLt), entPredicates("LTE", OpLe), entPredicates("GT", OpGt), entPredicates("GTE", OpGe),
		entPredicates("In", OpIn), entPredicates("NotIn", OpNotIn), []Build{
			{Name: "FieldIsNull IsNull", Part: Compares, Op: OpIsNull},
			{Name: "FieldNotNull NotNull", Part: Compares, Op: OpNotNull},
			{Name: "FieldContains FieldContainsFold FieldHasPrefix FieldHasPrefixFold FieldHasSuffix FieldHasSuffixFold FieldEqualFold", Part: Compares, Op: OpLike, Value: Param(1)},
			{Name: "Contains ContainsFold HasPrefix HasPrefixFold HasSuffix HasSuffixFold EqualFold Like", Part: Compares, Op: OpLike, Value: Param(1)},
			{Name: "IsTrue IsFalse", Part: Compares, Op: OpOther},
			{Name: "Exists NotExists", Part: Others},
			{Name: "ExprP", Part: Phrases, Args: Param(1)},
			{Name: "And AndPredicates", Part: Combines},
			{Name: "Or OrPredicates", Part: Combines, Conj: Or},
			{Name: "Not NotPredicates", Part: Combines, Conj: Not},
			{Name: "Raw", Part: Phrases},
			{Name: "Expr", Part: Phrases, Args: Param(1)},
			{Name: "OrderByField", Part: Sorts},
			{Name: "Table", Part: Names},
			{Name: "Select", Part: Begins, Verb: SelectVerb},
			{Name: "Select", Part: Selects},
			{Name: "Update", Part: Begins, Verb: UpdateVerb},
			{Name: "Update", Part: Froms},
			{Name: "Delete", Part: Begins, Verb: DeleteVerb},
			{Name: "Delete", Part: Froms},
			{Type: "Selector", Name: "From", Part: Froms},
			{Type: "Selector", Name: "Select AppendSelect", Part: Selects},
			{Type: "Selector UpdateBuilder DeleteBuilder", Name: "Query", Part: Ends},
			{Type: "UpdateBuilder DeleteBuilder", Name: "Where", Part: Wheres},
			{Type: "UpdateBuilder", Name: "Set", Part: Sets, Value: Param(1)},
			// known miss: the table that is joined.
			{Type: "Selector", Name: "Join LeftJoin RightJoin FullJoin", Part: Obscures},
			{Type: "Selector", Name: "Clone", Part: Forks},
			{Type: "Selector", Name: "Where", Part: Wheres},
			{Type: "Selector", Name: "C", Part: Names},
			{Type: "SelectTable", Name: "C", Part: Names},
			{Type: "Selector", Name: "OrderBy", Part: Orders},
			{Type: "Selector", Name: "Limit", Part: Limits},
			{Type: "Selector", Name: "Offset", Part: Offsets},
			{Type: "Selector", Name: "Having", Part: Havings},
			{Type: "Selector", Name: "SetP Or Not", Part: Obscures},
		}),
}

func entPredicates(name string, op Op) []Build {
	return []Build{{Name: name + " Field" + name, Part: Compares, Op: op, Value: Param(1)}}
}

// ent knows the package that ent generates for a schema: it imports ent and
// declares Client, Tx and, for an entity User, the type User, UserClient and
// the builders UserQuery, UserCreate and so on. Hooks of a schema run beside
// the mutation, in a transaction only if the mutation does: no hook scope.
var ent = Shape{
	Name:    "ent",
	Imports: entImports,
	Func:    entFunc,
	Type:    entType,

	Builds:    entBuilds,
	Builder:   entBuilderOf,
	IsBuilder: func(pkg *types.Package) bool { return isEnt(pkg) || isEntEntity(pkg) },

	Tracks: entTracks,
	// What Edges holds is no part of what is written.
	ORM: &ORM{Name: "ent"},
}

// ent has moved twice.
var entImports = []string{
	"entgo.io/ent", "entgo.io/ent/dialect",
	"github.com/facebook/ent", "github.com/facebook/ent/dialect",
	"github.com/facebookincubator/ent", "github.com/facebookincubator/ent/dialect",
}

var (
	entBuilders = []string{
		"Query", "Select", "GroupBy", "Create", "CreateBulk", "Update", "UpdateOne",
		"Delete", "DeleteOne", "Upsert", "UpsertOne", "UpsertBulk",
	}
	entQueries = []string{
		"All", "First", "FirstID", "Only", "OnlyID", "IDs", "Count", "Exist", "Scan",
		"String", "Strings", "Int", "Ints", "Float64", "Float64s", "Bool", "Bools",
		"Paginate", "Get",
	}
)

func entType(t *types.Named) Kind {
	obj := t.Obj()
	if obj.Name() != "Tx" && !strings.HasSuffix(obj.Name(), "Client") || !isEnt(obj.Pkg()) || !isStruct(t) {
		return NoHandle
	}
	switch {
	case obj.Name() == "Tx":
		return Tx
	case entClient(t): // also those of a transaction: tx.Client(), tx.User
		return Either
	}
	return NoHandle
}

func entFunc(fn *types.Func) (Func, bool) {
	if !isEnt(fn.Pkg()) {
		return Func{}, false
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		f, ok := entContext[fn.Name()]
		f.Name = fn.Name()
		return f, ok
	}
	named := Named(recv.Type())
	if named == nil {
		return Func{}, false
	}
	f := Func{Type: named.Obj().Name(), Name: fn.Name(), On: Recv}
	switch f.Type {
	case "Client":
		switch f.Name {
		case "Tx":
			f.Role, f.Tx = Begin, Result(0)
		case "BeginTx":
			f.Role, f.Tx, f.Opts = Begin, Result(0), Param(1)
		case "OpenTx": // entgql's: ctx, tx, err
			f.Role, f.Tx = Begin, Result(1)
		case "Mutate":
			f.Role = Exec
		}
	case "Tx":
		switch f.Name {
		case "Commit":
			f.Role = Commit
		case "Rollback":
			f.Role = Rollback
		case "OnCommit", "OnRollback": // wraps the committer
			f.Role, f.Fn = Later, Param(0)
		}
	case "config": // embedded in every client and builder
		switch f.Name {
		case "ExecContext":
			f.Role = Exec
		case "QueryContext":
			f.Role = Query
		}
	default:
		f.Role = entBuilderRole(fn, named)
	}
	if f.Role == None && entDerives(fn) {
		f.Role, f.Out = Derive, Result(0)
	}
	return f, f.Role != None
}

// entContext is the package's functions that put a handle in a context and
// take it out.
var entContext = map[string]Func{
	"NewContext":    {Role: ToCtx, Tx: Param(1), Out: Result(0)},
	"NewTxContext":  {Role: ToCtx, Tx: Param(1), Out: Result(0)},
	"FromContext":   {Role: FromCtx, On: Param(0), Out: Result(0)},
	"TxFromContext": {Role: FromCtx, On: Param(0), Out: Result(0)},
}

// entBuilderRole returns what a method of a builder or of an entity's client
// does if it runs the builder's statement.
func entBuilderRole(fn *types.Func, recv *types.Named) Role {
	name := recv.Obj().Name()
	// All that run take a context. Select and GroupBy embed selector.
	if fn.Signature().Params().Len() == 0 || name != "selector" && !entClient(recv) && !entBuilder(recv) {
		return None
	}
	// Each method that runs has a twin that panics.
	base := strings.TrimSuffix(fn.Name(), "X")
	switch {
	case base == "Save" || base == "Exec":
		return Exec
	case base == "ID" && strings.Contains(name, "Upsert"):
		return Exec
	case slices.Contains(entQueries, base):
		return Query
	}
	return None
}

// entDerives reports whether fn's first result is a client, a transaction or
// a builder.
func entDerives(fn *types.Func) bool {
	results := fn.Signature().Results()
	if results.Len() == 0 {
		return false
	}
	named := Named(results.At(0).Type())
	if named == nil || named.Obj().Pkg() != fn.Pkg() || !isStruct(named) {
		return false
	}
	return named.Obj().Name() == "Tx" || entClient(named) || entBuilder(named)
}

// entClient reports whether t is Client or the client of an entity, and not
// an entity that is called so.
func entClient(t *types.Named) bool {
	entity, ok := strings.CutSuffix(t.Obj().Name(), "Client")
	return ok && isStruct(t) && (entity == "" || t.Obj().Pkg().Scope().Lookup(entity+"Query") != nil)
}

func entBuilder(t *types.Named) bool {
	return isStruct(t) && slices.ContainsFunc(entBuilders, func(suffix string) bool {
		return strings.HasSuffix(t.Obj().Name(), suffix) && t.Obj().Name() != suffix
	})
}

func isEnt(pkg *types.Package) bool {
	if pkg == nil {
		return false
	}
	for _, name := range []string{"Client", "Tx"} {
		if _, ok := pkg.Scope().Lookup(name).(*types.TypeName); !ok {
			return false
		}
	}
	return slices.ContainsFunc(pkg.Imports(), func(imp *types.Package) bool {
		return slices.Contains(entImports, Path(imp.Path()))
	})
}

func isStruct(t *types.Named) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

func entBuilderOf(t *types.Named) (Builder, bool) {
	return Builder{Mutates: true, ORM: "ent", NotInAll: true}, isEnt(t.Obj().Pkg()) && entBuilder(t)
}

// entOps are the suffixes of generated predicates, longer ones first.
var entOps = []struct {
	suffix string
	op     Op
}{
	{"NotNil", OpNotNull}, {"IsNil", OpIsNull}, {"NotIn", OpNotIn}, {"In", OpIn},
	{"NEQ", OpNe}, {"EQ", OpEq}, {"GTE", OpGe}, {"GT", OpGt}, {"LTE", OpLe}, {"LT", OpLt},
	{"ContainsFold", OpLike}, {"Contains", OpLike}, {"HasPrefix", OpLike}, {"HasSuffix", OpLike}, {"EqualFold", OpLike},
	{"", OpEq},
}

// isEntEntity reports whether pkg is one that ent generates for an entity:
// its predicates, and the names of its columns as FieldName.
func isEntEntity(pkg *types.Package) bool {
	if pkg == nil {
		return false
	}
	for _, name := range []string{"Label", "Table", "FieldID"} {
		if _, ok := pkg.Scope().Lookup(name).(*types.Const); !ok {
			return false
		}
	}
	return true
}

// entColumn returns the column of a field, as the entity's package has it.
func entColumn(pkg *types.Package, field string) (string, bool) {
	c, ok := pkg.Scope().Lookup("Field" + field).(*types.Const)
	if !ok || c.Val().Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(c.Val()), true
}

// entBuilds answers for generated predicates, clients and builders.
func entBuilds(fn *types.Func) []Build {
	recv := fn.Signature().Recv()
	if recv == nil {
		if isEntEntity(fn.Pkg()) && fn.Signature().Results().Len() == 1 {
			return entPredicate(fn)
		}
		if fn.Name() == "Asc" && isEnt(fn.Pkg()) {
			return []Build{{Name: fn.Name(), Part: Sorts, Of: Param(0)}}
		}
		if fn.Name() == "Desc" && isEnt(fn.Pkg()) {
			return []Build{{Name: fn.Name(), Part: Sorts, Of: Param(0), Desc: true}}
		}
		return nil
	}
	named := Named(recv.Type())
	if named == nil || !isEnt(named.Obj().Pkg()) {
		return nil
	}
	typ, name := named.Obj().Name(), fn.Name()
	build := func(b Build) Build {
		b.Type, b.Name = typ, name
		return b
	}
	if entClient(named) {
		return entBegins(fn, build)
	}
	if !entBuilder(named) {
		return nil
	}
	entity, kind := entEntity(named)
	switch {
	case name == "Where":
		return []Build{build(Build{Part: Wheres, Of: Param(0)})}
	case name == "Order":
		return []Build{build(Build{Part: Orders, Of: Param(0)})}
	case name == "Limit":
		return []Build{build(Build{Part: Limits, Of: Param(0)})}
	case name == "Offset":
		return []Build{build(Build{Part: Offsets, Of: Param(0)})}
	case name == "Select":
		return []Build{build(Build{Part: Selects, Of: Param(0)})}
	case name == "Modify":
		return []Build{build(Build{Part: Scopes, Of: Param(0)})}
	case name == "Clone":
		return []Build{build(Build{Part: Forks})}
	case entBuilderRole(fn, named) != None:
		verb := SelectVerb
		switch {
		case strings.HasPrefix(kind, "Update"):
			verb = UpdateVerb
		case strings.HasPrefix(kind, "Delete"):
			verb = DeleteVerb
		case strings.HasPrefix(kind, "Create"):
			verb = InsertVerb
		}
		return []Build{build(Build{Part: Ends, Verb: verb})}
	case strings.HasPrefix(name, "Query") && kind == "Query":
		// Along an edge to other rows.
		if to := Named(firstResult(fn)); to != nil && entBuilder(to) {
			other, _ := entEntity(to)
			return []Build{
				build(Build{Part: Renews, Of: Recv}),
				build(Build{Part: Begins, Verb: SelectVerb}),
				build(entModels(named.Obj().Pkg(), other)),
			}
		}
	case strings.HasPrefix(name, "Set") && fn.Signature().Params().Len() == 1:
		if pkg := entEntityPackage(named.Obj().Pkg(), entity); pkg != nil {
			if column, ok := entColumn(pkg, strings.TrimPrefix(strings.TrimPrefix(name, "Set"), "Nillable")); ok {
				return []Build{build(Build{Part: Sets, Of: Param(0), Value: Param(0), Column: column})}
			}
		}
	}
	return nil
}

// entBegins answers for the client of an entity.
func entBegins(fn *types.Func, build func(Build) Build) []Build {
	to := Named(firstResult(fn))
	if to == nil || to.Obj().Pkg() != fn.Pkg() || !entBuilder(to) {
		return nil
	}
	entity, kind := entEntity(to)
	verb := SelectVerb
	switch {
	case strings.HasPrefix(kind, "Update"):
		verb = UpdateVerb
	case strings.HasPrefix(kind, "Delete"):
		verb = DeleteVerb
	case strings.HasPrefix(kind, "Create"):
		verb = InsertVerb
	}
	out := []Build{build(Build{Part: Begins, Verb: verb}), build(entModels(fn.Pkg(), entity))}
	if strings.Contains(kind, "One") && fn.Signature().Params().Len() > 0 {
		out = append(out, build(Build{Part: Finds, Of: Param(0)}))
	}
	return out
}

func firstResult(fn *types.Func) types.Type {
	results := fn.Signature().Results()
	if results.Len() == 0 {
		return types.Typ[types.Invalid]
	}
	return results.At(0).Type()
}

// entEntity splits a builder's name: UserUpdateOne is of User and UpdateOne.
func entEntity(t *types.Named) (entity, kind string) {
	for _, suffix := range entBuilders {
		if e, ok := strings.CutSuffix(t.Obj().Name(), suffix); ok && e != "" && len(suffix) > len(kind) {
			entity, kind = e, suffix
		}
	}
	return entity, kind
}

// entModels is the entry that makes an entity the query's model.
func entModels(pkg *types.Package, entity string) Build {
	b := Build{Part: Models}
	if obj, ok := pkg.Scope().Lookup(entity).(*types.TypeName); ok {
		b.Model, _ = obj.Type().(*types.Named)
	}
	if sub := entEntityPackage(pkg, entity); sub != nil {
		if c, ok := sub.Scope().Lookup("Table").(*types.Const); ok && c.Val().Kind() == constant.String {
			b.Table = constant.StringVal(c.Val())
		}
	}
	return b
}

func entEntityPackage(pkg *types.Package, entity string) *types.Package {
	for _, imp := range pkg.Imports() {
		if imp.Path() == pkg.Path()+"/"+strings.ToLower(entity) {
			return imp
		}
	}
	return nil
}

// entPredicate answers for a function of an entity's package.
func entPredicate(fn *types.Func) []Build {
	result := Named(fn.Signature().Results().At(0).Type())
	if result == nil || result.Obj().Pkg() == nil {
		return nil
	}
	name := fn.Name()
	if result.Obj().Name() == "OrderOption" {
		if column, ok := entColumn(fn.Pkg(), strings.TrimPrefix(name, "By")); ok {
			return []Build{{Name: name, Part: Sorts, Column: column}}
		}
		return nil
	}
	if !strings.HasSuffix(result.Obj().Pkg().Path(), "/predicate") {
		return nil
	}
	switch name {
	case "And":
		return []Build{{Name: name, Part: Combines, Of: Param(0)}}
	case "Or":
		return []Build{{Name: name, Part: Combines, Of: Param(0), Conj: Or}}
	case "Not":
		return []Build{{Name: name, Part: Combines, Of: Param(0), Conj: Not}}
	}
	for _, o := range entOps {
		field, ok := strings.CutSuffix(name, o.suffix)
		if !ok {
			continue
		}
		if column, ok := entColumn(fn.Pkg(), field); ok {
			return []Build{{Name: name, Part: Compares, Op: o.op, Of: Param(0), Value: Param(0), Column: column}}
		}
	}
	// Of an edge: HasOrders, HasOrdersWith.
	return []Build{{Name: name, Part: Others}}
}

// entTracks answers for generated clients, builders and entities. The edges of
// an entity are fields of its field Edges.
func entTracks(fn *types.Func) []Track {
	recv := fn.Signature().Recv()
	if recv == nil || !isEnt(fn.Pkg()) {
		return nil
	}
	named := Named(recv.Type())
	if named == nil {
		return nil
	}
	typ, name := named.Obj().Name(), fn.Name()
	track := func(t Track) []Track {
		t.Type, t.Name = typ, name
		return []Track{t}
	}
	base := strings.TrimSuffix(name, "X")
	switch {
	case entClient(named):
		switch base {
		case "Get":
			return track(Track{Deed: Yields, Of: Result(0)})
		case "UpdateOne", "DeleteOne":
			return track(Track{Deed: About, Of: Param(0)})
		}
		return nil
	case name == "Update" && entEdges(fn.Pkg(), typ) != nil:
		return track(Track{Deed: About, Of: Recv})
	case base == "Scan" && entBuilderRole(fn, named) != None:
		return track(Track{Deed: Collects, Of: Param(1)})
	case !entBuilder(named):
		return nil
	}
	entity, kind := entEntity(named)
	model := entModels(fn.Pkg(), entity).Model
	if role := entBuilderRole(fn, named); role != None {
		return entEnds(base, kind, model, track)
	}
	edges := entEdges(fn.Pkg(), entity)
	if edge, ok := strings.CutPrefix(name, "With"); ok && kind == "Query" {
		if f := entEdge(edges, edge); f != "" {
			return track(Track{Deed: Eager, Path: f, Model: model})
		}
		return nil
	}
	if kind == "Query" {
		return nil
	}
	for prefix, deed := range map[string]Deed{"Add": Adds, "Remove": Removes, "Clear": Clears, "Set": Replaces} {
		rest, ok := strings.CutPrefix(name, prefix)
		if !ok {
			continue
		}
		f := entEdge(edges, rest)
		if singular, many := strings.CutSuffix(rest, "IDs"); f == "" && many && (deed == Adds || deed == Removes) {
			f = entNearest(edges, singular)
		}
		if f != "" {
			t := Track{Deed: deed, Path: f, Model: model, Step: true}
			if deed != Clears {
				t.Of = Param(0)
			}
			return track(t)
		}
	}
	return nil
}

// entEnds answers for a method, without its X, that runs a builder's statement.
func entEnds(base, kind string, model *types.Named, track func(Track) []Track) []Track {
	yields := base == "Save" && kind != "Update"
	var deed Deed
	switch {
	case kind == "Query" && slices.Contains([]string{"All", "First", "Only"}, base):
		return track(Track{Deed: Yields, Of: Result(0), Model: model})
	case strings.HasPrefix(kind, "Create"):
		deed = Inserts
	case strings.HasPrefix(kind, "Delete"):
		return track(Track{Deed: Deletes, Model: model})
	case strings.HasPrefix(kind, "Update"), strings.HasPrefix(kind, "Upsert"):
		deed = Saves
	default:
		return track(Track{Deed: Counts, Model: model})
	}
	out := track(Track{Deed: deed, Model: model})
	if yields {
		out = append(out, track(Track{Deed: Yields, Of: Result(0), Model: model})...)
	}
	return out
}

// entEdges returns the struct of an entity's edges, or nil.
func entEdges(pkg *types.Package, entity string) *types.Struct {
	obj, ok := pkg.Scope().Lookup(entity).(*types.TypeName)
	if !ok {
		return nil
	}
	s, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for f := range s.Fields() {
		if f.Name() != "Edges" || Named(f.Type()) == nil || Named(f.Type()).Obj().Name() != entity+"Edges" {
			continue
		}
		edges, _ := Named(f.Type()).Underlying().(*types.Struct)
		return edges
	}
	return nil
}

// entEdge returns the path of the edge that is called name, or name without
// ID; empty if there is none.
func entEdge(edges *types.Struct, name string) string {
	if edges == nil || name == "" {
		return ""
	}
	for _, one := range []string{name, strings.TrimSuffix(name, "ID")} {
		for f := range edges.Fields() {
			if f.Exported() && f.Name() == one {
				return "Edges." + one
			}
		}
	}
	return ""
}

// entNearest returns the path of the edge whose singular is given, as ent has
// it in AddCategoryIDs; empty if two come as near.
func entNearest(edges *types.Struct, singular string) string {
	if edges == nil {
		return ""
	}
	var best string
	most, tie := 0, false
	for f := range edges.Fields() {
		if n := common(f.Name(), singular); f.Exported() && n > 0 && n >= most {
			best, most, tie = f.Name(), n, n == most
		}
	}
	if tie || best == "" {
		return ""
	}
	return "Edges." + best
}

// common returns how many bytes a and b begin with alike.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
