// Package mail has the signatures of sendgrid-go's mails.
package mail

type Email struct {
	Name    string
	Address string
}

func NewEmail(name string, address string) *Email { panic(0) }

type SGMailV3 struct {
	From    *Email
	Subject string
}

func NewSingleEmail(from *Email, subject string, to *Email, plainTextContent string, htmlContent string) *SGMailV3 {
	panic(0)
}
