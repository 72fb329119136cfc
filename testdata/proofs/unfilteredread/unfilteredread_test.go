package unfilteredread

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"slices"
	"testing"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	"xorm.io/xorm"
	"xorm.io/xorm/log"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// must returns v.
func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// reads fails t unless what a read returned is want.
func reads(t *testing.T, call string, want ...string) func([]string, error) {
	return func(got []string, err error) {
		t.Helper()
		if !slices.Equal(got, want) || err != nil {
			t.Errorf("%s: %q, %v, want %q", call, got, err, want)
		}
	}
}

func TestGuilds(t *testing.T) {
	prove := func(t *testing.T, dialector gorm.Dialector) {
		db := must(gorm.Open(dialector, &gorm.Config{Logger: logger.Discard}))(t)
		if err := db.AutoMigrate(&Guild{}, &Pledge{}); err != nil {
			t.Fatal(err)
		}
		for _, row := range []any{
			&Pledge{Member: "ada", Guild: Guild{Name: "den"}}, &Pledge{Member: "ada", Guild: Guild{Name: "attic"}},
		} {
			if err := db.Create(row).Error; err != nil {
				t.Fatal(err)
			}
		}
		guilds, ctx := &Guilds{db}, t.Context()
		if err := guilds.Delete(ctx, "attic"); err != nil {
			t.Fatal(err)
		}

		reads(t, "Menu", "den", "attic")(guilds.Menu(ctx, "ada"))
		reads(t, "MenuRaw", "den", "attic")(guilds.MenuRaw(ctx, "ada"))
		reads(t, "MenuOfLive", "den")(guilds.MenuOfLive(ctx, "ada"))
		reads(t, "MenuByName", "den")(guilds.MenuByName(ctx, "ada"))
		reads(t, "MenuBySubquery", "den")(guilds.MenuBySubquery(ctx, "ada"))
		reads(t, "Members")(guilds.Members(ctx, "attic"))
		if n := must(guilds.Count(ctx))(t); n != 1 {
			t.Errorf("%d guilds, want 1", n)
		}
		if n := must(guilds.CountTable(ctx))(t); n != 2 {
			t.Errorf("%d guilds, want 2, which is wrong", n)
		}
		for name, read := range map[string]func(context.Context) ([]Guild, error){"den": guilds.All, "attic": guilds.Trash} {
			if got := must(read(ctx))(t); len(got) != 1 || got[0].Name != name {
				t.Errorf("guilds %v, want %s", got, name)
			}
		}
		if _, err := guilds.Named(ctx, "attic"); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("a deleted guild by its name: %v", err)
		}
		if err := guilds.Restore(ctx, "attic"); err != nil {
			t.Fatal(err)
		}
		reads(t, "MenuOfLive", "den", "attic")(guilds.MenuOfLive(ctx, "ada"))
	}
	t.Run("sqlite", func(t *testing.T) { prove(t, sqlite.New(sqlite.Config{Conn: database.SQLite(t, "")})) })
	t.Run("postgres", func(t *testing.T) { prove(t, postgres.New(postgres.Config{Conn: database.Postgres(t, "")})) })

	report := vet.Run(t, "unfilteredread")
	for _, name := range []string{"Menu", "MenuRaw", "CountTable"} {
		report.Flags(t, "Guilds."+name, "rows of guilds")
	}
	for _, name := range []string{"All", "Named", "Count", "Delete", "Members", "MenuOfLive", "MenuByName", "MenuBySubquery", "Trash", "Restore"} {
		report.Silent(t, "Guilds."+name)
	}
}

