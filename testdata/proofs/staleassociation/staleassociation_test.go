package staleassociation

import (
	"context"
	"errors"
	"os"
	"testing"

	gormv1 "github.com/jinzhu/gorm"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	"xorm.io/xorm"
	"xorm.io/xorm/core"
	"xorm.io/xorm/names"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// What the messages of the categories say.
const (
	deleted    = "still holds"
	foreignkey = "is written while"
	resave     = "meanwhile"
)

// each runs proof on SQLite and PostgreSQL, in a database that has rows.
func each(t *testing.T, rows []any, proof func(t *testing.T, db *gorm.DB)) {
	open := func(t *testing.T, dialector gorm.Dialector) {
		db, err := gorm.Open(dialector, &gorm.Config{Logger: logger.Discard})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.AutoMigrate(rows...); err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if err := db.Create(row).Error; err != nil {
				t.Fatal(err)
			}
		}
		proof(t, db)
	}
	t.Run("sqlite", func(t *testing.T) { open(t, sqlite.New(sqlite.Config{Conn: database.SQLite(t, "")})) })
	t.Run("postgres", func(t *testing.T) { open(t, postgres.New(postgres.Config{Conn: database.Postgres(t, "")})) })
}

// count fails t unless query selects want.
func count(t *testing.T, db *gorm.DB, want int64, query string, args ...any) {
	t.Helper()
	var got int64
	if err := db.Raw(query, args...).Scan(&got).Error; err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("%s %v: %d, want %d", query, args, got, want)
	}
}

// step is one way to do what an incident was about, and the rows that are left.
type step struct {
	name string
	do   func(ctx context.Context, id int64) error
	left int64
}

// try runs each step on its own parent: 1, 2 and so on. Before it, query counts
// two rows, and then those that the step leaves.
func try(t *testing.T, db *gorm.DB, query string, steps []step) {
	t.Helper()
	for i, s := range steps {
		id := int64(i + 1)
		count(t, db, 2, query, id)
		if err := s.do(t.Context(), id); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
		var left int64
		if err := db.Raw(query, id).Scan(&left).Error; err != nil {
			t.Fatal(err)
		}
		if left != s.left {
			t.Errorf("%s: %d rows, want %d", s.name, left, s.left)
		}
	}
}

func TestEndedSessions(t *testing.T) {
	rows := []any{
		&[]Account{{ID: 1}, {ID: 2}, {ID: 3}, {ID: 4}, {ID: 5}},
		&[]Session{
			{11, 1, "a"}, {12, 1, "b"}, {21, 2, "a"}, {22, 2, "b"}, {31, 3, "a"}, {32, 3, "b"},
			{41, 4, "a"}, {42, 4, "b"}, {51, 5, "a"}, {52, 5, "b"},
		},
	}
	each(t, rows, func(t *testing.T, db *gorm.DB) {
		accounts := &Accounts{db}
		const sessions = `SELECT count(*) FROM sessions WHERE account_id = ?`
		try(t, db, sessions, []step{
			{"saving", accounts.LockSaving, 2},
			{"updating", accounts.LockUpdating, 2},
			{"omitting", accounts.LockOmitting, 0},
			{"emptied", accounts.LockEmptied, 0},
			{"by id", accounts.LockByID, 0},
		})
		count(t, db, 4, `SELECT count(*) FROM sessions WHERE id IN (11, 12, 21, 22) AND token IN ('a', 'b')`)
		count(t, db, 5, `SELECT count(*) FROM accounts WHERE locked AND ended = 2`)
	})

	report := vet.Run(t, "staleassociation")
	report.Flags(t, "Accounts.LockSaving", deleted)
	report.Flags(t, "Accounts.LockUpdating", deleted)
	report.Silent(t, "Accounts.LockOmitting")
	report.Silent(t, "Accounts.LockEmptied")
	report.Silent(t, "Accounts.LockByID")
}

func TestMovedCards(t *testing.T) {
	rows := []any{
		&[]Board{{ID: 1}, {ID: 2}, {ID: 3}},
		&[]Card{{11, 1, "a"}, {12, 1, "b"}, {21, 2, "a"}, {22, 2, "b"}},
	}
	each(t, rows, func(t *testing.T, db *gorm.DB) {
		boards := &Boards{db}
		closing := func(closes func(ctx context.Context, id, successor int64) (int, error)) func(context.Context, int64) error {
			return func(ctx context.Context, id int64) error {
				moved, err := closes(ctx, id, 3)
				if moved != 2 {
					t.Errorf("%d cards moved, want 2", moved)
				}
				return err
			}
		}
		try(t, db, `SELECT count(*) FROM cards WHERE board_id = ?`, []step{
			{"saving", closing(boards.CloseSaving), 2},
			{"omitting", closing(boards.CloseOmitting), 0},
		})
		count(t, db, 2, `SELECT count(*) FROM cards WHERE board_id = 3`)
	})

	report := vet.Run(t, "staleassociation")
	report.Flags(t, "Boards.CloseSaving", deleted)
	report.Silent(t, "Boards.CloseOmitting")
}

