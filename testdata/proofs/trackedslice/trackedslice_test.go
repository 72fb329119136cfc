package trackedslice

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/go-rel/rel"
	"github.com/go-rel/sqlite3"
	"github.com/gobuffalo/pop/v6"
	gormv1 "github.com/jinzhu/gorm"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
	"github.com/datavet/datavet/testdata/proofs/trackedslice/ent"
	"github.com/datavet/datavet/testdata/proofs/trackedslice/models"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// each runs proof on both databases, with GORM and the tables of models.
func each(t *testing.T, proof func(t *testing.T, db *gorm.DB), models ...any) {
	config := &gorm.Config{Logger: logger.Discard}
	for name, open := range map[string]func(*testing.T) gorm.Dialector{
		"sqlite": func(t *testing.T) gorm.Dialector { return sqlite.New(sqlite.Config{Conn: database.SQLite(t, "")}) },
		"postgres": func(t *testing.T) gorm.Dialector {
			return postgres.New(postgres.Config{Conn: database.Postgres(t, "")})
		},
	} {
		t.Run(name, func(t *testing.T) {
			db, err := gorm.Open(open(t), config)
			must(t, err)
			must(t, db.AutoMigrate(models...))
			proof(t, db)
		})
	}
}

// groupOfFive has five users, the odd ones active.
func groupOfFive(t *testing.T, db *gorm.DB) int64 {
	t.Helper()
	group := Group{Name: "all"}
	for i := range 5 {
		group.Users = append(group.Users, User{Email: fmt.Sprint("user", i+1), Active: i%2 == 0})
	}
	must(t, db.Create(&group).Error)
	return group.ID
}

// emails are the addresses of the group's users, sorted.
func emails(t *testing.T, db *gorm.DB, id int64) string {
	t.Helper()
	return texts(t, db, "SELECT email FROM users WHERE group_id = ?", id)
}

const five = "user1 user2 user3 user4 user5"

