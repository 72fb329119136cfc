// Package own runs queries that a composer of the module has made.
package own

import (
	"database/sql"

	"github.com/datavet/datavet/testdata/sqlquery/own/qb"
)

type row struct{ a, b int }

func run(db *sql.DB, a, b int, rows []row, live bool) {
	text, args, _ := qb.Q().Space("SELECT id FROM jobs WHERE x = ?", a).And("y < ?", b).ToSQL() // want `x = a` `y < b`
	db.Query(text, args...)

	q := qb.Q().Space("DELETE FROM jobs")
	q.Space("WHERE x = ?", a)      // want `x = a`
	q.And("y < ?", b).And("z = 1") // want `y < b` `z = 1`
	text, args, _ = q.ToSQL()
	db.Exec(text, args...)

	cond := qb.Q().Space("x = ?", a)                                                            // want `x = a`
	text, args, _ = qb.Q().Space("UPDATE jobs SET s = ? WHERE ? AND y < ?", 1, cond, b).ToSQL() // want `y < b`
	db.Exec(text, args...)

	// Perhaps there is more.
	list := qb.Q().Space("SELECT id FROM jobs WHERE x = ?", a) // want `x = a`
	if live {
		list.And("dead = ?", false)
	}
	text, args, _ = list.ToSQL()
	db.Query(text, args...)

	// One row at least.
	q = qb.Q().Space("INSERT INTO jobs (x, y) SELECT x, y FROM (VALUES")
	for i, r := range rows {
		if i > 0 {
			q.Space(",")
		}
		q.Space("(?, ?)", r.a, r.b)
	}
	q.Space(") AS v (x, y) WHERE x = ?", b) // want `x = b`
	text, args, _ = q.ToSQL()
	db.Exec(text, args...)
}
