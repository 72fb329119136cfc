// The rows of batches were summed up in a closure that Spanner's client runs
// again when a transaction is aborted.

package retriedeffect

import (
	"context"

	"cloud.google.com/go/spanner"
)

func executeLocally(ctx context.Context, client *spanner.Client, stmts []spanner.Statement) (int64, error) {
	var rows int64
	_, err := client.ReadWriteTransaction(ctx, func(ctx context.Context, tx *spanner.ReadWriteTransaction) error {
		counts, err := tx.BatchUpdate(ctx, stmts)
		if err != nil {
			return err
		}
		var sum int64
		for _, count := range counts {
			sum += count
		}
		rows = sum
		return nil
	})
	return rows, err
}

func execute(ctx context.Context, client *spanner.Client, stmts []spanner.Statement) (int64, error) {
	var rows int64
	committed := false
	_, err := client.ReadWriteTransaction(ctx, func(ctx context.Context, tx *spanner.ReadWriteTransaction) error {
		counts, err := tx.BatchUpdate(ctx, stmts)
		if err != nil {
			return err
		}
		for _, count := range counts {
			rows += count // want `rows is added to in a closure that ReadWriteTransaction runs again: a failed attempt's part stays; reset it at the closure's start`
		}
		committed = true
		return nil
	})
	if !committed {
		return 0, err
	}
	return rows, err
}
