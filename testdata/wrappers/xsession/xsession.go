// Package xsession takes a session as an option.
package xsession

import "xorm.io/xorm"

// A Client is a client of the database.
type Client struct{ *xorm.Engine }

// An Option changes which session a query runs in.
type Option func(c *Client, o *settings)

type settings struct{ session *xorm.Session }

// WithSession has it run in session.
func WithSession(session *xorm.Session) Option {
	return func(_ *Client, o *settings) { o.session = session }
}

func (c *Client) session(opts []Option) *xorm.Session {
	var o settings
	for _, opt := range opts {
		opt(c, &o)
	}
	if o.session != nil {
		return o.session
	}
	return c.NewSession()
}

// Save writes a row.
func (c *Client) Save(name string, opts ...Option) error {
	_, err := c.session(opts).Insert(name)
	return err
}
