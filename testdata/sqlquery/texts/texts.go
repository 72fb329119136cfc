// Texts are written in all the ways that Go has, and each part is found where
// it stands.
package texts

import (
	"bytes"
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib"
)

var db *sql.DB

func interpreted(id int) {
	db.Exec("DELETE FROM jobs WHERE due < $1", id) // want `DELETE jobs: due < id`
}

func escaped(id int) {
	db.Exec("DELETE FROM jobs\n\tWHERE \"due\" < $1", id)                      // want `DELETE jobs: due < id`
	db.Exec("DELETE FROM jobs WHERE name = '\u00e9\x41\101' AND due < $1", id) // want `DELETE jobs: name = 'éAA'` `DELETE jobs: due < id`
}

func raw(id int) {
	// want +4 `SELECT jobs: due < id`
	db.Query(`
		SELECT id
		FROM jobs
		WHERE due < $1 -- the past
		  AND state = 'open'`, id) // want `SELECT jobs: state = 'open'`
}

func concatenated(id int) {
	db.Query("SELECT id FROM jobs "+
		"WHERE due < $1 "+ // want `SELECT jobs: due < id`
		`AND state = 'open'`, id) // want `SELECT jobs: state = 'open'`
}

const table = "jobs"

const purge = "DELETE FROM " + table +
	" WHERE due < $1" // want `DELETE jobs: due < id` `DELETE jobs: due < 7`

func named(id int) {
	db.Exec(purge, id)
	db.ExecContext(context.Background(), purge, 7)
}

func elsewhere(id int) {
	db.Exec(inOtherFile, id)
}

func printed(id int, column string) {
	db.Exec(fmt.Sprintf("DELETE FROM %s WHERE due < $1 AND n > %d", table, 3), id)     // want `DELETE jobs: due < id` `DELETE jobs: n > 3`
	db.Exec(fmt.Sprintf("DELETE FROM jobs WHERE %s = $1 AND due < $2", column), 1, id) // want `DELETE jobs: due < id`
	db.Exec(fmt.Sprintf("DELETE FROM %[1]s WHERE %[1]s.due < $1", table), id)          // want `DELETE jobs: jobs.due < id`
	db.Exec(fmt.Sprintf("DELETE FROM jobs WHERE name LIKE '100%%' AND due < $1"), id)  // want `DELETE jobs: name LIKE '100%'` `DELETE jobs: due < id`
}

func variable(id int) {
	q := "SELECT id FROM jobs WHERE due < $1" // want `SELECT jobs: due < id`
	q += " AND state = 'open'"                // want `SELECT jobs: state = 'open'`
	db.Query(q, id)
}

func reassigned(id int, all bool) {
	q := "SELECT id FROM jobs WHERE due < $1" // want `SELECT jobs: due < id`
	if all {
		q = "SELECT id FROM jobs WHERE created < $1" // want `SELECT jobs: created < id`
	}
	db.Query(q, id)
}

func conditional(id int, open bool) {
	q := "SELECT id FROM jobs WHERE due < $1" // want `SELECT jobs: due < id`
	if open {
		q += " AND state = 'open'" // a hole: the query without it is read
	}
	q += " ORDER BY due"
	db.Query(q, id)
}

func either(id int, open bool) {
	q := "SELECT id FROM jobs WHERE "
	if open {
		q += "due < $1" // want `SELECT jobs: due < id`
	} else {
		q += "created < $1" // want `SELECT jobs: created < id`
	}
	db.Query(q, id)
}

func chosen(id int, kind string) {
	var q string
	switch kind {
	case "a":
		q = "SELECT id FROM jobs WHERE due < $1" // want `SELECT jobs: due < id`
	case "b":
		q = "SELECT id FROM jobs WHERE created < $1" // want `SELECT jobs: created < id`
	default:
		return
	}
	db.Query(q, id)
}

func usedTwice(id int) {
	q := "SELECT id FROM jobs WHERE due < $1" // want `SELECT jobs: due < id`
	db.Query(q, id)
	q = "SELECT id FROM jobs WHERE created < $1" // want `SELECT jobs: created < id`
	db.Query(q, id)
}

func built(id int, open bool) {
	var b strings.Builder
	b.WriteString("SELECT id FROM jobs ")
	b.WriteString("WHERE due < $1") // want `SELECT jobs: due < id`
	b.WriteByte(' ')
	fmt.Fprintf(&b, "AND %s = 'open'", "state") // want `SELECT jobs: state = 'open'`
	if open {
		b.WriteString(" AND x = 1")
	}
	db.Query(b.String(), id)

	buf := bytes.NewBufferString("DELETE FROM jobs ")
	buf.WriteString("WHERE due < $1") // want `DELETE jobs: due < id`
	db.Exec(buf.String(), id)
}

