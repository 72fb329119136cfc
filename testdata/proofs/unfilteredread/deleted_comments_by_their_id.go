// Whoever had kept the address of a deleted comment could go on reading it.

package unfilteredread

import (
	"context"
	"database/sql"
	"time"
)

const comments = `
CREATE TABLE comments (
	id BIGINT PRIMARY KEY,
	post_id BIGINT NOT NULL,
	author TEXT NOT NULL,
	text TEXT NOT NULL,
	deleted_at TIMESTAMP NULL
);
INSERT INTO comments (id, post_id, author, text) VALUES (1, 1, 'ada', 'first'), (2, 1, 'bob', 'rude'), (3, 1, 'ada', 'third');
`

// Comments are deleted softly.
type Comments struct {
	db *sql.DB
}

func texts(rows *sql.Rows, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var texts []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, rows.Err()
}

// Delete deletes a comment.
func (c *Comments) Delete(ctx context.Context, id int64) error {
	_, err := c.db.ExecContext(ctx,
		`UPDATE comments SET deleted_at = $1 WHERE id = $2 AND deleted_at IS NULL`, time.Now().UTC(), id)
	return err
}

// Of returns the comments on a post.
func (c *Comments) Of(ctx context.Context, post int64) ([]string, error) {
	return texts(c.db.QueryContext(ctx,
		`SELECT text FROM comments WHERE post_id = $1 AND deleted_at IS NULL ORDER BY id`, post))
}

// By returns the comments of an author.
func (c *Comments) By(ctx context.Context, author string) ([]string, error) {
	return texts(c.db.QueryContext(ctx,
		`SELECT text FROM comments WHERE author = $1 AND deleted_at IS NULL ORDER BY id`, author))
}

// Count returns how many comments there are on a post.
func (c *Comments) Count(ctx context.Context, post int64) (n int, err error) {
	err = c.db.QueryRowContext(ctx,
		`SELECT count(*) FROM comments WHERE post_id = $1 AND deleted_at IS NULL`, post).Scan(&n)
	return n, err
}

// Get returns a comment.
func (c *Comments) Get(ctx context.Context, id int64) (text string, err error) {
	err = c.db.QueryRowContext(ctx, `SELECT text FROM comments WHERE id = $1`, id).Scan(&text)
	return text, err
}

// GetLive returns a comment.
func (c *Comments) GetLive(ctx context.Context, id int64) (text string, err error) {
	err = c.db.QueryRowContext(ctx, `SELECT text FROM comments WHERE id = $1 AND deleted_at IS NULL`, id).Scan(&text)
	return text, err
}

// Search returns the comments that have a word.
func (c *Comments) Search(ctx context.Context, word string) ([]string, error) {
	return texts(c.db.QueryContext(ctx, `SELECT text FROM comments WHERE text LIKE $1 ORDER BY id`, "%"+word+"%"))
}

// SearchLive returns the comments that have a word.
func (c *Comments) SearchLive(ctx context.Context, word string) ([]string, error) {
	return texts(c.db.QueryContext(ctx,
		`SELECT text FROM comments WHERE text LIKE $1 AND deleted_at IS NULL ORDER BY id`, "%"+word+"%"))
}

// Newest returns the newest comment on a post.
func (c *Comments) Newest(ctx context.Context, post int64) (text string, err error) {
	err = c.db.QueryRowContext(ctx, `
		SELECT text FROM comments
		WHERE id = (SELECT max(id) FROM comments WHERE post_id = $1) AND deleted_at IS NULL`, post).Scan(&text)
	return text, err
}

// Trash returns what was deleted, and when.
func (c *Comments) Trash(ctx context.Context) (map[string]time.Time, error) {
	rows, err := c.db.QueryContext(ctx, `SELECT text, deleted_at FROM comments`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	trash := map[string]time.Time{}
	for rows.Next() {
		var text string
		var deleted sql.NullTime
		if err := rows.Scan(&text, &deleted); err != nil {
			return nil, err
		}
		if deleted.Valid {
			trash[text] = deleted.Time
		}
	}
	return trash, rows.Err()
}

// Purge deletes comments for good, whether they were deleted or not.
func (c *Comments) Purge(ctx context.Context, post int64) error {
	_, err := c.db.ExecContext(ctx, `DELETE FROM comments WHERE post_id = $1`, post)
	return err
}
