// The inbox of who had never deleted a message was empty, and its counter counted the trash: NOT was one word too many.

package unfilteredread

import (
	"context"
	"database/sql"
	"time"
)

const messages = `
CREATE TABLE messages (
	id BIGINT PRIMARY KEY,
	recipient TEXT NOT NULL,
	subject TEXT NOT NULL,
	seen BOOLEAN NOT NULL,
	deleted_at TIMESTAMP NULL
);
INSERT INTO messages (id, recipient, subject, seen) VALUES (1, 'ada', 'hello', true), (2, 'ada', 'spam', false), (3, 'ada', 'bill', false);
`

// Messages are deleted softly.
type Messages struct {
	db *sql.DB
}

// Delete deletes a message.
func (m *Messages) Delete(ctx context.Context, id int64) error {
	_, err := m.db.ExecContext(ctx,
		`UPDATE messages SET deleted_at = $1 WHERE id = $2 AND deleted_at IS NULL`, time.Now().UTC(), id)
	return err
}

// Unseen returns the subjects that a recipient hasn't seen.
func (m *Messages) Unseen(ctx context.Context, recipient string) ([]string, error) {
	return texts(m.db.QueryContext(ctx, `
		SELECT subject FROM messages
		WHERE recipient = $1 AND NOT seen AND deleted_at IS NULL ORDER BY id`, recipient))
}

// Search returns the subjects that have a word.
func (m *Messages) Search(ctx context.Context, recipient, word string) ([]string, error) {
	return texts(m.db.QueryContext(ctx, `
		SELECT subject FROM messages
		WHERE recipient = $1 AND subject LIKE $2 AND deleted_at IS NULL ORDER BY id`, recipient, "%"+word+"%"))
}

// Subject returns the subject of a message.
func (m *Messages) Subject(ctx context.Context, id int64) (subject string, err error) {
	err = m.db.QueryRowContext(ctx, `SELECT subject FROM messages WHERE id = $1 AND deleted_at IS NULL`, id).Scan(&subject)
	return subject, err
}

// Inbox returns a recipient's subjects.
func (m *Messages) Inbox(ctx context.Context, recipient string) ([]string, error) {
	return texts(m.db.QueryContext(ctx, `
		SELECT subject FROM messages
		WHERE recipient = $1 AND deleted_at IS NOT NULL ORDER BY id`, recipient))
}

// InboxOfLive returns a recipient's subjects.
func (m *Messages) InboxOfLive(ctx context.Context, recipient string) ([]string, error) {
	return texts(m.db.QueryContext(ctx, `
		SELECT subject FROM messages
		WHERE recipient = $1 AND deleted_at IS NULL ORDER BY id`, recipient))
}

// Trash returns the subjects that a recipient has deleted, the latest first.
func (m *Messages) Trash(ctx context.Context, recipient string) ([]string, error) {
	return texts(m.db.QueryContext(ctx, `
		SELECT subject FROM messages
		WHERE recipient = $1 AND deleted_at IS NOT NULL ORDER BY deleted_at DESC`, recipient))
}

// EmptyTrash deletes for good what a recipient has deleted.
func (m *Messages) EmptyTrash(ctx context.Context, recipient string) error {
	_, err := m.db.ExecContext(ctx, `DELETE FROM messages WHERE recipient = $1 AND deleted_at IS NOT NULL`, recipient)
	return err
}
