// Package store wraps database/sql, as projects do.
package store

import (
	"context"
	"database/sql"
	"strings"

	"github.com/jmoiron/sqlx"
)

type Store struct {
	db *sql.DB
	x  *sqlx.DB
}

func (s *Store) Exec(ctx context.Context, q string, args ...any) error {
	_, err := s.db.ExecContext(ctx, q, args...)
	return err
}

func (s *Store) Twice(q string, args ...any) error {
	return s.Exec(context.Background(), q, args...)
}

func (s *Store) Rebound(dest any, q string, args ...any) error {
	return s.x.Select(dest, s.x.Rebind(q), args...)
}

func (s *Store) Named(q string, arg any) error {
	_, err := s.x.NamedExec(q, arg)
	return err
}

func (s *Store) List(q string, args []any, each func(*sql.Rows)) error {
	rows, err := s.db.Query(q, args...)
	each(rows)
	return err
}

func (s *Store) ListAll(q string, args []any) error {
	return s.List(q, args, func(*sql.Rows) {})
}

func (s *Store) Changed(q string) error {
	q += " LIMIT 1"
	_, err := s.db.Exec(q)
	return err
}

func (s *Store) Part(where string) error {
	_, err := s.db.Exec("DELETE FROM jobs WHERE due < 1 AND " + where) // want `DELETE jobs: due < 1`
	return err
}

func (s *Store) find(where string, args ...any) {
	q := "SELECT id FROM jobs WHERE " + where
	s.db.Query(q, args...)
}

func (s *Store) sorted(where, order string, args ...any) {
	where += " AND n < ?" // want `SELECT jobs: n < 3`
	s.db.Query("SELECT id FROM jobs WHERE "+where+" ORDER BY "+order, append(args, 3)...)
}

func finders(s *Store, id int, unknown string) {
	s.find("due < ?", id)        // want `SELECT jobs: due < id`
	s.find("created < ?", id)    // want `SELECT jobs: created < id`
	s.sorted("due < ?", "x", id) // want `SELECT jobs: due < id`
	s.find(unknown)
}

func list(s *Store, id int) {
	args := []any{1, id}
	s.List("SELECT id FROM jobs WHERE n = ? AND due < ?", args, nil) // want `SELECT jobs: n = 1` `SELECT jobs: due < id`
	s.ListAll("SELECT id FROM jobs WHERE due < ?", []any{id})        // want `SELECT jobs: due < id`
}

func purge(s *Store, id int) error {
	return s.Exec(context.Background(), "DELETE FROM jobs WHERE due < ?", id) // want `DELETE jobs: due < id`
}

// Queryer is an interface of the project's own.
type Queryer interface {
	QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
	Execute(q string) error
	SelectContext(ctx context.Context, dest any, q string, args ...any) error
	NamedExec(q string, arg any) (sql.Result, error)
	Rebind(q string) string
	BindNamed(q string, arg any) (string, []any, error)
}

func Get(ctx context.Context, db Queryer, id int) {
	db.QueryRowContext(ctx, "SELECT id FROM jobs WHERE due < ?", id)                              // want `SELECT jobs: due < id`
	db.SelectContext(ctx, nil, db.Rebind("SELECT id FROM jobs WHERE due < ?"), id)                // want `SELECT jobs: due < id`
	db.NamedExec("DELETE FROM jobs WHERE due < :due", map[string]any{"due": id})                  // want `DELETE jobs: due < id`
	q, args, _ := db.BindNamed("SELECT id FROM jobs WHERE due < :due", map[string]any{"due": id}) // want `SELECT jobs: due < id`
	db.QueryContext(ctx, q, args...)
	db.Execute("SELECT id FROM jobs WHERE due < 1") // nothing tells that this is SQL
}

// Statements are prepared at the start.
type Statements []struct {
	Into **sql.Stmt
	SQL  string
}

func (list Statements) Prepare(db *sql.DB) (err error) {
	for _, s := range list {
		if *s.Into, err = db.Prepare(s.SQL); err != nil {
			return err
		}
	}
	return nil
}

var (
	oneLine  = strings.NewReplacer("\t", "", "\n", " ")
	prefixes = strings.NewReplacer("#", "app_")
)

// Logged writes its text in one line.
func (s *Store) Logged(q string, args ...any) error {
	if len(args) > 0 {
		q = oneLine.Replace(q)
	}
	_, err := s.db.Exec(q, args...)
	return err
}

// Prefixed has a text that isn't SQL yet.
func (s *Store) Prefixed(q string, args ...any) error {
	q = prefixes.Replace(q)
	_, err := s.db.Exec(q, args...)
	return err
}

// A Constant can only be written down.
type Constant string

// Count returns how many rows a statement wrote.
func (s *Store) Count(q Constant, args ...any) (int64, error) {
	r, err := s.db.Exec(string(q), args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// A Counter is a handle of another kind.
type Counter interface {
	Exec(q string, args ...any) (int, error)
}

func count(c Counter, id int) {
	c.Exec("DELETE FROM jobs WHERE due < ?", id) // want `DELETE jobs: due < id`
}
