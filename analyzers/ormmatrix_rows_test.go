package analyzers

// A row of the matrix is one thing that code does with what an ORM loaded.
// Databases were asked what comes of each; the proofs ask them again.
type row struct {
	what string
	// code is the body of a function; see its library's prelude for the names.
	// $save(v) stands for each call that persists v.
	code string
	// want is the rule and the category of the finding, or "" for silence.
	want string
	// miss says why a harmful row has no finding.
	miss string
}

// A library is the rows of one library: of functions with params, below prelude.
type library struct {
	name, params, prelude string
	rows                  []row
}

const (
	loadA    = `var a A; db.Preload("Bs").First(&a, 1); `
	loadN    = `var n N; db.Preload("Foo").First(&n, 1); `
	loadG    = `var g G; db.Preload("As.Bs").First(&g, 1); `
	gormHead = `
import (
	"context"
	"database/sql"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type G struct {
	ID   int64
	Name string
	As   []A
}

type A struct {
	ID   int64
	GID  int64
	Name string
	Bs   []B
	Ps   []*P
	Ms   []M ` + "`gorm:\"many2many:a_ms\"`" + `
	O    *O
	Tags []string ` + "`gorm:\"serializer:json\"`" + `
}

type B struct {
	ID   int64
	AID  *int64
	Text string
	Live bool
}

type P struct {
	ID   int64
	AID  *int64
	Text string
}

type M struct {
	ID   int64
	Text string
}

type O struct {
	ID   int64
	AID  *int64
	Text string
}

type N struct {
	ID    int64
	Name  string
	FooID int64
	Foo   *Foo
}

type Foo struct {
	ID   int64
	Name string
}

func use(...any) {}

func gone(b B) bool { return b.Text == "" }

var cache = map[int][]B{}

func cut(bs []B) int { return len(slices.DeleteFunc(bs, gone)) }

var (
	_ = clause.Associations
	_ = slices.Clone[[]int]
	_ *sql.Rows
)
`
)

// persists are what Persist on the page stands for.
var persists = []string{
	`db.Save(&$v)`,
	`db.Updates(&$v)`,
	`db.Model(&$v).Update("name", "x")`,
	`db.Model($v).Update("name", "x")`,
	`db.Model(&$v).Updates(map[string]any{"name": "x"})`,
	`db.Model(&$v).UpdateColumn("name", "x")`,
	`db.Model(&$v).UpdateColumns(map[string]any{"name": "x"})`,
	`db.Select("*").Updates(&$v)`,
	`gorm.G[$T](db).Where("id = ?", $v.ID).Updates(ctx, $v)`,
	`db.Clauses(clause.OnConflict{UpdateAll: true}).Create(&$v)`,
}

