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

func TestSpaces(t *testing.T) {
	prove := func(t *testing.T, dialector gorm.Dialector) {
		db := must(gorm.Open(dialector, &gorm.Config{Logger: logger.Discard}))(t)
		if err := db.AutoMigrate(&Space{}, &Membership{}); err != nil {
			t.Fatal(err)
		}
		for _, row := range []any{
			&Membership{Member: "ada", Space: Space{Name: "den"}}, &Membership{Member: "ada", Space: Space{Name: "attic"}},
		} {
			if err := db.Create(row).Error; err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Delete(&Space{}, "name = ?", "attic").Error; err != nil {
			t.Fatal(err)
		}

		spaces, ctx := &Spaces{db}, t.Context()
		reads(t, "Menu", "den", "attic")(spaces.Menu(ctx, "ada"))
		reads(t, "MenuRaw", "den", "attic")(spaces.MenuRaw(ctx, "ada"))
		reads(t, "MenuOfLive", "den")(spaces.MenuOfLive(ctx, "ada"))
		reads(t, "MenuByName", "den")(spaces.MenuByName(ctx, "ada"))
		reads(t, "MenuBySubquery", "den")(spaces.MenuBySubquery(ctx, "ada"))
		if n := must(spaces.Count(ctx))(t); n != 1 {
			t.Errorf("%d spaces, want 1", n)
		}
		if n := must(spaces.CountTable(ctx))(t); n != 2 {
			t.Errorf("%d spaces, want 2, which is wrong", n)
		}
		for name, read := range map[string]func(context.Context) ([]Space, error){"den": spaces.All, "attic": spaces.Trash} {
			if got := must(read(ctx))(t); len(got) != 1 || got[0].Name != name {
				t.Errorf("spaces %v, want %s", got, name)
			}
		}
		if _, err := spaces.Named(ctx, "attic"); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("a deleted space by its name: %v", err)
		}
		if err := spaces.Restore(ctx, "attic"); err != nil {
			t.Fatal(err)
		}
		reads(t, "MenuOfLive", "den", "attic")(spaces.MenuOfLive(ctx, "ada"))
	}
	t.Run("sqlite", func(t *testing.T) { prove(t, sqlite.New(sqlite.Config{Conn: database.SQLite(t, "")})) })
	t.Run("postgres", func(t *testing.T) { prove(t, postgres.New(postgres.Config{Conn: database.Postgres(t, "")})) })

	report := vet.Run(t, "unfilteredread")
	for _, name := range []string{"Menu", "MenuRaw", "CountTable"} {
		report.Flags(t, "Spaces."+name, "rows of spaces")
	}
	for _, name := range []string{"All", "Named", "Count", "MenuOfLive", "MenuByName", "MenuBySubquery", "Trash", "Restore"} {
		report.Silent(t, "Spaces."+name)
	}
}

func TestComments(t *testing.T) {
	database.Each(t, comments, func(t *testing.T, db *sql.DB) {
		c, ctx := &Comments{db}, t.Context()
		if err := c.Delete(ctx, 2); err != nil {
			t.Fatal(err)
		}
		reads(t, "Of", "first", "third")(c.Of(ctx, 1))
		reads(t, "By")(c.By(ctx, "bob"))
		if n := must(c.Count(ctx, 1))(t); n != 2 {
			t.Errorf("%d comments, want 2", n)
		}
		if text, err := c.Get(ctx, 2); text != "rude" || err != nil {
			t.Errorf("a deleted comment: %q, %v, want it", text, err)
		}
		if text, err := c.GetLive(ctx, 2); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("a deleted comment: %q, %v, want none", text, err)
		}
		reads(t, "Search", "rude")(c.Search(ctx, "rude"))
		reads(t, "SearchLive")(c.SearchLive(ctx, "rude"))

		if text, err := c.Newest(ctx, 1); text != "third" || err != nil {
			t.Errorf("the newest comment: %q, %v", text, err)
		}
		if err := c.Delete(ctx, 3); err != nil {
			t.Fatal(err)
		}
		if text, err := c.Newest(ctx, 1); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("the newest comment: %q, %v, want none, which is wrong", text, err)
		}
		if trash := must(c.Trash(ctx))(t); len(trash) != 2 {
			t.Errorf("trash %v, want two", trash)
		}
		if err := c.Purge(ctx, 1); err != nil {
			t.Fatal(err)
		}
		if n := database.Int(t, db, `SELECT count(*) FROM comments`); n != 0 {
			t.Errorf("%d comments are left", n)
		}
	})

	report := vet.Run(t, "unfilteredread")
	for _, name := range []string{"Get", "Search", "Newest"} {
		report.Flags(t, "Comments."+name, "rows of comments")
	}
	for _, name := range []string{"Delete", "Of", "By", "Count", "GetLive", "SearchLive", "Trash", "Purge"} {
		report.Silent(t, "Comments."+name)
	}
}