func TestRemarks(t *testing.T) {
	database.Each(t, remarks, func(t *testing.T, db *sql.DB) {
		r, ctx := &Remarks{db}, t.Context()
		if err := r.Delete(ctx, 2); err != nil {
			t.Fatal(err)
		}
		reads(t, "Of", "first", "third")(r.Of(ctx, 1))
		reads(t, "By")(r.By(ctx, "bob"))
		if n := must(r.Count(ctx, 1))(t); n != 2 {
			t.Errorf("%d remarks, want 2", n)
		}
		if got, err := r.Get(ctx, 2); got.Text != "rude" || err != nil {
			t.Errorf("a deleted remark: %v, %v, want it", got, err)
		}
		for name, read := range map[string]func() (Remark, error){
			"Mine": func() (Remark, error) { return r.Mine(ctx, 2, "bob") },
			"On":   func() (Remark, error) { return r.On(ctx, 2, 1) },
		} {
			if got, err := read(); !errors.Is(err, sql.ErrNoRows) {
				t.Errorf("%s: a deleted remark: %v, %v, want none", name, got, err)
			}
		}
		reads(t, "Search", "rude")(r.Search(ctx, "rude"))
		reads(t, "SearchLive")(r.SearchLive(ctx, "rude"))

		if text, err := r.Newest(ctx, 1); text != "third" || err != nil {
			t.Errorf("the newest remark: %q, %v", text, err)
		}
		if err := r.Delete(ctx, 3); err != nil {
			t.Fatal(err)
		}
		if text, err := r.Newest(ctx, 1); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("the newest remark: %q, %v, want none, which is wrong", text, err)
		}
		if trash := must(r.Trash(ctx))(t); len(trash) != 2 {
			t.Errorf("trash %v, want two", trash)
		}
		if err := r.Purge(ctx, 1); err != nil {
			t.Fatal(err)
		}
		if n := database.Int(t, db, `SELECT count(*) FROM remarks`); n != 0 {
			t.Errorf("%d remarks are left", n)
		}
	})

	report := vet.Run(t, "unfilteredread")
	for _, name := range []string{"Get", "Search", "Newest"} {
		report.Flags(t, "Remarks."+name, "rows of remarks")
	}
	for _, name := range []string{"Delete", "Of", "By", "Count", "Mine", "On", "SearchLive", "Trash", "Purge"} {
		report.Silent(t, "Remarks."+name)
	}
}

func TestLetters(t *testing.T) {
	database.Each(t, letters, func(t *testing.T, db *sql.DB) {
		p, g, ctx := &Postcards{db}, &Telegrams{db}, t.Context()
		reads(t, "postcards before")(p.Inbox(ctx, "ada"))
		reads(t, "telegrams before", "hello", "spam", "bill")(g.Inbox(ctx, "ada"))
		for _, remove := range []func(context.Context, int64) error{p.Delete, g.Delete} {
			if err := remove(ctx, 2); err != nil {
				t.Fatal(err)
			}
		}
		reads(t, "postcards", "spam")(p.Inbox(ctx, "ada"))
		reads(t, "telegrams", "hello", "bill")(g.Inbox(ctx, "ada"))
		if n := must(p.Count(ctx, "ada"))(t); n != 1 {
			t.Errorf("%d postcards, want 1, which is wrong", n)
		}
		if n := must(g.Count(ctx, "ada"))(t); n != 2 {
			t.Errorf("%d telegrams, want 2", n)
		}
		reads(t, "trash", "spam")(g.Trash(ctx, "ada"))
		if err := g.EmptyTrash(ctx, "ada"); err != nil {
			t.Fatal(err)
		}
		if n := database.Int(t, db, `SELECT count(*) FROM telegrams`); n != 2 {
			t.Errorf("%d telegrams are left, want 2", n)
		}
	})

	report := vet.Run(t, "unfilteredread")
	report.Flags(t, "Postcards.Inbox", "only deleted rows of postcards")
	report.Flags(t, "Postcards.Count", "only deleted rows of postcards")
	report.Silent(t, "Postcards.Delete")
	for _, name := range []string{"Delete", "Inbox", "Count", "Trash", "EmptyTrash"} {
		report.Silent(t, "Telegrams."+name)
	}
}

