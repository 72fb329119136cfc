// A transfer counted itself through the pool and waited for ever: its own transaction had locked the row.

package outerhandle

import (
	"context"
	"database/sql"
)

// TransferCountedOutside counts on another connection, on a row that move
// has locked. The server sees no deadlock: one of the two waits in Go.
func (s *Accounts) TransferCountedOutside(ctx context.Context, from, to, cents int64) error {
	return inTx(ctx, s.db, func(tx *sql.Tx) error {
		if err := move(ctx, tx, from, to, cents); err != nil {
			return err
		}
		return count(ctx, s.db, from)
	})
}

// TransferCountedInside counts within the transaction.
func (s *Accounts) TransferCountedInside(ctx context.Context, from, to, cents int64) error {
	return inTx(ctx, s.db, func(tx *sql.Tx) error {
		if err := move(ctx, tx, from, to, cents); err != nil {
			return err
		}
		return count(ctx, tx, from)
	})
}

func count(ctx context.Context, db execer, account int64) error {
	_, err := db.ExecContext(ctx, `UPDATE accounts SET transfers = transfers + 1 WHERE id = $1`, account)
	return err
}
