package knowledge

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// TestTracksExist holds what calls do with values against the real modules.
func TestTracksExist(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the real libraries")
	}
	var paths []string
	for _, lib := range libraries {
		if len(lib.Tracks) > 0 {
			paths = append(paths, pinned(lib)...)
		}
	}
	slices.Sort(paths)
	real := loadReal(t, slices.Compact(paths))
	for _, lib := range libraries {
		var pkgs []*types.Package
		for _, path := range pinned(lib) {
			if pkg := real[path]; pkg != nil {
				pkgs = append(pkgs, pkg)
			}
		}
		if len(pkgs) == 0 {
			continue // unpinned, or reported by loadReal
		}
		for _, problem := range wrongTracks(lib, pkgs) {
			t.Errorf("%s: %s", lib.Path, problem)
		}
		for _, track := range lib.Tracks {
			for name := range strings.FieldsSeq(track.Name) {
				for typ := range fieldsOrEmpty(track.Type) {
					for _, pkg := range pkgs {
						fn := funcIn(pkg, typ, name)
						if fn == nil || Path(pkg.Path()) != lib.Path {
							continue // a successor stands for the package
						}
						if !slices.ContainsFunc(TracksOf(fn), func(got Track) bool { return got.Deed == track.Deed && got.Of == track.Of }) {
							t.Errorf("%s: TracksOf(%s) lacks %+v", lib.Path, fn.FullName(), track)
						}
						if ORMOf(fn) != lib.ORM {
							t.Errorf("%s: ORMOf(%s) is not the table's", lib.Path, fn.FullName())
						}
					}
				}
			}
		}
	}
}

// wrongTracks returns what in the tracks of lib's table isn't so in pkgs.
func wrongTracks(lib *Library, pkgs []*types.Package) []string {
	var problems []string
	for _, t := range lib.Tracks {
		for name := range strings.FieldsSeq(t.Name) {
			for typ := range fieldsOrEmpty(t.Type) {
				entry := strings.TrimPrefix(typ+"."+name, ".")
				found := false
				for _, pkg := range pkgs {
					if fn := funcIn(pkg, typ, name); fn != nil {
						found = true
						for _, problem := range wrongTrack(t, fn) {
							problems = append(problems, fmt.Sprintf("%s: %s in %s", entry, problem, pkg.Path()))
						}
					}
				}
				// Of several types one may lack the function.
				if !found && (!strings.Contains(t.Type, " ") || !hasAny(pkgs, t.Type, name)) {
					problems = append(problems, entry+": no such function, or only by embedding")
				}
			}
		}
	}
	return problems
}

func hasAny(pkgs []*types.Package, typs, name string) bool {
	for typ := range strings.FieldsSeq(typs) {
		for _, pkg := range pkgs {
			if funcIn(pkg, typ, name) != nil {
				return true
			}
		}
	}
	return false
}

