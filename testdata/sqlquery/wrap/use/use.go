// Package use calls the wrappers of another package.
package use

import (
	"context"
	"database/sql"

	"github.com/datavet/datavet/testdata/sqlquery/wrap/store"
)

func Purge(ctx context.Context, s *store.Store, id int) {
	s.Exec(ctx, "DELETE FROM jobs WHERE due < ?", id)                       // want `DELETE jobs: due < id`
	s.Count("DELETE FROM jobs WHERE due < ?", id)                           // want `DELETE jobs: due < id`
	s.Twice("DELETE FROM jobs WHERE due < ?", id)                           // want `DELETE jobs: due < id`
	s.Rebound(nil, "SELECT id FROM jobs WHERE due < ?", id)                 // want `SELECT jobs: due < id`
	s.Named("DELETE FROM jobs WHERE due < :due", map[string]any{"due": id}) // want `DELETE jobs: due < id`
	s.Logged("DELETE FROM jobs WHERE due < ?", id)                          // want `DELETE jobs: due < id`
	s.Prefixed("DELETE FROM jobs WHERE due < 1")
	s.Changed("DELETE FROM jobs WHERE due < 1")
	s.Part("DELETE FROM jobs WHERE due < 1")
}

const purge = "DELETE FROM jobs WHERE due < ?" // want `DELETE jobs: due < \?`

func prepare(db *sql.DB) error {
	var stmt *sql.Stmt
	return store.Statements{
		{&stmt, purge},
		{Into: &stmt, SQL: "DELETE FROM jobs WHERE due < 1"}, // want `DELETE jobs: due < 1`
	}.Prepare(db)
}
