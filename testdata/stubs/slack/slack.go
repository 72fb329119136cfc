// Package slack has slack-go's signatures.
package slack

import "context"

type Option func(*Client)

type Client struct{}

func New(token string, options ...Option) *Client

type sendConfig struct{}

type MsgOption func(*sendConfig) error

func MsgOptionText(text string, escape bool) MsgOption

func (api *Client) PostMessage(channelID string, options ...MsgOption) (string, string, error)
func (api *Client) PostMessageContext(ctx context.Context, channelID string, options ...MsgOption) (string, string, error)

type WebhookMessage struct {
	Channel string
	Text    string
}

func PostWebhook(url string, msg *WebhookMessage) error
func PostWebhookContext(ctx context.Context, url string, msg *WebhookMessage) error