func joined(id int) {
	db.Query("SELECT id FROM jobs WHERE "+strings.Join([]string{
		"due < $1",       // want `SELECT jobs: due < id`
		"state = 'open'", // want `SELECT jobs: state = 'open'`
	}, " AND "), id)

	where := []string{"due < $1"} // want `SELECT jobs: due < id`
	args := []any{id}
	where = append(where, "state = $2") // want `SELECT jobs: state = "open"`
	args = append(args, "open")
	db.Query("SELECT id FROM jobs WHERE "+strings.Join(where, " AND "), args...)
}

var atPackageLevel = `SELECT id FROM jobs WHERE due < $1` // want `SELECT jobs: due < id`

var changed = `SELECT id FROM jobs WHERE due < $1`

func SetChanged(q string) { changed = q }

func global(id int) {
	db.Query(atPackageLevel, id)
	db.Query(changed, id) // not known
}

//go:embed purge.sql
var embedded string

func fromFile(id int) {
	db.Exec(embedded, id)
}

type query struct{ name, text string }

var queries = []query{
	{"due", "SELECT id FROM jobs WHERE due < $1"},                 // want `SELECT jobs: due < id`
	{name: "old", text: "SELECT id FROM jobs WHERE created < $1"}, // want `SELECT jobs: created < id`
}

var byName = map[string]string{
	"due": "SELECT id FROM jobs WHERE due < $1", // want `SELECT jobs: due < id` `SELECT jobs: due < 1`
	"old": "SELECT id FROM jobs WHERE old < $1", // want `SELECT jobs: old < id`
}

func tables(id int) {
	for _, q := range queries {
		db.Query(q.text, id)
	}
	for _, q := range byName {
		db.Query(q, id)
	}
	db.Query(byName["due"], 1)
	for _, q := range []string{
		"DELETE FROM a WHERE x < 1", // want `DELETE a: x < 1`
		"DELETE FROM b WHERE x < 2", // want `DELETE b: x < 2`
	} {
		db.Exec(q)
	}
}

func returned(id int) {
	db.Exec(purgeOf("jobs"), id)
	q, args := withArgs(id)
	db.Exec(q, args...)
}

func purgeOf(table string) string {
	return "DELETE FROM " + table + " WHERE due < $1" // want `DELETE jobs: due < id`
}

func withArgs(id int) (string, []any) {
	return "DELETE FROM tasks WHERE due < $1", []any{id} // want `DELETE tasks: due < \?`
}

func inClosure(id int) error {
	q := "DELETE FROM jobs WHERE due < $1" // want `DELETE jobs: due < id`
	return retry(func() error {
		_, err := db.Exec(q, id)
		return err
	})
}

func retry(f func() error) error { return f() }

func later(names []string) {
	var name, where string
	purge := func() {
		db.Exec("DELETE FROM " + name + " WHERE due < 1" + where) // want `DELETE .: due < 1`
	}
	for _, n := range names {
		name = n
		purge()
	}
}

func trimmed(id int) {
	db.Exec(strings.TrimSpace(`
		DELETE FROM jobs
		WHERE due < $1`), id) // want `DELETE jobs: due < id`
	db.Exec(strings.ReplaceAll("DELETE FROM TABLE_NAME WHERE due < $1", "TABLE_NAME", table), id)   // want `DELETE jobs: due < id`
	db.Exec(strings.Replace("DELETE FROM TABLE_NAME WHERE TABLE_NAME < 3", "TABLE_NAME", table, 1)) // want `DELETE jobs: TABLE_NAME < 3`
	db.Exec("DELETE FROM jobs WHERE id IN (" + strings.Repeat("?,", id) + "0) AND due < 5")         // want `DELETE jobs: id IN` `DELETE jobs: due < 5`
}

func several(id int) {
	// want +2 `DELETE a: x < 1`
	db.Exec(`
		DELETE FROM a WHERE x < 1;
		DELETE FROM b WHERE y < 2;`) // want `DELETE b: y < 2`
}

func unknown(q string, rows []string) {
	for _, r := range rows {
		db.Exec(r)
	}
	func(q string) { db.Exec(q) }(q)
	db.Exec("SELEC id FORM jobs") // counted
	fmt.Println("DELETE FROM jobs WHERE due < 1")
}

func correlated(id int) {
	db.Query("SELECT a.id FROM jobs AS a WHERE NOT EXISTS ("+
		"SELECT 1 FROM tasks t WHERE t.job = a.id AND a.due < $1)", id) // want `SELECT tasks: t.job = a.id` `SELECT jobs: a.due < id`
}

func recursive(id int) {
	db.Query("WITH RECURSIVE up AS (SELECT id, parent FROM jobs WHERE id = $1 "+ // want `SELECT jobs: id = id`
		"UNION ALL SELECT j.id, j.parent FROM jobs j JOIN up ON j.id = up.parent) "+ // want `SELECT jobs: j.id = up.parent`
		"SELECT id FROM up WHERE up.id < $1 AND nowhere.id < 2", id) // want `SELECT : up.id < id` `SELECT : nowhere.id < 2`
}
