// The unique key let two live folders have one name, and the tables around it took the other turn.

package folders

import (
	"context"
	"database/sql"
	"time"
)

func migrate(ctx context.Context, db *sql.DB) error {
	for _, ddl := range []string{
		// want +5 `unique \(name, deleted_at\) of boxes binds no live row`
		`CREATE TABLE boxes (
			id INTEGER PRIMARY KEY,
			name TEXT NOT NULL,
			deleted_at TIMESTAMP,
			UNIQUE (name, deleted_at)
		)`,
		`CREATE TABLE crates (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, deleted_at TIMESTAMP)`, // want `unique \(name\) of crates blocks re-creation`
		`CREATE TABLE shelves (id INTEGER PRIMARY KEY, name TEXT NOT NULL, deleted_at TIMESTAMP)`,
		`CREATE UNIQUE INDEX shelves_live ON shelves (name) WHERE deleted_at IS NULL`,
		`CREATE TABLE racks (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, deleted_at TIMESTAMP)`,
		`CREATE TABLE trays (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, deleted_at TIMESTAMP)`,
		`CREATE TABLE pallets (id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, deleted_at TIMESTAMP)`,
		`CREATE TABLE cases (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, deleted_at TIMESTAMP)`,
	} {
		if _, err := db.ExecContext(ctx, ddl); err != nil {
			return err
		}
	}
	return nil
}

func createBox(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `INSERT INTO boxes (name) VALUES (?)`, name)
	return err
}

func deleteBox(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `UPDATE boxes SET deleted_at = ? WHERE name = ?`, time.Now(), name)
	return err
}

func createCrate(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `INSERT INTO crates (name) VALUES (?)`, name)
	return err
}

func deleteCrate(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `UPDATE crates SET deleted_at = CURRENT_TIMESTAMP WHERE name = ?`, name)
	return err
}

func createShelf(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `INSERT INTO shelves (name) VALUES (?)`, name)
	return err
}

func deleteShelf(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `UPDATE shelves SET deleted_at = ? WHERE name = ?`, time.Now(), name)
	return err
}

// deleteRack gives the name back.
func deleteRack(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `UPDATE racks SET deleted_at = ?, name = name || '#' || id WHERE name = ?`, time.Now(), name)
	return err
}

func createRack(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `INSERT INTO racks (name) VALUES (?)`, name)
	return err
}

// createTray revives.
func createTray(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `INSERT INTO trays (name) VALUES (?) ON CONFLICT (name) DO UPDATE SET deleted_at = NULL`, name)
	return err
}

func deleteTray(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `UPDATE trays SET deleted_at = ? WHERE name = ?`, time.Now(), name)
	return err
}

func createPallet(ctx context.Context, db *sql.DB, uuid string) error {
	_, err := db.ExecContext(ctx, `INSERT INTO pallets (uuid) VALUES (?)`, uuid)
	return err
}

func deletePallet(ctx context.Context, db *sql.DB, uuid string) error {
	_, err := db.ExecContext(ctx, `UPDATE pallets SET deleted_at = ? WHERE uuid = ?`, time.Now(), uuid)
	return err
}

// deleteCase deletes for good.
func deleteCase(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `DELETE FROM cases WHERE name = ?`, name)
	return err
}

func createCase(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, `INSERT INTO cases (name) VALUES (?)`, name)
	return err
}
