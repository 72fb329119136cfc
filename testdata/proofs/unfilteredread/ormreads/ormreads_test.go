// Package ormreads proves which reads of ORMs leave out rows that were deleted
// softly, and which don't, which sqlquery takes as given.
package ormreads

import (
	"strings"
	"testing"
)

// schema has a live user of a live company, a live user of a deleted company,
// and a deleted user of a live company. The first user is in a live team, was in
// another, and is in a deleted one.
const schema = `
CREATE TABLE companies (id BIGINT PRIMARY KEY, name TEXT NOT NULL, deleted_at TIMESTAMP NULL);
CREATE TABLE flagged (id BIGINT PRIMARY KEY, name TEXT NOT NULL, deleted BIGINT NOT NULL);
CREATE TABLE enrolments (user_id BIGINT NOT NULL, team_id BIGINT NOT NULL, deleted_at TIMESTAMP NULL, PRIMARY KEY (user_id, team_id));
CREATE TABLE squads (id BIGINT PRIMARY KEY, name TEXT NOT NULL, deleted_at TIMESTAMP NULL);
CREATE TABLE users (id BIGINT PRIMARY KEY, name TEXT NOT NULL, company_id BIGINT NOT NULL, deleted_at TIMESTAMP NULL);
INSERT INTO companies (id, name, deleted_at) VALUES (1, 'acme', NULL), (2, 'gone', '2026-03-01 12:00:00');
INSERT INTO users (id, name, company_id, deleted_at) VALUES
	(1, 'ada', 1, NULL), (2, 'bob', 2, NULL), (3, 'eve', 1, '2026-03-01 12:00:00');
INSERT INTO flagged (id, name, deleted) VALUES (1, 'ada', 0), (2, 'bob', 0), (3, 'eve', 1);
INSERT INTO squads (id, name, deleted_at) VALUES (1, 'red', NULL), (2, 'blue', NULL), (3, 'old', '2026-03-01 12:00:00');
INSERT INTO enrolments (user_id, team_id, deleted_at) VALUES (1, 1, NULL), (1, 2, '2026-03-01 12:00:00'), (1, 3, NULL);
`

// A read yields users, each as its name and, where the read says it, a slash
// and the name of its company; or the number of them.
type read struct {
	call string
	rows func() ([]string, error)
	want string
}

// Of the users, all are ada, bob and eve; eve is deleted. Bob's company is.
const (
	live, all               = "ada bob", "ada bob eve"
	two, three              = "2", "3"
	neither, outer, inner   = "ada/acme bob/gone eve/acme", "ada/acme bob/", "ada/acme"
	users, companies, empty = "ada/acme bob/gone", "ada/acme bob/ eve/acme", ""
)

func prove(t *testing.T, reads []read) {
	t.Helper()
	for _, r := range reads {
		rows, err := r.rows()
		if got := strings.Join(rows, " "); got != r.want || err != nil {
			t.Errorf("%s: %q, %v, want %q", r.call, got, err, r.want)
		}
	}
}

// deleted fails t unless the row of table was deleted when it was at first.
func deleted(t *testing.T, at string, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(at, "2026-03-01") {
		t.Errorf("deleted at %s: deleted again", at)
	}
}
