// Package slack has slack-go's signatures.
package slack

import "context"

type Option func(*Client)

type Client struct{}

func New(token string, options ...Option) *Client { panic(0) }

type sendConfig struct{}

type MsgOption func(*sendConfig) error

func MsgOptionText(text string, escape bool) MsgOption { panic(0) }

func (api *Client) PostMessage(channelID string, options ...MsgOption) (string, string, error) {
	panic(0)
}
func (api *Client) PostMessageContext(ctx context.Context, channelID string, options ...MsgOption) (string, string, error) {
	panic(0)
}

type WebhookMessage struct {
	Channel string
	Text    string
}

func PostWebhook(url string, msg *WebhookMessage) error                             { panic(0) }
func PostWebhookContext(ctx context.Context, url string, msg *WebhookMessage) error { panic(0) }
