package unguardedretry

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"syscall"
	"testing"

	"github.com/mattn/go-sqlite3"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestDeposits(t *testing.T) {
	db := database.SQLite(t, depositTables)
	deposits := func(losses int) *Deposits { return &Deposits{lossy(t, db, losses)} }

	if err := deposits(1).Insert(t.Context(), 7, 100); err != nil {
		t.Fatal(err)
	}
	if n := database.Int(t, db, `SELECT count(*) FROM deposits`); n != 2 {
		t.Errorf("there are %d deposits, want the one that was made twice", n)
	}
	if err := deposits(1).InsertOnce(t.Context(), "monday", 7, 100); err != nil {
		t.Fatal(err)
	}
	if n := database.Int(t, db, `SELECT count(*) FROM bookings`); n != 1 {
		t.Errorf("there are %d bookings, want 1", n)
	}

	if err := deposits(2).Add(t.Context(), 7, 100); err != nil {
		t.Fatal(err)
	}
	if n := database.Int(t, db, `SELECT cents FROM balances`); n != 300 {
		t.Errorf("the balance is %d, want the 100 added three times", n)
	}
	if err := deposits(1).AddOnce(t.Context(), 7, 100, 1); !errors.Is(err, ErrChanged) {
		t.Errorf("error %v, want that the balance has changed: by the first attempt", err)
	}
	if n := database.Int(t, db, `SELECT cents FROM balances`); n != 400 {
		t.Errorf("the balance is %d, want 400", n)
	}

	report := vet.Run(t, "unguardedretry")
	report.Flags(t, "Deposits.Insert", "row inserted again")
	report.Flags(t, "Deposits.Add", "row counted up again")
	report.Silent(t, "Deposits.InsertOnce")
	report.Silent(t, "Deposits.AddOnce")
}

// lossy opens the database of db through a network that loses the answers to
// the first writes, after they were committed.
func lossy(t *testing.T, db *sql.DB, losses int) *sql.DB {
	t.Helper()
	var seq int
	var name, file string
	if err := db.QueryRowContext(t.Context(), "PRAGMA database_list").Scan(&seq, &name, &file); err != nil {
		t.Fatal(err)
	}
	lossy := sql.OpenDB(&lossyConnector{file, losses})
	t.Cleanup(func() { lossy.Close() })
	return lossy
}

type lossyConnector struct {
	file   string
	losses int
}

func (c *lossyConnector) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }

func (c *lossyConnector) Connect(context.Context) (driver.Conn, error) {
	conn, err := c.Driver().Open("file:" + c.file)
	if err != nil {
		return nil, err
	}
	return &lossyConn{conn.(*sqlite3.SQLiteConn), c}, nil
}

type lossyConn struct {
	*sqlite3.SQLiteConn
	connector *lossyConnector
}

func (c *lossyConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	result, err := c.SQLiteConn.ExecContext(ctx, query, args)
	if err == nil && c.connector.losses > 0 {
		c.connector.losses--
		return nil, syscall.ECONNRESET
	}
	return result, err
}
