package reuseddest

import (
	"errors"
	"os"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	"xorm.io/xorm"
	"xorm.io/xorm/names"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

const tables = `
CREATE TABLE subscribers (id BIGINT PRIMARY KEY, email TEXT NOT NULL);
INSERT INTO subscribers (id, email) VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e'), (6, 'f');
CREATE TABLE invoices (id BIGINT PRIMARY KEY, customer BIGINT NOT NULL, cents BIGINT NOT NULL);
INSERT INTO invoices (id, customer, cents) VALUES (1, 1, 100), (2, 1, 200), (3, 2, 300), (4, 2, 400);
CREATE TABLE devices (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO devices (name) VALUES ('one'), ('two'), ('three');
CREATE TABLE reminders (id BIGINT PRIMARY KEY, urgent BIGINT NOT NULL, sent BOOLEAN NOT NULL);
INSERT INTO reminders (id, urgent, sent) VALUES (1, 3, false), (2, 4, true), (3, 1, true), (4, 2, false), (5, 6, false), (6, 5, true);
`

// onBoth runs proof with GORM on both databases.
func onBoth(t *testing.T, proof func(t *testing.T, db *gorm.DB)) {
	open := func(t *testing.T, dialector gorm.Dialector) *gorm.DB {
		db, err := gorm.Open(dialector, &gorm.Config{Logger: logger.Discard})
		if err != nil {
			t.Fatal(err)
		}
		return db
	}
	t.Run("sqlite", func(t *testing.T) {
		proof(t, open(t, sqlite.New(sqlite.Config{Conn: database.SQLite(t, tables)})))
	})
	t.Run("postgres", func(t *testing.T) {
		proof(t, open(t, postgres.New(postgres.Config{Conn: database.Postgres(t, tables)})))
	})
}

func TestSegments(t *testing.T) {
	onBoth(t, func(t *testing.T, db *gorm.DB) {
		c := &Campaign{db}
		ids := func(segments [][]Subscriber, err error) (ids []int64) {
			t.Helper()
			if err != nil {
				t.Error(err)
			}
			for _, segment := range segments {
				for _, s := range segment {
					ids = append(ids, s.ID)
				}
			}
			return ids
		}
		all, last := []int64{1, 2, 3, 4, 5, 6}, []int64{5, 6, 5, 6, 5, 6}
		want(t, "shared segments", ids(c.SegmentsShared(2)), last)
		want(t, "segments of the generic API", ids(c.SegmentsOfGenerics(2)), last)
		want(t, "segments", ids(c.Segments(2)), all)

		wrong, err := c.ByIDPointing(2)
		if err != nil || len(wrong) != 6 || wrong[1].ID != 5 || wrong[4].ID != 6 {
			t.Errorf("1 leads to %v, 4 to %v, %v", wrong[1], wrong[4], err)
		}
		right, err := c.ByID(2)
		if err != nil || len(right) != 6 || right[1].ID != 1 || right[4].ID != 4 {
			t.Errorf("1 leads to %v, 4 to %v, %v", right[1], right[4], err)
		}
		emails, err := c.Emails(2)
		if err != nil || !slices.Equal(emails, []string{"a", "b", "c", "d", "e", "f"}) {
			t.Errorf("%v, %v", emails, err)
		}

		sent, done := make(chan int64, 6), make(chan struct{})
		wait, err := c.SendLater(2, func(batch []Subscriber) {
			<-done
			for _, s := range batch {
				sent <- s.ID
			}
		})
		if err != nil {
			t.Error(err)
		}
		close(done)
		wait()
		want(t, "sent later", drain(sent), []int64{5, 5, 5, 6, 6, 6})
		if err := c.SendInTurn(2, func(batch []Subscriber) { sent <- batch[0].ID }); err != nil {
			t.Error(err)
		}
		want(t, "sent in turn", drain(sent), all)
	})
}

func drain(ids chan int64) (out []int64) {
	for len(ids) > 0 {
		out = append(out, <-ids)
	}
	slices.Sort(out)
	return out
}

func want[E comparable](t *testing.T, what string, have, want []E) {
	t.Helper()
	if !slices.Equal(have, want) {
		t.Errorf("%s: %v, want %v", what, have, want)
	}
}

// invoices are their amounts, customer by customer.
func invoices[I Invoice | *Invoice](t *testing.T, statements map[int64][]I, err error) (cents []int64) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
	for customer := range int64(2) {
		for _, i := range statements[customer+1] {
			switch i := any(i).(type) {
			case Invoice:
				cents = append(cents, i.Cents)
			case *Invoice:
				cents = append(cents, i.Cents)
			}
		}
	}
	return cents
}

