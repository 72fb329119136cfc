package sharedchain

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// each runs proof on SQLite and PostgreSQL: four open tickets and two closed
// ones of organization 1, one of them deleted, and a note.
func each(t *testing.T, proof func(t *testing.T, d *Desk, sql *statements)) {
	open := func(t *testing.T, dialector gorm.Dialector) {
		sql := &statements{Interface: logger.Discard}
		db, err := gorm.Open(dialector, &gorm.Config{Logger: sql})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.AutoMigrate(&Ticket{}, &Note{}); err != nil {
			t.Fatal(err)
		}
		rows := []any{&Note{ID: 1, Org: 1}}
		for i, status := range []string{"open", "open", "open", "open", "closed", "closed"} {
			rows = append(rows, &Ticket{ID: int64(i + 1), Org: 1, Status: status, Title: string(rune('a' + i))})
		}
		for _, row := range rows {
			if err := db.Create(row).Error; err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Delete(&Ticket{}, 4).Error; err != nil {
			t.Fatal(err)
		}
		// Keys that were given don't advance a sequence.
		if db.Name() == "postgres" {
			db.Exec("SELECT setval('tickets_id_seq', 100)")
		}
		sql.list = nil
		proof(t, &Desk{db}, sql)
	}
	t.Run("sqlite", func(t *testing.T) { open(t, sqlite.New(sqlite.Config{Conn: database.SQLite(t, "")})) })
	t.Run("postgres", func(t *testing.T) { open(t, postgres.New(postgres.Config{Conn: database.Postgres(t, "")})) })
}

// statements are those that ran.
type statements struct {
	logger.Interface
	list []string
}

func (s *statements) LogMode(logger.LogLevel) logger.Interface { return s }

func (s *statements) Trace(_ context.Context, _ time.Time, fc func() (string, int64), _ error) {
	sql, _ := fc()
	s.list = append(s.list, sql)
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestFiltered(t *testing.T) {
	each(t, func(t *testing.T, d *Desk, sql *statements) {
		open, closed, err := d.CountSharing(1)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "open", open, 3)
		equal(t, "closed, of one chain", closed, 0)
		if last := sql.list[len(sql.list)-1]; !strings.Contains(last, "'open'") && !strings.Contains(last, `"open"`) {
			t.Errorf("the second count is %s, want the condition of the first in it", last)
		}
		open, closed, err = d.CountForking(1)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "open", open, 3)
		equal(t, "closed, of copies", closed, 2)

		open, closed = d.CountHandingOn(1)
		equal(t, "open, handed on", open, 3)
		equal(t, "closed, handed on", closed, 0)
		open, closed = d.CountHandingCopies(1)
		equal(t, "open, of copies handed on", open, 3)
		equal(t, "closed, of copies handed on", closed, 2)
	})
}

func TestLoop(t *testing.T) {
	each(t, func(t *testing.T, d *Desk, _ *statements) {
		equal(t, "titles by one chain", strings.Join(d.TitlesSharing(1, []int64{1, 2, 3}), ""), "a")
		equal(t, "titles by copies", strings.Join(d.TitlesForking(1, []int64{1, 2, 3}), ""), "abc")
	})
}

func TestIgnored(t *testing.T) {
	each(t, func(t *testing.T, d *Desk, _ *statements) {
		tickets, err := d.ListTooLate()
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "tickets, condition after Find", len(tickets), 5)
		tickets, err = d.ListInTime()
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "tickets, condition before Find", len(tickets), 3)
	})
}

func TestBound(t *testing.T) {
	each(t, func(t *testing.T, d *Desk, _ *statements) {
		notes := func() (n int64) {
			d.db.Model(&Note{}).Count(&n)
			return n
		}
		if err := d.PurgeSharing(1); err != nil {
			t.Fatal(err)
		}
		equal(t, "notes after the purge by one chain", notes(), 1)
		if err := d.PurgeForking(1); err != nil {
			t.Fatal(err)
		}
		equal(t, "notes after the purge by copies", notes(), 0)
	})
}

func TestKeyed(t *testing.T) {
	each(t, func(t *testing.T, d *Desk, _ *statements) {
		titles := func() string {
			var list []string
			d.db.Model(&Ticket{}).Where("id < 3").Order("id").Pluck("title", &list)
			return strings.Join(list, " ")
		}
		d.RetitleSharing([]*Ticket{{ID: 1, Title: "first"}, {ID: 2, Title: "second"}})
		equal(t, "titles by one chain", titles(), "first b")
		d.RetitleForking([]*Ticket{{ID: 1, Title: "first"}, {ID: 2, Title: "second"}})
		equal(t, "titles by copies", titles(), "first second")
	})
}

func TestLimited(t *testing.T) {
	each(t, func(t *testing.T, d *Desk, _ *statements) {
		_, all := d.ListCut(1)
		equal(t, "list by one chain", len(all), 1)
		_, all = d.ListWhole(1)
		equal(t, "list by copies", len(all), 5)
	})
}

