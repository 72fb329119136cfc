package unguardedretry

import (
	"database/sql"
	"testing"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

const deals = `
CREATE TABLE deals (id BIGINT PRIMARY KEY, task BIGINT NOT NULL);
INSERT INTO deals (id, task) VALUES (1, 0), (2, 0), (3, 0);
`

func TestShutdown(t *testing.T) {
	const most = 10_000
	for _, proof := range []struct {
		name     string
		schedule func(AddTask)
		refused  int
	}{
		{"until told", ScheduleUntilTold, most},
		{"repaired", Schedule, 1},
	} {
		t.Run(proof.name, func(t *testing.T) {
			db := database.SQLite(t, deals)
			var tasks int64
			refused := 0
			proof.schedule(func(fn func(id int64, tx *sql.Tx) (bool, error)) {
				if tasks == 2 && refused < most {
					refused++ // the shutdown, which ends for the test to end
					return
				}
				tasks++
				tx, err := db.BeginTx(t.Context(), nil)
				if err != nil {
					t.Fatal(err)
				}
				defer tx.Rollback()
				if commit, err := fn(tasks, tx); err != nil {
					t.Fatal(err)
				} else if commit {
					if err := tx.Commit(); err != nil {
						t.Fatal(err)
					}
				}
			})
			if refused != proof.refused {
				t.Errorf("asked %d times after the shutdown, want %d", refused, proof.refused)
			}
			if n := database.Int(t, db, `SELECT count(*) FROM deals WHERE task > 0`); n < 2 {
				t.Errorf("%d deals have a task, want 2 or more", n)
			}
		})
	}

	report := vet.Run(t, "unguardedretry")
	report.Flags(t, "ScheduleUntilTold", "done is only set in a closure")
	report.Silent(t, "Schedule")
}
