// Package postoffice is a module of its own: what it does is known to shop by
// facts that cross the modules' border.
package postoffice

import "net/smtp"

// Send mails text.
func Send(to, text string) error {
	return smtp.SendMail("localhost:25", nil, "shop@example.com", []string{to}, []byte(text))
}
