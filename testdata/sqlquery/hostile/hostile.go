// Texts that lead back to themselves, or to more texts than there is time for,
// and calls of forms that are rare.
package hostile

import (
	"database/sql"
	"fmt"
	"strings"
)

var db *sql.DB

// A query's own parts are of its field again.
type query struct{ sql string }

func (q query) where() query { return query{sql: q.sql + " WHERE a = 1"} }
func (q query) and() query   { return query{sql: q.sql + " AND b = 1"} }
func (q query) or() query    { return query{sql: q.sql + " OR c = 1"} }
func (q query) order() query { return query{sql: q.sql + " ORDER BY d"} }
func (q query) limit() query { return query{sql: q.sql + " LIMIT 1"} }
func (q query) run()         { db.Exec(q.sql) }

func doubled(name string) {
	a := "x" + name
	b := fmt.Sprint(a, a, a, a, a, a)
	c := fmt.Sprint(b, b, b, b, b, b)
	d := fmt.Sprint(c, c, c, c, c, c)
	e := fmt.Sprint(d, d, d, d, d, d)
	f := fmt.Sprint(e, e, e, e, e, e)
	g := fmt.Sprint(f, f, f, f, f, f)
	h := fmt.Sprint(g, g, g, g, g, g)
	i := fmt.Sprint(h, h, h, h, h, h)
	j := fmt.Sprint(i, i, i, i, i, i)
	db.Exec(fmt.Sprint(j, j, j, j, j, j))
	db.Exec("DELETE FROM jobs WHERE due < 1") // want `DELETE jobs: due < 1`
}

func severalResults() {
	db.Exec(strings.Join(list()))
	db.Exec(strings.Replace(replacement()))
	db.Exec("DELETE FROM jobs WHERE due < 2") // want `DELETE jobs: due < 2`
}

func list() ([]string, string)                       { return nil, "" }
func replacement() (text, old, by string, count int) { return }

type statement string

func (statement) Write() {}

func ownWrite() {
	s := statement("DELETE FROM jobs WHERE due < 3")
	s.Write()
	db.Exec(string(s))
	db.Exec("DELETE FROM jobs WHERE due < 4") // want `DELETE jobs: due < 4`
}