// wrongTrack returns what t says of fn and isn't so.
func wrongTrack(t Track, fn *types.Func) []string {
	var problems []string
	report := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	of := operandType(fn, t.Of)
	if t.Of != 0 && of == nil {
		report("no operand %d", t.Of)
		return problems
	}
	must := func(what string, fits func(types.Type) bool) {
		if of == nil || !fits(of) {
			report("Of is %v, no %s", of, what)
		}
	}
	switch t.Deed {
	case Loads, Collects:
		if t.Of != 0 {
			must("place for rows", holds)
		} else if (t.Without == 0) == fn.Signature().Variadic() {
			report("a variadic parameter, and no Without")
		}
	case Appends:
		must("slice", isSlice)
	case Yields:
		if _, ok := t.Of.AsResult(); !ok {
			report("Of is no result")
		}
	case Batches:
		if t.Of != 0 {
			must("place for rows", holds)
		}
		if sig, ok := signatureOf(fn, t.Fn); !ok {
			report("Fn is no function")
		} else if t.Of == 0 && sig != nil && sig.Params().Len() == 0 {
			report("Fn takes nothing")
		}
	case Attaches:
		if on := operandType(fn, t.On); on == nil || !holds(on) {
			report("On is %v, no value", on)
		}
		if t.Path == "" {
			must("text", isText)
		}
	case Eager, Relates, Omits, Only:
		if t.Path == "" {
			must("text", isText)
		}
	case Assigns:
		must("text or values", func(t types.Type) bool { return isText(t) || holds(t) })
	case About, Inserts, Deletes, Saves, Replaces, Adds, Removes:
		if t.Of != 0 && t.Of != TypeArg {
			must("value", func(t types.Type) bool { return holds(t) || isStructType(t) })
		}
	case Alters:
		n := Named(of)
		obj, _, _ := types.LookupFieldOrMethod(of, true, fn.Pkg(), t.FullSave)
		if f, ok := obj.(*types.Var); n == nil || !ok || !types.Identical(f.Type(), types.Typ[types.Bool]) {
			report("%v has no setting %q", of, t.FullSave)
		}
	case Upserting:
		// Its library's own entries are held against the module.
		i := strings.LastIndexByte(t.OfType, '.')
		if lib := OfPackage(t.OfType[:max(i, 0)]); lib == nil || !slices.ContainsFunc(lib.Builds, func(b Build) bool {
			return slices.Contains(strings.Fields(b.Type), t.OfType[i+1:])
		}) {
			report("there is no type %q", t.OfType)
		}
	case Clears, Counts:
		if t.Of != 0 && t.Path == "" {
			report("Of has no meaning")
		}
	default:
		report("no deed")
	}
	if t.Without != 0 {
		i, ok := t.Without.AsParam()
		if params := fn.Signature().Params(); !ok || !fn.Signature().Variadic() || i != params.Len()-1 {
			report("Without is no variadic parameter")
		}
	}
	if (t.Deep || t.Fresh || t.Keyed) && t.Deed != Loads {
		report("says of no load how it loads")
	}
	return problems
}

// operandType returns the type of an operand, of a variadic parameter that of
// its elements, or nil.
func operandType(fn *types.Func, ref Ref) types.Type {
	sig := fn.Signature()
	if ref == Recv {
		if sig.Recv() == nil {
			return nil
		}
		return sig.Recv().Type()
	}
	if i, ok := ref.AsResult(); ok && i < sig.Results().Len() {
		return sig.Results().At(i).Type()
	}
	if ref == TypeArg {
		return types.Typ[types.Invalid]
	}
	i, ok := ref.AsParam()
	if !ok || i >= sig.Params().Len() {
		return nil
	}
	typ := sig.Params().At(i).Type()
	if sig.Variadic() && i == sig.Params().Len()-1 {
		return typ.Underlying().(*types.Slice).Elem()
	}
	return typ
}

// holds reports whether t may be the place of rows or a value: a pointer, a
// slice, a type parameter, or anything.
func holds(t types.Type) bool {
	switch u := types.Unalias(t).(type) {
	case *types.Pointer, *types.Slice, *types.TypeParam:
		return true
	case *types.Named:
		_, isPointer := u.Underlying().(*types.Pointer)
		return isPointer || isSlice(u) || types.IsInterface(u) && u.NumMethods() == 0
	}
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0
}

func isStructType(t types.Type) bool { return Named(t) != nil }

func isSlice(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.TypeParam); ok {
		t = p.Constraint()
		if i, ok := t.Underlying().(*types.Interface); ok && i.NumEmbeddeds() == 1 {
			if u, ok := i.EmbeddedType(0).(*types.Union); ok {
				t = u.Term(0).Type()
			}
		}
	}
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

// isText reports whether t may be a text, or what gorm.io/gen has instead.
func isText(t types.Type) bool {
	if b, ok := t.Underlying().(*types.Basic); ok {
		return b.Info()&types.IsString != 0
	}
	i, ok := t.Underlying().(*types.Interface)
	return ok && (i.NumMethods() == 0 || Named(t) != nil && strings.HasPrefix(Named(t).Obj().Pkg().Path(), "gorm.io/gen"))
}