func TestRevokedKey(t *testing.T) {
	a, b, c := int64(1), int64(2), int64(3)
	rows := []any{
		&[]AuthKey{{a, "x"}, {b, "y"}, {c, "z"}},
		&[]Node{{ID: 1, AuthKeyID: &a}, {ID: 2, AuthKeyID: &b}, {ID: 3, AuthKeyID: &c}},
	}
	each(t, rows, func(t *testing.T, db *gorm.DB) {
		nodes := &Nodes{db}
		revoking := func(revoke func(ctx context.Context, id int64, version string) error) func(context.Context, int64) error {
			return func(ctx context.Context, id int64) error { return revoke(ctx, id, "v2") }
		}
		// The key's row and the node's reference to it.
		try(t, db, `SELECT count(k.id) + count(n.auth_key_id) FROM nodes n LEFT JOIN auth_keys k ON k.id = n.id WHERE n.id = ?`, []step{
			{"updating", revoking(nodes.RevokeUpdating), 2},
			{"selecting", revoking(nodes.RevokeSelecting), 0},
			{"forgetting", revoking(nodes.RevokeForgetting), 0},
		})
		count(t, db, 1, `SELECT count(*) FROM auth_keys WHERE id = 1 AND secret = 'x'`)
		count(t, db, 3, `SELECT count(*) FROM nodes WHERE version = 'v2'`)
	})

	report := vet.Run(t, "staleassociation")
	report.Flags(t, "Nodes.RevokeUpdating", deleted)
	report.Silent(t, "Nodes.RevokeSelecting")
	report.Silent(t, "Nodes.RevokeForgetting")
}

func TestDismissedEditor(t *testing.T) {
	roles := []Role{{1, "editor"}, {2, "publisher"}}
	rows := []any{
		&[]Employee{{ID: 1, Roles: roles}, {ID: 2, Roles: roles}, {ID: 3, Roles: roles}, {ID: 4, Roles: roles}},
	}
	each(t, rows, func(t *testing.T, db *gorm.DB) {
		employees := &Employees{db}
		dismissing := func(dismiss func(ctx context.Context, id int64, note string) error) func(context.Context, int64) error {
			return func(ctx context.Context, id int64) error { return dismiss(ctx, id, "dismissed") }
		}
		try(t, db, `SELECT count(*) FROM employee_roles WHERE employee_id = ?`, []step{
			{"by query", dismissing(employees.DismissByQuery), 2},
			{"by other", dismissing(employees.DismissByOther), 2},
			{"by same", dismissing(employees.DismissBySame), 0},
			{"reloading", dismissing(employees.DismissReloading), 0},
		})
	})

	report := vet.Run(t, "staleassociation")
	report.Flags(t, "Employees.DismissByQuery", deleted)
	report.Flags(t, "Employees.DismissByOther", deleted)
	report.Silent(t, "Employees.DismissBySame")
	report.Silent(t, "Employees.DismissReloading")
}

