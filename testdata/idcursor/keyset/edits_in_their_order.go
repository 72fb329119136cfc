// The history of a note is paged by a number that the database gives, without a
// unique index: nothing is missing.

package keyset

import (
	"context"
	"database/sql"
)

type history struct{ db *sql.DB }

type edit struct{ Place, Words int64 }

func (h *history) byPlace(ctx context.Context, after int64, limit int) (edits []edit, next int64, err error) {
	rows, err := h.db.QueryContext(ctx, `SELECT place, words FROM note_edits WHERE place > $1 ORDER BY place LIMIT $2`, after, limit)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var e edit
		if err := rows.Scan(&e.Place, &e.Words); err != nil {
			return nil, 0, err
		}
		edits = append(edits, e)
	}
	if len(edits) > 0 {
		next = edits[len(edits)-1].Place
	}
	return edits, next, rows.Err()
}

// byWords pages by what many edits have alike.
func (h *history) byWords(ctx context.Context, after int64, limit int) (edits []edit, next int64, err error) {
	rows, err := h.db.QueryContext(ctx, `SELECT place, words FROM note_edits WHERE words > $1 ORDER BY words LIMIT $2`, after, limit) // want `page`
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var e edit
		if err := rows.Scan(&e.Place, &e.Words); err != nil {
			return nil, 0, err
		}
		edits = append(edits, e)
	}
	if len(edits) > 0 {
		next = edits[len(edits)-1].Words
	}
	return edits, next, rows.Err()
}
