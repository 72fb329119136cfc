package shiftingpage

import (
	"database/sql"
	"os"
	"slices"
	"testing"

	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// Pages have two of the six rows.
const (
	size  = 2
	pages = 3
)

var all = []int64{1, 2, 3, 4, 5, 6}

// each runs proof on SQLite and PostgreSQL, with six sessions and notes.
func each(t *testing.T, proof func(t *testing.T, db *gorm.DB)) {
	open := func(t *testing.T, dialector gorm.Dialector) {
		db, err := gorm.Open(dialector, &gorm.Config{Logger: logger.Discard})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.AutoMigrate(&Session{}, &Note{}); err != nil {
			t.Fatal(err)
		}
		for _, id := range all {
			if err := db.Create(&Session{ID: id, Expired: true}).Error; err != nil {
				t.Fatal(err)
			}
			if err := db.Create(&Note{ID: id}).Error; err != nil {
				t.Fatal(err)
			}
		}
		proof(t, db)
	}
	t.Run("sqlite", func(t *testing.T) { open(t, sqlite.New(sqlite.Config{Conn: database.SQLite(t, "")})) })
	t.Run("postgres", func(t *testing.T) { open(t, postgres.New(postgres.Config{Conn: database.Postgres(t, "")})) })
}

// left fails t unless the rows of model that are still there are want.
func left(t *testing.T, db *gorm.DB, model any, want ...int64) {
	t.Helper()
	got := []int64{}
	if err := db.Model(model).Order("id").Pluck("id", &got).Error; err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("left are %v, want %v", got, want)
	}
}

// seen fails t unless the rows that were processed are want.
func seen(t *testing.T, got []int64, err error, want ...int64) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("processed %v, want %v", got, want)
	}
}

func TestDeleted(t *testing.T) {
	for _, proof := range []struct {
		name      string
		sweep     func(s *Sessions) error
		seen, let []int64
	}{
		{"by offset", func(s *Sessions) error { return s.SweepByOffset(size) }, []int64{1, 2, 5, 6}, []int64{3, 4}},
		{"in a transaction", func(s *Sessions) error { return s.SweepInTransaction(size) }, []int64{1, 2, 5, 6}, []int64{3, 4}},
		{"some", func(s *Sessions) error { return s.SweepSome(size) }, []int64{1, 2, 4, 5}, []int64{2, 3, 5, 6}},
		{"some, by what was kept", func(s *Sessions) error { return s.SweepSomeByKept(size) }, all, []int64{2, 4, 6}},
		{"from the start", func(s *Sessions) error { return s.SweepFromStart(size) }, all, []int64{}},
		{"by key", func(s *Sessions) error { return s.SweepByKey(size) }, all, []int64{}},
		{"backwards", func(s *Sessions) error { return s.SweepBackwards(size, pages) }, []int64{5, 6, 3, 4, 1, 2}, []int64{}},
	} {
		t.Run(proof.name, func(t *testing.T) {
			each(t, func(t *testing.T, db *gorm.DB) {
				left(t, db, &Session{}, all...)
				s := &Sessions{db: db}
				err := proof.sweep(s)
				seen(t, s.Closed, err, proof.seen...)
				left(t, db, &Session{}, proof.let...)
			})
		})
	}

	report := vet.Run(t, "shiftingpage")
	for _, name := range []string{"SweepByOffset", "SweepInTransaction", "SweepSome"} {
		report.Flags(t, "Sessions."+name, "rows deleted")
	}
	for _, name := range []string{"SweepFromStart", "SweepByKey", "SweepSomeByKept", "SweepBackwards"} {
		report.Silent(t, "Sessions."+name)
	}
}

func TestTrashed(t *testing.T) {
	t.Run("by offset", func(t *testing.T) {
		each(t, func(t *testing.T, db *gorm.DB) {
			n := &Notes{db: db}
			err := n.TrashByOffset(size)
			seen(t, n.Trashed, err, 1, 2, 5, 6)
			left(t, db, &Note{}, 3, 4)
		})
	})
	t.Run("reading all", func(t *testing.T) {
		each(t, func(t *testing.T, db *gorm.DB) {
			n := &Notes{db: db}
			err := n.TrashReadingAll(size)
			seen(t, n.Trashed, err, all...)
			left(t, db, &Note{})
		})
	})

	report := vet.Run(t, "shiftingpage")
	report.Flags(t, "Notes.TrashByOffset", "deleted_at updated")
	report.Silent(t, "Notes.TrashReadingAll")
}

const mails = `
CREATE TABLE mails (id BIGINT PRIMARY KEY, status TEXT NOT NULL);
INSERT INTO mails (id, status) VALUES (1, 'pending'), (2, 'pending'), (3, 'pending'), (4, 'pending'), (5, 'pending'), (6, 'pending');
`

func TestUpdated(t *testing.T) {
	const pending = `SELECT count(*) FROM mails WHERE status = 'pending'`
	database.Each(t, mails, func(t *testing.T, db *sql.DB) {
		if n := database.Int(t, db, pending); n != len(all) {
			t.Fatalf("%d mails are pending before", n)
		}
		again := &Mails{db: db}
		err := again.MarkAgain(t.Context(), size)
		seen(t, again.Sent, err, all...)

		half := &Mails{db: db}
		err = half.SendByOffset(t.Context(), size)
		seen(t, half.Sent, err, 1, 2, 5, 6)
		if n := database.Int(t, db, pending); n != 2 {
			t.Errorf("%d mails are pending, want 2", n)
		}

		rest := &Mails{db: db}
		err = rest.SendFromStart(t.Context(), size)
		seen(t, rest.Sent, err, 3, 4)
		if n := database.Int(t, db, pending); n != 0 {
			t.Errorf("%d mails are pending, want none", n)
		}
	})

	report := vet.Run(t, "shiftingpage")
	report.Flags(t, "Mails.SendByOffset", "status updated by mark")
	report.Silent(t, "Mails.SendFromStart")
	report.Silent(t, "Mails.MarkAgain")
}