func TestReassignedTicket(t *testing.T) {
	const ada, bob = 1, 2
	rows := []any{&[]Person{{ada, "Ada"}, {bob, "Bob"}}, &[]Ticket{{ID: 1, AssigneeID: ada}}}
	each(t, rows, func(t *testing.T, db *gorm.DB) {
		tickets := &Tickets{db}
		for _, way := range []struct {
			name   string
			assign func(ctx context.Context, id, assignee int64) (string, error)
			to     int64
		}{
			{"preloaded", tickets.AssignPreloaded, ada},
			{"joined", tickets.AssignJoined, ada},
			{"column", tickets.AssignColumn, ada},
			{"forgetting", tickets.AssignForgetting, bob},
			{"both", tickets.AssignBoth, bob},
			{"omitting", tickets.AssignOmitting, bob},
			{"omitting one", tickets.AssignOmittingOne, bob},
			{"selecting", tickets.AssignSelecting, bob},
			{"by id", tickets.AssignByID, bob},
			{"literal", tickets.AssignLiteral, bob},
			{"replacing", tickets.AssignReplacing, bob},
		} {
			if err := db.Exec(`UPDATE tickets SET assignee_id = ?`, ada).Error; err != nil {
				t.Fatal(err)
			}
			if from, err := way.assign(t.Context(), 1, bob); from != "Ada" || err != nil {
				t.Errorf("%s: from %q, %v, want from Ada", way.name, from, err)
			}
			var assignee int64
			if err := db.Raw(`SELECT assignee_id FROM tickets`).Scan(&assignee).Error; err != nil {
				t.Fatal(err)
			}
			if assignee != way.to {
				t.Errorf("%s: assigned to %d, want %d", way.name, assignee, way.to)
			}
		}
		count(t, db, 1, `SELECT count(*) FROM people WHERE id = ? AND name = 'Bob'`, bob)
	})

	report := vet.Run(t, "staleassociation")
	report.Flags(t, "Tickets.AssignPreloaded", foreignkey)
	report.Flags(t, "Tickets.AssignJoined", foreignkey)
	report.Flags(t, "Tickets.AssignColumn", foreignkey)
	report.Silent(t, "Tickets.AssignForgetting")
	report.Silent(t, "Tickets.AssignBoth")
	report.Silent(t, "Tickets.AssignOmitting")
	report.Silent(t, "Tickets.AssignOmittingOne")
	report.Silent(t, "Tickets.AssignSelecting")
	report.Silent(t, "Tickets.AssignByID")
	report.Silent(t, "Tickets.AssignLiteral")
	report.Silent(t, "Tickets.AssignReplacing")
}

func TestRenamedGroup(t *testing.T) {
	members := []Member{{1, "Ada"}, {2, "Bob"}}
	rows := []any{&[]Group{{ID: 1, Members: members}, {ID: 2, Members: members}}}
	each(t, rows, func(t *testing.T, db *gorm.DB) {
		groups := &Groups{db}
		// The other request comes while the new name waits for approval.
		renaming := func(rename func(context.Context, int64, string, func(*Group) error) error) func(context.Context, int64) error {
			return func(ctx context.Context, id int64) error {
				return rename(ctx, id, "new", func(group *Group) error {
					if group.Name != "new" {
						return errors.New("not renamed")
					}
					return groups.Remove(ctx, id, 2)
				})
			}
		}
		try(t, db, `SELECT count(*) FROM group_members WHERE group_id = ?`, []step{
			{"saving", renaming(groups.RenameSaving), 2},
			{"omitting", renaming(groups.RenameOmitting), 1},
		})
		count(t, db, 2, `SELECT count(*) FROM groups WHERE name = 'new'`)
	})

	report := vet.Run(t, "staleassociation")
	report.Flags(t, "Groups.RenameSaving", resave)
	report.Silent(t, "Groups.RenameOmitting")
	report.Silent(t, "Groups.Group")
	report.Silent(t, "Groups.Remove")
}

func TestTrashedNotes(t *testing.T) {
	rows := []any{
		&[]Notebook{{ID: 1}, {ID: 2}, {ID: 3}},
		&[]Note{
			{ID: 11, NotebookID: 1}, {ID: 12, NotebookID: 1}, {ID: 21, NotebookID: 2}, {ID: 22, NotebookID: 2},
			{ID: 31, NotebookID: 3}, {ID: 32, NotebookID: 3},
		},
	}
	each(t, rows, func(t *testing.T, db *gorm.DB) {
		notebooks := &Notebooks{db}
		try(t, db, `SELECT count(*) FROM notes WHERE notebook_id = ? AND deleted_at IS NULL`, []step{
			{"softly", notebooks.EmptySoftly, 0},
			{"for good", notebooks.EmptyForGood, 2},
			{"saving all", notebooks.EmptySavingAll, 2},
		})
	})

	report := vet.Run(t, "staleassociation")
	report.Silent(t, "Notebooks.EmptySoftly")
	report.Flags(t, "Notebooks.EmptyForGood", deleted)
	report.Flags(t, "Notebooks.EmptySavingAll", deleted)
}

func TestClearedThreads(t *testing.T) {
	rows := []any{
		&[]Forum{{ID: 1}, {ID: 2}},
		&[]Thread{{ID: 10, ForumID: 1}, {ID: 20, ForumID: 2}},
		&[]Reply{{11, 10}, {12, 10}, {21, 20}, {22, 20}},
	}
	each(t, rows, func(t *testing.T, db *gorm.DB) {
		forums := &Forums{db}
		try(t, db, `SELECT count(*) FROM replies WHERE thread_id = 10 * ?`, []step{
			{"saving", forums.ClearSaving, 2},
			{"omitting", forums.ClearOmitting, 0},
		})
	})

	report := vet.Run(t, "staleassociation")
	report.Flags(t, "Forums.ClearSaving", deleted)
	report.Silent(t, "Forums.ClearOmitting")
}

