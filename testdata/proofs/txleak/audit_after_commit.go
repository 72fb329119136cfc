// Every deletion answered with an error although it had happened, and none was audited: the audit came after the commit.

package txleak

import (
	"context"
	"database/sql"
)

// Posts deletes posts and audits that it did.
type Posts struct {
	db *sql.DB
}

// DeleteAuditedLate uses the transaction after its commit.
func (s *Posts) DeleteAuditedLate(ctx context.Context, post int64) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	if _, err := tx.ExecContext(ctx, `DELETE FROM posts WHERE id = $1`, post); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO audit (post_id) VALUES ($1)`, post)
	return err
}

// DeleteAudited audits before the commit.
func (s *Posts) DeleteAudited(ctx context.Context, post int64) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	if _, err := tx.ExecContext(ctx, `DELETE FROM posts WHERE id = $1`, post); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO audit (post_id) VALUES ($1)`, post); err != nil {
		return err
	}
	return tx.Commit()
}
