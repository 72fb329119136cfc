package idcursor

import (
	"context"
	"database/sql"
	"io"
	"time"
)

// Pages that end when there are no more rows begin anew each time.
func readAll(ctx context.Context, db *sql.DB) error {
	last := int64(0)
	for {
		rows, err := db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id LIMIT 10`, last)
		if err != nil {
			return err
		}
		page, err := scan(rows)
		if err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		last = page[len(page)-1].ID
		time.Sleep(time.Second) // spares the database
	}
}

// So does an iterator, though it keeps its position in a field.
type pages struct {
	db   *sql.DB
	last int64
}

func (p *pages) next(ctx context.Context) ([]message, error) {
	rows, err := p.db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id LIMIT 10`, p.last)
	if err != nil {
		return nil, err
	}
	page, err := scan(rows)
	if err != nil {
		return nil, err
	}
	if len(page) == 0 {
		return nil, io.EOF
	}
	p.last = page[len(page)-1].ID
	return page, nil
}

// A page that is asked for from outside, and tells where the next one begins.
func page(ctx context.Context, db *sql.DB, cursor int64) ([]message, int64, error) {
	rows, err := db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id LIMIT 10`, cursor)
	if err != nil {
		return nil, 0, err
	}
	page, err := scan(rows)
	if err != nil || len(page) == 0 {
		return nil, 0, err
	}
	return page, page[len(page)-1].ID, nil
}

type reader struct {
	db        *sql.DB
	overlaps  int64
	snapshot  int64
	aged      int64
	neighbour int64
	entries   int64
	locked    int64
	table     int64
	counted   int64
	gapless   int64
	cleared   int64
	queue     int64
}

const window = 1000

func (r *reader) overlap(ctx context.Context) error {
	rows, err := r.db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id`, r.overlaps-window)
	if err != nil {
		return err
	}
	messages, err := scan(rows)
	for _, m := range messages {
		r.overlaps = m.ID
	}
	return err
}

func (r *reader) overlapInSQL(ctx context.Context) error {
	rows, err := r.db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 - 1000 ORDER BY id`, r.overlaps)
	if err != nil {
		return err
	}
	messages, err := scan(rows)
	for _, m := range messages {
		r.overlaps = m.ID
	}
	return err
}

func (r *reader) belowOpenTransactions(ctx context.Context) error {
	rows, err := r.db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 AND created_in < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY id`, r.snapshot)
	if err != nil {
		return err
	}
	messages, err := scan(rows)
	for _, m := range messages {
		r.snapshot = m.ID
	}
	return err
}

func (r *reader) aMinuteOld(ctx context.Context) error {
	rows, err := r.db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 AND created_at < now() - interval '1 minute' ORDER BY id`, r.aged)
	if err != nil {
		return err
	}
	messages, err := scan(rows)
	for _, m := range messages {
		r.aged = m.ID
	}
	return err
}

func (r *reader) oneByOne(ctx context.Context) error {
	var m message
	err := r.db.QueryRowContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id LIMIT 1`, r.neighbour).Scan(&m.ID, &m.Topic)
	if err == nil {
		r.neighbour = m.ID
	}
	return err
}

// Nobody takes a number before the one before it is committed.
func addEntry(ctx context.Context, tx *sql.Tx, cents int64) error {
	var id int64
	if err := tx.QueryRowContext(ctx, `UPDATE counters SET n = n + 1 WHERE name = 'ledger' RETURNING n`).Scan(&id); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO ledger_entries (id, cents) VALUES ($1, $2)`, id, cents)
	return err
}

func (r *reader) newEntries(ctx context.Context) error {
	rows, err := r.db.QueryContext(ctx, `SELECT id, cents FROM ledger_entries WHERE id > $1 ORDER BY id`, r.entries)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var cents int64
		if err := rows.Scan(&r.entries, &cents); err != nil {
			return err
		}
	}
	return rows.Err()
}

func addLocked(ctx context.Context, tx *sql.Tx, kind string) error {
	if err := lockEvents(ctx, tx); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO locked_events (kind) VALUES ($1)`, kind)
	return err
}

func lockEvents(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(42)`)
	return err
}

func (r *reader) lockedEvents(ctx context.Context) error {
	rows, err := r.db.QueryContext(ctx, `SELECT id, kind FROM locked_events WHERE id > $1 ORDER BY id`, r.locked)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var kind string
		if err := rows.Scan(&r.locked, &kind); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (r *reader) whileNobodyWrites(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, `LOCK TABLE outbox IN SHARE MODE`); err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id`, r.table)
	if err != nil {
		return err
	}
	messages, err := scan(rows)
	for _, m := range messages {
		r.table = m.ID
	}
	return err
}

func (r *reader) count(ctx context.Context) (n int, err error) {
	err = r.db.QueryRowContext(ctx, `SELECT count(*) FROM outbox WHERE id > $1`, r.counted).Scan(&n)
	if err == nil {
		err = r.db.QueryRowContext(ctx, `SELECT max(id) FROM outbox`).Scan(&r.counted)
	}
	return n, err
}

// A number that is missing is waited for.
func (r *reader) withoutGaps(ctx context.Context) error {
	rows, err := r.db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id`, r.gapless)
	if err != nil {
		return err
	}
	messages, err := scan(rows)
	for _, m := range messages {
		if next := r.gapless + 1; m.ID != next {
			break
		}
		r.gapless = m.ID
	}
	return err
}

// Each round begins anew.
func (r *reader) again(ctx context.Context) error {
	r.cleared = 0
	for {
		rows, err := r.db.QueryContext(ctx, `SELECT id, topic FROM outbox WHERE id > $1 ORDER BY id LIMIT 10`, r.cleared)
		if err != nil {
			return err
		}
		messages, err := scan(rows)
		if err != nil || len(messages) == 0 {
			return err
		}
		r.cleared = messages[len(messages)-1].ID
	}
}

func (r *reader) work(ctx context.Context) error {
	return r.db.QueryRowContext(ctx, `SELECT id FROM jobs WHERE id > $1 ORDER BY id LIMIT 10 FOR UPDATE SKIP LOCKED`, r.queue).Scan(&r.queue)
}
