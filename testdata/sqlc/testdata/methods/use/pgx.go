package use

import (
	"context"
	"net/smtp"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/datavet/datavet/testdata/sqlc/pgxdb"
)

// pgxCreateAgain inserts by a query that returns the row.
func pgxCreateAgain(ctx context.Context, q pgxdb.Querier, name string) (err error) {
	for range 3 {
		if _, err = q.CreateAuthor(ctx, name); err == nil { // want "row inserted again after any error"
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func pgxAddAgain(ctx context.Context, q pgxdb.Querier, name string) (err error) {
	for range 3 {
		if err = q.AddAuthor(ctx, name); err == nil { // want "row inserted again after any error"
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func pgxReadAgain(ctx context.Context, q pgxdb.Querier, id int64) (err error) {
	for range 3 {
		if _, err = q.GetAuthor(ctx, id); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func pgxInTx(ctx context.Context, db *pgxpool.Pool, name string) error {
	q := pgxdb.New(db)
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	in := q.WithTx(tx)
	if _, err := in.CreateAuthor(ctx, name); err != nil {
		return err
	}
	if _, err := q.CreateAuthor(ctx, name); err != nil { // want "inside a transaction runs outside it"
		return err
	}
	if err := smtp.SendMail("localhost:25", nil, "a@example.com", nil, nil); err != nil { // want "mail sent inside a transaction"
		return err
	}
	return tx.Commit(ctx)
}

func pgxBatchesInTx(ctx context.Context, db *pgxpool.Pool, names []string, ids []int64) error {
	q := pgxdb.New(db)
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	in := q.WithTx(tx)
	in.BatchAuthors(ctx, names).Exec(nil)
	q.BatchAuthors(ctx, names).Exec(nil) // want "inside a transaction runs outside it"
	if _, err := in.CopyVisits(ctx, ids); err != nil {
		return err
	}
	if _, err := q.CopyVisits(ctx, ids); err != nil { // want "inside a transaction runs outside it"
		return err
	}
	return tx.Commit(ctx)
}
