// A mailer marked what it had sent and turned the page: every second page got no mail.

package shiftingpage

import (
	"context"
	"database/sql"
)

// Mails are sent once.
type Mails struct {
	db   *sql.DB
	Sent []int64
}

func (m *Mails) pending(ctx context.Context, limit, offset int) ([]int64, error) {
	rows, err := m.db.QueryContext(ctx, `SELECT id FROM mails WHERE status = 'pending' ORDER BY id LIMIT $1 OFFSET $2`, limit, offset)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

func (m *Mails) mark(ctx context.Context, id int64, status string) error {
	_, err := m.db.ExecContext(ctx, `UPDATE mails SET status = $1 WHERE id = $2`, status, id)
	return err
}

func (m *Mails) send(id int64) { m.Sent = append(m.Sent, id) }

// SendByOffset turns the page.
func (m *Mails) SendByOffset(ctx context.Context, size int) error {
	for page := 0; ; page++ {
		ids, err := m.pending(ctx, size, page*size)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			m.send(id)
			if err := m.mark(ctx, id, "sent"); err != nil {
				return err
			}
		}
	}
}

// SendFromStart stays on the first page.
func (m *Mails) SendFromStart(ctx context.Context, size int) error {
	for {
		ids, err := m.pending(ctx, size, 0)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			m.send(id)
			if err := m.mark(ctx, id, "sent"); err != nil {
				return err
			}
		}
	}
}

// MarkAgain sets what the query asks for.
func (m *Mails) MarkAgain(ctx context.Context, size int) error {
	for page := 0; ; page++ {
		ids, err := m.pending(ctx, size, page*size)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			m.send(id)
			if err := m.mark(ctx, id, "pending"); err != nil {
				return err
			}
		}
	}
}