func TestSkipped(t *testing.T) {
	each(t, func(t *testing.T, d *Desk, _ *statements) {
		page, n := d.PageThenCount(2, 2)
		equal(t, "page", len(page), 2)
		equal(t, "count after the page", n, 0)
		page, n = d.CountThenPage(2, 2)
		equal(t, "page", len(page), 2)
		equal(t, "count before the page", n, 5)
	})
}

func TestOthers(t *testing.T) {
	each(t, func(t *testing.T, d *Desk, _ *statements) {
		all, live := d.TrashedAndLive()
		equal(t, "all", len(all), 6)
		equal(t, "live, by one chain", len(live), 6)
		_, rows := d.KeysAndRows()
		equal(t, "title of a row", rows[0].Title, "")
	})
}

func TestFailed(t *testing.T) {
	each(t, func(t *testing.T, d *Desk, _ *statements) {
		if _, err := d.OpenOrFind("new"); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("Create on the chain that has failed: %v", err)
		}
		if ticket, err := d.OpenOrFindForking("new"); err != nil || ticket.ID == 0 {
			t.Errorf("Create on a copy: %v, %v", ticket, err)
		}
	})
}

// TestHarmless: what the rule is silent about changes no statement.
func TestHarmless(t *testing.T) {
	where := func(sql string) string {
		_, after, _ := strings.Cut(sql, " WHERE ")
		return after
	}
	each(t, func(t *testing.T, d *Desk, sql *statements) {
		var n int64
		var tickets []Ticket
		for name, run := range map[string]func(q *gorm.DB){
			"count":             func(q *gorm.DB) { q.Count(&n) },
			"count of distinct": func(q *gorm.DB) { q.Distinct("title").Session(&gorm.Session{}).Count(&n) },
			"find":              func(q *gorm.DB) { q.Find(&tickets) },
			"preload":           func(q *gorm.DB) { q.Preload(" ").Session(&gorm.Session{DryRun: true}).Find(&tickets) },
		} {
			sql.list, tickets = nil, nil
			q := d.db.Model(&Ticket{}).Where("org = 1")
			run(q)
			q.Find(&tickets)
			if first, last := sql.list[0], sql.list[len(sql.list)-1]; where(first) != where(last) {
				t.Errorf("Find after %s: %s", name, last)
			}
		}
		// Count puts back the columns that it found.
		sql.list = nil
		q := d.db.Model(&Ticket{}).Distinct("title").Where("org = 1").Order("title")
		q.Count(&n)
		q.Find(&tickets)
		alone := d.db.Model(&Ticket{}).Distinct("title").Where("org = 1").Order("title").Find(&tickets)
		if alone.Error != nil {
			t.Fatal(alone.Error)
		}
		equal(t, "Find after Count", sql.list[1], sql.list[2])
	})
}

// TestBun: a query of bun is one, whoever holds it.
func TestBun(t *testing.T) {
	pool := database.SQLite(t, `CREATE TABLE parts (id BIGSERIAL PRIMARY KEY, bin TEXT);
		INSERT INTO parts (bin) VALUES ('a'), ('a'), ('b')`)
	s := &Stock{bun.NewDB(pool, sqlitedialect.New())}
	n, m, err := s.BinsSharing(t.Context(), "a", "b")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the first bin", n, 2)
	equal(t, "the second bin, by one query", m, 0)
	n, m, err = s.BinsApart(t.Context(), "a", "b")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the first bin", n, 2)
	equal(t, "the second bin", m, 1)
}

func TestReported(t *testing.T) {
	report := vet.Run(t, "sharedchain")
	for name, message := range map[string]string{
		"CountSharing":   "conditions of the first hold in the second",
		"TitlesSharing":  "each query has the conditions of those before",
		"CountHandingOn": "conditions of the first hold in the second",
		"ListTooLate":    "Where has no effect",
		"PurgeSharing":   "goes to the table of the first",
		"RetitleSharing": "the keys of all rows before stay conditions",
		"ListCut":        "keeps the LIMIT",
		"PageThenCount":  "keeps the OFFSET",
		"TrashedAndLive": "takes deleted rows",
		"KeysAndRows":    "has the columns of the first",
		"OpenOrFind":     "finds nothing",
	} {
		report.Flags(t, "Desk."+name, message)
	}
	report.Flags(t, "Stock.BinsSharing", "conditions of the first hold in the second")
	report.Silent(t, "Stock.BinsApart")
	for _, name := range []string{"CountForking", "TitlesForking", "CountHandingCopies", "ListInTime", "PurgeForking",
		"RetitleForking", "ListWhole", "CountThenPage", "OpenOrFindForking"} {
		report.Silent(t, "Desk."+name)
	}
}
