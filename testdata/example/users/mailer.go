package users

import (
	"fmt"
	"net/smtp"
)

// A Mailer writes to users.
type Mailer struct {
	addr, from string
}

// NewMailer returns a mailer that sends through the server at addr.
func NewMailer(addr, from string) *Mailer { return &Mailer{addr, from} }

// Welcome greets a new user.
func (m *Mailer) Welcome(to string) error {
	return m.send(to, "Welcome", "Good to have you.")
}

// Moved confirms a new address.
func (m *Mailer) Moved(to string) error {
	return m.send(to, "Your new address", "We write to you here from now on.")
}

func (m *Mailer) send(to, subject, text string) error {
	mail := fmt.Appendf(nil, "From: %s\r\nTo: %s\r\nSubject: %s\r\n\r\n%s\r\n", m.from, to, subject, text)
	return smtp.SendMail(m.addr, nil, m.from, []string{to}, mail)
}
