// A scheduler ended when a closure said that there is nothing left. On shutdown
// the closure wasn't called any more.

package unguardedretry

import "database/sql"

// AddTask calls fn with a new task's id, in a transaction. When it shuts down,
// it doesn't.
type AddTask func(fn func(id int64, tx *sql.Tx) (commit bool, err error))

// claim gives the next deal to a task.
func claim(tx *sql.Tx, id int64) (bool, error) {
	r, err := tx.Exec(`UPDATE deals SET task = $1 WHERE id = (SELECT min(id) FROM deals WHERE task = 0)`, id)
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	return n == 1, err
}

// ScheduleUntilTold leaves it to the closure to end the loop.
func ScheduleUntilTold(add AddTask) {
	var done bool
	for !done {
		add(func(id int64, tx *sql.Tx) (bool, error) {
			found, err := claim(tx, id)
			done = err != nil || !found
			return found, err
		})
	}
}

// Schedule goes on only when it was told that there is more.
func Schedule(add AddTask) {
	done := false
	for !done {
		done = true
		add(func(id int64, tx *sql.Tx) (bool, error) {
			found, err := claim(tx, id)
			done = err != nil || !found
			return found, err
		})
	}
}
