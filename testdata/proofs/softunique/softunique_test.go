package softunique

import (
	"context"
	"database/sql"
	"os"
	"testing"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// A place is a table whose rows have names and are deleted softly.
type place interface {
	Create(ctx context.Context, name string) error
	Delete(ctx context.Context, name string) error
}

func TestNullsAreDistinct(t *testing.T) {
	database.Each(t, foldersByNameAndDeletion, func(t *testing.T, db *sql.DB) {
		bindsNoLiveRow(t, db, &Folders{db}, "folders")
	})
	t.Run("mariadb", func(t *testing.T) {
		db := database.MariaDB(t, drawersByNameAndDeletion)
		bindsNoLiveRow(t, db, &Drawers{db}, "drawers")
	})

	report := vet.Run(t, "softunique")
	report.Flags(t, "foldersByNameAndDeletion", "NULLs are distinct")
	report.Flags(t, "drawersByNameAndDeletion", "NULLs are distinct")
}

func TestLiveRowsAreUnique(t *testing.T) {
	t.Run("partial index", func(t *testing.T) {
		database.Each(t, shelvesByNameOfTheLive, func(t *testing.T, db *sql.DB) {
			bindsLiveRows(t, &Shelves{db})
		})
	})
	t.Run("nulls not distinct", func(t *testing.T) {
		bindsLiveRows(t, &Binders{database.Postgres(t, bindersNullsNotDistinct)})
	})
	t.Run("generated column", func(t *testing.T) {
		bindsLiveRows(t, &Chests{database.MariaDB(t, chestsByNameAndLife)})
	})

	report := vet.Run(t, "softunique")
	report.Silent(t, "shelvesByNameOfTheLive")
	report.Silent(t, "bindersNullsNotDistinct")
	report.Silent(t, "chestsByNameAndLife")
}

func TestNameTaken(t *testing.T) {
	database.Each(t, projectsByName+teamsByName, func(t *testing.T, db *sql.DB) {
		blocksRecreation(t, &Projects{db})
		bindsLiveRows(t, &Teams{db})
	})

	report := vet.Run(t, "softunique")
	report.Flags(t, "projectsByName", "blocks re-creation")
	report.Silent(t, "teamsByName")
}

func TestAddressTaken(t *testing.T) {
	db, err := gorm.Open(sqlite.New(sqlite.Config{Conn: database.SQLite(t, "")}), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.AutoMigrate(&Account{}, &Member{}, &Subscriber{}); err != nil {
		t.Fatal(err)
	}
	accounts, members, subscribers := &Accounts{db}, &Members{db}, &Subscribers{db}
	blocksRecreation(t, users{accounts.SignUp, accounts.Close})
	bindsLiveRows(t, users{members.SignUp, members.Close})
	bindsLiveRows(t, users{subscribers.SignUp, subscribers.Close})

	report := vet.Run(t, "softunique")
	report.Flags(t, "Account", "blocks re-creation")
	report.Silent(t, "Member")
	report.Silent(t, "Subscriber")
}

// users are a place by the names of their methods.
type users struct {
	create, remove func(ctx context.Context, email string) error
}

func (u users) Create(ctx context.Context, email string) error { return u.create(ctx, email) }
func (u users) Delete(ctx context.Context, email string) error { return u.remove(ctx, email) }

// bindsNoLiveRow: two live rows have one name.
func bindsNoLiveRow(t *testing.T, db *sql.DB, p place, table string) {
	t.Helper()
	for range 2 {
		if err := p.Create(t.Context(), "a"); err != nil {
			t.Fatalf("creating: %v, want a duplicate without an error", err)
		}
	}
	if n := database.Int(t, db, `SELECT count(*) FROM `+table+` WHERE name = 'a' AND deleted_at IS NULL`); n != 2 {
		t.Errorf("%d live rows of one name, want 2", n)
	}
}

// bindsLiveRows: one live row has a name, and a deleted one isn't in its way.
func bindsLiveRows(t *testing.T, p place) {
	t.Helper()
	if err := p.Create(t.Context(), "a"); err != nil {
		t.Fatalf("creating: %v", err)
	}
	if err := p.Create(t.Context(), "a"); !database.Duplicate(err) {
		t.Errorf("creating twice: %v, want a violation of the unique key", err)
	}
	if err := p.Delete(t.Context(), "a"); err != nil {
		t.Fatalf("deleting: %v", err)
	}
	if err := p.Create(t.Context(), "a"); err != nil {
		t.Errorf("creating again: %v", err)
	}
}

// blocksRecreation: a deleted row is in the way of a live one.
func blocksRecreation(t *testing.T, p place) {
	t.Helper()
	if err := p.Create(t.Context(), "a"); err != nil {
		t.Fatalf("creating: %v", err)
	}
	if err := p.Delete(t.Context(), "a"); err != nil {
		t.Fatalf("deleting: %v", err)
	}
	if err := p.Create(t.Context(), "a"); !database.Duplicate(err) {
		t.Errorf("creating again: %v, want a violation of the unique key", err)
	}
}
