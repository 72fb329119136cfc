// Visits of a page were counted in two rows: both of the first visitors had found no row to update.

package checkinsert

import (
	"context"
	"database/sql"
	"time"
)

const visits = `
CREATE TABLE visits (id BIGSERIAL PRIMARY KEY, page TEXT NOT NULL, n BIGINT NOT NULL, since TIMESTAMP NOT NULL);
`

// Visits are counted by page.
type Visits struct {
	db  *sql.DB
	now func() time.Time
}

// Count counts a visit.
func (v *Visits) Count(ctx context.Context, page string) error {
	updated, err := v.db.ExecContext(ctx, `UPDATE visits SET n = n + 1 WHERE page = $1`, page)
	if err != nil {
		return err
	}
	if n, err := updated.RowsAffected(); n > 0 || err != nil {
		return err
	}
	_, err = v.db.ExecContext(ctx, `INSERT INTO visits (page, n, since) VALUES ($1, 1, $2)`, page, v.now())
	return err
}

const views = `
CREATE TABLE views (page TEXT PRIMARY KEY, n BIGINT NOT NULL, since TIMESTAMP NOT NULL);
`

// CountView counts a visit in the row that the primary key knows.
func (v *Visits) CountView(ctx context.Context, page string) error {
	_, err := v.db.ExecContext(ctx, `
		INSERT INTO views (page, n, since) VALUES ($1, 1, $2)
		ON CONFLICT (page) DO UPDATE SET n = views.n + 1`, page, v.now())
	return err
}
