// The list of members was mailed page by page. Who had joined together with the
// last of a page, or had a smaller id than a greater name, was left out.

package idcursor

import (
	"context"
	"database/sql"
)

// Five members: of the first two by name the second has the greater id, and
// three joined in the same hour.
const membersSchema = `
CREATE TABLE members (id BIGINT PRIMARY KEY, name VARCHAR(40) NOT NULL, joined BIGINT NOT NULL);
INSERT INTO members (id, name, joined) VALUES (1, 'Dora', 7), (2, 'Cleo', 7), (3, 'Bert', 7), (4, 'Anna', 8), (5, 'Emil', 9);
`

// A Member is listed.
type Member struct {
	ID     int64
	Name   string
	Joined int64
}

// Members are listed in pages: each begins after the last member of the page
// before.
type Members struct {
	db *sql.DB
}

// EachOfBoth compares name and id each for itself.
func (m *Members) EachOfBoth(ctx context.Context, mail func(Member)) error {
	var last Member
	for {
		page, err := members(m.db.QueryContext(ctx, `SELECT id, name, joined FROM members
			WHERE name >= $1 AND id > $2 ORDER BY name, id LIMIT 2`, last.Name, last.ID))
		if err != nil || len(page) == 0 {
			return err
		}
		for _, member := range page {
			mail(member)
		}
		last = page[len(page)-1]
	}
}

// BothAsRow compares them as the database orders them.
func (m *Members) BothAsRow(ctx context.Context, mail func(Member)) error {
	var last Member
	for {
		page, err := members(m.db.QueryContext(ctx, `SELECT id, name, joined FROM members
			WHERE (name, id) > ($1, $2) ORDER BY name, id LIMIT 2`, last.Name, last.ID))
		if err != nil || len(page) == 0 {
			return err
		}
		for _, member := range page {
			mail(member)
		}
		last = page[len(page)-1]
	}
}

// JoinedAfter returns a page of members and what the next begins after.
func (m *Members) JoinedAfter(ctx context.Context, cursor int64) (page []Member, next int64, err error) {
	page, err = members(m.db.QueryContext(ctx, `SELECT id, name, joined FROM members WHERE joined > $1 ORDER BY joined LIMIT 2`, cursor))
	if err != nil || len(page) == 0 {
		return nil, 0, err
	}
	return page, page[len(page)-1].Joined, nil
}

// Seen is the last member of a page.
type Seen struct{ Joined, ID int64 }

// JoinedAfterSeen orders those who joined together, too.
func (m *Members) JoinedAfterSeen(ctx context.Context, seen Seen) (page []Member, next Seen, err error) {
	page, err = members(m.db.QueryContext(ctx, `SELECT id, name, joined FROM members
		WHERE joined > $1 OR (joined = $1 AND id > $2) ORDER BY joined, id LIMIT 2`, seen.Joined, seen.ID))
	if err != nil || len(page) == 0 {
		return nil, Seen{}, err
	}
	last := page[len(page)-1]
	return page, Seen{last.Joined, last.ID}, nil
}

// ByID compares ids, and orders by name.
func (m *Members) ByID(ctx context.Context, after int64) (page []Member, next int64, err error) {
	page, err = members(m.db.QueryContext(ctx, `SELECT id, name, joined FROM members WHERE id > $1 ORDER BY name LIMIT 2`, after))
	if err != nil || len(page) == 0 {
		return nil, 0, err
	}
	return page, page[len(page)-1].ID, nil
}

// InOrderOfID orders by what it compares.
func (m *Members) InOrderOfID(ctx context.Context, after int64) (page []Member, next int64, err error) {
	page, err = members(m.db.QueryContext(ctx, `SELECT id, name, joined FROM members WHERE id > $1 ORDER BY id LIMIT 2`, after))
	if err != nil || len(page) == 0 {
		return nil, 0, err
	}
	return page, page[len(page)-1].ID, nil
}

// LookAhead reads one member more than a page has, and goes on after that one.
func (m *Members) LookAhead(ctx context.Context, after int64, size int) (page []Member, next int64, err error) {
	page, err = members(m.db.QueryContext(ctx, `SELECT id, name, joined FROM members WHERE id > $1 ORDER BY id LIMIT $2`, after, size+1))
	if err == nil && len(page) > size {
		next = page[size].ID
		page = page[:size]
	}
	return page, next, err
}

// LookAheadOnly goes on after the last member of the page.
func (m *Members) LookAheadOnly(ctx context.Context, after int64, size int) (page []Member, next int64, err error) {
	page, err = members(m.db.QueryContext(ctx, `SELECT id, name, joined FROM members WHERE id > $1 ORDER BY id LIMIT $2`, after, size+1))
	if err == nil && len(page) > size {
		page = page[:size]
		next = page[size-1].ID
	}
	return page, next, err
}

func members(rows *sql.Rows, err error) ([]Member, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var page []Member
	for rows.Next() {
		var m Member
		if err := rows.Scan(&m.ID, &m.Name, &m.Joined); err != nil {
			return nil, err
		}
		page = append(page, m)
	}
	return page, rows.Err()
}
