// Package bindings gives the arguments of placeholders in all the ways that
// libraries have.
package bindings

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"gorm.io/gorm"
)

type arg struct {
	Due   int
	State string `db:"st,omitempty"`
}

func std(ctx context.Context, db *sql.DB, tx *sql.Tx, a, b int) {
	db.Query("SELECT id FROM jobs WHERE x = ? AND y < ?", a, b)                                   // want `x = a` `y < b`
	tx.QueryContext(ctx, "SELECT id FROM jobs WHERE x = $2 AND y < $1", a, b)                     // want `x = b` `y < a`
	db.Query("SELECT id FROM jobs WHERE x = @x AND y < @y", sql.Named("y", b), sql.Named("x", a)) // want `x = a` `y < b`
	args := []any{a}
	db.Query("SELECT id FROM jobs WHERE x = ? AND y < ?", append(args, b)...) // want `x = a` `y < b`
	if a > 0 {
		args = append(args, a)
	}
	db.Query("SELECT id FROM jobs WHERE x = ? AND y < ?", args...) // want `x = a` `y < \?`
	stmt, _ := db.Prepare("SELECT id FROM jobs WHERE y < ?")       // want `y < b`
	defer stmt.Close()
	stmt.QueryContext(ctx, b)
	again, _ := db.Prepare("SELECT id FROM jobs WHERE y < ?") // want `y < \?`
	again.Query(a)
	again.Query(b)
	db.Query("SELECT id FROM jobs WHERE y < ?") // want `y < \?`
}

func sqlxs(ctx context.Context, db *sqlx.DB, a, b int, ids []int) {
	var jobs []arg
	db.Select(&jobs, "SELECT id FROM jobs WHERE y < ?", b)                                  // want `y < b`
	db.GetContext(ctx, &jobs, "SELECT id FROM jobs WHERE y < ?", b)                         // want `y < b`
	db.NamedExec("DELETE FROM jobs WHERE due < :due AND st = :st", arg{Due: a, State: "x"}) // want `due < a` `st = "x"`
	p := &arg{b, "y"}
	db.NamedExecContext(ctx, "DELETE FROM jobs WHERE due < :due AND st = :st", p)    // want `due < b` `st = "y"`
	db.NamedQuery("SELECT id FROM jobs WHERE due < :due", map[string]any{"due": a})  // want `due < a`
	q, args, _ := sqlx.In("SELECT id FROM jobs WHERE id IN (?) AND due < ?", ids, b) // want `id IN` `due < b`
	db.Select(&jobs, db.Rebind(q), args...)
}

func pg(ctx context.Context, pool *pgxpool.Pool, tx pgx.Tx, a, b int) {
	pool.Exec(ctx, "DELETE FROM jobs WHERE due < $1::timestamptz", a)                          // want `due < a`
	tx.QueryRow(ctx, "SELECT id FROM jobs WHERE due < @due", pgx.NamedArgs{"due": b})          // want `due < b`
	tx.QueryRow(ctx, "SELECT id FROM jobs WHERE due < $1", pgx.QueryExecModeSimpleProtocol, b) // want `due < b`
	batch := &pgx.Batch{}
	batch.Queue("DELETE FROM jobs WHERE due < $1", b) // want `due < b`
	pool.SendBatch(ctx, batch)
}

func gorms(db *gorm.DB, a, b int) {
	db.Raw("SELECT id FROM jobs WHERE x = ? AND y < ?", a, b).Scan(nil)    // want `x = a` `y < b`
	db.Exec("DELETE FROM jobs WHERE due < @due", map[string]any{"due": a}) // want `due < a`
	db.Exec("DELETE FROM jobs WHERE due < @Due", arg{Due: b})              // want `due < b`
}

// A statements prepares its statements once.
type statements struct{ find, drop *sql.Stmt }

func prepare(db *sql.DB) (s statements, err error) {
	if s.find, err = db.Prepare("SELECT id FROM jobs WHERE due < ?"); err != nil { // want `due < a`
		return s, err
	}
	s.drop, err = db.Prepare("DELETE FROM jobs WHERE due < ?") // want `due < b`
	return s, err
}

func (s *statements) due(ctx context.Context, a int) { s.find.QueryContext(ctx, a) }

func (s *statements) clean(ctx context.Context, tx *sql.Tx, b int) {
	drop := tx.StmtContext(ctx, s.drop)
	drop.ExecContext(ctx, b)
}
