// A project could not be created under the name of one that had been deleted.

package softunique

import (
	"context"
	"database/sql"
	"time"
)

const projectsByName = `
CREATE TABLE projects (
	id BIGSERIAL PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	deleted_at TIMESTAMP NULL
);
`

// Projects are deleted softly and keep their names.
type Projects struct {
	db *sql.DB
}

// Create creates a project.
func (p *Projects) Create(ctx context.Context, name string) error {
	_, err := p.db.ExecContext(ctx, `INSERT INTO projects (name) VALUES ($1)`, name)
	return err
}

// Delete deletes a project softly.
func (p *Projects) Delete(ctx context.Context, name string) error {
	_, err := p.db.ExecContext(ctx,
		`UPDATE projects SET deleted_at = $1 WHERE name = $2 AND deleted_at IS NULL`, time.Now().UTC(), name)
	return err
}

const teamsByName = `
CREATE TABLE teams (
	id BIGSERIAL PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	deleted_at TIMESTAMP NULL
);
`

// Teams give their names back when they are deleted.
type Teams struct {
	db *sql.DB
}

// Create creates a team.
func (t *Teams) Create(ctx context.Context, name string) error {
	_, err := t.db.ExecContext(ctx, `INSERT INTO teams (name) VALUES ($1)`, name)
	return err
}

// Delete deletes a team softly, and renames it.
func (t *Teams) Delete(ctx context.Context, name string) error {
	_, err := t.db.ExecContext(ctx,
		`UPDATE teams SET deleted_at = $1, name = name || ' deleted ' || id WHERE name = $2 AND deleted_at IS NULL`,
		time.Now().UTC(), name)
	return err
}
