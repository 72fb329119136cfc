package sqlparse

import (
	"fmt"
	"testing"
)

func BenchmarkParse(b *testing.B) {
	names := [...]string{PostgreSQL: "PostgreSQL", MySQL: "MySQL", SQLite: "SQLite"}
	texts := []struct{ name, text string }{
		{"short", "SELECT id, name FROM users WHERE id = ?"},
		{"medium", "SELECT u.id, u.name, count(*) FROM users u LEFT JOIN orders o ON o.user_id = u.id AND o.deleted_at IS NULL WHERE u.expires_at < ? AND (u.state IN (?, ?) OR u.admin = 1) GROUP BY u.id, u.name HAVING count(*) > 1 ORDER BY u.id DESC LIMIT ? OFFSET 10"},
		{"DDL", "CREATE TABLE users (id BIGINT NOT NULL PRIMARY KEY, email VARCHAR(255) NOT NULL, name TEXT, created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, deleted_at TIMESTAMP DEFAULT NULL, UNIQUE (email, deleted_at))"},
	}
	for d := PostgreSQL; d <= SQLite; d++ {
		for _, text := range texts {
			b.Run(fmt.Sprintf("%s/%s", names[d], text.name), func(b *testing.B) {
				for b.Loop() {
					if _, err := Parse(text.text, d); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		b.Run(names[d]+"/fragment", func(b *testing.B) {
			for b.Loop() {
				if _, err := ParseFragment("deleted_at < ? AND id IN (?)", WhereClause, d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPrepare(b *testing.B) {
	for b.Loop() {
		if _, err := prepare("deleted_at < ? AND id IN (?) AND name = @name", PostgreSQL, false); err != nil {
			b.Fatal(err)
		}
	}
}
