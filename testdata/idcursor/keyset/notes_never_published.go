// Notes that weren't published yet ended the list, and could be reached on its
// first page only.

package keyset

import (
	"context"
	"database/sql"
)

func published(rows *sql.Rows, err error) ([]Note, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var notes []Note
	for rows.Next() {
		var n Note
		if err := rows.Scan(&n.ID, &n.PublishedAt); err != nil {
			return nil, err
		}
		notes = append(notes, n)
	}
	return notes, rows.Err()
}

// allAfter compares nothing for the first page.
func (s *Store) allAfter(ctx context.Context, after *Note, limit int) ([]Note, *Note, error) {
	notes, err := published(s.db.QueryContext(ctx, `SELECT id, published_at FROM notes WHERE $1 IS NULL OR (published_at, id) > ($1, $2) ORDER BY published_at, id LIMIT $3`, after.PublishedAt, after.ID, limit)) // want `page after published_at, which may be NULL`
	if err != nil || len(notes) == 0 {
		return nil, nil, err
	}
	last := notes[len(notes)-1]
	return notes, &Note{ID: last.ID, PublishedAt: last.PublishedAt}, nil
}

// publishedAfter asks for those that have been published.
func (s *Store) publishedAfter(ctx context.Context, after *Note, limit int) ([]Note, *Note, error) {
	notes, err := published(s.db.QueryContext(ctx, `SELECT id, published_at FROM notes
		WHERE (published_at, id) > ($1, $2) ORDER BY published_at, id LIMIT $3`, after.PublishedAt, after.ID, limit))
	if err != nil || len(notes) == 0 {
		return nil, nil, err
	}
	last := notes[len(notes)-1]
	return notes, &Note{ID: last.ID, PublishedAt: last.PublishedAt}, nil
}

// A Walk keeps the cursor itself.
type Walk struct {
	db   *sql.DB
	rank int64
}

func (w *Walk) next(ctx context.Context) ([]Note, error) {
	rows, err := w.db.QueryContext(ctx, `SELECT id, rank FROM notes WHERE rank >= $1 ORDER BY rank LIMIT 20`, w.rank) // want `page from rank, which isn't unique: rows with the last row's rank are read again`
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var notes []Note
	for rows.Next() {
		var n Note
		if err := rows.Scan(&n.ID, &n.Rank); err != nil {
			return nil, err
		}
		notes = append(notes, n)
		w.rank = n.Rank
	}
	return notes, rows.Err()
}

// fresh leaves out what it has seen.
func (w *Walk) fresh(ctx context.Context, seen map[int64]bool) ([]Note, error) {
	rows, err := w.db.QueryContext(ctx, `SELECT id, rank FROM notes WHERE rank >= $1 ORDER BY rank LIMIT 20`, w.rank)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var notes []Note
	for rows.Next() {
		var n Note
		if err := rows.Scan(&n.ID, &n.Rank); err != nil {
			return nil, err
		}
		if !seen[n.ID] {
			notes = append(notes, n)
		}
		w.rank = n.Rank
	}
	return notes, rows.Err()
}

// firstRow takes the wrong end of the page.
func (s *Store) firstRow(ctx context.Context, handle func(Note)) error {
	var cursor int64
	for {
		notes, err := published(s.db.QueryContext(ctx, `SELECT id, published_at FROM notes WHERE id > $1 ORDER BY id LIMIT 20`, cursor))
		if err != nil || len(notes) == 0 {
			return err
		}
		for _, n := range notes {
			handle(n)
		}
		cursor = notes[0].ID // want `next page begins after the first row of this one`
	}
}
