// A client that scrolled through all notes never saw some of them: the pages
// began after the last note's id, and were ordered by time.

package keyset

import (
	"context"
	"database/sql"
	"encoding/base64"
	"fmt"
	"time"
)

type Note struct {
	ID          int64      `db:"id"`
	AuthorID    int64      `db:"author_id"`
	Title       string     `db:"title"`
	Rank        int64      `db:"rank"`
	CreatedAt   time.Time  `db:"created_at"`
	PublishedAt *time.Time `db:"published_at"`
}

type Store struct{ db *sql.DB }

// orderedByTime hands its caller the next cursor.
func (s *Store) orderedByTime(ctx context.Context, after int64, limit int) (notes []Note, next int64, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, title, created_at FROM notes WHERE id > $1 ORDER BY created_at LIMIT $2`, after, limit) // want `page after id is ordered by created_at: the next page skips or repeats rows`
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var n Note
		if err := rows.Scan(&n.ID, &n.Title, &n.CreatedAt); err != nil {
			return nil, 0, err
		}
		notes = append(notes, n)
	}
	if len(notes) > 0 {
		next = notes[len(notes)-1].ID
	}
	return notes, next, rows.Err()
}

func (s *Store) orderedByID(ctx context.Context, after int64, limit int) (notes []Note, next int64, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, title, created_at FROM notes WHERE id > $1 ORDER BY id LIMIT $2`, after, limit)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var n Note
		if err := rows.Scan(&n.ID, &n.Title, &n.CreatedAt); err != nil {
			return nil, 0, err
		}
		notes = append(notes, n)
	}
	if len(notes) > 0 {
		next = notes[len(notes)-1].ID
	}
	return notes, next, rows.Err()
}

// newestSince filters: nobody begins a next page.
func (s *Store) newestSince(ctx context.Context, since time.Time, limit int) (notes []Note, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, title FROM notes WHERE created_at > $1 ORDER BY id DESC LIMIT $2`, since, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n Note
		if err := rows.Scan(&n.ID, &n.Title); err != nil {
			return nil, err
		}
		notes = append(notes, n)
	}
	return notes, rows.Err()
}

// read reads all notes, page by page.
func (s *Store) read(ctx context.Context, query string, after any, limit int) (notes []Note, err error) {
	rows, err := s.db.QueryContext(ctx, query, after, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n Note
		if err := rows.Scan(&n.ID, &n.Title, &n.CreatedAt); err != nil {
			return nil, err
		}
		notes = append(notes, n)
	}
	return notes, rows.Err()
}

// unordered sees the rows in whatever order the database has them.
func (s *Store) unordered(ctx context.Context, handle func(id int64)) error {
	last := int64(0)
	for {
		rows, err := s.db.QueryContext(ctx, `SELECT id FROM notes WHERE id > $1 LIMIT 100`, last) // want `page after id without ORDER BY`
		if err != nil {
			return err
		}
		n := 0
		for rows.Next() {
			if err := rows.Scan(&last); err != nil {
				return err
			}
			handle(last)
			n++
		}
		if err := rows.Err(); err != nil || n == 0 {
			return err
		}
	}
}

func (s *Store) ordered(ctx context.Context, handle func(id int64)) error {
	last := int64(0)
	for {
		rows, err := s.db.QueryContext(ctx, `SELECT id FROM notes WHERE id > $1 ORDER BY id LIMIT 100`, last)
		if err != nil {
			return err
		}
		n := 0
		for rows.Next() {
			if err := rows.Scan(&last); err != nil {
				return err
			}
			handle(last)
			n++
		}
		if err := rows.Err(); err != nil || n == 0 {
			return err
		}
	}
}

// backwards turns the order, but not the comparison.
func (s *Store) backwards(ctx context.Context, handle func(id int64)) error {
	last := int64(1 << 62)
	for {
		rows, err := s.db.QueryContext(ctx, `SELECT id FROM notes WHERE id > $1 ORDER BY id DESC LIMIT 100`, last) // want `page compares id against its order`
		if err != nil {
			return err
		}
		var ids []int64
		for rows.Next() {
			var id int64
			if err := rows.Scan(&id); err != nil {
				return err
			}
			handle(id)
			ids = append(ids, id)
		}
		if err := rows.Err(); err != nil || len(ids) == 0 {
			return err
		}
		last = ids[len(ids)-1]
	}
}

type token struct {
	Time time.Time
	ID   int64
}

func (t token) String() string {
	return base64.StdEncoding.EncodeToString([]byte(fmt.Sprint(t.Time.UnixNano(), t.ID)))
}

func parse(s string) (t token, err error) {
	var nano int64
	_, err = fmt.Sscan(s, &nano, &t.ID)
	t.Time = time.Unix(0, nano)
	return t, err
}

// byTime skips notes that were made in the same moment.
func (s *Store) byTime(ctx context.Context, cursor string, limit int) (notes []Note, next string, err error) {
	at, err := parse(cursor)
	if err != nil {
		return nil, "", err
	}
	rows, err := s.db.QueryContext(ctx, `SELECT id, title, created_at FROM notes WHERE created_at < $1 ORDER BY created_at DESC, id DESC LIMIT $2`, at.Time, limit) // want `page after created_at, which isn't unique: rows with the last row's created_at are skipped`
	if err != nil {
		return nil, "", err
	}
	defer rows.Close()
	for rows.Next() {
		var n Note
		if err := rows.Scan(&n.ID, &n.Title, &n.CreatedAt); err != nil {
			return nil, "", err
		}
		notes = append(notes, n)
	}
	if len(notes) == limit {
		last := notes[len(notes)-1]
		next = token{last.CreatedAt, last.ID}.String()
	}
	return notes, next, rows.Err()
}

// byTimeAndID compares both as a row.
func (s *Store) byTimeAndID(ctx context.Context, cursor string, limit int) (notes []Note, next string, err error) {
	at, err := parse(cursor)
	if err != nil {
		return nil, "", err
	}
	rows, err := s.db.QueryContext(ctx, `SELECT id, title, created_at FROM notes
		WHERE (created_at, id) < ($1, $2) ORDER BY created_at DESC, id DESC LIMIT $3`, at.Time, at.ID, limit)
	if err != nil {
		return nil, "", err
	}
	defer rows.Close()
	for rows.Next() {
		var n Note
		if err := rows.Scan(&n.ID, &n.Title, &n.CreatedAt); err != nil {
			return nil, "", err
		}
		notes = append(notes, n)
	}
	if len(notes) == limit {
		last := notes[len(notes)-1]
		next = token{last.CreatedAt, last.ID}.String()
	}
	return notes, next, rows.Err()
}

// An outline is a note's headings, each with those below it.
type outline []outline

func (o *outline) Scan(any) error { return nil }

func (s *Store) firstOutline(ctx context.Context, after int64) (o outline, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT title FROM notes WHERE id > $1 ORDER BY created_at LIMIT $2`, after, 1).Scan(&o)
	return o, err
}
