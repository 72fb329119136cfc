// The sender of an outbox: it must send before it marks the row, and locks the
// row for that long.

package enqueueintx

import (
	"context"
	"database/sql"
	"net/smtp"
)

func drainOutbox(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var id int64
	var to string
	err = tx.QueryRowContext(ctx, `
		SELECT id, recipient FROM outbox
		WHERE sent_at IS NULL
		ORDER BY id
		FOR UPDATE SKIP LOCKED
		LIMIT 1`).Scan(&id, &to)
	if err != nil {
		return err
	}
	if err := smtp.SendMail("mail:25", nil, "shop@example.com", []string{to}, nil); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE outbox SET sent_at = now() WHERE id = $1", id); err != nil {
		return err
	}
	return tx.Commit()
}

const nextMail = "SELECT id, recipient FROM mails FOR UPDATE SKIP LOCKED LIMIT 1"

func takeMail(ctx context.Context, tx *sql.Tx) (id int64, to string, err error) {
	err = tx.QueryRowContext(ctx, nextMail).Scan(&id, &to)
	return id, to, err
}

func drainThroughHelper(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	_, to, err := takeMail(ctx, tx)
	if err != nil {
		return err
	}
	if err := smtp.SendMail("mail:25", nil, "shop@example.com", []string{to}, nil); err != nil {
		return err
	}
	return tx.Commit()
}

// lockOnly locks without taking the row out of others' sight: no queue.
func lockOnly(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var to string
	if err := tx.QueryRowContext(ctx, "SELECT email FROM users WHERE id = 1 FOR UPDATE").Scan(&to); err != nil {
		return err
	}
	if err := smtp.SendMail("mail:25", nil, "shop@example.com", []string{to}, nil); err != nil { // want `mail sent inside a transaction`
		return err
	}
	return tx.Commit()
}
