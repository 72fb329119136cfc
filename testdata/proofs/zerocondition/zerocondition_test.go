package zerocondition

import (
	"context"
	"database/sql"
	"errors"
	"net/http/httptest"
	"os"
	"slices"
	"testing"

	entsql "entgo.io/ent/dialect/sql"
	gormv1 "github.com/jinzhu/gorm"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	"xorm.io/xorm"
	"xorm.io/xorm/core"
	"xorm.io/xorm/names"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"

	"github.com/datavet/datavet/testdata/proofs/zerocondition/ent"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// What the messages of the categories say.
const (
	struct_   = "is no condition if it is zero"
	ignored   = "is no condition of the DELETE"
	unwritten = "is not written:"
	updates   = "is not written if it is zero"
	list      = "empty list"
	everyRow  = "UPDATE without a condition"
)

const schema = `
CREATE TABLE accounts (id BIGSERIAL PRIMARY KEY, org_id BIGINT, email TEXT, confirmed BOOLEAN, active BOOLEAN);
INSERT INTO accounts (id, org_id, email, confirmed, active) VALUES
	(1, 7, 'a@example.org', true, true), (2, 7, 'b@example.org', false, true), (3, 8, 'c@example.org', false, true);
CREATE TABLE comments (id BIGSERIAL PRIMARY KEY, site TEXT, text TEXT);
INSERT INTO comments (id, site, text) VALUES (1, 'blog', 'x'), (2, 'shop', 'y'), (3, '', 'z');
CREATE TABLE devices (id BIGSERIAL PRIMARY KEY, name TEXT);
INSERT INTO devices (id, name) VALUES (1, 'lamp'), (2, 'lamp'), (3, 'lock');
CREATE TABLE profiles (id BIGSERIAL PRIMARY KEY, name TEXT);
INSERT INTO profiles (id, name) VALUES (1, 'ann'), (2, 'bob'), (3, 'cyd');
`

// A step is one way to do something, and the rows that query selects before
// and after it.
type step struct {
	name   string
	do     func(ctx context.Context, db *sql.DB) error
	query  string
	before []int
	after  []int
}

// run runs each step on a database of its own.
func run(t *testing.T, open func(t *testing.T, schema string) *sql.DB, steps []step) {
	for _, s := range steps {
		t.Run(s.name, func(t *testing.T) {
			db := open(t, schema)
			expect(t, db, s.query, s.before)
			if err := s.do(t.Context(), db); err != nil {
				t.Fatal(err)
			}
			expect(t, db, s.query, s.after)
		})
	}
}

// expect fails t unless query selects the ids.
func expect(t *testing.T, db *sql.DB, query string, want []int) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var got []int
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		got = append(got, id)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", query, got, want)
	}
}

// withGORM runs do on db by GORM's dialector.
func withGORM(dialector func(*sql.DB) gorm.Dialector, do func(ctx context.Context, db *gorm.DB) error) func(context.Context, *sql.DB) error {
	return func(ctx context.Context, pool *sql.DB) error {
		db, err := gorm.Open(dialector(pool), &gorm.Config{Logger: logger.Discard})
		if err != nil {
			return err
		}
		return do(ctx, db)
	}
}

const (
	accounts = `SELECT id FROM accounts ORDER BY id`
	active   = `SELECT id FROM accounts WHERE active ORDER BY id`
	comments = `SELECT id FROM comments ORDER BY id`
	devices  = `SELECT id FROM devices ORDER BY id`
	anns     = `SELECT id FROM profiles WHERE name = 'ann' ORDER BY id`
	profiles = `SELECT id FROM profiles ORDER BY id`
)

var all = []int{1, 2, 3}

func TestGORM(t *testing.T) {
	steps := func(dialector func(*sql.DB) gorm.Dialector) []step {
		with := func(do func(ctx context.Context, db *gorm.DB) error) func(context.Context, *sql.DB) error {
			return withGORM(dialector, do)
		}
		return []step{
			{"PurgeByStruct", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Accounts{db}).PurgeByStruct(ctx, 7, false)
			}), accounts, all, []int{3}},
			{"Purge", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Accounts{db}).Purge(ctx, 7, false)
			}), accounts, all, []int{1, 3}},
			{"PurgeByNames", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Accounts{db}).PurgeByNames(ctx, 7, false)
			}), accounts, all, []int{1, 3}},
			{"PurgeAllByStruct", with(func(ctx context.Context, db *gorm.DB) error {
				if err := (&Accounts{db}).PurgeAllByStruct(ctx, false); !errors.Is(err, gorm.ErrMissingWhereClause) {
					return errors.New("GORM deletes without a condition")
				}
				return nil
			}), accounts, all, all},
			{"RemoveByValue", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Accounts{db}).RemoveByValue(ctx, 7, "a@example.org")
			}), accounts, all, []int{3}},
			{"Remove", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Accounts{db}).Remove(ctx, 7, "a@example.org")
			}), accounts, all, []int{2, 3}},
			{"LockByStruct", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Accounts{db}).LockByStruct(ctx, 1, "a@example.com")
			}), active, all, all},
			{"Lock", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Accounts{db}).Lock(ctx, 1, "a@example.com")
			}), active, all, []int{2, 3}},
			{"SetActiveByStruct", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Accounts{db}).SetActiveByStruct(ctx, 1, false)
			}), active, all, all},
			{"SetActive", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Accounts{db}).SetActive(ctx, 1, false)
			}), active, all, []int{2, 3}},
			{"DeleteOfSiteByStruct", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Comments{db}).DeleteOfSiteByStruct(httptest.NewRequestWithContext(ctx, "DELETE", "/comments?site=", nil))
			}), comments, all, nil},
			{"DeleteOfSite", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Comments{db}).DeleteOfSite(httptest.NewRequestWithContext(ctx, "DELETE", "/comments?site=", nil))
			}), comments, all, []int{1, 2}},
			{"KeepUnchecked", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Devices{db}).KeepUnchecked(ctx, nil)
			}), devices, all, nil},
			{"Keep", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Devices{db}).Keep(ctx, nil)
			}), devices, all, all},
			{"KeepByText", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Devices{db}).KeepByText(ctx, nil)
			}), devices, all, all},
			{"ForgetUnchecked", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Devices{db}).ForgetUnchecked(ctx, "lamp", nil)
			}), devices, all, []int{3}},
			{"Forget", with(func(ctx context.Context, db *gorm.DB) error {
				return (&Devices{db}).Forget(ctx, "lamp", nil)
			}), devices, all, all},
		}
	}
	t.Run("sqlite", func(t *testing.T) {
		run(t, database.SQLite, steps(func(db *sql.DB) gorm.Dialector { return sqlite.New(sqlite.Config{Conn: db}) }))
	})
	t.Run("postgres", func(t *testing.T) {
		run(t, database.Postgres, steps(func(db *sql.DB) gorm.Dialector { return postgres.New(postgres.Config{Conn: db}) }))
	})
}

