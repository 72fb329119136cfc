// Package mailgun has the signatures of mailgun-go.
package mailgun

import "context"

type Message struct{}

func NewMessage(from, subject, text string, to ...string) *Message { panic(0) }

type Mailgun interface {
	Domain() string
	Send(ctx context.Context, m *Message) (mes string, id string, err error)
}

type MailgunImpl struct{}

func NewMailgun(domain, apiKey string) *MailgunImpl { panic(0) }

func (mg *MailgunImpl) Domain() string                                                   { panic(0) }
func (mg *MailgunImpl) Send(ctx context.Context, m *Message) (mes, id string, err error) { panic(0) }
