// Package mailer mails, and logs.
package mailer

import (
	"context"
	"log"
	"net/smtp"
)

// A Mailer has a server.
type Mailer struct{ Server string }

// Send mails.
func (m *Mailer) Send(ctx context.Context, to string) error {
	return smtp.SendMail(m.Server, nil, "parcels@example.com", []string{to}, []byte("on its way"))
}

// Note logs.
func (m *Mailer) Note(ctx context.Context, what string) error {
	log.Print(what)
	return nil
}