// signatureOf returns the signature of a func parameter; nil of one that may be
// any function.
func signatureOf(fn *types.Func, ref Ref) (*types.Signature, bool) {
	t := operandType(fn, ref)
	if t == nil {
		return nil, false
	}
	if sig, ok := t.Underlying().(*types.Signature); ok {
		return sig, true
	}
	i, ok := t.Underlying().(*types.Interface)
	return nil, ok && i.NumMethods() == 0
}

// TestWrongTracks proves that TestTracksExist can fail.
func TestWrongTracks(t *testing.T) {
	pkg := check(t, nil, "example.com/db", `package db
		type Session struct{ Full bool }
		type DB struct{ Promoted }
		type Promoted struct{}
		func (Promoted) Save(v any) {}
		func (*DB) Find(dest any, conds ...any) *DB { return nil }
		func (*DB) Select(dest ...any) error { return nil }
		func (*DB) Get(id int) (v any, err error) { return nil, nil }
		func (*DB) Each(n int, fn func()) {}
		func (*DB) Session(s *Session) *DB { return nil }
		func (*DB) Load(v any, name string) error { return nil }`)
	for want, track := range map[string]Track{
		"":                           {Type: "DB", Name: "Find", Deed: Loads, Of: Param(0), Keyed: true},
		"DB.Save: no such function":  {Type: "DB", Name: "Save", Deed: Saves, Of: Param(0)},
		"DB.Find: no operand 4":      {Type: "DB", Name: "Find", Deed: Loads, Of: Param(2)},
		"DB.Get: Of is int, no":      {Type: "DB", Name: "Get", Deed: Collects, Of: Param(0)},
		"DB.Get: Of is no result":    {Type: "DB", Name: "Get", Deed: Yields, Of: Param(0)},
		"DB.Get: no operand 66":      {Type: "DB", Name: "Get", Deed: Yields, Of: Result(2)},
		"DB.Select: a variadic":      {Type: "DB", Name: "Select", Deed: Loads},
		"DB.Load: Without is no":     {Type: "DB", Name: "Load", Deed: Loads, Of: Param(0), Without: Param(1)},
		"DB.Each: Fn is no function": {Type: "DB", Name: "Each", Deed: Batches, Fn: Param(0)},
		"DB.Each: Fn takes nothing":  {Type: "DB", Name: "Each", Deed: Batches, Fn: Param(1)},
		"DB.Each: Of is int, no":     {Type: "DB", Name: "Each", Deed: Eager, Of: Param(0)},
		`no setting "Fully"`:         {Type: "DB", Name: "Session", Deed: Alters, Of: Param(0), FullSave: "Fully"},
		`no type "example.com/x.Y"`:  {Type: "DB", Name: "Session", Deed: Upserting, Of: Param(0), OfType: "example.com/x.Y"},
		"DB.Load: On is <nil>":       {Type: "DB", Name: "Load", Deed: Attaches, Of: Param(1)},
		"DB.Load: says of no load":   {Type: "DB", Name: "Load", Deed: Saves, Of: Param(0), Deep: true},
		"DB.Load: no deed":           {Type: "DB", Name: "Load"},
		"DB.Load: Of has no meaning": {Type: "DB", Name: "Load", Deed: Counts, Of: Param(0)},
	} {
		lib := &Library{Path: "example.com/db", Tracks: []Track{track}}
		problems := wrongTracks(lib, []*types.Package{pkg})
		if want == "" && problems != nil || want != "" && (len(problems) != 1 || !strings.Contains(problems[0], want)) {
			t.Errorf("got %q, want one that says %q", problems, want)
		}
	}
}

