// A customer got the confirmation of an order that had been rolled back.

package enqueueintx

import (
	"bytes"
	"context"
	"database/sql"
	"log"
	"net/smtp"

	"gopkg.in/gomail.v2"
)

func confirmInsideTx(ctx context.Context, db *sql.DB, to string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (customer) VALUES ($1)", to); err != nil {
		return err
	}
	if err := smtp.SendMail("mail:25", nil, "shop@example.com", []string{to}, []byte("Thank you")); err != nil { // want `mail sent inside a transaction: .*; send after commit`
		return err
	}
	return tx.Commit()
}

func confirmAfterCommit(ctx context.Context, db *sql.DB, to string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (customer) VALUES ($1)", to); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return smtp.SendMail("mail:25", nil, "shop@example.com", []string{to}, []byte("Thank you"))
}

// composeInsideTx writes to a buffer and a log, not to anybody.
func composeInsideTx(ctx context.Context, db *sql.DB, to string) (*bytes.Buffer, error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO orders (customer) VALUES ($1)", to); err != nil {
		return nil, err
	}
	mail := gomail.NewMessage()
	mail.SetHeader("To", to)
	body := bytes.NewBufferString("Thank you")
	log.Printf("order of %s", to)
	return body, tx.Commit()
}

func dialInsideTx(ctx context.Context, db *sql.DB, post *gomail.Dialer) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET confirmed = true"); err != nil {
		return err
	}
	if err := post.DialAndSend(gomail.NewMessage()); err != nil { // want `mail sent inside a transaction`
		return err
	}
	return tx.Commit()
}

// orderMailer's failure report is addressed to those on duty: it stays true
// after the rollback.
type orderMailer struct{ post *gomail.Dialer }

func (m *orderMailer) reportFailure(failure error) {
	mail := gomail.NewMessage()
	mail.SetBody("text/plain", failure.Error())
	_ = m.post.DialAndSend(mail)
}

func (m *orderMailer) reportInsideTx(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE orders SET confirmed = true"); err != nil {
		m.reportFailure(err)
	}
	return tx.Commit()
}
