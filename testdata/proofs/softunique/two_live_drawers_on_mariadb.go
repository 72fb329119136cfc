// MariaDB has no partial indexes, and NULLs are distinct in its unique keys, too.

package softunique

import (
	"context"
	"database/sql"
	"time"
)

const drawersByNameAndDeletion = `
CREATE TABLE drawers (
	id BIGINT AUTO_INCREMENT PRIMARY KEY,
	name VARCHAR(100) NOT NULL,
	deleted_at DATETIME NULL,
	UNIQUE KEY drawers_live (name, deleted_at)
) ENGINE=InnoDB;
`

// Drawers have one live drawer of a name, says the unique key.
type Drawers struct {
	db *sql.DB
}

// Create creates a drawer.
func (d *Drawers) Create(ctx context.Context, name string) error {
	_, err := d.db.ExecContext(ctx, `INSERT INTO drawers (name) VALUES (?)`, name)
	return err
}

// Delete deletes a drawer softly.
func (d *Drawers) Delete(ctx context.Context, name string) error {
	_, err := d.db.ExecContext(ctx,
		`UPDATE drawers SET deleted_at = ? WHERE name = ? AND deleted_at IS NULL`, time.Now().UTC(), name)
	return err
}

const chestsByNameAndLife = `
CREATE TABLE chests (
	id BIGINT AUTO_INCREMENT PRIMARY KEY,
	name VARCHAR(100) NOT NULL,
	deleted_at DATETIME NULL,
	live BOOLEAN AS (IF(deleted_at IS NULL, TRUE, NULL)) STORED,
	UNIQUE KEY chests_live (name, live)
) ENGINE=InnoDB;
`

// Chests are drawers with a generated column that is NULL unless they live.
type Chests struct {
	db *sql.DB
}

// Create creates a chest.
func (c *Chests) Create(ctx context.Context, name string) error {
	_, err := c.db.ExecContext(ctx, `INSERT INTO chests (name) VALUES (?)`, name)
	return err
}

// Delete deletes a chest softly.
func (c *Chests) Delete(ctx context.Context, name string) error {
	_, err := c.db.ExecContext(ctx,
		`UPDATE chests SET deleted_at = ? WHERE name = ? AND deleted_at IS NULL`, time.Now().UTC(), name)
	return err
}
