// Some invoices were never mailed: their events had smaller ids than the relay's last one when they were committed.

package idcursor

import (
	"context"
	"database/sql"
	"maps"
)

const events = `
CREATE TABLE events (id BIGSERIAL PRIMARY KEY, kind TEXT NOT NULL);
`

// An Event is what a relay hands on.
type Event struct {
	ID   int64
	Kind string
}

func read(rows *sql.Rows) ([]Event, error) {
	defer rows.Close()
	var events []Event
	for rows.Next() {
		var e Event
		if err := rows.Scan(&e.ID, &e.Kind); err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, rows.Err()
}

// Record adds an event to what tx does.
func Record(ctx context.Context, tx *sql.Tx, kind string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO events (kind) VALUES ($1)`, kind)
	return err
}

// A Relay hands events on in the order of their ids.
type Relay struct {
	db   *sql.DB
	last int64
}

// Poll returns the events since the last one.
func (r *Relay) Poll(ctx context.Context) ([]Event, error) {
	rows, err := r.db.QueryContext(ctx, `SELECT id, kind FROM events WHERE id > $1 ORDER BY id LIMIT 100`, r.last)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var events []Event
	for rows.Next() {
		var e Event
		if err := rows.Scan(&e.ID, &e.Kind); err != nil {
			return nil, err
		}
		events = append(events, e)
		r.last = e.ID
	}
	return events, rows.Err()
}

// PollSerializable hopes for the isolation level.
func (r *Relay) PollSerializable(ctx context.Context) ([]Event, error) {
	tx, err := r.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()

	rows, err := tx.QueryContext(ctx, `SELECT id, kind FROM events WHERE id > $1 ORDER BY id LIMIT 100`, r.last)
	if err != nil {
		return nil, err
	}
	events, err := read(rows)
	if err != nil {
		return nil, err
	}
	if n := len(events); n > 0 {
		r.last = events[n-1].ID
	}
	return events, tx.Commit()
}

// PollAlone waits until nobody is writing: whoever has an id has committed.
func (r *Relay) PollAlone(ctx context.Context) ([]Event, error) {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()

	if _, err := tx.ExecContext(ctx, `LOCK TABLE events IN SHARE MODE`); err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, `SELECT id, kind FROM events WHERE id > $1 ORDER BY id LIMIT 100`, r.last)
	if err != nil {
		return nil, err
	}
	events, err := read(rows)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		r.last = e.ID
	}
	return events, nil
}

// All reads page by page, to the end, and keeps no position.
func (r *Relay) All(ctx context.Context, hand func(Event)) error {
	for last := int64(0); ; {
		page, err := r.after(ctx, last)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, e := range page {
			hand(e)
			last = e.ID
		}
	}
}

func (r *Relay) after(ctx context.Context, id int64) ([]Event, error) {
	rows, err := r.db.QueryContext(ctx, `SELECT id, kind FROM events WHERE id > $1 ORDER BY id LIMIT 100`, id)
	if err != nil {
		return nil, err
	}
	return read(rows)
}

// window is how many ids may be given between one and its commit.
const window = 1000

// A WindowRelay reads the latest events again and leaves out those it has seen.
type WindowRelay struct {
	db   *sql.DB
	last int64
	seen map[int64]bool // the ids of the window
}

// Poll returns the events that it hasn't seen.
func (r *WindowRelay) Poll(ctx context.Context) ([]Event, error) {
	rows, err := r.db.QueryContext(ctx, `SELECT id, kind FROM events WHERE id > $1 ORDER BY id`, r.last-window)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var events []Event
	for rows.Next() {
		var e Event
		if err := rows.Scan(&e.ID, &e.Kind); err != nil {
			return nil, err
		}
		if r.seen[e.ID] {
			continue
		}
		r.seen[e.ID] = true
		events = append(events, e)
		r.last = max(r.last, e.ID)
	}
	maps.DeleteFunc(r.seen, func(id int64, _ bool) bool { return id <= r.last-window })
	return events, rows.Err()
}

const stampedEvents = `
CREATE TABLE stamped_events (
	id BIGSERIAL PRIMARY KEY,
	created_in XID8 NOT NULL DEFAULT pg_current_xact_id(),
	kind TEXT NOT NULL
);
`

// RecordStamped adds an event that says which transaction made it.
func RecordStamped(ctx context.Context, tx *sql.Tx, kind string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO stamped_events (kind) VALUES ($1)`, kind)
	return err
}

// A SnapshotRelay reads up to the first transaction that is still open, in the
// order of transactions.
type SnapshotRelay struct {
	db   *sql.DB
	tx   string
	last int64
}

// Poll returns the events since the last one.
func (r *SnapshotRelay) Poll(ctx context.Context) ([]Event, error) {
	rows, err := r.db.QueryContext(ctx, `
		SELECT created_in::text, id, kind FROM stamped_events
		WHERE (created_in, id) > ($1::xid8, $2) AND created_in < pg_snapshot_xmin(pg_current_snapshot())
		ORDER BY created_in, id LIMIT 100`, r.tx, r.last)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var events []Event
	for rows.Next() {
		var e Event
		if err := rows.Scan(&r.tx, &e.ID, &e.Kind); err != nil {
			return nil, err
		}
		events = append(events, e)
		r.last = e.ID
	}
	return events, rows.Err()
}

// A BoundedRelay has the bound, and the order of ids: a transaction may take its
// id after one that began later.
type BoundedRelay struct {
	db   *sql.DB
	last int64
}

// Poll returns the events since the last one.
func (r *BoundedRelay) Poll(ctx context.Context) ([]Event, error) {
	rows, err := r.db.QueryContext(ctx, `
		SELECT id, kind FROM stamped_events
		WHERE id > $1 AND created_in < pg_snapshot_xmin(pg_current_snapshot())
		ORDER BY id LIMIT 100`, r.last)
	if err != nil {
		return nil, err
	}
	events, err := read(rows)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		r.last = e.ID
	}
	return events, nil
}

const lockedEvents = `
CREATE TABLE locked_events (id BIGSERIAL PRIMARY KEY, kind TEXT NOT NULL);
`

// lock is the advisory lock of who inserts into locked_events.
const lock = 20260301

// RecordLocked takes its id when whoever took one before has committed.
func RecordLocked(ctx context.Context, tx *sql.Tx, kind string) error {
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1)`, lock); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO locked_events (kind) VALUES ($1)`, kind)
	return err
}

// A LockedRelay hands on events that were recorded under a lock.
type LockedRelay struct {
	db   *sql.DB
	last int64
}

// Poll returns the events since the last one.
func (r *LockedRelay) Poll(ctx context.Context) ([]Event, error) {
	rows, err := r.db.QueryContext(ctx, `SELECT id, kind FROM locked_events WHERE id > $1 ORDER BY id LIMIT 100`, r.last)
	if err != nil {
		return nil, err
	}
	events, err := read(rows)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		r.last = e.ID
	}
	return events, nil
}