var (
	customers = []int64{1, 2}
	right     = []int64{100, 200, 300, 400}
	wrong     = []int64{300, 400, 300, 400} // the second customer's, twice
)

func TestStatements(t *testing.T) {
	onBoth(t, func(t *testing.T, db *gorm.DB) {
		s := &Statements{gorm: db}
		statements, err := s.ReadShared(customers)
		want(t, "shared", invoices(t, statements, err), wrong)
		statements, err = s.Read(customers)
		want(t, "declared in the loop", invoices(t, statements, err), right)
		statements, err = s.ReadCut(customers)
		want(t, "cut", invoices(t, statements, err), right)
		pointers, err := s.PointersOfGORM(customers)
		want(t, "pointers", invoices(t, pointers, err), right)
	})
}

func TestStatementsOfBun(t *testing.T) {
	db := bun.NewDB(database.SQLite(t, tables), sqlitedialect.New())
	s := &Statements{bun: db}
	statements, err := s.PointersOfBun(t.Context(), customers)
	want(t, "pointers of a clone", invoices(t, statements, err), wrong)
	statements, err = s.PointersOfBunFresh(t.Context(), customers)
	want(t, "pointers of a new slice", invoices(t, statements, err), right)
}

func TestStatementsOfSqlx(t *testing.T) {
	s := &Statements{sqlx: sqlx.NewDb(database.SQLite(t, tables), "sqlite3")}
	statements, err := s.SelectShared(customers)
	want(t, "shared", invoices(t, statements, err), wrong)
	statements, err = s.Select(customers)
	want(t, "cloned", invoices(t, statements, err), right)
}

