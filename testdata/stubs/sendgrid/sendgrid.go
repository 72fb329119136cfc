// Package sendgrid has the signatures of sendgrid-go.
package sendgrid

import (
	"context"

	"github.com/sendgrid/rest"
	"github.com/sendgrid/sendgrid-go/helpers/mail"
)

type Client struct{ rest.Request }

func NewSendClient(key string) *Client { panic(0) }

func (cl *Client) Send(email *mail.SGMailV3) (*rest.Response, error) { panic(0) }
func (cl *Client) SendWithContext(ctx context.Context, email *mail.SGMailV3) (*rest.Response, error) {
	panic(0)
}
