// Package folders deletes what it shouldn't, which takes the schema to know, and
// mails too soon, once on purpose.
package folders

import (
	"context"
	"database/sql"
	"net/smtp"
	"time"
)

func Sweep(ctx context.Context, db *sql.DB, cutoff time.Time) error {
	_, err := db.ExecContext(ctx, "DELETE FROM folders WHERE deleted_at <= $1", cutoff)
	return err
}

func Add(ctx context.Context, db *sql.DB, to string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO folders (id) VALUES (1)"); err != nil {
		return err
	}
	if err := smtp.SendMail("localhost:25", nil, "shop@example.com", []string{to}, []byte("Soon!")); err != nil {
		return err
	}
	//datavet:ignore enqueueintx nobody minds this one
	if err := smtp.SendMail("localhost:25", nil, "shop@example.com", []string{to}, []byte("Soon!")); err != nil {
		return err
	}
	return tx.Commit()
}
