package sentinelrange

import (
	"context"
	"database/sql"
	_ "embed"
	"os"
	"path"
	"testing"
	"time"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

//go:embed schema.sql
var schema string

var (
	now    = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	cutoff = now.Add(-6 * time.Hour)
)

func TestFolders(t *testing.T) {
	fill := func(t *testing.T, db *sql.DB) {
		exec(t, db, `DELETE FROM folders`)
		for _, name := range []string{"music", "photos", "letters"} {
			exec(t, db, `INSERT INTO folders (name) VALUES ($1)`, name)
		}
		exec(t, db, `INSERT INTO folders (name, deleted_at) VALUES ($1, $2)`, "old trash", cutoff.Add(-time.Hour))
		exec(t, db, `INSERT INTO folders (name, deleted_at) VALUES ($1, $2)`, "new trash", cutoff.Add(time.Hour))
	}
	const live = `SELECT count(*) FROM folders WHERE deleted_at = '1970-01-01 00:00:00'`
	const deleted = `SELECT count(*) FROM folders WHERE deleted_at <> '1970-01-01 00:00:00'`

	database.Each(t, schema, func(t *testing.T, db *sql.DB) {
		for _, tt := range []struct {
			name  string
			purge func(*Folders, context.Context, time.Time) error
			live  int
		}{
			{"by age", (*Folders).PurgeByAge, 0},
			{"deleted by age", (*Folders).PurgeDeletedByAge, 3},
		} {
			fill(t, db)
			if n := database.Int(t, db, live); n != 3 {
				t.Fatalf("%d live folders, want 3", n)
			}
			if err := tt.purge(&Folders{db}, t.Context(), cutoff); err != nil {
				t.Fatal(err)
			}
			if n := database.Int(t, db, live); n != tt.live {
				t.Errorf("%s: %d live folders remain, want %d", tt.name, n, tt.live)
			}
			if n := database.Int(t, db, deleted); n != 1 {
				t.Errorf("%s: %d folders in the trash, want the new one", tt.name, n)
			}
		}
	})

	t.Run("sentinel written otherwise", func(t *testing.T) {
		database.Each(t, schema, func(t *testing.T, db *sql.DB) {
			fill(t, db)
			if err := (&Folders{db}).PurgeDeletedByDate(t.Context(), cutoff); err != nil {
				t.Fatal(err)
			}
			want := map[string]int{"sqlite": 0, "postgres": 3}[path.Base(t.Name())]
			if n := database.Int(t, db, live); n != want {
				t.Errorf("%d live folders remain, want %d", n, want)
			}
		})
	})

	report := vet.Run(t, "sentinelrange")
	report.Flags(t, "Folders.PurgeByAge", "add deleted_at <> '1970-01-01 00:00:00'")
	report.Silent(t, "Folders.PurgeDeletedByDate") // known miss
	report.Silent(t, "Folders.PurgeDeletedByAge")
}

func TestKeys(t *testing.T) {
	pool, db := open(t)
	keys := &Keys{db}
	if err := db.AutoMigrate(&Key{}); err != nil {
		t.Fatal(err)
	}
	fill := func() {
		exec(t, pool, `DELETE FROM keys`)
		for _, key := range []*Key{
			{Owner: "ada"}, // never expires
			{Owner: "bob", ExpiresAt: now.Add(-time.Hour)},
			{Owner: "eve", ExpiresAt: now.Add(time.Hour)},
		} {
			if err := db.Create(key).Error; err != nil {
				t.Fatal(err)
			}
		}
	}
	const never = `SELECT count(*) FROM keys WHERE owner = 'ada'`
	const all = `SELECT count(*) FROM keys`

	fill()
	if err := keys.PurgeBefore(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	if n := database.Int(t, pool, never); n != 0 {
		t.Errorf("%d keys that never expire, want 0: they are lost", n)
	}
	if n := database.Int(t, pool, all); n != 1 {
		t.Errorf("%d keys, want eve's", n)
	}
	fill()
	if err := keys.PurgeExpiredBefore(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	if n := database.Int(t, pool, never); n != 1 {
		t.Errorf("%d keys that never expire, want 1", n)
	}
	if n := database.Int(t, pool, all); n != 2 {
		t.Errorf("%d keys, want ada's and eve's", n)
	}

	report := vet.Run(t, "sentinelrange")
	report.Flags(t, "Keys.PurgeBefore", "expires_at")
	report.Silent(t, "Keys.PurgeExpiredBefore")
}

func TestBookmarks(t *testing.T) {
	pool, db := open(t)
	db = db.Session(&gorm.Session{NowFunc: func() time.Time { return cutoff.Add(-time.Hour) }})
	bookmarks := &Bookmarks{db}
	if err := db.AutoMigrate(&Bookmark{}); err != nil {
		t.Fatal(err)
	}
	fill := func() {
		exec(t, pool, `DELETE FROM bookmarks`)
		live, deleted := &Bookmark{URL: "https://go.dev"}, &Bookmark{URL: "https://example.com"}
		for _, b := range []*Bookmark{live, deleted} {
			if err := db.Create(b).Error; err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Delete(deleted).Error; err != nil {
			t.Fatal(err)
		}
	}
	const live = `SELECT count(*) FROM bookmarks WHERE deleted_at = 0`
	const deleted = `SELECT count(*) FROM bookmarks WHERE deleted_at > 0`

	for _, tt := range []struct {
		name  string
		purge func(*Bookmarks, context.Context, time.Time) error
		live  int
	}{
		{"by age", (*Bookmarks).PurgeByAge, 0},
		{"deleted by age", (*Bookmarks).PurgeDeletedByAge, 1},
	} {
		fill()
		if l, d := database.Int(t, pool, live), database.Int(t, pool, deleted); l != 1 || d != 1 {
			t.Fatalf("%d live bookmarks and %d deleted ones, want 1 and 1", l, d)
		}
		if err := tt.purge(bookmarks, t.Context(), cutoff); err != nil {
			t.Fatal(err)
		}
		if n := database.Int(t, pool, live); n != tt.live {
			t.Errorf("%s: %d live bookmarks remain, want %d", tt.name, n, tt.live)
		}
		if n := database.Int(t, pool, deleted); n != 0 {
			t.Errorf("%s: %d deleted bookmarks remain, want 0", tt.name, n)
		}
	}

	report := vet.Run(t, "sentinelrange")
	report.Flags(t, "Bookmarks.PurgeByAge", "deleted_at")
	report.Silent(t, "Bookmarks.PurgeDeletedByAge")
}

func TestInvitations(t *testing.T) {
	pool, db := open(t)
	invitations := &Invitations{db}
	fill := func() {
		exec(t, pool, `DELETE FROM invitations`)
		exec(t, pool, `INSERT INTO invitations (email) VALUES ('ada@example.com')`) // never expires
		exec(t, pool, `INSERT INTO invitations (email, expires_at) VALUES ('bob@example.com', $1)`, now.Add(-time.Hour))
		exec(t, pool, `INSERT INTO invitations (email, expires_at) VALUES ('eve@example.com', $1)`, now.Add(time.Hour))
	}
	const never = `SELECT count(*) FROM invitations WHERE email LIKE 'ada%'`
	const all = `SELECT count(*) FROM invitations`

	fill()
	if err := invitations.WithdrawBefore(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	if n := database.Int(t, pool, never); n != 0 {
		t.Errorf("%d invitations without an end, want 0: they are lost", n)
	}
	if n := database.Int(t, pool, all); n != 1 {
		t.Errorf("%d invitations, want eve's", n)
	}
	fill()
	if err := invitations.WithdrawExpiredBefore(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	if n := database.Int(t, pool, never); n != 1 {
		t.Errorf("%d invitations without an end, want 1", n)
	}
	if n := database.Int(t, pool, all); n != 2 {
		t.Errorf("%d invitations, want ada's and eve's", n)
	}

	report := vet.Run(t, "sentinelrange")
	report.Flags(t, "Invitations.WithdrawBefore", "ExpiresAt")
	report.Silent(t, "Invitations.WithdrawExpiredBefore")
}

func TestDevices(t *testing.T) {
	if time.Unix(0, 0).IsZero() {
		t.Fatal("time.Unix(0, 0) is the zero time")
	}
	pool, db := open(t)
	devices := &Devices{db}
	for _, r := range []Registration{{"kept", 0}, {"expired", now.Add(-time.Hour).Unix()}} {
		if err := devices.Register(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	if err := devices.EvictUnlessEpoch(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	if n := database.Int(t, pool, `SELECT count(*) FROM devices`); n != 1 {
		t.Errorf("%d devices, want the one that never expires", n)
	}
	if err := devices.EvictUnlessZero(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	if n := database.Int(t, pool, `SELECT count(*) FROM devices`); n != 0 {
		t.Errorf("%d devices, want 0: the one that never expires is lost", n)
	}

	report := vet.Run(t, "sentinelrange")
	report.Flags(t, "Devices.EvictUnlessZero", "1970")
	report.Silent(t, "Devices.EvictUnlessEpoch")
}

// open returns a new SQLite database with schema, for SQL and for GORM.
func open(t *testing.T) (*sql.DB, *gorm.DB) {
	t.Helper()
	pool := database.SQLite(t, schema)
	db, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		t.Fatal(err)
	}
	return pool, db
}

func exec(t *testing.T, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}
