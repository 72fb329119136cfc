// Package idcursor finds readers that resume after the largest id, or the latest time, that they have seen.
//
// # Why it bites
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
// # Limits
//
// # References
package idcursor