// texts are what query selects, sorted, "" as an underscore.
func texts(t *testing.T, db *gorm.DB, query string, args ...any) string {
	t.Helper()
	var list []string
	must(t, db.Raw(query, args...).Scan(&list).Error)
	for i := range list {
		if list[i] == "" {
			list[i] = "_"
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestMailBatches(t *testing.T) {
	each(t, func(t *testing.T, db *gorm.DB) {
		var mailed []string
		mailer := &Mailer{db, func(batch []User) error {
			for _, u := range batch {
				mailed = append(mailed, u.Email)
			}
			return nil
		}}
		for _, send := range []struct {
			name  string
			by    func(id int64) error
			after string
		}{
			{"SendDeleting", func(id int64) error { return mailer.SendDeleting(t.Context(), id) }, "_ _ _ _ _ " + five},
			{"SendReslicing", func(id int64) error { return mailer.SendReslicing(t.Context(), id) }, five},
			{"SendActiveInPlace", func(id int64) error { return mailer.SendActiveInPlace(t.Context(), id) }, "_ _ " + five},
			{"SendActive", func(id int64) error { return mailer.SendActive(t.Context(), id) }, five},
			{"SendActiveAlone", func(id int64) error { return mailer.SendActiveAlone(t.Context(), id) }, five},
		} {
			id := groupOfFive(t, db)
			mailed = nil
			must(t, send.by(id))
			want(t, send.name, emails(t, db, id), send.after)
			if len(mailed) != 5 && len(mailed) != 3 || slices.Contains(mailed, "") {
				t.Errorf("%s mailed %q", send.name, mailed)
			}
		}
	}, &Group{}, &User{})

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Mailer.SendDeleting", "blank")
	report.Flags(t, "Mailer.SendActiveInPlace", "blank")
	report.Silent(t, "Mailer.SendReslicing")
	report.Silent(t, "Mailer.SendActive")
	report.Silent(t, "Mailer.SendActiveAlone")
}

func TestFirstVersion(t *testing.T) {
	pool := database.SQLite(t, `
CREATE TABLE wards (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE beds (id BIGSERIAL PRIMARY KEY, ward_id BIGINT NOT NULL, taken BOOLEAN NOT NULL);
INSERT INTO wards (id, name) VALUES (1, 'one'), (2, 'two');
INSERT INTO beds (ward_id, taken) VALUES (1, true), (1, false), (2, true), (2, false);
`)
	db, err := gormv1.Open("sqlite3", pool)
	must(t, err)
	wards := &Wards{db}
	_, err = wards.RenameAlone(1, "a")
	must(t, err)
	_, err = wards.RenameAndCount(2, "b")
	must(t, err)
	for ward, beds := range []int{1: 2, 2: 3} {
		if n := database.Int(t, pool, "SELECT count(*) FROM beds WHERE ward_id = ?", ward); n != beds {
			t.Errorf("ward %d has %d beds, want %d", ward, n, beds)
		}
	}

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Wards.RenameAndCount", "blank")
	report.Silent(t, "Wards.RenameAlone")
}

func TestNilHands(t *testing.T) {
	each(t, func(t *testing.T, db *gorm.DB) {
		crews := &Crews{db}
		load := func() int64 {
			crew := Crew{Name: "first", Hands: []*Hand{{Name: "a"}, {Name: "b"}, {Name: "c"}}}
			must(t, db.Create(&crew).Error)
			return crew.ID
		}
		id := load()
		_, err := crews.RenameAndCount(t.Context(), id, "second", "b")
		must(t, err)
		want(t, "RenameAndCount", texts(t, db, "SELECT name FROM crews WHERE id = ?", id), "second")

		id = load()
		func() {
			defer func() {
				if recover() == nil {
					t.Error("RenameAndPrune: no panic")
				}
			}()
			crews.RenameAndPrune(t.Context(), id, "second", "b")
		}()
		pool, err := db.DB()
		must(t, err)
		if open := pool.Stats().InUse; open != 1 {
			t.Errorf("RenameAndPrune: %d connections in use, want the open transaction's", open)
		}
		// Until its context ends.
		_, err = pool.ExecContext(t.Context(), "UPDATE crews SET name = 'third'")
		if !database.Locked(err) {
			t.Errorf("updating the row: %v, want a lock", err)
		}
	}, &Crew{}, &Hand{})

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Crews.RenameAndPrune", "panic")
	report.Silent(t, "Crews.RenameAndCount")
}

func TestBlankPermissions(t *testing.T) {
	each(t, func(t *testing.T, db *gorm.DB) {
		accounts := &Accounts{db}
		account := Account{Name: "a", Roles: []Role{{Name: "editor", Permissions: []Permission{
			{Code: "old", Deprecated: true}, {Code: "read"}, {Code: "write"},
		}}}}
		must(t, db.Create(&account).Error)
		codes := func(a *Account) (list []string) {
			for _, p := range a.Roles[0].Permissions {
				list = append(list, p.Code)
			}
			return list
		}
		permissions := func() string { return texts(t, db, "SELECT code FROM permissions") }
		links := func() string { return texts(t, db, "SELECT CAST(count(*) AS TEXT) FROM role_permissions") }

		pruned, err := accounts.LoadPruningRoles(t.Context(), account.ID)
		must(t, err)
		want(t, "LoadPruningRoles", strings.Join(codes(pruned), " "), "read write")
		must(t, db.Save(pruned).Error)
		want(t, "permissions", permissions(), "old read write")
		want(t, "links", links(), "3")

		blanked, err := accounts.LoadPruningCopies(t.Context(), account.ID)
		must(t, err)
		if got := codes(blanked); !slices.Equal(got, []string{"read", "write", ""}) {
			t.Errorf("LoadPruningCopies: %q, want a blank code at the end", got)
		}
		must(t, db.Save(blanked).Error)
		want(t, "permissions", permissions(), "_ old read write")
		want(t, "links", links(), "4")
	}, &Account{}, &Role{}, &Permission{})

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Accounts.LoadPruningCopies", "blank")
	report.Silent(t, "Accounts.LoadPruningRoles")
}

func TestLabels(t *testing.T) {
	each(t, func(t *testing.T, db *gorm.DB) {
		tickets := &Tickets{db}
		ticket := Ticket{Labels: []string{"secret", "bug", "urgent"}}
		must(t, db.Create(&ticket).Error)
		labels := func() string { return texts(t, db, "SELECT labels FROM tickets") }

		_, err := tickets.ShowFilteringClone(t.Context(), ticket.ID, "secret")
		must(t, err)
		want(t, "ShowFilteringClone", labels(), `["secret","bug","urgent"]`)
		_, err = tickets.ShowFiltering(t.Context(), ticket.ID, "secret")
		must(t, err)
		want(t, "ShowFiltering", labels(), `["bug","urgent",""]`)
	}, &Ticket{})

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Tickets.ShowFiltering", "blank")
	report.Silent(t, "Tickets.ShowFilteringClone")
}

func TestEmptied(t *testing.T) {
	each(t, func(t *testing.T, db *gorm.DB) {
		groups := &Groups{db}
		id := groupOfFive(t, db)
		must(t, groups.EmptyClearing(t.Context(), id))
		want(t, "EmptyClearing", emails(t, db, id), "_ _ _ _ _ "+five)

		id = groupOfFive(t, db)
		must(t, groups.EmptyUnlinking(t.Context(), id))
		want(t, "EmptyUnlinking", emails(t, db, id), "")

		group := Group{Name: "new"}
		must(t, groups.InviteLength(t.Context(), &group, []string{"a", "b"}))
		want(t, "InviteLength", emails(t, db, group.ID), "_ _ a b")

		group = Group{Name: "new"}
		must(t, groups.InviteCapacity(t.Context(), &group, []string{"a", "b"}))
		want(t, "InviteCapacity", emails(t, db, group.ID), "a b")
	}, &Group{}, &User{})

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Groups.EmptyClearing", "blank")
	report.Silent(t, "Groups.EmptyUnlinking")
	report.Flags(t, "Groups.InviteLength", "blank")
	report.Silent(t, "Groups.InviteCapacity")
}

func TestCopies(t *testing.T) {
	each(t, func(t *testing.T, db *gorm.DB) {
		plans := &Plans{db}
		load := func(name string) int64 {
			plan := Plan{Name: name, Steps: []Step{{Text: "one"}, {Text: "two"}}}
			must(t, db.Create(&plan).Error)
			return plan.ID
		}
		steps := func(name string) string {
			return texts(t, db, "SELECT text FROM steps JOIN plans ON plans.id = plan_id WHERE name = ?", name)
		}

		must(t, plans.CopyAllKeys(t.Context(), load("a")))
		want(t, "the original of CopyAllKeys", steps("a"), "one two")
		want(t, "the copy", steps("a (copy)"), "one two")

		must(t, plans.CopyPlanKey(t.Context(), load("b")))
		want(t, "the original of CopyPlanKey", steps("b"), "")
		want(t, "the copy", steps("b (copy)"), "one two")

		_, err := plans.RenameFirst(t.Context(), load("c"), "d")
		must(t, err)
		want(t, "RenameFirst", steps("d"), "one two")
		_, err = plans.RenameHidingKeys(t.Context(), load("e"), "f")
		must(t, err)
		want(t, "RenameHidingKeys", steps("f"), "one one two two")
	}, &Plan{}, &Step{})

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Plans.CopyPlanKey", "gives the old row's children to the new one")
	report.Silent(t, "Plans.CopyAllKeys")
	report.Flags(t, "Plans.RenameHidingKeys", "inserts it again")
	report.Silent(t, "Plans.RenameFirst")
}

func TestDrained(t *testing.T) {
	each(t, func(t *testing.T, db *gorm.DB) {
		invitations := &Invitations{db, func(User) error { return nil }}
		newcomer := func() *User { return &User{Email: "new"} }
		count := func() string { return texts(t, db, "SELECT CAST(count(*) AS TEXT) FROM users") }

		id := groupOfFive(t, db)
		must(t, invitations.TellAppending(t.Context(), id, newcomer()))
		want(t, "TellAppending", emails(t, db, id), "new "+five)
		id = groupOfFive(t, db)
		must(t, invitations.TellDraining(t.Context(), id, newcomer()))
		want(t, "TellDraining", emails(t, db, id), "new")

		id = groupOfFive(t, db)
		must(t, invitations.JoinAll(t.Context(), id, *newcomer()))
		want(t, "JoinAll", emails(t, db, id), "new "+five)
		id = groupOfFive(t, db)
		must(t, invitations.JoinActive(t.Context(), id, *newcomer()))
		want(t, "JoinActive", emails(t, db, id), "new user1 user3 user5")

		id = groupOfFive(t, db)
		want(t, "users", count(), "29")
		must(t, invitations.TellDeleting(t.Context(), id))
		want(t, "users after TellDeleting", count(), "24")
	}, &Group{}, &User{})

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Invitations.TellDraining", "unlinked")
	report.Flags(t, "Invitations.TellDeleting", "unlinked")
	report.Flags(t, "Invitations.JoinActive", "loaded in part")
	report.Silent(t, "Invitations.TellAppending")
	report.Silent(t, "Invitations.JoinAll")
}

func TestCleared(t *testing.T) {
	const schema = `
CREATE TABLE clubs (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE players (id BIGSERIAL PRIMARY KEY, email TEXT NOT NULL, club_players BIGINT REFERENCES clubs (id));
INSERT INTO clubs (id, name) VALUES (1, 'one'), (2, 'two');
INSERT INTO players (email, club_players) VALUES ('a', 1), ('b', 1), ('c', 2), ('d', 2);
`
	for name, pool := range map[string]func(*testing.T) *sql.DB{
		dialect.SQLite:   func(t *testing.T) *sql.DB { return database.SQLite(t, schema) },
		dialect.Postgres: func(t *testing.T) *sql.DB { return database.Postgres(t, schema) },
	} {
		t.Run(name, func(t *testing.T) {
			db := pool(t)
			clubs := &Clubs{ent.NewClient(entsql.OpenDB(name, db)), func(*ent.Player) error { return nil }}
			must(t, clubs.RelinkAll(t.Context(), 1))
			must(t, clubs.RelinkDrained(t.Context(), 2))
			for club, players := range []int{1: 2, 2: 0} {
				if n := database.Int(t, db, "SELECT count(*) FROM players WHERE club_players = $1", club); n != players {
					t.Errorf("club %d has %d players, want %d", club, n, players)
				}
			}
		})
	}

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Clubs.RelinkDrained", "unlinked")
	report.Silent(t, "Clubs.RelinkAll")
}

func TestSet(t *testing.T) {
	const schema = `
CREATE TABLE choirs (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE singers (id BIGSERIAL PRIMARY KEY, choir_id BIGINT REFERENCES choirs (id), email TEXT NOT NULL);
INSERT INTO choirs (id, name) VALUES (1, 'one'), (2, 'two');
INSERT INTO singers (id, email, choir_id) VALUES (1, 'a', 1), (2, 'b', 1), (3, 'c', NULL), (4, 'd', 2), (5, 'e', 2), (6, 'f', NULL);
`
	database.Each(t, schema, func(t *testing.T, db *sql.DB) {
		choirs := &Choirs{db}
		_, err := choirs.JoinAdding(t.Context(), 1, &models.Singer{ID: 3})
		must(t, err)
		_, err = choirs.JoinSettingRest(t.Context(), 2, &models.Singer{ID: 6})
		must(t, err)
		for choir, singers := range []int{1: 3, 2: 2} {
			if n := database.Int(t, db, "SELECT count(*) FROM singers WHERE choir_id = $1", choir); n != singers {
				t.Errorf("choir %d has %d singers, want %d", choir, n, singers)
			}
		}
	})

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Choirs.JoinSettingRest", "unlinked")
	report.Silent(t, "Choirs.JoinAdding")
}

func TestMirrored(t *testing.T) {
	db := database.SQLite(t, `
CREATE TABLE orders (id BIGSERIAL PRIMARY KEY, invoiced BOOLEAN NOT NULL);
CREATE TABLE lines (id BIGSERIAL PRIMARY KEY, order_id BIGINT NOT NULL, text TEXT NOT NULL, free BOOLEAN NOT NULL);
INSERT INTO orders (id, invoiced) VALUES (1, false), (2, false), (3, false);
INSERT INTO lines (order_id, text, free) VALUES
	(1, 'a', true), (1, 'b', false), (1, 'c', false),
	(2, 'a', true), (2, 'b', false), (2, 'c', false),
	(3, 'a', true), (3, 'b', false), (3, 'c', false);
`)
	repo := rel.New(sqlite3.New(db))
	repo.Instrumentation(func(context.Context, string, string, ...any) func(error) { return func(error) {} })
	invoices := &Invoices{repo}
	for _, made := range []struct {
		name  string
		by    func(context.Context, int64) ([]Line, error)
		after string
	}{
		{"Make", invoices.Make, "1a 2b 3c"},
		{"MakeResliced", invoices.MakeResliced, "5b 6c"},
		{"MakePruned", invoices.MakePruned, "7a 8b 9c"},
	} {
		id := map[string]int64{"Make": 1, "MakeResliced": 2, "MakePruned": 3}[made.name]
		_, err := made.by(t.Context(), id)
		if blank := made.name == "MakePruned"; blank != (err != nil) {
			t.Errorf("%s: %v, want an error of the blank line alone, which SQLite has no DEFAULT for", made.name, err)
		}
		rows, err := db.Query("SELECT id || text FROM lines WHERE order_id = ? ORDER BY id", id)
		must(t, err)
		defer rows.Close()
		var lines []string
		for rows.Next() {
			var line string
			must(t, rows.Scan(&line))
			lines = append(lines, line)
		}
		want(t, made.name, strings.Join(lines, " "), made.after)
	}

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Invoices.MakeResliced", "deletes its rows")
	report.Flags(t, "Invoices.MakePruned", "blank")
	report.Silent(t, "Invoices.Make")
}

func TestArchived(t *testing.T) {
	const schema = `
CREATE TABLE subscribers (id BIGSERIAL PRIMARY KEY, email TEXT NOT NULL, expired BOOLEAN NOT NULL);
CREATE TABLE archive (id BIGSERIAL PRIMARY KEY, email TEXT NOT NULL, expired BOOLEAN NOT NULL);
INSERT INTO subscribers (email, expired) VALUES ('a', true), ('b', false), ('c', false);
`
	for _, fill := range []struct {
		name         string
		by           func(*Archive, context.Context) (int, error)
		rows, blanks int
	}{
		{"FillAndCount", (*Archive).FillAndCount, 3, 1},
		{"FillAndCountClone", (*Archive).FillAndCountClone, 3, 0},
	} {
		db := database.SQLite(t, schema)
		_, err := fill.by(&Archive{bun.NewDB(db, sqlitedialect.New())}, t.Context())
		must(t, err)
		if n := database.Int(t, db, "SELECT count(*) FROM archive"); n != fill.rows {
			t.Errorf("%s: %d rows, want %d", fill.name, n, fill.rows)
		}
		if n := database.Int(t, db, "SELECT count(*) FROM archive WHERE email = ''"); n != fill.blanks {
			t.Errorf("%s: %d blank rows, want %d", fill.name, n, fill.blanks)
		}
	}

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Archive.FillAndCount", "blank")
	report.Silent(t, "Archive.FillAndCountClone")
}

func TestTouched(t *testing.T) {
	for _, touch := range []struct {
		name         string
		by           func(*pop.Connection) (int, error)
		rows, blanks int
	}{
		{"Touch", Touch, 4, 1},
		{"TouchClone", TouchClone, 3, 0},
	} {
		db, err := pop.NewConnection(&pop.ConnectionDetails{Dialect: "sqlite3", Database: filepath.Join(t.TempDir(), "proof.db")})
		must(t, err)
		must(t, db.Open())
		defer db.Close()
		must(t, db.RawQuery("CREATE TABLE readers (id INTEGER PRIMARY KEY, email TEXT NOT NULL, expired BOOLEAN NOT NULL)").Exec())
		must(t, db.RawQuery("INSERT INTO readers (email, expired) VALUES ('a', true), ('b', false), ('c', false)").Exec())
		_, err = touch.by(db)
		must(t, err)
		rows, err := db.Count(&Reader{})
		must(t, err)
		blanks, err := db.Where("email = ''").Count(&Reader{})
		must(t, err)
		if rows != touch.rows || blanks != touch.blanks {
			t.Errorf("%s: %d rows, %d of them blank, want %d and %d", touch.name, rows, blanks, touch.rows, touch.blanks)
		}
	}

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Touch", "blank")
	report.Silent(t, "TouchClone")
}

func TestOmitted(t *testing.T) {
	each(t, func(t *testing.T, db *gorm.DB) {
		names := &Names{db}
		id := groupOfFive(t, db)
		must(t, names.RenameOmittingUsers(t.Context(), id, "a"))
		want(t, "RenameOmittingUsers", emails(t, db, id), five)

		for range 2 {
			err := names.RenameOmittingColumns(t.Context(), id, "b")
			if lite := db.Name() == "sqlite"; lite != (err != nil) {
				t.Errorf("RenameOmittingColumns: %v, want SQLite's error alone", err)
			}
		}
		after := map[string]string{"sqlite": five, "postgres": "_ _ " + five}[db.Name()]
		want(t, "users", texts(t, db, "SELECT COALESCE(email, '') FROM users"), after)
	}, &Group{}, &User{})

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Names.RenameOmittingColumns", "blank")
	report.Silent(t, "Names.RenameOmittingUsers")
}

func TestLoop(t *testing.T) {
	each(t, func(t *testing.T, db *gorm.DB) {
		purge := &Purge{db}
		id := groupOfFive(t, db)
		must(t, purge.UnlinkTogether(t.Context(), id))
		want(t, "UnlinkTogether", emails(t, db, id), "user1 user3 user5")

		id = groupOfFive(t, db)
		must(t, db.Exec("UPDATE users SET active = (email = 'user1')").Error)
		func() {
			defer func() {
				if recover() == nil {
					t.Error("UnlinkEach: no panic")
				}
			}()
			purge.UnlinkEach(t.Context(), id)
		}()
		want(t, "UnlinkEach", emails(t, db, id), "user1 user3 user5")
	}, &Group{}, &User{})

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Purge.UnlinkEach", "skipped")
	report.Silent(t, "Purge.UnlinkTogether")
}

func TestUnsaved(t *testing.T) {
	each(t, func(t *testing.T, db *gorm.DB) {
		bans := &Bans{db}
		id := groupOfFive(t, db)
		var user User
		must(t, db.Where("group_id = ?", id).First(&user).Error)
		must(t, bans.BanInMemory(t.Context(), id, user.ID))
		want(t, "BanInMemory", emails(t, db, id), five)
		must(t, bans.BanInDatabase(t.Context(), id, user.ID))
		want(t, "BanInDatabase", emails(t, db, id), "user2 user3 user4 user5")

		must(t, bans.CorrectInMemory(t.Context(), id, "x"))
		want(t, "CorrectInMemory", emails(t, db, id), "user2 user3 user4 user5")
		must(t, bans.CorrectInDatabase(t.Context(), id, "x"))
		want(t, "CorrectInDatabase", emails(t, db, id), "x x x x")
	}, &Group{}, &User{})

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Bans.BanInMemory", "stay in the database")
	report.Silent(t, "Bans.BanInDatabase")
	report.Flags(t, "Bans.CorrectInMemory", "edit of Users.Email is lost")
	report.Silent(t, "Bans.CorrectInDatabase")
}

func TestBatches(t *testing.T) {
	for _, cut := range []struct {
		name string
		by   func([]string, int) [][]string
		want string
	}{
		{"BatchesShifting", BatchesShifting, "[[e d] [e d] [e]]"},
		{"BatchesDeleting", BatchesDeleting, "[[ ] [ ] []]"},
		{"BatchesReslicing", BatchesReslicing, "[[a b] [c d] [e]]"},
	} {
		want(t, cut.name, fmt.Sprint(cut.by([]string{"a", "b", "c", "d", "e"}, 2)), cut.want)
	}

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "BatchesShifting", "overwrites the batch")
	report.Flags(t, "BatchesDeleting", "blanks the batch")
	report.Silent(t, "BatchesReslicing")
}

func TestCached(t *testing.T) {
	d := &Directory{map[int64][]string{1: {"a", "a", "b"}}}
	want(t, "Cloned", fmt.Sprintf("%q", d.Cloned(1)), `["a" "b"]`)
	want(t, "Cloned again", fmt.Sprintf("%q", d.Cloned(1)), `["a" "b"]`)
	want(t, "InPlace", fmt.Sprintf("%q", d.InPlace(1)), `["a" "b"]`)
	want(t, "InPlace again", fmt.Sprintf("%q", d.InPlace(1)), `["a" "b" ""]`)

	report := vet.Run(t, "trackedslice")
	report.Flags(t, "Directory.InPlace", "still holds")
	report.Silent(t, "Directory.Cloned")
}