func TestEnt(t *testing.T) {
	registry := func(db *sql.DB) *Registry { return &Registry{ent.NewClient(entsql.OpenDB("sqlite3", db))} }
	run(t, database.SQLite, []step{
		{"KeepUnchecked", func(ctx context.Context, db *sql.DB) error { return registry(db).KeepUnchecked(ctx, nil) }, devices, all, nil},
		{"Keep", func(ctx context.Context, db *sql.DB) error { return registry(db).Keep(ctx, nil) }, devices, all, all},
	})
}

func TestXorm(t *testing.T) {
	with := func(do func(ctx context.Context, db *xorm.Engine) error) func(context.Context, *sql.DB) error {
		return func(ctx context.Context, pool *sql.DB) error {
			engine, err := xorm.NewEngineWithDB("sqlite3", "proof", core.FromDB(pool))
			if err != nil {
				return err
			}
			engine.SetTableMapper(plural{})
			return do(ctx, engine)
		}
	}
	run(t, database.SQLite, []step{
		{"SaveUnkeyed", with(func(ctx context.Context, db *xorm.Engine) error {
			return (&Profiles{db}).SaveUnkeyed(ctx, &Profile{ID: 2, Name: "ann"})
		}), anns, []int{1}, all},
		{"Save", with(func(ctx context.Context, db *xorm.Engine) error {
			return (&Profiles{db}).Save(ctx, &Profile{ID: 2, Name: "ann"})
		}), anns, []int{1}, []int{1, 2}},
		{"KeepUnchecked", with(func(ctx context.Context, db *xorm.Engine) error {
			return (&Engine{db}).KeepUnchecked(ctx, nil)
		}), devices, all, nil},
	})
}

// plural names tables as the other libraries do.
type plural struct{ names.SnakeMapper }

func (p plural) Obj2Table(name string) string { return p.SnakeMapper.Obj2Table(name) + "s" }

func TestGORMv1(t *testing.T) {
	with := func(do func(profiles *OldProfiles) error) func(context.Context, *sql.DB) error {
		return func(_ context.Context, pool *sql.DB) error {
			db, err := gormv1.Open("sqlite3", pool)
			if err != nil {
				return err
			}
			return do(&OldProfiles{db})
		}
	}
	run(t, database.SQLite, []step{
		{"RenameUnkeyed", with(func(p *OldProfiles) error { return p.RenameUnkeyed("ann") }), anns, []int{1}, all},
		{"Rename", with(func(p *OldProfiles) error { return p.Rename(2, "ann") }), anns, []int{1}, []int{1, 2}},
		{"RemoveByValue", with(func(p *OldProfiles) error { return p.RemoveByValue("ann") }), profiles, all, nil},
		{"Remove", with(func(p *OldProfiles) error { return p.Remove("ann") }), profiles, all, []int{2, 3}},
	})
}

func TestSquirrel(t *testing.T) {
	text, args, err := KeepSQL(nil)
	if want := `DELETE FROM devices WHERE (1=1)`; err != nil || text != want || len(args) > 0 {
		t.Errorf("%q, %v, %v; want %q", text, args, err, want)
	}
}

func TestReported(t *testing.T) {
	report := vet.Run(t, "zerocondition")
	for declared, message := range map[string]string{
		"Accounts.PurgeByStruct":        struct_,
		"Accounts.RemoveByValue":        ignored,
		"Accounts.LockByStruct":         unwritten,
		"Accounts.SetActiveByStruct":    updates,
		"Comments.DeleteOfSiteByStruct": struct_,
		"Registry.KeepUnchecked":        list,
		"Devices.KeepUnchecked":         list,
		"Devices.ForgetUnchecked":       list,
		"Engine.KeepUnchecked":          list,
		"KeepSQL":                       list,
		"Profiles.SaveUnkeyed":          everyRow,
		"OldProfiles.RenameUnkeyed":     everyRow,
		"OldProfiles.RemoveByValue":     ignored,
	} {
		report.Flags(t, declared, message)
	}
	for _, declared := range []string{
		"Accounts.Purge", "Accounts.PurgeByNames", "Accounts.PurgeAllByStruct", "Accounts.Remove",
		"Accounts.Lock", "Accounts.SetActive", "Comments.DeleteOfSite",
		"Registry.Keep", "Devices.Keep", "Devices.KeepByText", "Devices.Forget",
		"Profiles.Save", "OldProfiles.Rename", "OldProfiles.Remove",
	} {
		report.Silent(t, declared)
	}
}