func TestMessages(t *testing.T) {
	database.Each(t, messages, func(t *testing.T, db *sql.DB) {
		m, ctx := &Messages{db}, t.Context()
		reads(t, "Inbox before")(m.Inbox(ctx, "ada"))
		reads(t, "InboxOfLive before", "hello", "spam", "bill")(m.InboxOfLive(ctx, "ada"))
		if err := m.Delete(ctx, 2); err != nil {
			t.Fatal(err)
		}
		reads(t, "Inbox", "spam")(m.Inbox(ctx, "ada"))
		reads(t, "InboxOfLive", "hello", "bill")(m.InboxOfLive(ctx, "ada"))
		reads(t, "Unseen", "bill")(m.Unseen(ctx, "ada"))
		reads(t, "Search")(m.Search(ctx, "ada", "spam"))
		if _, err := m.Subject(ctx, 2); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("a deleted message: %v", err)
		}
		reads(t, "Trash", "spam")(m.Trash(ctx, "ada"))
		if err := m.EmptyTrash(ctx, "ada"); err != nil {
			t.Fatal(err)
		}
		if n := database.Int(t, db, `SELECT count(*) FROM messages`); n != 2 {
			t.Errorf("%d messages are left, want 2", n)
		}
	})

	report := vet.Run(t, "unfilteredread")
	report.Flags(t, "Messages.Inbox", "")
	for _, name := range []string{"Delete", "Unseen", "Search", "Subject", "InboxOfLive", "Trash", "EmptyTrash"} {
		report.Silent(t, "Messages."+name)
	}
}

func TestInvitations(t *testing.T) {
	const synced = 8 // the position that the phone knows
	for name, proof := range map[string]struct {
		retire func(i *Invitations, ctx context.Context, room, guest string, position int64) error
		ended  int
	}{
		"all":  {(*Invitations).Retire, 2},
		"open": {(*Invitations).RetireOpen, 1},
	} {
		t.Run(name, func(t *testing.T) {
			database.Each(t, invitations, func(t *testing.T, db *sql.DB) {
				i, ctx := &Invitations{db}, t.Context()
				reads(t, "Rooms", "den")(i.Rooms(ctx, "ada"))
				reads(t, "Guests", "ada")(i.Guests(ctx, "den"))
				if err := proof.retire(i, ctx, "den", "ada", synced+1); err != nil {
					t.Fatal(err)
				}
				if n := must(i.Open(ctx, "ada"))(t); n != 0 {
					t.Errorf("%d invitations are open", n)
				}
				if begun, ended, err := i.Changed(ctx, "ada", synced); begun != 0 || ended != proof.ended || err != nil {
					t.Errorf("%d have begun, %d ended, %v, want none, %d", begun, ended, err, proof.ended)
				}
			})
		})
	}

	report := vet.Run(t, "unfilteredread")
	report.Flags(t, "Invitations.Retire", "")
	for _, name := range []string{"Open", "Rooms", "Guests", "Changed", "RetireOpen"} {
		report.Silent(t, "Invitations."+name)
	}
}

func TestBoards(t *testing.T) {
	engine := must(xorm.NewEngine("sqlite3", database.DSN(t)))(t)
	t.Cleanup(func() { engine.Close() })
	engine.SetLogger(log.DiscardLogger{})
	if err := engine.Sync(new(Team), new(Board)); err != nil {
		t.Fatal(err)
	}
	live, gone := &Team{Name: "live"}, &Team{Name: "gone"}
	must(engine.Insert(live, gone))(t)
	must(engine.Insert(&Board{Title: "plan", TeamID: live.ID}, &Board{Title: "ruin", TeamID: gone.ID}))(t)
	must(engine.ID(gone.ID).Delete(new(Team)))(t)

	boards := &Boards{engine}
	titles := func(boards []Board, err error) (titles []string, _ error) {
		for _, b := range boards {
			titles = append(titles, b.Title)
		}
		return titles, err
	}
	reads(t, "Report", "plan", "ruin")(titles(boards.Report()))
	reads(t, "ReportOfLive", "plan")(titles(boards.ReportOfLive()))
	if teams := must(boards.Teams())(t); len(teams) != 1 {
		t.Errorf("teams %v, want one", teams)
	}
	if _, ok, err := boards.Team(gone.ID); ok || err != nil {
		t.Errorf("a deleted team: %t, %v, want none", ok, err)
	}

	report := vet.Run(t, "unfilteredread")
	report.Flags(t, "Boards.Report", "rows of teams")
	for _, name := range []string{"Teams", "Team", "ReportOfLive"} {
		report.Silent(t, "Boards."+name)
	}
}

func TestBooks(t *testing.T) {
	db, ctx := bun.NewDB(database.SQLite(t, ""), sqlitedialect.New()), t.Context()
	for _, model := range []any{(*Author)(nil), (*Book)(nil)} {
		must(db.NewCreateTable().Model(model).Exec(ctx))(t)
	}
	must(db.NewInsert().Model(&[]Author{{ID: 1, Name: "ada"}, {ID: 2, Name: "bob"}}).Exec(ctx))(t)
	must(db.NewInsert().Model(&[]Book{{ID: 1, Title: "Sums", AuthorID: 1}, {ID: 2, Title: "Lies", AuthorID: 2}}).Exec(ctx))(t)
	must(db.NewDelete().Model((*Author)(nil)).Where("id = 2").Exec(ctx))(t)

	catalogue := &Catalogue{db}
	reads(t, "Titles", "Sums by ada", "Lies by bob")(catalogue.Titles(ctx))
	reads(t, "TitlesOfLive", "Sums by ada")(catalogue.TitlesOfLive(ctx))
	reads(t, "TitlesByRelation", "Sums by ada")(catalogue.TitlesByRelation(ctx))
	if authors := must(catalogue.Authors(ctx))(t); len(authors) != 1 {
		t.Errorf("authors %v, want one", authors)
	}
	if _, err := catalogue.Author(ctx, 2); !errors.Is(err, sql.ErrNoRows) {
		t.Errorf("a deleted author: %v, want none", err)
	}

	report := vet.Run(t, "unfilteredread")
	report.Flags(t, "Catalogue.Titles", "rows of authors")
	for _, name := range []string{"Authors", "Author", "TitlesOfLive", "TitlesByRelation"} {
		report.Silent(t, "Catalogue."+name)
	}
}
