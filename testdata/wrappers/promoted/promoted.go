// Package promoted embeds the handle.
package promoted

import (
	"context"
	"database/sql"

	"gorm.io/gorm"
)

// A Client is a client of the database.
type Client struct{ *gorm.DB }

// Names returns the names.
func (c *Client) Names() (names []string, err error) {
	return names, c.Table("names").Pluck("name", &names).Error
}

// WithTx returns a client on tx.
func (c *Client) WithTx(tx *gorm.DB) *Client { return &Client{tx} }

// A Store hides its pool behind a getter.
type Store struct{ pools []*sql.DB }

// DB returns the primary.
func (s *Store) DB() *sql.DB { return s.pools[0] }

// List reads on its own.
func (s *Store) List(ctx context.Context) ([]string, error) {
	rows, err := s.DB().QueryContext(ctx, "SELECT name FROM names")
	if err != nil {
		return nil, err
	}
	return nil, rows.Close()
}