func TestStatementsOfPgx(t *testing.T) {
	conn, err := database.Postgres(t, tables).Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	err = conn.Raw(func(driver any) error {
		s := &Statements{pgx: driver.(*stdlib.Conn).Conn()}
		statements, err := s.AppendShared(t.Context(), customers)
		want(t, "shared", invoices(t, statements, err), wrong)
		all, err := s.Append(t.Context(), customers)
		want(t, "appended", invoices(t, map[int64][]Invoice{1: all}, err), right)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestRollout(t *testing.T) {
	onBoth(t, func(t *testing.T, db *gorm.DB) {
		r := &Rollout{db: db}
		ids := []int64{1, 2, 3}
		names, missing := r.NamesOfOne(ids)
		want(t, "names of one variable", names, []string{"one"})
		if missing != 2 {
			t.Errorf("%d missing, want 2", missing)
		}
		names, missing = r.Names(ids)
		want(t, "names", names, []string{"one", "two", "three"})
		if missing != 0 {
			t.Errorf("%d missing, want 0", missing)
		}
		want(t, "scanned", r.Scanned(ids), names)

		if taken, err := r.NameTaken(1, "two"); taken || err != nil {
			t.Errorf("taken: %t, %v, want false, which is wrong", taken, err)
		}
		if taken, err := r.NameTakenByOther(1, "two"); !taken || err != nil {
			t.Errorf("taken: %t, %v, want true", taken, err)
		}
		if err := r.RegisterInto([]string{"one", "four"}); err == nil {
			t.Error("a device was inserted under the key of another")
		}
		count := func() (n int64) {
			db.Model(&Device{}).Count(&n)
			return n
		}
		if n := count(); n != 3 {
			t.Errorf("%d devices, want 3", n)
		}
		if err := r.Register([]string{"one", "four"}); err != nil {
			t.Error(err)
		}
		if n := count(); n != 4 {
			t.Errorf("%d devices, want 4", n)
		}

		if device, err := r.Either("none", "two"); device.ID != 2 || err != nil {
			t.Errorf("either: %v, %v", device, err)
		}
		if device, err := r.Reload(3); device.Name != "renamed" || err != nil {
			t.Errorf("reloaded: %v, %v", device, err)
		}
	})
}

func TestRolloutByXorm(t *testing.T) {
	engine, err := xorm.NewEngine("sqlite3", database.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	engine.SetMapper(names.GonicMapper{})
	if _, err := engine.Exec(`CREATE TABLE devices (id INTEGER PRIMARY KEY, name TEXT NOT NULL)`); err != nil {
		t.Fatal(err)
	}
	if _, err := engine.Exec(`INSERT INTO devices (name) VALUES ('one'), ('two'), ('three')`); err != nil {
		t.Fatal(err)
	}
	r := &Rollout{xorm: engine}
	ids := []int64{1, 2, 3}
	found, err := r.NamesOfOneByXorm(ids)
	want(t, "names of one variable", found, []string{"one"})
	if err != nil {
		t.Error(err)
	}
	found, err = r.NamesByXorm(ids)
	want(t, "names", found, []string{"one", "two", "three"})
	if err != nil {
		t.Error(err)
	}
}

var errEnough = errors.New("sent often enough")

func TestReminders(t *testing.T) {
	onBoth(t, func(t *testing.T, db *gorm.DB) {
		r := &Reminders{db}
		// collect returns whom run sends to, of at most ten.
		collect := func(run func(int, func(Reminder) error) error) (sent []int64, err error) {
			err = run(2, func(r Reminder) error {
				if sent = append(sent, r.ID); len(sent) == 10 {
					return errEnough
				}
				return nil
			})
			return sent, err
		}

		// 2 is more urgent than 1: the next batch begins after 1, with 2.
		sent, err := collect(r.SendSorted)
		want(t, "sorted", sent, []int64{2, 1, 2, 3, 5, 4, 5, 6})
		if err != nil {
			t.Error(err)
		}
		sent, err = collect(r.SendUnsent)
		want(t, "unsent", sent, []int64{1})
		if !errors.Is(err, gorm.ErrPrimaryKeyRequired) {
			t.Errorf("unsent: %v", err)
		}
		for what, run := range map[string]func(int, func(Reminder) error) error{"unsent, assigned": r.SendUnsentAssigned, "emptied": r.SendEmptied} {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s: a batch without last row did no harm", what)
					}
				}()
				collect(run)
			}()
		}
		sent, err = collect(r.SendOrdered)
		want(t, "ordered", sent, []int64{5, 6})

		for what, run := range map[string]func(int, func(Reminder) error) error{"sent": r.Send, "sorted clone": r.SendSortedClone} {
			sent, err := collect(run)
			slices.Sort(sent)
			want(t, what, sent, []int64{1, 2, 3, 4, 5, 6})
			if err != nil {
				t.Errorf("%s: %v", what, err)
			}
		}
		sent, err = collect(r.SendFiltered)
		want(t, "filtered in front", sent, []int64{1, 4, 5})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestReported(t *testing.T) {
	report := vet.Run(t, "reuseddest")
	report.Flags(t, "Campaign.SegmentsShared", "kept beyond its batch")
	report.Flags(t, "Campaign.SegmentsOfGenerics", "kept beyond its batch")
	report.Flags(t, "Campaign.ByIDPointing", "pointer into batch outlives its batch")
	report.Flags(t, "Campaign.SendLater", "goroutine reads batch beyond its batch")
	for _, name := range []string{"Segments", "ByID", "SendInTurn", "Emails"} {
		report.Silent(t, "Campaign."+name)
	}
	for _, name := range []string{"ReadShared", "PointersOfBun", "SelectShared", "AppendShared"} {
		report.Flags(t, "Statements."+name, "is read into again")
	}
	for _, name := range []string{"Read", "ReadCut", "PointersOfGORM", "PointersOfBunFresh", "Select", "Append"} {
		report.Silent(t, "Statements."+name)
	}
	report.Flags(t, "Rollout.NamesOfOne", "still holds the key")
	report.Flags(t, "Rollout.NamesOfOneByXorm", "still holds the key")
	report.Flags(t, "Rollout.NameTaken", "still holds the key")
	report.Flags(t, "Rollout.RegisterInto", "still holds the key")
	for _, name := range []string{"Names", "NamesByXorm", "Register", "NameTakenByOther", "Either", "Reload", "Scanned"} {
		report.Silent(t, "Rollout."+name)
	}
	for _, name := range []string{"SendSorted", "SendUnsent", "SendUnsentAssigned", "SendEmptied"} {
		report.Flags(t, "Reminders."+name, "changed in its callback")
	}
	report.Flags(t, "Reminders.SendOrdered", "ordered by urgent")
	for _, name := range []string{"Send", "SendSortedClone", "SendFiltered"} {
		report.Silent(t, "Reminders."+name)
	}
}
