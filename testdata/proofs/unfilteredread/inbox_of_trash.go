// The inbox was empty until its owner deleted a letter: NOT was one word too many, and nothing read the others.

package unfilteredread

import (
	"context"
	"database/sql"
	"time"
)

const letters = `
CREATE TABLE postcards (
	id BIGINT PRIMARY KEY,
	recipient TEXT NOT NULL,
	subject TEXT NOT NULL,
	deleted_at TIMESTAMP NULL
);
INSERT INTO postcards (id, recipient, subject) VALUES (1, 'ada', 'hello'), (2, 'ada', 'spam'), (3, 'ada', 'bill');
CREATE TABLE telegrams (
	id BIGINT PRIMARY KEY,
	recipient TEXT NOT NULL,
	subject TEXT NOT NULL,
	deleted_at TIMESTAMP NULL
);
INSERT INTO telegrams (id, recipient, subject) SELECT id, recipient, subject FROM postcards;
`

// Postcards are deleted softly.
type Postcards struct {
	db *sql.DB
}

// Delete deletes a postcard.
func (p *Postcards) Delete(ctx context.Context, id int64) error {
	_, err := p.db.ExecContext(ctx,
		`UPDATE postcards SET deleted_at = $1 WHERE id = $2 AND deleted_at IS NULL`, time.Now().UTC(), id)
	return err
}

// Inbox returns a recipient's subjects.
func (p *Postcards) Inbox(ctx context.Context, recipient string) ([]string, error) {
	return texts(p.db.QueryContext(ctx, `
		SELECT subject FROM postcards
		WHERE recipient = $1 AND deleted_at IS NOT NULL ORDER BY id`, recipient))
}

// Count returns how many postcards a recipient has.
func (p *Postcards) Count(ctx context.Context, recipient string) (n int, err error) {
	err = p.db.QueryRowContext(ctx,
		`SELECT count(*) FROM postcards WHERE recipient = $1 AND deleted_at IS NOT NULL`, recipient).Scan(&n)
	return n, err
}

// Telegrams are postcards whose readers look for live ones.
type Telegrams struct {
	db *sql.DB
}

// Delete deletes a telegram.
func (t *Telegrams) Delete(ctx context.Context, id int64) error {
	_, err := t.db.ExecContext(ctx,
		`UPDATE telegrams SET deleted_at = $1 WHERE id = $2 AND deleted_at IS NULL`, time.Now().UTC(), id)
	return err
}

// Inbox returns a recipient's subjects.
func (t *Telegrams) Inbox(ctx context.Context, recipient string) ([]string, error) {
	return texts(t.db.QueryContext(ctx, `
		SELECT subject FROM telegrams
		WHERE recipient = $1 AND deleted_at IS NULL ORDER BY id`, recipient))
}

// Count returns how many telegrams a recipient has.
func (t *Telegrams) Count(ctx context.Context, recipient string) (n int, err error) {
	err = t.db.QueryRowContext(ctx,
		`SELECT count(*) FROM telegrams WHERE recipient = $1 AND deleted_at IS NULL`, recipient).Scan(&n)
	return n, err
}

// Trash returns the subjects that a recipient has deleted.
func (t *Telegrams) Trash(ctx context.Context, recipient string) ([]string, error) {
	return texts(t.db.QueryContext(ctx, `
		SELECT subject FROM telegrams
		WHERE recipient = $1 AND deleted_at IS NOT NULL ORDER BY id`, recipient))
}

// EmptyTrash deletes for good what a recipient has deleted.
func (t *Telegrams) EmptyTrash(ctx context.Context, recipient string) error {
	_, err := t.db.ExecContext(ctx, `DELETE FROM telegrams WHERE recipient = $1 AND deleted_at IS NOT NULL`, recipient)
	return err
}
