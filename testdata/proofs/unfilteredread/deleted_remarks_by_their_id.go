// Whoever had kept the address of a deleted remark could go on reading it.

package unfilteredread

import (
	"context"
	"database/sql"
	"time"
)

const remarks = `
CREATE TABLE remarks (
	id BIGINT PRIMARY KEY,
	post_id BIGINT NOT NULL,
	author TEXT NOT NULL,
	text TEXT NOT NULL,
	deleted_at TIMESTAMP NULL
);
INSERT INTO remarks (id, post_id, author, text) VALUES (1, 1, 'ada', 'first'), (2, 1, 'bob', 'rude'), (3, 1, 'ada', 'third');
`

// Remarks are deleted softly.
type Remarks struct {
	db *sql.DB
}

// A Remark is on a post.
type Remark struct {
	ID, Post     int64
	Author, Text string
	deleted      sql.NullTime
}

func remark(row *sql.Row) (r Remark, err error) {
	err = row.Scan(&r.ID, &r.Post, &r.Author, &r.Text, &r.deleted)
	return r, err
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

// Delete deletes a remark.
func (r *Remarks) Delete(ctx context.Context, id int64) error {
	_, err := r.db.ExecContext(ctx,
		`UPDATE remarks SET deleted_at = $1 WHERE id = $2 AND deleted_at IS NULL`, time.Now().UTC(), id)
	return err
}

// Of returns the remarks on a post.
func (r *Remarks) Of(ctx context.Context, post int64) ([]string, error) {
	return texts(r.db.QueryContext(ctx,
		`SELECT text FROM remarks WHERE post_id = $1 AND deleted_at IS NULL ORDER BY id`, post))
}

// By returns the remarks of an author.
func (r *Remarks) By(ctx context.Context, author string) ([]string, error) {
	return texts(r.db.QueryContext(ctx,
		`SELECT text FROM remarks WHERE author = $1 AND deleted_at IS NULL ORDER BY id`, author))
}

// Count returns how many remarks there are on a post.
func (r *Remarks) Count(ctx context.Context, post int64) (n int, err error) {
	err = r.db.QueryRowContext(ctx,
		`SELECT count(*) FROM remarks WHERE post_id = $1 AND deleted_at IS NULL`, post).Scan(&n)
	return n, err
}

// Mine returns a remark to its author.
func (r *Remarks) Mine(ctx context.Context, id int64, author string) (Remark, error) {
	return remark(r.db.QueryRowContext(ctx,
		`SELECT * FROM remarks WHERE id = $1 AND author = $2 AND deleted_at IS NULL`, id, author))
}

// On returns a remark on a post.
func (r *Remarks) On(ctx context.Context, id, post int64) (Remark, error) {
	return remark(r.db.QueryRowContext(ctx,
		`SELECT * FROM remarks WHERE id = $1 AND post_id = $2 AND deleted_at IS NULL`, id, post))
}

// Get returns a remark to whoever knows its id.
func (r *Remarks) Get(ctx context.Context, id int64) (Remark, error) {
	return remark(r.db.QueryRowContext(ctx, `SELECT * FROM remarks WHERE id = $1`, id))
}

// Search returns the remarks that have a word.
func (r *Remarks) Search(ctx context.Context, word string) ([]string, error) {
	return texts(r.db.QueryContext(ctx, `SELECT text FROM remarks WHERE text LIKE $1 ORDER BY id`, "%"+word+"%"))
}

// SearchLive returns the remarks that have a word.
func (r *Remarks) SearchLive(ctx context.Context, word string) ([]string, error) {
	return texts(r.db.QueryContext(ctx,
		`SELECT text FROM remarks WHERE text LIKE $1 AND deleted_at IS NULL ORDER BY id`, "%"+word+"%"))
}

// Newest returns the newest remark on a post.
func (r *Remarks) Newest(ctx context.Context, post int64) (text string, err error) {
	err = r.db.QueryRowContext(ctx, `
		SELECT text FROM remarks
		WHERE id = (SELECT max(id) FROM remarks WHERE post_id = $1) AND deleted_at IS NULL`, post).Scan(&text)
	return text, err
}

// Trash returns what was deleted, and when.
func (r *Remarks) Trash(ctx context.Context) (map[string]time.Time, error) {
	rows, err := r.db.QueryContext(ctx, `SELECT text, deleted_at FROM remarks`)
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

// Purge deletes remarks for good, whether they were deleted or not.
func (r *Remarks) Purge(ctx context.Context, post int64) error {
	_, err := r.db.ExecContext(ctx, `DELETE FROM remarks WHERE post_id = $1`, post)
	return err
}
