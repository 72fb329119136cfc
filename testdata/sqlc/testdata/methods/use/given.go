package use

import (
	"context"
	"database/sql"
	"net/smtp"
	"time"

	"github.com/datavet/datavet/testdata/sqlc/given"
)

// givenCreateAgain inserts by a query that returns the row.
func givenCreateAgain(ctx context.Context, db *sql.DB, q given.Querier, name string) (err error) {
	for range 3 {
		if _, err = q.CreateAuthor(ctx, db, name); err == nil { // want "row inserted again after any error"
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func givenAddAgain(ctx context.Context, db *sql.DB, q given.Querier, name string) (err error) {
	for range 3 {
		if err = q.AddAuthor(ctx, db, name); err == nil { // want "row inserted again after any error"
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func givenReadAgain(ctx context.Context, db *sql.DB, q given.Querier, id int64) (err error) {
	for range 3 {
		if _, err = q.GetAuthor(ctx, db, id); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func givenInTx(ctx context.Context, db *sql.DB, q *given.Queries, name string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := q.CreateAuthor(ctx, tx, name); err != nil {
		return err
	}
	if _, err := q.CreateAuthor(ctx, db, name); err != nil { // want "inside a transaction runs outside it"
		return err
	}
	if err := smtp.SendMail("localhost:25", nil, "a@example.com", nil, nil); err != nil { // want "mail sent inside a transaction"
		return err
	}
	return tx.Commit()
}
