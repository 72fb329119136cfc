// Package stores has one log in several databases: only where transactions
// commit in another order than they number their rows is something lost.
package stores

import "database/sql"

var postgresTables = []string{
	`CREATE TABLE IF NOT EXISTS history (seq BIGSERIAL PRIMARY KEY, body TEXT NOT NULL)`,
}

// Postgres is a log.
type Postgres struct {
	db  *sql.DB
	seq int64
}

// NewPostgres makes the tables.
func NewPostgres(db *sql.DB) (*Postgres, error) {
	return &Postgres{db: db}, create(db, postgresTables)
}

func create(db *sql.DB, tables []string) error {
	for _, text := range tables {
		if _, err := db.Exec(text); err != nil {
			return err
		}
	}
	return nil
}

// Next returns what is new.
func (p *Postgres) Next() ([]string, error) {
	rows, err := p.db.Query(`SELECT seq, body FROM history WHERE seq > $1 ORDER BY seq`, p.seq) // want `kept in Postgres.seq`
	if err != nil {
		return nil, err
	}
	return bodies(rows, &p.seq)
}

func bodies(rows *sql.Rows, seq *int64) ([]string, error) {
	defer rows.Close()
	var out []string
	for rows.Next() {
		var body string
		if err := rows.Scan(seq, &body); err != nil {
			return nil, err
		}
		out = append(out, body)
	}
	return out, rows.Err()
}
