// A job slept and asked again for a row that was committed after the job was
// enqueued. Opt-in: the cause is where the job is enqueued.

package unguardedretry

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/hibiken/asynq"
)

type invoices struct {
	db *sql.DB
}

func (i *invoices) find(ctx context.Context, id int64) (cents int64, err error) {
	err = i.db.QueryRowContext(ctx, `SELECT cents FROM invoices WHERE id = $1`, id).Scan(&cents)
	return cents, err
}

// replica asks once more for what a replica may not have yet: no job.
func (i *invoices) replica(ctx context.Context, id int64) (int64, error) {
	cents, err := i.find(ctx, id)
	if errors.Is(err, sql.ErrNoRows) {
		time.Sleep(time.Second)
		cents, err = i.find(ctx, id)
	}
	return cents, err
}

// ProcessTask is called with a task of asynq's.
func (i *invoices) ProcessTask(ctx context.Context, t *asynq.Task) error {
	var task struct{ ID int64 }
	if err := json.Unmarshal(t.Payload(), &task); err != nil {
		return err
	}
	for range 5 {
		_, err := i.find(ctx, task.ID) // want `asked again for a row that the job refers to`
		if errors.Is(err, sql.ErrNoRows) {
			time.Sleep(time.Second)
			continue
		}
		return err
	}
	return nil
}
