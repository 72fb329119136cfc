package knowledge

import (
	"go/types"
	"strings"
)

// gormGen is what code that gorm.io/gen generates is made of; what the
// generated methods do is inferred.
var gormGen = Library{
	Path:   "gorm.io/gen",
	Import: "gorm.io/gen",
	Module: "gorm.io/gen",
	Types: []Type{
		{"DO", Either},
		{"Dao", Either},
	},
	Funcs: []Func{
		{Type: "DO", Name: "UnderlyingDB", Role: Derive},
		{Type: "DO", Name: "First Take Last Find FirstOrInit Count Row Rows Scan Pluck", Role: Query},
		{Type: "DO", Name: "FindInBatches", Role: Query, Fn: Param(2), FnTx: Param(0)},
		{Type: "DO", Name: "Create CreateInBatches Save FirstOrCreate Update UpdateSimple Updates UpdateColumn UpdateColumnSimple UpdateColumns Delete", Role: Exec},
		{Type: "Dao", Name: "First Take Last Find FirstOrInit Count Row Rows Scan Pluck", Role: Query},
		{Type: "Dao", Name: "FindInBatches", Role: Query, Fn: Param(2), FnTx: Param(0)},
		{Type: "Dao", Name: "Create CreateInBatches Save FirstOrCreate Update UpdateSimple Updates UpdateColumn UpdateColumnSimple UpdateColumns Delete", Role: Exec},
	},
	Chains: "DO Dao",
	Tracks: []Track{
		{Type: "DO Dao", Name: "Preload Joins", Deed: Eager, Of: Param(0)},
		{Type: "DO Dao", Name: "Omit", Deed: Omits, Of: Param(0)},
		{Type: "DO Dao", Name: "Select", Deed: Only, Of: Param(0)},
		{Type: "DO Dao", Name: "First Take Last Find FirstOrInit FirstOrCreate", Deed: Yields, Of: Result(0)},
		{Type: "DO Dao", Name: "FindInBatches", Deed: Batches, Of: Param(0), Fn: Param(2)},
		{Type: "DO Dao", Name: "Scan", Deed: Loads, Of: Param(0)},
		{Type: "DO Dao", Name: "Pluck ScanRows", Deed: Loads, Of: Param(1)},
		{Type: "DO Dao", Name: "Save", Deed: Saves, Of: Param(0)},
		{Type: "DO Dao", Name: "Create CreateInBatches", Deed: Inserts, Of: Param(0)},
		{Type: "DO Dao", Name: "Delete", Deed: Deletes, Of: Param(0)},
		// Updates writes columns: its model is an empty one.
		{Type: "DO Dao", Name: "Update UpdateSimple Updates UpdateColumn UpdateColumnSimple UpdateColumns Count Row Rows", Deed: Counts},
	},
	ORM: gorm.ORM,
}

// gormGenQueries knows the package of queries that gorm.io/gen generates: for a
// model User, the type userDo, which embeds gen.DO and has its methods again
// with User's types, the interface IUserDo of these, and for an association
// Posts the types userHasManyPosts and userHasManyPostsTx.
var gormGenQueries = Shape{
	Name:    "gorm gen",
	Imports: []string{"gorm.io/gen"},
	Func:    func(*types.Func) (Func, bool) { return Func{}, false },
	Tracks:  gormGenTracks,
	ORM:     gorm.ORM,
}

func gormGenTracks(fn *types.Func) []Track {
	recv := fn.Signature().Recv()
	if recv == nil {
		return nil
	}
	named := Named(recv.Type())
	if named == nil || named.Obj().Pkg() != fn.Pkg() {
		return nil
	}
	typ := named.Obj().Name()
	track := func(t Track) []Track {
		t.Type, t.Name = typ, fn.Name()
		return []Track{t}
	}
	if isGormGenDo(named) {
		switch fn.Name() {
		case "FindByPage", "FindInBatch":
			return track(Track{Deed: Yields, Of: Result(0)})
		case "ScanByPage":
			return track(Track{Deed: Loads, Of: Param(0)})
		}
		var out []Track
		for _, t := range trackTable().tracks[key{gormGen.Path, "DO", fn.Name()}] {
			out = append(out, track(t)...)
		}
		return out
	}
	association := gormGenAssociation(named)
	if association == "" {
		return nil
	}
	switch fn.Name() {
	case "Model":
		return append(track(Track{Deed: About, Of: Param(0)}), track(Track{Deed: Relates, Path: association})...)
	case "Find":
		return track(Track{Deed: Yields, Of: Result(0)})
	case "Append":
		return track(Track{Deed: Adds, Of: Param(0)})
	case "Replace":
		return track(Track{Deed: Replaces, Of: Param(0)})
	case "Delete":
		return track(Track{Deed: Removes, Of: Param(0)})
	case "Clear":
		return track(Track{Deed: Clears})
	case "Count":
		return track(Track{Deed: Counts})
	}
	return nil
}

// isGormGenDo knows userDo and IUserDo.
func isGormGenDo(t *types.Named) bool {
	if !strings.HasSuffix(t.Obj().Name(), "Do") {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		return u.NumFields() == 1 && u.Field(0).Embedded() && isOf(u.Field(0).Type(), gormGen.Path, "DO")
	case *types.Interface:
		for e := range u.EmbeddedTypes() {
			if isOf(e, gormGen.Path, "SubQuery") {
				return true
			}
		}
	}
	return false
}

// gormGenAssociation returns the Go name of the association that t, as
// userHasManyPosts or userHasManyPostsTx, stands for; empty if it is none.
func gormGenAssociation(t *types.Named) string {
	s, ok := t.Underlying().(*types.Struct)
	if !ok || s.NumFields() == 0 {
		return ""
	}
	name := t.Obj().Name()
	if isOf(s.Field(0).Type(), gorm.Path, "Association") {
		name = strings.TrimSuffix(name, "Tx")
	} else if s.NumFields() < 2 || !s.Field(1).Embedded() || !isOf(s.Field(1).Type(), gormGen.Path+"/field", "RelationField") {
		return ""
	}
	for _, kind := range []string{"HasMany", "HasOne", "BelongsTo", "ManyToMany"} {
		if _, association, ok := strings.Cut(name, kind); ok {
			return association
		}
	}
	return ""
}

func isOf(t types.Type, path, name string) bool {
	n := Named(t)
	return n != nil && n.Obj().Pkg() != nil && n.Obj().Name() == name && Path(n.Obj().Pkg().Path()) == path
}
