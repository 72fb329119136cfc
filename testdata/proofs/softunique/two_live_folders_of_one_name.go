// The unique key let two live folders have one name: NULLs are distinct in it.

package softunique

import (
	"context"
	"database/sql"
	"time"
)

const foldersByNameAndDeletion = `
CREATE TABLE folders (
	id BIGSERIAL PRIMARY KEY,
	name TEXT NOT NULL,
	deleted_at TIMESTAMP NULL,
	UNIQUE (name, deleted_at)
);
`

// Folders have one live folder of a name, says the unique key.
type Folders struct {
	db *sql.DB
}

// Create creates a folder.
func (f *Folders) Create(ctx context.Context, name string) error {
	_, err := f.db.ExecContext(ctx, `INSERT INTO folders (name) VALUES ($1)`, name)
	return err
}

// Delete deletes a folder softly.
func (f *Folders) Delete(ctx context.Context, name string) error {
	_, err := f.db.ExecContext(ctx,
		`UPDATE folders SET deleted_at = $1 WHERE name = $2 AND deleted_at IS NULL`, time.Now().UTC(), name)
	return err
}

const shelvesByNameOfTheLive = `
CREATE TABLE shelves (
	id BIGSERIAL PRIMARY KEY,
	name TEXT NOT NULL,
	deleted_at TIMESTAMP NULL
);
CREATE UNIQUE INDEX shelves_live ON shelves (name) WHERE deleted_at IS NULL;
`

// Shelves are folders whose unique index is partial.
type Shelves struct {
	db *sql.DB
}

// Create creates a shelf.
func (s *Shelves) Create(ctx context.Context, name string) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO shelves (name) VALUES ($1)`, name)
	return err
}

// Delete deletes a shelf softly.
func (s *Shelves) Delete(ctx context.Context, name string) error {
	_, err := s.db.ExecContext(ctx,
		`UPDATE shelves SET deleted_at = $1 WHERE name = $2 AND deleted_at IS NULL`, time.Now().UTC(), name)
	return err
}

const bindersNullsNotDistinct = `
CREATE TABLE binders (
	id BIGSERIAL PRIMARY KEY,
	name TEXT NOT NULL,
	deleted_at TIMESTAMP NULL,
	UNIQUE NULLS NOT DISTINCT (name, deleted_at)
);
`

// Binders are folders in whose unique key NULL equals NULL, as PostgreSQL 15
// has it.
type Binders struct {
	db *sql.DB
}

// Create creates a binder.
func (b *Binders) Create(ctx context.Context, name string) error {
	_, err := b.db.ExecContext(ctx, `INSERT INTO binders (name) VALUES ($1)`, name)
	return err
}

// Delete deletes a binder softly.
func (b *Binders) Delete(ctx context.Context, name string) error {
	_, err := b.db.ExecContext(ctx,
		`UPDATE binders SET deleted_at = $1 WHERE name = $2 AND deleted_at IS NULL`, time.Now().UTC(), name)
	return err
}
