package outerhandle

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"testing"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// shop is the database of every incident.
const shop = `
CREATE TABLE orders (id BIGINT PRIMARY KEY, total BIGINT NOT NULL);
CREATE TABLE lines (order_id BIGINT NOT NULL, product_id BIGINT NOT NULL, cents BIGINT NOT NULL);
CREATE TABLE accounts (id BIGINT PRIMARY KEY, cents BIGINT NOT NULL CHECK (cents >= 0), transfers BIGINT NOT NULL DEFAULT 0);
CREATE TABLE journal (from_id BIGINT NOT NULL, to_id BIGINT NOT NULL, cents BIGINT NOT NULL);
CREATE TABLE products (id BIGINT PRIMARY KEY, stock BIGINT NOT NULL);
CREATE TABLE reservations (product_id BIGINT NOT NULL, customer TEXT NOT NULL UNIQUE);
CREATE TABLE users (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE profiles (user_id BIGINT NOT NULL, handle TEXT NOT NULL UNIQUE);
INSERT INTO accounts (id, cents) VALUES (1, 1000), (2, 0);
INSERT INTO products (id, stock) VALUES (1, 10);
INSERT INTO reservations (product_id, customer) VALUES (1, 'ada');
`

const (
	rich, poor = 1, 2 // accounts
	product    = 1    // of which ada holds a reservation
)

func TestOrderTotal(t *testing.T) {
	lines := []Line{{1, 300}, {2, 500}}
	database.Each(t, shop, func(t *testing.T, db *sql.DB) {
		orders := &Orders{db}
		if total, err := orders.PlaceSummedOutside(t.Context(), 1, lines); total != 0 || err != nil {
			t.Errorf("total summed outside: %d, %v, want 0, which is wrong", total, err)
		}
		if total, err := orders.PlaceSummedInside(t.Context(), 2, lines); total != 800 || err != nil {
			t.Errorf("total summed inside: %d, %v, want 800", total, err)
		}
	})

	t.Run("pool of one", func(t *testing.T) {
		db := database.SQLite(t, shop)
		db.SetMaxOpenConns(1)
		orders := &Orders{db}
		if _, err := orders.PlaceSummedOutside(database.Bounded(t), 1, lines); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("summing outside: %v, want context.DeadlineExceeded", err)
		}
		if total, err := orders.PlaceSummedInside(t.Context(), 2, lines); total != 800 || err != nil {
			t.Errorf("total summed inside: %d, %v, want 800", total, err)
		}
	})

	report := vet.Run(t, "outerhandle")
	report.Flags(t, "Orders.PlaceSummedOutside", "runs outside it")
	report.Silent(t, "Orders.PlaceSummedInside")
}

func TestJournal(t *testing.T) {
	database.Each(t, shop, func(t *testing.T, db *sql.DB) {
		accounts := &Accounts{db}
		if err := accounts.TransferJournalInside(t.Context(), poor, rich, 100); err == nil {
			t.Fatal("no error beyond the account's balance")
		}
		if n := database.Int(t, db, `SELECT count(*) FROM journal`); n != 0 {
			t.Errorf("%d journal entries after the rollback, want 0", n)
		}
		if err := accounts.TransferJournalOutside(t.Context(), poor, rich, 100); err == nil {
			t.Fatal("no error beyond the account's balance")
		}
		if n := database.Int(t, db, `SELECT count(*) FROM journal`); n != 1 {
			t.Errorf("%d journal entries after the rollback, want 1 that survives", n)
		}
	})

	report := vet.Run(t, "outerhandle")
	report.Flags(t, "Accounts.TransferJournalOutside", "runs outside it")
	report.Silent(t, "Accounts.TransferJournalInside")
}

func TestTransferCount(t *testing.T) {
	database.Each(t, shop, func(t *testing.T, db *sql.DB) {
		accounts := &Accounts{db}
		if err := accounts.TransferCountedOutside(t.Context(), rich, poor, 100); !database.Locked(err) {
			t.Errorf("counting outside: %v, want it to wait for the lock in vain", err)
		}
		if err := accounts.TransferCountedInside(t.Context(), rich, poor, 100); err != nil {
			t.Errorf("counting inside: %v", err)
		}
		if n := database.Int(t, db, `SELECT transfers FROM accounts WHERE id = $1`, rich); n != 1 {
			t.Errorf("%d transfers, want 1", n)
		}
	})

	report := vet.Run(t, "outerhandle")
	report.Flags(t, "Accounts.TransferCountedOutside", "runs outside it")
	report.Silent(t, "Accounts.TransferCountedInside")
}

func TestGORMSignUp(t *testing.T) {
	open := func(t *testing.T, connections int) *Users {
		pool := database.SQLite(t, shop)
		pool.SetMaxOpenConns(connections)
		db, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), &gorm.Config{Logger: logger.Discard})
		if err != nil {
			t.Fatal(err)
		}
		return &Users{db}
	}
	if err := open(t, 0).SignUpOutside(t.Context(), "Ada", "ada"); !database.Locked(err) {
		t.Errorf("signing up outside: %v, want SQLITE_BUSY", err)
	}
	if err := open(t, 1).SignUpOutside(database.Bounded(t), "Ada", "ada"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("signing up outside with a pool of one: %v, want context.DeadlineExceeded", err)
	}
	if err := open(t, 1).SignUpInside(t.Context(), "Ada", "ada"); err != nil {
		t.Errorf("signing up inside: %v", err)
	}

	report := vet.Run(t, "outerhandle")
	report.Flags(t, "Users.SignUpOutside", "runs outside it")
	report.Silent(t, "Users.SignUpInside")
}

func TestReservation(t *testing.T) {
	database.Each(t, shop, func(t *testing.T, db *sql.DB) {
		store := &Store{db}
		if err := store.ReserveWithInnerContext(t.Context(), product, "ada"); err == nil {
			t.Fatal("no error for a second reservation")
		}
		if n := database.Int(t, db, `SELECT stock FROM products`); n != 10 {
			t.Errorf("stock is %d after the rollback, want 10", n)
		}
		if err := store.ReserveWithOuterContext(t.Context(), product, "ada"); err == nil {
			t.Fatal("no error for a second reservation")
		}
		if n := database.Int(t, db, `SELECT stock FROM products`); n != 9 {
			t.Errorf("stock is %d after the rollback, want 9: one piece is lost", n)
		}
	})

	report := vet.Run(t, "outerhandle")
	report.Flags(t, "Store.ReserveWithOuterContext", "runs outside it")
	report.Silent(t, "Store.ReserveWithInnerContext")
	report.Silent(t, "Store.TakeStock")
	report.Silent(t, "Store.exec")
}