func TestSummons(t *testing.T) {
	const synced = 8 // the position that the phone knows
	for name, proof := range map[string]struct {
		end   func(s *Summons, ctx context.Context, event string, position int64) error
		ended []string
	}{
		"end":      {(*Summons).End, []string{"den", "attic"}},
		"end once": {(*Summons).EndOnce, []string{"attic"}},
	} {
		t.Run(name, func(t *testing.T) {
			database.Each(t, summons, func(t *testing.T, db *sql.DB) {
				s, ctx := &Summons{db}, t.Context()
				reads(t, "Events", "attic")(s.Events(ctx, "ada"))
				reads(t, "Guests", "ada")(s.Guests(ctx, "attic"))
				for i, event := range []string{"den", "attic"} {
					if err := proof.end(s, ctx, event, synced+1+int64(i)); err != nil {
						t.Fatal(err)
					}
				}
				reads(t, "Events")(s.Events(ctx, "ada"))
				reads(t, "Ended", proof.ended...)(s.Ended(ctx, "ada", synced))
			})
		})
	}

	report := vet.Run(t, "unfilteredread")
	report.Flags(t, "Summons.End", "deleted again")
	for _, name := range []string{"Events", "Guests", "Ended", "EndOnce"} {
		report.Silent(t, "Summons."+name)
	}
}

func TestEasels(t *testing.T) {
	engine := must(xorm.NewEngine("sqlite3", database.DSN(t)))(t)
	t.Cleanup(func() { engine.Close() })
	engine.SetLogger(log.DiscardLogger{})
	if err := engine.Sync(new(Workshop), new(Easel)); err != nil {
		t.Fatal(err)
	}
	live, gone := &Workshop{Name: "live"}, &Workshop{Name: "gone"}
	must(engine.Insert(live, gone))(t)
	must(engine.Insert(&Easel{Title: "plan", WorkshopID: live.ID}, &Easel{Title: "ruin", WorkshopID: gone.ID}))(t)

	easels := &Easels{engine}
	if err := easels.Close(gone.ID); err != nil {
		t.Fatal(err)
	}
	titles := func(easels []Easel, err error) (titles []string, _ error) {
		for _, e := range easels {
			titles = append(titles, e.Title)
		}
		return titles, err
	}
	reads(t, "Report", "plan", "ruin")(titles(easels.Report()))
	reads(t, "ReportOfLive", "plan")(titles(easels.ReportOfLive()))
	if workshops := must(easels.Workshops())(t); len(workshops) != 1 {
		t.Errorf("workshops %v, want one", workshops)
	}
	if _, ok, err := easels.Workshop(gone.ID); ok || err != nil {
		t.Errorf("a deleted workshop: %t, %v, want none", ok, err)
	}

	report := vet.Run(t, "unfilteredread")
	report.Flags(t, "Easels.Report", "rows of workshops")
	for _, name := range []string{"Workshops", "Workshop", "Close", "ReportOfLive"} {
		report.Silent(t, "Easels."+name)
	}
}

func TestEssays(t *testing.T) {
	db, ctx := bun.NewDB(database.SQLite(t, ""), sqlitedialect.New()), t.Context()
	for _, model := range []any{(*Poet)(nil), (*Essay)(nil)} {
		must(db.NewCreateTable().Model(model).Exec(ctx))(t)
	}
	must(db.NewInsert().Model(&[]Poet{{ID: 1, Name: "ada"}, {ID: 2, Name: "bob"}}).Exec(ctx))(t)
	must(db.NewInsert().Model(&[]Essay{{ID: 1, Title: "Sums", PoetID: 1}, {ID: 2, Title: "Lies", PoetID: 2}}).Exec(ctx))(t)

	catalogue := &Catalogue{db}
	if err := catalogue.Remove(ctx, 2); err != nil {
		t.Fatal(err)
	}
	reads(t, "Titles", "Sums by ada", "Lies by bob")(catalogue.Titles(ctx))
	reads(t, "TitlesOfLive", "Sums by ada")(catalogue.TitlesOfLive(ctx))
	reads(t, "TitlesByRelation", "Sums by ada")(catalogue.TitlesByRelation(ctx))
	if poets := must(catalogue.Poets(ctx))(t); len(poets) != 1 {
		t.Errorf("poets %v, want one", poets)
	}
	if _, err := catalogue.Poet(ctx, 2); !errors.Is(err, sql.ErrNoRows) {
		t.Errorf("a deleted poet: %v, want none", err)
	}

	report := vet.Run(t, "unfilteredread")
	report.Flags(t, "Catalogue.Titles", "rows of poets")
	for _, name := range []string{"Poets", "Poet", "Remove", "TitlesOfLive", "TitlesByRelation"} {
		report.Silent(t, "Catalogue."+name)
	}
}
