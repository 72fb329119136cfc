// Comments were acknowledged and lost: the commit failed at a deferred constraint, and nobody looked at its error.

package txleak

import (
	"context"
	"database/sql"
)

// Comments writes comments; the reference to their post is checked at commit.
type Comments struct {
	db *sql.DB
}

// AddUnheard drops the commit's error.
func (s *Comments) AddUnheard(ctx context.Context, post int64, text string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	_, err = tx.ExecContext(ctx, `INSERT INTO comments (post_id, text) VALUES ($1, $2)`, post, text)
	if err != nil {
		return err
	}
	tx.Commit()
	return nil
}

// Add returns the commit's error.
func (s *Comments) Add(ctx context.Context, post int64, text string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	_, err = tx.ExecContext(ctx, `INSERT INTO comments (post_id, text) VALUES ($1, $2)`, post, text)
	if err != nil {
		return err
	}
	return tx.Commit()
}
