package keys

import "database/sql"

// migrate has the tables as DDL in Go.
func migrate(db *sql.DB) error {
	for _, ddl := range []string{
		`CREATE TABLE keys (
			id INTEGER PRIMARY KEY,
			owner TEXT NOT NULL,
			expires_at BIGINT NOT NULL DEFAULT 0
		)`,
		`CREATE TABLE tokens (id INTEGER PRIMARY KEY, owner TEXT NOT NULL)`,
		`ALTER TABLE tokens ADD COLUMN expires_at BIGINT NOT NULL DEFAULT 0`,
	} {
		if _, err := db.Exec(ddl); err != nil {
			return err
		}
	}
	return nil
}