// TestTracksOf asks for what generated code does, and for a method that a
// user's type gets by embedding.
func TestTracksOf(t *testing.T) {
	const generated = "github.com/datavet/datavet/testdata/generated/"
	pkgs := load(t, nil, []string{"./generated/..."})
	tests := map[string]map[string]string{
		"ent": {
			"GroupQuery.WithUsers": "Eager Edges.Users", "GroupQuery.WithOwner": "Eager Edges.Owner",
			"GroupQuery.All": "Yields result", "GroupQuery.OnlyX": "Yields result", "GroupClient.Get": "Yields result",
			"GroupQuery.IDs": "Counts", "GroupQuery.Count": "Counts", "GroupQuery.QueryUsers": "", "GroupQuery.Where": "",
			"GroupSelect.Scan": "Collects 1", "GroupGroupBy.Scan": "Collects 1", "selector.ScanX": "Collects 1",
			"GroupClient.UpdateOne": "About 0", "GroupClient.DeleteOne": "About 0", "GroupClient.UpdateOneID": "",
			"Group.Update": "About receiver", "Group.QueryUsers": "", "GroupEdges.UsersOrErr": "",
			"GroupCreate.Save": "Inserts; Yields result", "GroupCreateBulk.Save": "Inserts; Yields result", "GroupCreate.Exec": "Inserts",
			"GroupCreate.AddUsers": "Adds 0 Edges.Users step", "GroupCreate.SetName": "",
			"GroupUpdate.Save": "Saves", "GroupUpdate.Exec": "Saves", "GroupUpdateOne.SaveX": "Saves; Yields result",
			"GroupUpdateOne.ClearUsers": "Clears Edges.Users step", "GroupUpdateOne.ClearName": "",
			"GroupUpdateOne.AddUserIDs": "Adds 0 Edges.Users step", "GroupUpdateOne.RemoveUserIDs": "Removes 0 Edges.Users step",
			"GroupUpdateOne.RemoveUsers": "Removes 0 Edges.Users step",
			"GroupUpdateOne.SetOwnerID":  "Replaces 0 Edges.Owner step", "GroupUpdateOne.SetOwner": "Replaces 0 Edges.Owner step",
			"GroupDelete.Exec": "Deletes", "GroupDeleteOne.Exec": "Deletes",
		},
		"boil": {
			"FindGroup": "Yields result", "FindGroupG": "Yields result", "GroupExists": "", "Groups": "",
			"groupQuery.One": "Yields result", "groupQuery.AllGP": "Yields result", "groupQuery.Count": "Counts",
			"groupQuery.DeleteAll": "Deletes", "groupQuery.UpdateAll": "Counts",
			"Group.AddUsers": "Adds 3 R.Users of the receiver", "Group.SetUsers": "Replaces 3 R.Users of the receiver",
			"Group.SetUsersG": "Replaces 2 R.Users of the receiver", "Group.RemoveUsers": "Removes 2 R.Users of the receiver",
			"User.SetGroup": "Replaces 3 R.Group of the receiver", "Group.Users": "",
			"Group.Insert": "Inserts receiver", "Group.Update": "Saves receiver", "Group.Upsert": "Saves receiver",
			"Group.Delete": "Deletes receiver", "Group.Reload": "Loads receiver",
			"GroupSlice.DeleteAll": "Deletes receiver", "GroupSlice.ReloadAll": "Loads receiver", "GroupSlice.UpdateAll": "Counts",
			"groupL.LoadUsers": "Attaches R.Users of 3",
		},
		"gormgen/query": {
			"groupDo.Preload": "Eager 0", "groupDo.Omit": "Omits 0", "groupDo.Where": "",
			"groupDo.First": "Yields result", "groupDo.Find": "Yields result", "groupDo.FindByPage": "Yields result",
			"groupDo.FindInBatch": "Yields result", "groupDo.FindInBatches": "Batches 0",
			"groupDo.Save": "Saves 0", "groupDo.Create": "Inserts 0", "groupDo.Delete": "Deletes 0", "groupDo.Scan": "Loads 0",
			"IGroupDo.Find": "Yields result", "IGroupDo.Save": "Saves 0",
			"groupHasManyUsers.Model":     "About 0; Relates Users",
			"groupHasManyUsersTx.Replace": "Replaces 0", "groupHasManyUsersTx.Clear": "Clears", "groupHasManyUsersTx.Find": "Yields result",
			"Query.Transaction": "",
		},
	}
	orms := map[string]string{"ent": "ent", "boil": "sqlboiler", "gormgen/query": "GORM"}
	for path, funcs := range tests {
		pkg := pkgs[generated+path]
		if pkg == nil {
			t.Errorf("testdata/generated/%s doesn't load", path)
			continue
		}
		for name, want := range funcs {
			typ, method, isMethod := strings.Cut(name, ".")
			if !isMethod {
				typ, method = "", name
			}
			fn := funcIn(pkg, typ, method)
			if fn == nil {
				t.Errorf("%s has no %s", path, name)
				continue
			}
			var got []string
			for _, track := range TracksOf(fn) {
				got = append(got, describe(track))
				for _, problem := range wrongTrack(track, fn) {
					if (track.Deed == Eager || track.Deed == Omits) && path == "gormgen/query" || strings.HasPrefix(name, "GroupUpdateOne.") && strings.Contains(problem, "is int") {
						continue // expressions, and keys
					}
					t.Errorf("%s: %s", name, problem)
				}
			}
			if got := strings.Join(got, "; "); got != want {
				t.Errorf("TracksOf(%s): %q, want %q", name, got, want)
			}
			if orm := ORMOf(fn); want != "" && (orm == nil || orm.Name != orms[path]) {
				t.Errorf("ORMOf(%s) = %v, want %s", name, orm, orms[path])
			}
		}
	}

	known := map[string]*types.Package{}
	check(t, known, "gorm.io/gorm", `package gorm
		type DB struct{}
		func (*DB) Save(v any) *DB { return nil }`)
	own := check(t, known, "example.com/own", `package own
		import "gorm.io/gorm"
		type Store struct{ *gorm.DB }
		type Other struct{}
		func (Other) Save(v any) {}`)
	for typ, want := range map[string]int{"Store": 1, "Other": 0} {
		obj, _, _ := types.LookupFieldOrMethod(own.Scope().Lookup(typ).Type(), true, own, "Save")
		if got := TracksOf(obj.(*types.Func)); len(got) != want {
			t.Errorf("TracksOf(%s.Save) = %v, want %d", typ, got, want)
		}
	}
	for path, want := range map[string]bool{
		"gorm.io/gorm": true, "github.com/jmoiron/sqlx": true, "entgo.io/ent/dialect": true, "github.com/aarondl/sqlboiler/v4/queries/qm": true,
		"database/sql": false, "google.golang.org/grpc": false, "strings": false,
	} {
		if got := Fills(path); got != want {
			t.Errorf("Fills(%s) = %v", path, got)
		}
	}
}

// describe writes a track in short: the deed, the operand and the association.
func describe(t Track) string {
	deeds := []string{
		Loads: "Loads", Collects: "Collects", Yields: "Yields", Batches: "Batches", Attaches: "Attaches", Saves: "Saves", Inserts: "Inserts",
		Deletes: "Deletes", Counts: "Counts", About: "About", Eager: "Eager", Omits: "Omits", Relates: "Relates",
		Replaces: "Replaces", Adds: "Adds", Removes: "Removes", Clears: "Clears",
	}
	s := deeds[t.Deed]
	if i, ok := t.Of.AsParam(); ok {
		s += fmt.Sprint(" ", i)
	} else if t.Of == Recv {
		s += " receiver"
	} else if t.Of != 0 {
		s += " result"
	}
	if t.Path != "" {
		s += " " + t.Path
	}
	if i, ok := t.On.AsParam(); ok {
		s += fmt.Sprint(" of ", i)
	} else if t.On == Recv {
		s += " of the receiver"
	}
	if t.Step {
		s += " step"
	}
	return s
}
