// Package idcursor finds readers that resume after the largest id, or the latest
// time, that they have seen.
//
// A query takes the rows whose column is greater than a position; the position
// comes from rows of that table; and it is kept until the next round, in a field, a
// package variable, a variable outside a loop that polls or of a function literal
// that runs again, a row of another table, a file, or under a key of Redis, etcd,
// NATS or bbolt.
//
// # Why it bites
//
// A number is given when a row is inserted, not when it is committed: of two
// transactions the one with the smaller number may commit last. Once the reader
// has seen the larger one, it never asks for the smaller one again. SERIALIZABLE
// doesn't help in PostgreSQL: to see one transaction and miss the other is a valid
// order. Neither does max(id) as a bound. The loss is rare, silent and for good.
//
// # Bad
//
//	func (r *Relay) Poll(ctx context.Context) ([]Event, error) {
//		rows, err := r.db.QueryContext(ctx, `SELECT id, kind FROM events WHERE id > $1 ORDER BY id LIMIT 100`, r.last)
//		if err != nil {
//			return nil, err
//		}
//		defer rows.Close()
//
//		var events []Event
//		for rows.Next() {
//			var e Event
//			if err := rows.Scan(&e.ID, &e.Kind); err != nil {
//				return nil, err
//			}
//			events = append(events, e)
//			r.last = e.ID
//		}
//		return events, rows.Err()
//	}
//
// # Good
//
// Read the latest rows again, and leave out those that were seen. The window is
// as wide as a transaction is slow:
//
//	func (r *WindowRelay) Poll(ctx context.Context) ([]Event, error) {
//		rows, err := r.db.QueryContext(ctx, `SELECT id, kind FROM events WHERE id > $1 ORDER BY id`, r.last-window)
//		if err != nil {
//			return nil, err
//		}
//		defer rows.Close()
//
//		var events []Event
//		for rows.Next() {
//			var e Event
//			if err := rows.Scan(&e.ID, &e.Kind); err != nil {
//				return nil, err
//			}
//			if r.seen[e.ID] {
//				continue
//			}
//			r.seen[e.ID] = true
//			events = append(events, e)
//			r.last = max(r.last, e.ID)
//		}
//		maps.DeleteFunc(r.seen, func(id int64, _ bool) bool { return id <= r.last-window })
//		return events, rows.Err()
//	}
//
// PostgreSQL: read in the order of transactions, up to the first that is open:
//
//	rows, err := r.db.QueryContext(ctx, `
//		SELECT created_in::text, id, kind FROM stamped_events
//		WHERE (created_in, id) > ($1::xid8, $2) AND created_in < pg_snapshot_xmin(pg_current_snapshot())
//		ORDER BY created_in, id LIMIT 100`, r.tx, r.last)
//
// Or take the id under a lock, so that ids are committed in their order:
//
//	func RecordLocked(ctx context.Context, tx *sql.Tx, kind string) error {
//		if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1)`, lock); err != nil {
//			return err
//		}
//		_, err := tx.ExecContext(ctx, `INSERT INTO locked_events (kind) VALUES ($1)`, kind)
//		return err
//	}
//
// # Id
//
// A number that the database gives: serial, identity, AUTO_INCREMENT, a default of
// nextval, and the integer primary key that an ORM has it number.
//
// # Time
//
// Opt-in: the same by a column of times. Changes of one transaction have one time,
// which is that of its beginning; a row of the time that was seen last, and one that
// commits late, are lost:
//
//	rows, err := x.db.QueryContext(ctx, `
//		SELECT id, name, updated_at FROM products
//		WHERE updated_at > $1 ORDER BY updated_at LIMIT 2`, x.since)
//
// Read an overlap that is longer than transactions are. A time that the reader took
// itself, before it read, is no position of a row: nothing is reported.
//
// # Since
//
// Opt-in: an exported function that gives all rows after a number, which callers
// have from the rows, or from another function. What they do with it isn't known:
//
//	func (d DB) ConfigsSince(ctx context.Context, since int64) (map[string]Config, error)
//
// # Keyset
//
// Opt-in: a page of rows that begins after the last row of the page before, whose
// predicate isn't what ORDER BY says. Rows are skipped or read twice:
//
//	WHERE name >= $1 AND id > $2 ORDER BY name, id LIMIT 2
//
// leaves out who has a greater name and a smaller id than the last of a page. The
// predicate is tried for each way in which a row may compare with the cursor, so
// that (name, id) > ($1, $2), name > $1 OR (name = $1 AND id > $2), and name >= $1
// AND (name > $1 OR id > $2) are one and the same, and right:
//
//	page, err := members(m.db.QueryContext(ctx, `SELECT id, name, joined FROM members
//		WHERE (name, id) > ($1, $2) ORDER BY name, id LIMIT 2`, last.Name, last.ID))
//
// Found are: no ORDER BY; another first key than is compared; a comparison against
// the order; keys that are ordered in two directions and compared in one; keys that
// are compared each for itself; a key that isn't unique, without another one that
// is; a key that may be NULL, where such rows come last; the last row read again; a
// next page that begins after another column, after the first row, or after the one
// row more that was read to see whether there are more.
//
// That it is a page is known by where the cursor comes from: from a row of the page
// before, in a loop around the query, or from a parameter, where the function makes
// something of the last row's column that the parameter is compared with. The query
// may be in another function: a repository's, or one that sqlc generated. A filter
// (the newest 20 since a time) is no page.
//
// Silent by design: a condition or an order with unknown parts; several conditions
// that are there on some paths only, of which one fits; rows that change places;
// keys of tables whose unique indexes aren't known, and of groups. Known miss: a
// page in a subquery or common table expression; what an interface's method reads
// that is implemented in a package which the caller doesn't import; a cursor that
// is made elsewhere than where the rows are read or returned to.
//
// # Limits
//
// Silent by design: pages that are read to the end, and begin anew; an iterator; a
// page for a client, with a limit and its next position; LIMIT 1; a count; an
// overlap (last - 1000); a bound by snapshot, by time, or by a number that isn't the
// largest; a check for gaps; inserts under an advisory lock, reads under LOCK TABLE
// or, in MySQL, locking reads and SERIALIZABLE; SKIP LOCKED; numbers that the program
// gives, UUIDs; SQLite, also where one store of several makes its tables so.
//
// Known miss: a table whose name, or a condition that, is only known at run time; a
// position that a client or a message keeps, or a store under a key that is only
// known at run time; a captured variable of a literal that a runner in another
// package calls; a reader and its keeper in packages that don't import each other.
// Known false positive: writers that are serialised elsewhere, or of which there is
// only one.
//
// # References
//
// PostgreSQL, chapter 9.17, Sequence Manipulation Functions; MySQL, chapter
// 17.6.1.6, AUTO_INCREMENT Handling in InnoDB; Threedots Labs, "Watermill SQL", on
// transaction ids as a bound.
package idcursor