var matrix = []library{
	{"gorm", "ctx context.Context, db *gorm.DB", gormHead, []row{
		// Changed in memory.
		{what: "alias: slices.Delete", code: loadA + `w := slices.Delete(a.Bs, 0, 1); use(w); $save(a)`, want: "trackedslice alias"},
		{what: "alias: slices.DeleteFunc", code: loadA + `w := slices.DeleteFunc(a.Bs, gone); use(w); $save(a)`, want: "trackedslice alias"},
		{what: "alias: slices.CompactFunc", code: loadA + `w := slices.CompactFunc(a.Bs, func(x, y B) bool { return x.Text == y.Text }); use(w); $save(a)`, want: "trackedslice alias"},
		{what: "alias in a variable", code: loadA + `q := a.Bs; q = slices.Delete(q, 0, 1); use(q); $save(a)`, want: "trackedslice alias"},
		{what: "struct copy", code: loadA + `c := a; c.Bs = slices.Delete(c.Bs, 0, 1); use(c); $save(a)`, want: "trackedslice alias"},
		{what: "callee", code: loadA + `use(cut(a.Bs)); $save(a)`, want: "trackedslice alias"},
		{what: "range copy", code: loadG + `for _, x := range g.As { x.Bs = slices.Delete(x.Bs, 0, 1); use(x) }; $save(g)`, want: "trackedslice alias"},
		{what: "many2many", code: `var a A; db.Preload("Ms").First(&a, 1); w := slices.Delete(a.Ms, 0, 1); use(w); $save(a)`, want: "trackedslice alias"},
		{what: "[]*T", code: `var a A; db.Preload("Ps").First(&a, 1); w := slices.Delete(a.Ps, 0, 1); use(w); $save(a)`, want: "trackedslice alias"},
		{what: "serializer:json", code: `var a A; db.First(&a, 1); w := slices.Delete(a.Tags, 0, 1); use(w); db.Save(&a)`, want: "trackedslice alias"},
		{what: "clear", code: loadA + `clear(a.Bs); $save(a)`, want: "trackedslice blank"},
		{what: "append of T{}", code: loadA + `a.Bs = append(a.Bs, B{}); $save(a)`, want: "trackedslice blank"},
		{what: "make with a length, then append", code: loadA + `bs := make([]B, len(a.Bs)); bs = append(bs, B{Text: "x"}); a.Bs = bs; $save(a)`, want: "trackedslice blank"},
		{what: "append(a.B[:2], x), result dropped", code: loadA + `use(append(a.Bs[:2], B{Text: "x"})); $save(a)`, want: "trackedslice alias"},
		{what: "element's primary key set to 0", code: loadA + `a.Bs[0].ID = 0; $save(a)`, want: "trackedslice key"},
		{what: "append of another parent's child", code: loadA + `var b B; db.First(&b, 9); a.Bs = append(a.Bs, b); $save(a)`, miss: "this is also how a child is moved on purpose"},
		{what: "append of a stub", code: loadA + `a.Bs = append(a.Bs, B{ID: 9}); $save(a)`, miss: "this is also how a child is linked on purpose; that there is no such row can't be seen"},
		{what: "reslice", code: loadA + `a.Bs = a.Bs[:1]; $save(a)`, want: "trackedslice unsaved"},
		{what: "delete assigned back", code: loadA + `a.Bs = slices.Delete(a.Bs, 0, 1); $save(a)`, want: "trackedslice unsaved"},
		{what: "nil", code: loadA + `a.Bs = nil; $save(a)`, miss: "this is also how an association is left alone"},
		{what: "field of an element edited", code: loadA + `a.Bs[0].Text = "x"; db.Save(&a)`, want: "trackedslice unsaved"},
		{what: "field of an element edited, FullSaveAssociations", code: loadA + `a.Bs[0].Text = "x"; db.Session(&gorm.Session{FullSaveAssociations: true}).Save(&a)`},
		{what: "sort", code: loadA + `slices.SortFunc(a.Bs, func(x, y B) int { return int(x.ID - y.ID) }); $save(a)`},
		{what: "reverse", code: loadA + `w := a.Bs; slices.Reverse(w); $save(a)`},
		{what: "shift by append", code: loadA + `use(append(a.Bs[:0], a.Bs[1:]...)); $save(a)`},
		{what: "filter in place into x[:0]", code: loadA + `w := a.Bs[:0]; for _, b := range a.Bs { if !gone(b) { w = append(w, b) } }; use(w); $save(a)`},
		{what: "shifted alias, Save(&slice)", code: `var bs []B; db.Find(&bs); w := append(bs[:0], bs[1:]...); w[0].Text = "x"; db.Save(&bs)`, want: "trackedslice alias"},
		{what: "child hard-deleted by a query: by its parent", code: loadA + `db.Where("a_id = ?", a.ID).Delete(&B{}); $save(a)`, want: "staleassociation deleted"},
		{what: "child hard-deleted by a query: by its key", code: loadA + `db.Delete(&B{}, a.Bs[0].ID); $save(a)`, want: "staleassociation deleted"},
		{what: "child hard-deleted by a query: itself", code: loadA + `db.Delete(&a.Bs[0]); $save(a)`, want: "staleassociation deleted"},
		{what: "child moved by a query", code: loadA + `db.Model(&B{}).Where("id = ?", a.Bs[0].ID).Update("a_id", 2); $save(a)`, want: "staleassociation deleted"},
		{what: "loaded belongs-to row deleted by a query", code: loadN + `db.Delete(&Foo{}, n.FooID); $save(n)`, want: "staleassociation deleted"},
		{what: "x.FooID = 2 while Foo is preloaded", code: loadN + `n.FooID = 2; $save(n)`, want: "staleassociation foreignkey"},
		{what: "x.FooID = 2 while Foo is joined", code: `var n N; db.Joins("Foo").First(&n, 1); n.FooID = 2; $save(n)`, want: "staleassociation foreignkey"},
		{what: `Update("foo_id", 2) while Foo is preloaded`, code: loadN + `db.Model(&n).Update("foo_id", 2)`, want: "staleassociation foreignkey"},
		{what: "x.FooID = 2 and Foo reassigned", code: loadN + `n.FooID, n.Foo = 2, nil; $save(n)`},
		{what: "has-one replaced", code: `var a A; db.Preload("O").First(&a, 1); a.O = &O{Text: "new"}; db.Save(&a)`, miss: "no rule is about has-one: whether the old row goes away by a unique key or a constraint can't be seen"},
		{what: "slice drained, Replace", code: loadA + `for len(a.Bs) > 0 { use(a.Bs[0].Text); a.Bs = a.Bs[1:] }; db.Model(&a).Association("Bs").Replace(a.Bs)`, want: "trackedslice drained"},
		{what: "queue drained, Replace", code: loadA + `q := a.Bs; for len(q) > 0 { use(q[0].Text); q = q[1:] }; db.Model(&a).Association("Bs").Replace(q)`, want: "trackedslice drained"},
		{what: "slice resliced, Replace", code: loadA + `use(a.Bs[0].Text); a.Bs = a.Bs[1:]; db.Model(&a).Association("Bs").Replace(a.Bs)`, want: "trackedslice drained"},
		{what: "slice conditionally preloaded, Replace", code: `var a A; db.Preload("Bs", "text <> ?", "x").First(&a, 1); db.Model(&a).Association("Bs").Replace(append(a.Bs, B{Text: "y"}))`, want: "trackedslice drained"},
		{what: "slice drained, Replace with Unscoped", code: loadA + `for len(a.Bs) > 0 { use(a.Bs[0].Text); a.Bs = a.Bs[1:] }; db.Model(&a).Association("Bs").Unscoped().Replace(a.Bs)`, want: "trackedslice drained"},
		{what: "nil slice, Replace", code: loadA + `db.Model(&a).Association("Bs").Replace([]B(nil))`, miss: "it says what it does"},
		{what: "Clear", code: loadA + `db.Model(&a).Association("Bs").Clear()`, miss: "it says what it does"},
		{what: "Association.Delete in a loop over the indices", code: loadA + `for i := range a.Bs { db.Model(&a).Association("Bs").Delete(&a.Bs[i]) }`, want: "trackedslice loop"},
		{what: "a.ID = 0 with children loaded, Create", code: loadA + `a.ID = 0; db.Create(&a)`, want: "trackedslice key"},
		{what: `has-many with Omit("B.*")`, code: loadA + `db.Omit("Bs.*").Save(&a)`, want: "trackedslice omit"},
		{what: `has-many with Omit("B")`, code: loadA + `db.Omit("Bs").Save(&a)`},

		// Destinations used twice.
		{what: "loaded twice while an alias lives", code: `var bs []B; db.Find(&bs, "text = ?", "x"); first := bs; db.Find(&bs, "text = ?", "y"); use(first, bs)`, want: "reuseddest overwritten"},
		{what: "loaded twice, the first cloned", code: `var bs []B; db.Find(&bs, "text = ?", "x"); first := slices.Clone(bs); db.Find(&bs, "text = ?", "y"); use(first, bs)`},
		{what: "struct that already holds a key", code: `var a A; db.First(&a, 1); use(a.Name); db.First(&a, 2); use(a.Name)`, want: "reuseddest keyed"},

		// FindInBatches.
		{what: "batch kept: slice header", code: `var bs []B; var all [][]B; db.FindInBatches(&bs, 100, func(*gorm.DB, int) error { all = append(all, bs); return nil }); use(all)`, want: "reuseddest batches"},
		{what: "batch kept: pointers to elements", code: `var bs []B; var all []*B; db.FindInBatches(&bs, 100, func(*gorm.DB, int) error { for i := range bs { all = append(all, &bs[i]) }; return nil }); use(all)`, want: "reuseddest batches"},
		{what: "batch kept: closures", code: `var bs []B; var all []func(); db.FindInBatches(&bs, 100, func(*gorm.DB, int) error { all = append(all, func() { use(bs) }); return nil }); for _, f := range all { f() }`, want: "reuseddest batches"},
		{what: "append(all, results...)", code: `var bs, all []B; db.FindInBatches(&bs, 100, func(*gorm.DB, int) error { all = append(all, bs...); return nil }); use(all)`},
		{what: "batch sorted", code: `var bs []B; db.FindInBatches(&bs, 100, func(*gorm.DB, int) error { slices.SortFunc(bs, func(x, y B) int { return len(x.Text) - len(y.Text) }); use(bs); return nil })`, want: "reuseddest cursor"},
		{what: "batch shrunk", code: `var bs []B; db.FindInBatches(&bs, 100, func(*gorm.DB, int) error { bs = slices.DeleteFunc(bs, gone); use(bs); return nil })`, want: "reuseddest cursor"},
		{what: "Order by something else", code: `var bs []B; db.Order("text").FindInBatches(&bs, 100, func(*gorm.DB, int) error { use(bs); return nil })`, want: "reuseddest cursor"},

		// Queries.
		{what: "chain method after a finisher", code: `var bs []B; db.Find(&bs).Where("text = ?", "x"); use(bs)`, want: "sharedchain ignored"},
		{what: "chain finished twice", code: `var x, y []B; q := db.Where("a_id = ?", 1); q.Where("text = ?", "x").Find(&x); q.Where("text = ?", "y").Find(&y); use(x, y)`, want: "sharedchain reused"},
		{what: "Where(&T{F: zero}), Delete: a bool", code: `var b B; db.First(&b, 1); db.Where(&B{Live: b.Live}).Where("a_id > ?", 0).Delete(&B{})`, want: "zerocondition struct"},
		{what: "Where(&T{F: zero}), Delete: a text of a row", code: `var a A; db.First(&a, 1); db.Where(&B{Text: a.Name}).Where("a_id > ?", 0).Delete(&B{})`, want: "zerocondition unchecked"},
		{what: "Where(&T{F: checked}), Delete", code: `var a A; db.First(&a, 1); if a.Name == "" { return }; db.Where(&B{Text: a.Name}).Where("a_id > ?", 0).Delete(&B{})`},
		{what: "Updates(T{F: zero})", code: `db.Model(&B{ID: 1}).Updates(B{Text: "x", Live: false})`, want: "zerocondition unwritten"},
		{what: "Updates(T{F: possibly zero})", code: `var b B; db.First(&b, 1); db.Model(&B{ID: 2}).Updates(B{Live: b.Live})`, want: "zerocondition updates"},
		{what: "Updates(map)", code: `var b B; db.First(&b, 1); db.Model(&B{ID: 2}).Updates(map[string]any{"live": b.Live})`},
		{what: "Not(map of an empty slice), Delete", code: `var ids []int64; db.Model(&A{}).Pluck("id", &ids); db.Not(map[string]any{"id": ids}).Delete(&B{})`, want: "zerocondition empty"},
		{what: "Where(cond).Save that matches nothing", code: `var a A; db.First(&a, 1); a.Name = "x"; db.Where("name = ?", "y").Save(&a)`, miss: "no rule is about optimistic locks yet"},
		{what: "pages by OFFSET and deletes what it has seen", code: `for page := 0; ; page++ { var bs []B; db.Order("id").Limit(100).Offset(page * 100).Find(&bs); if len(bs) == 0 { break }; for _, b := range bs { db.Delete(&B{}, b.ID) } }`, want: "shiftingpage"},
		{what: "pages by key and deletes what it has seen", code: `last := int64(0); for { var bs []B; db.Where("id > ?", last).Order("id").Limit(100).Find(&bs); if len(bs) == 0 { break }; for _, b := range bs { last = b.ID; db.Delete(&B{}, b.ID) } }`},

		// What protects.
		{what: "slices.Clone", code: loadA + `w := slices.Delete(slices.Clone(a.Bs), 0, 1); use(w); $save(a)`},
		{what: "append([]T(nil), …)", code: loadA + `w := slices.Delete(append([]B(nil), a.Bs...), 0, 1); use(w); $save(a)`},
		{what: "x[:k:k] before append", code: loadA + `use(append(a.Bs[:2:2], B{Text: "x"})); $save(a)`},
		{what: "Omit(clause.Associations)", code: loadA + `w := slices.Delete(a.Bs, 0, 1); use(w); db.Omit(clause.Associations).Save(&a)`},
		{what: `Omit("B")`, code: loadA + `w := slices.Delete(a.Bs, 0, 1); use(w); db.Omit("Bs").Save(&a)`},
		{what: "Select of columns without B", code: loadA + `w := slices.Delete(a.Bs, 0, 1); use(w); db.Select("Name").Save(&a)`},
		{what: "Select of columns without B, Updates", code: loadA + `w := slices.Delete(a.Bs, 0, 1); use(w); db.Model(&a).Select("name").Updates(A{Name: "x"})`},
		{what: "Model(&T{}).Where", code: loadA + `w := slices.Delete(a.Bs, 0, 1); use(w); db.Model(&A{}).Where("id = ?", a.ID).Update("name", "x")`},
		{what: "Model(&T{ID: x})", code: loadA + `w := slices.Delete(a.Bs, 0, 1); use(w); db.Model(&A{ID: a.ID}).Update("name", "x")`},
		{what: "Table", code: loadA + `w := slices.Delete(a.Bs, 0, 1); use(w); db.Table("as").Where("id = ?", a.ID).Update("name", "x")`},
		{what: "reload", code: loadA + `w := slices.Delete(a.Bs, 0, 1); use(w); a = A{}; db.Preload("Bs").First(&a, 1); $save(a)`},
		{what: "Omit(clause.Associations), child deleted", code: loadA + `db.Delete(&B{}, a.Bs[0].ID); db.Omit(clause.Associations).Save(&a)`},
		{what: "reload, child deleted", code: loadA + `db.Delete(&B{}, a.Bs[0].ID); a = A{}; db.Preload("Bs").First(&a, 1); $save(a)`},
		{what: `Omit("Foo"), key written`, code: loadN + `n.FooID = 2; db.Omit("Foo").Save(&n)`},
		{what: "Model(&T{}).Where, key written", code: loadN + `db.Model(&N{}).Where("id = ?", n.ID).Update("foo_id", 2)`},

		// What doesn't.
		{what: `Select("*")`, code: loadA + `w := slices.Delete(a.Bs, 0, 1); use(w); db.Select("*").Save(&a)`, want: "trackedslice alias"},
		{what: `Select("B")`, code: loadA + `w := slices.Delete(a.Bs, 0, 1); use(w); db.Select("Bs").Updates(&a)`, want: "trackedslice alias"},
		{what: "SkipHooks", code: loadA + `w := slices.Delete(a.Bs, 0, 1); use(w); db.Session(&gorm.Session{SkipHooks: true}).Save(&a)`, want: "trackedslice alias"},
		{what: `Set("gorm:save_associations", false)`, code: loadA + `w := slices.Delete(a.Bs, 0, 1); use(w); db.Set("gorm:save_associations", false).Save(&a)`, want: "trackedslice alias"},

		// Looks harmful, isn't.
		{what: "partial Preload, Save", code: `var a A; db.Preload("Bs", "text <> ?", "x").First(&a, 1); a.Name = "x"; $save(a)`},
		{what: "many2many Replace from a request", code: `var p A; use(&p); db.Model(&A{ID: p.ID}).Association("Ms").Replace(p.Ms)`},
		{what: "q = q.Where in a loop that builds one query", code: `var bs []B; q := db.Model(&B{}); for _, text := range []string{"x", "y"} { q = q.Where("text <> ?", text) }; q.Find(&bs); use(bs)`},
		{what: "append(all, batch...)", code: `var all []B; for i := range 3 { var bs []B; db.Find(&bs, "a_id = ?", i); all = append(all, bs...) }; use(all)`},
		{what: "Count and Find on one chain", code: `var n int64; var bs []B; q := db.Model(&B{}).Where("text = ?", "x"); q.Count(&n); q.Limit(10).Find(&bs); use(n, bs)`},
		{what: "ScanRows into one struct", code: `rows, err := db.Model(&B{}).Rows(); if err != nil { return }; defer rows.Close(); var b B; for rows.Next() { db.ScanRows(rows, &b); use(b.Text) }`},
		{what: "Delete(&emptySlice)", code: `var bs []B; db.Delete(&bs)`},

		// The batch idiom, and lists that are held elsewhere.
		{what: "batch := q[:n]; q = slices.Delete(q, 0, n)", code: `var q []B; db.Find(&q); for len(q) > 0 { n := min(2, len(q)); batch := q[:n]; q = slices.Delete(q, 0, n); use(batch) }`, want: "trackedslice batch"},
		{what: "batch := q[:n]; append(q[:0], q[n:]...)", code: `var q []B; db.Find(&q); for len(q) > 0 { n := min(2, len(q)); batch := q[:n]; q = append(q[:0], q[n:]...); use(batch) }`, want: "trackedslice batch"},
		{what: "batch := q[:n]; q = q[n:]", code: `var q []B; db.Find(&q); for len(q) > 0 { n := min(2, len(q)); batch := q[:n]; q = q[n:]; use(batch) }`},
		{what: "in place on a slice that a map holds", code: `bs := cache[1]; use(slices.DeleteFunc(bs, gone))`, want: "trackedslice shared"},
		{what: "clone of a slice that a map holds", code: `bs := slices.Clone(cache[1]); use(slices.DeleteFunc(bs, gone))`},
	}},
	{"rel", "ctx context.Context, repo rel.Repository", `
import (
	"context"

	"github.com/go-rel/rel"
)

type A struct {
	ID   int64
	Name string
	Bs   []B ` + "`ref:\"id\" fk:\"a_id\" autosave:\"true\"`" + `
	Cs   []B ` + "`ref:\"id\" fk:\"a_id\"`" + `
}

type B struct {
	ID  int64
	AID int64
}

func use(...any) {}
`, []row{
		{what: "autosave field resliced", code: `var a A; repo.Find(ctx, &a); repo.Preload(ctx, &a, "bs"); a.Bs = a.Bs[1:]; repo.Update(ctx, &a)`, want: "trackedslice mirror"},
		{what: "field without autosave resliced", code: `var a A; repo.Find(ctx, &a); repo.Preload(ctx, &a, "cs"); a.Cs = a.Cs[1:]; repo.Update(ctx, &a)`},
		{what: "destination used twice", code: `var bs []B; repo.FindAll(ctx, &bs, rel.Eq("a_id", 1)); first := bs; repo.FindAll(ctx, &bs, rel.Eq("a_id", 2)); use(first, bs)`},
	}},
	{"ent", "ctx context.Context, client *ent.Client, registry *devices.Client", `
import (
	"context"
	"slices"

	"github.com/datavet/datavet/testdata/trackedslice/clubs/ent"
	devices "github.com/datavet/datavet/testdata/zerocondition/ent"
	"github.com/datavet/datavet/testdata/zerocondition/ent/device"
)

func use(...any) {}

func gone(p *ent.Player) bool { return p.Email == "" }

var _ = slices.Clone[[]int]
var _ = device.IDNotIn
`, []row{
		{what: "Edges changed, Update().Save", code: `c, err := client.Club.Query().WithPlayers().Only(ctx); if err != nil { return }; c.Edges.Players = slices.DeleteFunc(c.Edges.Players, gone); c.Update().SetName("x").Save(ctx)`},
		{what: "ClearX().AddX of a drained slice", code: `c, err := client.Club.Query().WithPlayers().Only(ctx); if err != nil { return }; q := c.Edges.Players; for len(q) > 0 { use(q[0]); q = q[1:] }; c.Update().ClearPlayers().AddPlayers(q...).Save(ctx)`, want: "trackedslice drained"},
		{what: "RemoveX of a slice", code: `c, err := client.Club.Query().WithPlayers().Only(ctx); if err != nil { return }; c.Update().RemovePlayers(c.Edges.Players...).Save(ctx)`, miss: "it says what it does"},
		{what: "IDNotIn() with an empty list, Delete", code: `var ids []int; use(&ids); registry.Device.Delete().Where(device.IDNotIn(ids...)).Exec(ctx)`, want: "zerocondition empty"},
	}},
	{"sqlboiler", "ctx context.Context, db *sql.DB", `
import (
	"context"
	"database/sql"

	"github.com/volatiletech/sqlboiler/v4/boil"
	"github.com/volatiletech/sqlboiler/v4/queries/qm"

	"github.com/datavet/datavet/testdata/trackedslice/choirs/models"
)

func use(...any) {}

var _ = boil.Infer
`, []row{
		{what: "R changed, Update", code: `c, err := models.Choirs(qm.Load("Singers")).One(ctx, db); if err != nil { return }; c.R.Singers = c.R.Singers[1:]; c.Update(ctx, db, boil.Infer())`},
		{what: "SetX(R.X[n:]...)", code: `c, err := models.Choirs(qm.Load("Singers")).One(ctx, db); if err != nil { return }; c.SetSingers(ctx, db, false, c.R.Singers[1:]...)`, want: "trackedslice drained"},
		{what: "SetX of nothing", code: `c, err := models.Choirs(qm.Load("Singers")).One(ctx, db); if err != nil { return }; c.SetSingers(ctx, db, false)`, miss: "it says what it does"},
	}},
	{"bun", "ctx context.Context, db *bun.DB", `
import (
	"context"
	"slices"

	"github.com/uptrace/bun"
)

type A struct {
	ID int64
	Bs []*B ` + "`bun:\"rel:has-many,join:id=a_id\"`" + `
}

type B struct {
	ID   int64
	AID  int64
	Text string
}

func use(...any) {}

func gone(b B) bool { return b.Text == "" }

var _ = slices.Clone[[]int]
`, []row{
		{what: "relation changed, Update", code: `var a A; db.NewSelect().Model(&a).Relation("Bs").Scan(ctx); a.Bs = a.Bs[:1]; db.NewUpdate().Model(&a).WherePK().Exec(ctx)`},
		{what: "NewInsert(&slice) after an alias was deleted from", code: `var bs []B; db.NewSelect().Model(&bs).Scan(ctx); w := slices.DeleteFunc(bs, gone); use(w); db.NewInsert().Model(&bs).Exec(ctx)`, want: "trackedslice alias"},
		{what: "destination used twice", code: `var bs []B; db.NewSelect().Model(&bs).Where("a_id = 1").Scan(ctx); first := bs; db.NewSelect().Model(&bs).Where("a_id = 2").Scan(ctx); use(first, bs)`, want: "reuseddest overwritten"},
		{what: "destination of []*T used twice, the first cloned", code: `var bs []*B; db.NewSelect().Model(&bs).Where("a_id = 1").Scan(ctx); first := slices.Clone(bs); db.NewSelect().Model(&bs).Where("a_id = 2").Scan(ctx); use(first, bs)`, want: "reuseddest overwritten"},
		{what: "destination used twice, the first cloned", code: `var bs []B; db.NewSelect().Model(&bs).Where("a_id = 1").Scan(ctx); first := slices.Clone(bs); db.NewSelect().Model(&bs).Where("a_id = 2").Scan(ctx); use(first, bs)`},
	}},
	{"gopg", "ctx context.Context, db *pg.DB", `
import (
	"context"
	"slices"

	"github.com/go-pg/pg/v10"
)

type A struct {
	ID int64
	Bs []*B ` + "`pg:\"rel:has-many\"`" + `
}

type B struct {
	ID   int64
	AID  int64
	Text string
}

func use(...any) {}

var _ = slices.Clone[[]int]
`, []row{
		{what: "relation changed, Update", code: `var a A; db.Model(&a).Relation("Bs").Select(); a.Bs = a.Bs[:1]; db.Model(&a).WherePK().Update()`},
		{what: "destination used twice", code: `var bs []B; db.Model(&bs).Where("a_id = 1").Select(); first := bs; db.Model(&bs).Where("a_id = 2").Select(); use(first, bs)`, want: "reuseddest overwritten"},
		{what: "destination of []*T used twice, the first cloned", code: `var bs []*B; db.Model(&bs).Where("a_id = 1").Select(); first := slices.Clone(bs); db.Model(&bs).Where("a_id = 2").Select(); use(first, bs)`, want: "reuseddest overwritten"},
	}},
	{"pop", "ctx context.Context, db *pop.Connection", `
import (
	"context"
	"slices"

	"github.com/gobuffalo/pop/v6"
)

type A struct {
	ID int64 ` + "`db:\"id\"`" + `
	Bs []B   ` + "`has_many:\"bs\"`" + `
}

type B struct {
	ID   int64  ` + "`db:\"id\"`" + `
	Text string ` + "`db:\"text\"`" + `
}

func use(...any) {}

func gone(b B) bool { return b.Text == "" }

var _ = slices.Clone[[]int]
`, []row{
		{what: "relation changed, Update", code: `var a A; db.Eager("Bs").Find(&a, 1); a.Bs = a.Bs[:1]; db.Update(&a)`},
		{what: "Save(&slice) after an alias was deleted from", code: `var bs []B; db.All(&bs); w := slices.DeleteFunc(bs, gone); use(w); db.Save(&bs)`, want: "trackedslice alias"},
		{what: "destination used twice", code: `var bs []B; db.Where("a_id = 1").All(&bs); first := bs; db.Where("a_id = 2").All(&bs); use(first, bs)`, want: "reuseddest overwritten"},
	}},
	{"xorm", "ctx context.Context, db *xorm.Engine", `
import (
	"context"

	"xorm.io/xorm"
)

type B struct {
	ID   int64 ` + "`xorm:\"pk autoincr 'id'\"`" + `
	Text string
}

func use(...any) {}
`, []row{
		{what: "Update(&bean) without a condition", code: `b := B{ID: 1, Text: "x"}; db.Update(&b)`, want: "zerocondition everyrow"},
		{what: "Update(&bean) by its key", code: `b := B{ID: 1, Text: "x"}; db.ID(b.ID).Update(&b)`},
		{what: "destination used twice", code: `var bs []B; db.Where("a_id = 1").Find(&bs); first := bs; db.Where("a_id = 2").Find(&bs); use(first, bs)`},
	}},
	{"collectors", "ctx context.Context, db *sqlx.DB, conn *pgx.Conn", `
import (
	"context"

	"github.com/georgysavva/scany/v2/pgxscan"
	"github.com/jackc/pgx/v5"
	"github.com/jmoiron/sqlx"
)

type B struct {
	ID   int64
	Text string
}

func use(...any) {}

var _ = pgx.CollectRows[B]
`, []row{
		{what: "sqlx: destination used twice", code: `var bs []B; db.SelectContext(ctx, &bs, "SELECT * FROM bs WHERE a_id = 1"); first := bs; db.SelectContext(ctx, &bs, "SELECT * FROM bs WHERE a_id = 2"); use(first, bs)`, want: "reuseddest overwritten"},
		{what: "scany: destination used twice", code: `var bs []B; pgxscan.Select(ctx, conn, &bs, "SELECT * FROM bs WHERE a_id = 1"); first := bs; pgxscan.Select(ctx, conn, &bs, "SELECT * FROM bs WHERE a_id = 2"); use(first, bs)`, want: "reuseddest overwritten"},
		{what: "pgx.AppendRows(s[:0])", code: `var bs []B; rows, _ := conn.Query(ctx, "SELECT * FROM bs WHERE a_id = 1"); bs, _ = pgx.AppendRows(bs, rows, pgx.RowToStructByPos[B]); first := bs; rows, _ = conn.Query(ctx, "SELECT * FROM bs WHERE a_id = 2"); bs, _ = pgx.AppendRows(bs[:0], rows, pgx.RowToStructByPos[B]); use(first, bs)`, miss: "that the first result is read later is followed in loops only"},
		{what: "pgx.CollectRows", code: `rows, _ := conn.Query(ctx, "SELECT * FROM bs WHERE a_id = 1"); first, _ := pgx.CollectRows(rows, pgx.RowToStructByPos[B]); rows, _ = conn.Query(ctx, "SELECT * FROM bs WHERE a_id = 2"); bs, _ := pgx.CollectRows(rows, pgx.RowToStructByPos[B]); use(first, bs)`},
	}},
}
