package retriedeffect

import (
	"database/sql"
	"errors"
	"os"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

const bills = `
CREATE TABLE bills (id BIGINT PRIMARY KEY, customer TEXT NOT NULL, cents BIGINT NOT NULL, sent BIGINT NOT NULL DEFAULT 0);
INSERT INTO bills (id, customer, cents) VALUES (1, 'ada', 300), (2, 'ada', 500);
`

// contention runs proof on SQLite and PostgreSQL with bills whose first attempt
// to write fails: since it read them, another process has changed one.
func contention(t *testing.T, proof func(t *testing.T, b *Bills)) {
	database.Each(t, bills, func(t *testing.T, db *sql.DB) {
		failed := false
		proof(t, &Bills{db: db, Meanwhile: func() {
			if !failed {
				failed = true
				if _, err := db.Exec(`UPDATE bills SET cents = cents + 1 WHERE id = 2`); err != nil {
					t.Error(err)
				}
			}
		}})
		if !failed {
			t.Error("nothing happened meanwhile")
		}
	})
}

func TestAppended(t *testing.T) {
	send := func(send func(b *Bills) ([]int64, error), want ...int64) func(*testing.T) {
		return func(t *testing.T) {
			contention(t, func(t *testing.T, b *Bills) {
				if sent, err := send(b); err != nil || !slices.Equal(sent, want) {
					t.Errorf("sent %v, %v, want %v", sent, err, want)
				}
			})
		}
	}
	t.Run("appending", send(func(b *Bills) ([]int64, error) { return b.SendAppending(t.Context(), "ada") }, 1, 2, 1, 2))
	t.Run("after reset", send(func(b *Bills) ([]int64, error) { return b.SendAfterReset(t.Context(), "ada") }, 1, 2))
	t.Run("assigning", send(func(b *Bills) ([]int64, error) { return b.SendAssigning(t.Context(), "ada") }, 1, 2))

	report := vet.Run(t, "retriedeffect")
	report.Flags(t, "Bills.SendAppending", "sent is appended to in a closure that inTx runs again")
	report.Silent(t, "Bills.SendAfterReset")
	report.Silent(t, "Bills.SendAssigning")
}

func TestAdded(t *testing.T) {
	t.Run("adding", func(t *testing.T) {
		contention(t, func(t *testing.T, b *Bills) {
			if s, err := b.SumAdding(t.Context(), "ada"); err != nil || *s != (Statement{800 + 801, 2}) {
				t.Errorf("statement %v, %v, want the sum of both attempts", s, err)
			}
		})
	})
	t.Run("anew", func(t *testing.T) {
		contention(t, func(t *testing.T, b *Bills) {
			if s, err := b.SumAnew(t.Context(), "ada"); err != nil || *s != (Statement{801, 2}) {
				t.Errorf("statement %v, %v", s, err)
			}
		})
	})

	report := vet.Run(t, "retriedeffect")
	report.Flags(t, "Bills.SumAdding", "s.Cents is added to")
	report.Silent(t, "Bills.SumAnew")
}

func TestMoved(t *testing.T) {
	mark := func(mark func(b *Bills) error, left int) func(*testing.T) {
		return func(t *testing.T) {
			database.Each(t, bills, func(t *testing.T, db *sql.DB) {
				failed := false
				b := &Bills{db: db, Meanwhile: func() {
					if !failed {
						failed = true
						if _, err := db.Exec(`UPDATE bills SET cents = cents + 1 WHERE id = 1`); err != nil {
							t.Error(err)
						}
					}
				}}
				if err := mark(b); err != nil {
					t.Error(err)
				}
				if n := database.Int(t, db, `SELECT count(*) FROM bills WHERE sent = 0`); n != left {
					t.Errorf("%d bills are left, want %d", n, left)
				}
			})
		}
	}
	t.Run("from cursor", mark(func(b *Bills) error { return b.MarkFromCursor(t.Context()) }, 1))
	t.Run("from start", mark(func(b *Bills) error { return b.MarkFromStart(t.Context()) }, 0))

	report := vet.Run(t, "retriedeffect")
	report.Flags(t, "Bills.MarkFromCursor", "last is moved on")
	report.Silent(t, "Bills.MarkFromStart")
}

func TestSent(t *testing.T) {
	tell := func(tell func(b *Bills, told chan<- int64) error, want ...int64) func(*testing.T) {
		return func(t *testing.T) {
			contention(t, func(t *testing.T, b *Bills) {
				told := make(chan int64, 10)
				if err := tell(b, told); err != nil {
					t.Error(err)
				}
				close(told)
				var have []int64
				for id := range told {
					have = append(have, id)
				}
				if !slices.Equal(have, want) {
					t.Errorf("told of %v, want %v", have, want)
				}
			})
		}
	}
	t.Run("inside", tell(func(b *Bills, told chan<- int64) error { return b.Tell(t.Context(), "ada", told) }, 1, 2, 1, 2))
	t.Run("afterwards", tell(func(b *Bills, told chan<- int64) error { return b.TellAfterwards(t.Context(), "ada", told) }, 1, 2))

	report := vet.Run(t, "retriedeffect")
	report.Flags(t, "Bills.Tell", "value sent to a channel")
	report.Silent(t, "Bills.TellAfterwards")
}

func TestAborted(t *testing.T) {
	raise := func(raise func(i *Import) error, code string, cents int) func(*testing.T) {
		return func(t *testing.T) {
			db := database.Postgres(t, bills)
			other, err := db.BeginTx(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer other.Rollback()
			if _, err := other.Exec(`UPDATE bills SET sent = 1 WHERE id = 1`); err != nil {
				t.Fatal(err)
			}
			err = raise(&Import{db: pool(t, db), Wait: func() { other.Rollback() }})
			if have := sqlstate(err); have != code {
				t.Errorf("%v, want SQLSTATE %q", err, code)
			}
			if n := database.Int(t, db, `SELECT cents FROM bills WHERE id = 1`); n != cents {
				t.Errorf("%d cents, want %d", n, cents)
			}
		}
	}
	const aborted = "25P02" // in_failed_sql_transaction
	t.Run("statement", raise(func(i *Import) error { return i.RaiseRetryingStatement(t.Context(), 1) }, aborted, 300))
	t.Run("transaction", raise(func(i *Import) error { return i.RaiseRetryingTransaction(t.Context(), 1) }, "", 301))
	t.Run("savepoint", raise(func(i *Import) error { return i.RaiseFromSavepoint(t.Context(), 1) }, "", 301))

	report := vet.Run(t, "retriedeffect")
	report.Flags(t, "Import.RaiseRetryingStatement", "statement retried in one transaction")
	report.Silent(t, "Import.RaiseRetryingTransaction")
	report.Silent(t, "Import.RaiseFromSavepoint")
}

func TestSwallowed(t *testing.T) {
	insert := func(insert func(b *Bills) error, code string, count int) func(*testing.T) {
		return func(t *testing.T) {
			db := database.Postgres(t, bills)
			if have := sqlstate(insert(&Bills{db: db})); have != code {
				t.Errorf("SQLSTATE %q, want %q", have, code)
			}
			if n := database.Int(t, db, `SELECT count(*) FROM bills`); n != count {
				t.Errorf("%d bills, want %d", n, count)
			}
		}
	}
	ids := []int64{2, 3}
	t.Run("skipping", insert(func(b *Bills) error { return b.InsertSkipping(t.Context(), "ada", ids) }, "25P02", 2))
	t.Run("new", insert(func(b *Bills) error { return b.InsertNew(t.Context(), "ada", ids) }, "", 3))
	t.Run("savepoints", insert(func(b *Bills) error { return b.InsertFromSavepoints(t.Context(), "ada", ids) }, "", 3))

	report := vet.Run(t, "retriedeffect")
	report.Flags(t, "Bills.InsertSkipping", "error passed over")
	report.Silent(t, "Bills.InsertNew")
	report.Silent(t, "Bills.InsertFromSavepoints")
}

// pool opens the database of db by pgx.
func pool(t *testing.T, db *sql.DB) *pgxpool.Pool {
	t.Helper()
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	var config *pgxpool.Config
	err = conn.Raw(func(c any) error {
		config, err = pgxpool.ParseConfig("")
		if err == nil {
			config.ConnConfig = c.(*stdlib.Conn).Conn().Config()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	p, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

func sqlstate(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}
