// MySQL ends a statement that waited too long for a lock, not its transaction.

package mysql

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

var errDuplicate = errors.New("duplicate")

func update(ctx context.Context, tx *sql.Tx) (err error) {
	for range 3 {
		if _, err = tx.ExecContext(ctx, "UPDATE states SET data = NULL"); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func insert(ctx context.Context, tx *sql.Tx, ids []int) error {
	for _, id := range ids {
		_, err := tx.ExecContext(ctx, "INSERT INTO states (id) VALUES (?)", id)
		if errors.Is(err, errDuplicate) {
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}