func TestFirstGORM(t *testing.T) {
	pool := database.SQLite(t, `
CREATE TABLE tasks (id BIGSERIAL PRIMARY KEY, worker_id BIGINT NOT NULL);
CREATE TABLE workers (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO workers (id, name) VALUES (1, 'Ada'), (2, 'Bob');
INSERT INTO tasks (id, worker_id) VALUES (1, 1);
CREATE TABLE task_steps (id BIGSERIAL PRIMARY KEY, task_id BIGINT NOT NULL);
`)
	db, err := gormv1.Open("sqlite3", pool)
	if err != nil {
		t.Fatal(err)
	}
	tasks := &Tasks{db}
	if err := tasks.GivePreloaded(1, 2); err != nil {
		t.Error(err)
	}
	if worker := database.Int(t, pool, `SELECT worker_id FROM tasks`); worker != 1 {
		t.Errorf("given to %d, want 1, the old one", worker)
	}
	if err := tasks.GiveForgetting(1, 2); err != nil {
		t.Error(err)
	}
	if worker := database.Int(t, pool, `SELECT worker_id FROM tasks`); worker != 2 {
		t.Errorf("given to %d, want 2", worker)
	}

	for _, clearing := range []struct {
		name string
		do   func(int64) error
		left int
	}{{"saving", tasks.ClearSaving, 1}, {"setting", tasks.ClearSetting, 0}, {"forgetting", tasks.ClearForgetting, 0}} {
		if _, err := pool.Exec(`REPLACE INTO task_steps (id, task_id) VALUES (7, 1)`); err != nil {
			t.Fatal(err)
		}
		if err := clearing.do(1); err != nil {
			t.Errorf("%s: %v", clearing.name, err)
		}
		if steps := database.Int(t, pool, `SELECT count(*) FROM task_steps WHERE id = 7`); steps != clearing.left {
			t.Errorf("%s: %d steps, want %d", clearing.name, steps, clearing.left)
		}
	}

	report := vet.Run(t, "staleassociation")
	report.Flags(t, "Tasks.GivePreloaded", foreignkey)
	report.Silent(t, "Tasks.GiveForgetting")
	report.Flags(t, "Tasks.ClearSaving", deleted)
	report.Silent(t, "Tasks.ClearSetting")
	report.Silent(t, "Tasks.ClearForgetting")
}

func TestOtherLibraries(t *testing.T) {
	const schema = `
CREATE TABLE drivers (id BIGSERIAL PRIMARY KEY);
CREATE TABLE parcels (id BIGSERIAL PRIMARY KEY, driver_id BIGINT NOT NULL);
CREATE TABLE stops (id BIGSERIAL PRIMARY KEY, parcel_id BIGINT NOT NULL);
INSERT INTO drivers (id) VALUES (1), (2);
INSERT INTO parcels (id, driver_id) VALUES (1, 1);
INSERT INTO stops (id, parcel_id) VALUES (1, 1), (2, 1);
`
	t.Run("bun", func(t *testing.T) {
		pool := database.SQLite(t, schema)
		if err := GiveByBun(t.Context(), bun.NewDB(pool, sqlitedialect.New()), 1, 2); err != nil {
			t.Error(err)
		}
		if driver := database.Int(t, pool, `SELECT driver_id FROM parcels`); driver != 2 {
			t.Errorf("given to %d, want 2", driver)
		}
		if stops := database.Int(t, pool, `SELECT count(*) FROM stops`); stops != 0 {
			t.Errorf("%d stops, want none", stops)
		}
	})
	t.Run("xorm", func(t *testing.T) {
		pool := database.SQLite(t, schema)
		engine, err := xorm.NewEngineWithDB("sqlite3", "parcels", core.FromDB(pool))
		if err != nil {
			t.Fatal(err)
		}
		engine.SetTableMapper(names.NewSuffixMapper(names.SnakeMapper{}, "s"))
		if err := GiveByXorm(engine, 1, 2); err != nil {
			t.Error(err)
		}
		if driver := database.Int(t, pool, `SELECT driver_id FROM parcels`); driver != 2 {
			t.Errorf("given to %d, want 2", driver)
		}
		if stops := database.Int(t, pool, `SELECT count(*) FROM stops`); stops != 0 {
			t.Errorf("%d stops, want none", stops)
		}
	})

	report := vet.Run(t, "staleassociation")
	report.Silent(t, "GiveByBun")
	report.Silent(t, "GiveByXorm")
}
