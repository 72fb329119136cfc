package stores

import "database/sql"

// SQLite has one writer at a time.
type SQLite struct {
	db  *sql.DB
	seq int64
}

var sqliteTables = []string{
	`CREATE TABLE IF NOT EXISTS history (seq INTEGER PRIMARY KEY AUTOINCREMENT, body VARCHAR NOT NULL)`,
}

// NewSQLite makes the tables.
func NewSQLite(db *sql.DB) (*SQLite, error) {
	return &SQLite{db: db}, create(db, sqliteTables)
}
