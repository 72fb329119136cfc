package use

import (
	"context"
	"database/sql"
	"net/smtp"
	"time"

	"github.com/datavet/datavet/testdata/sqlc/prepared"
)

// preparedCreateAgain inserts by a query that returns the row.
func preparedCreateAgain(ctx context.Context, q *prepared.Queries, name string) (err error) {
	for range 3 {
		if _, err = q.CreateAuthor(ctx, name); err == nil { // want "row inserted again after any error"
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func preparedAddAgain(ctx context.Context, q *prepared.Queries, name string) (err error) {
	for range 3 {
		if err = q.AddAuthor(ctx, name); err == nil { // want "row inserted again after any error"
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func preparedReadAgain(ctx context.Context, q *prepared.Queries, id int64) (err error) {
	for range 3 {
		if _, err = q.GetAuthor(ctx, id); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func preparedInTx(ctx context.Context, db *sql.DB, name string) error {
	q, err := prepared.Prepare(ctx, db)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
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
	return tx.Commit()
}
