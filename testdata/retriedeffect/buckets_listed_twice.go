// A store ran its transactions again when SQLite was busy: lists had each bucket
// twice, and more rows were said to be deleted than there were.

package retriedeffect

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
)

const listBuckets = "SELECT name FROM buckets"

func (s *store) bucketsAfterReset() ([]string, error) {
	var buckets []string
	err := s.transaction(func(tx *sql.Tx) error {
		buckets = buckets[:0]
		rows, err := tx.Query(listBuckets)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			buckets = append(buckets, name)
		}
		return rows.Err()
	})
	return buckets, err
}

func (s *store) bucketsAfterEmptied() (buckets map[string][]int, err error) {
	buckets = map[string][]int{}
	err = s.transaction(func(tx *sql.Tx) error {
		clear(buckets)
		var name string
		if err := tx.QueryRow(listBuckets).Scan(&name); err != nil {
			return err
		}
		buckets[name] = append(buckets[name], 1)
		return nil
	})
	return buckets, err
}

func (s *store) bucketsResetIfAny() ([]string, error) {
	var buckets []string
	err := s.transaction(func(tx *sql.Tx) error {
		if len(buckets) > 0 {
			buckets = nil
		}
		var name string
		if err := tx.QueryRow(listBuckets).Scan(&name); err != nil {
			return err
		}
		buckets = append(buckets, name)
		return nil
	})
	return buckets, err
}

func (s *store) bucketsAssigned() ([]string, error) {
	var buckets []string
	err := s.transaction(func(tx *sql.Tx) error {
		var found []string
		rows, err := tx.Query(listBuckets)
		if err != nil {
			return err
		}
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			found = append(found, name)
		}
		buckets = found
		return rows.Err()
	})
	return buckets, err
}

// A transaction that is rolled back on purpose isn't the next attempt's.
func (s *store) bucketsOnce() (buckets []string, err error) {
	err = s.withTx(func(tx *sql.Tx) error {
		var name string
		if err := tx.QueryRow(listBuckets).Scan(&name); err != nil {
			return err
		}
		buckets = append(buckets, name)
		return nil
	})
	return buckets, err
}

func (s *store) bucketsBegunAgain(ctx context.Context) (buckets []string, err error) {
	err = s.begins(ctx, func(tx *sql.Tx) error {
		buckets = append(buckets, "one")
		_, err := tx.Exec("UPDATE buckets SET used = true")
		return err
	})
	return buckets, err
}

// Each item has a transaction of its own: one that failed isn't repeated with
// what is in the list already.
func (s *store) eachInItsOwn(names []string) (created []string, err error) {
	for _, name := range names {
		err = s.transaction(func(tx *sql.Tx) error {
			_, err := tx.Exec("INSERT INTO buckets (name) VALUES (?)", name)
			return err
		})
		if err != nil {
			return nil, err
		}
		created = append(created, name)
	}
	return created, nil
}

func (s *store) sameKey() (map[string]int, error) {
	sizes := map[string]int{}
	err := s.transaction(func(tx *sql.Tx) error {
		var name string
		var size int
		if err := tx.QueryRow("SELECT name, size FROM buckets LIMIT 1").Scan(&name, &size); err != nil {
			return err
		}
		sizes[name] = size
		return nil
	})
	return sizes, err
}

func (s *store) loadedOnce(name string) (int64, error) {
	var id int64
	err := s.transaction(func(tx *sql.Tx) error {
		if id == 0 {
			if err := tx.QueryRow("SELECT id FROM buckets WHERE name = ?", name).Scan(&id); err != nil {
				return err
			}
		}
		_, err := tx.Exec("UPDATE buckets SET used = true WHERE id = ?", id)
		return err
	})
	return id, err
}

func (s *store) toldToTheLog() error {
	rows := int64(0)
	return s.transaction(func(tx *sql.Tx) error {
		res, err := tx.Exec("DELETE FROM buckets WHERE NOT used")
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		if err != nil {
			return err
		}
		rows += n
		slog.Info("deleted", "rows", rows)
		return nil
	})
}

func (s *store) whatFailed() (failed []error, err error) {
	err = s.transaction(func(tx *sql.Tx) error {
		if _, err := tx.Exec("DELETE FROM buckets WHERE NOT used"); err != nil {
			failed = append(failed, err)
			return err
		}
		return nil
	})
	return failed, err
}

func (s *store) buckets() ([]string, error) {
	var buckets []string
	err := s.transaction(func(tx *sql.Tx) error {
		rows, err := tx.Query(listBuckets)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			buckets = append(buckets, name) // want `buckets is appended to in a closure that transaction runs again`
		}
		return rows.Err()
	})
	return buckets, err
}

func (s *store) resetTooLate() ([]string, error) {
	var buckets []string
	err := s.transaction(func(tx *sql.Tx) error {
		var name string
		if err := tx.QueryRow(listBuckets).Scan(&name); err != nil {
			return err
		}
		buckets = append(buckets, name) // want `buckets is appended to`
		if _, err := tx.Exec("UPDATE buckets SET used = true"); err != nil {
			buckets = nil
			return err
		}
		return nil
	})
	return buckets, err
}

func (s *store) resetOnOneWay(all bool) ([]string, error) {
	var buckets []string
	err := s.transaction(func(tx *sql.Tx) error {
		if all {
			buckets = nil
		}
		buckets = append(buckets, "one") // want `buckets is appended to`
		_, err := tx.Exec("UPDATE buckets SET used = true")
		return err
	})
	return buckets, err
}

func (s *store) deleteOrphans() (deleted int64, err error) {
	err = s.transaction(func(tx *sql.Tx) error {
		for _, query := range []string{"DELETE FROM parts WHERE orphan", "DELETE FROM objects WHERE orphan"} {
			res, err := tx.Exec(query)
			if err != nil {
				return err
			}
			n, err := res.RowsAffected()
			if err != nil {
				return err
			}
			deleted += n // want `deleted is added to in a closure that transaction runs again: a failed attempt's part stays`
		}
		return nil
	})
	return deleted, err
}

func (s *store) counts() (map[string]int, error) {
	counts := map[string]int{}
	err := s.transaction(func(tx *sql.Tx) error {
		rows, err := tx.Query(listBuckets)
		if err != nil {
			return err
		}
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			counts[name]++ // want `counts\[…\] is added to`
		}
		return rows.Err()
	})
	return counts, err
}

func (s *store) text() (text string, err error) {
	err = s.transaction(func(tx *sql.Tx) error {
		var name string
		if err := tx.QueryRow(listBuckets).Scan(&name); err != nil {
			return err
		}
		text += name + "\n" // want `text is appended to`
		return nil
	})
	return text, err
}

// The receiver's fields outlive the call.
func (s *store) fields() error {
	return s.transaction(func(tx *sql.Tx) error {
		if _, err := tx.Exec("UPDATE buckets SET used = true"); err != nil {
			return err
		}
		s.names = append(s.names, "one") // want `s.names is appended to`
		s.seen["one"]++                  // want `s.seen\[…\] is added to`
		s.stats.rows++                   // want `s.stats.rows is added to`
		return nil
	})
}

type page struct{ rows, total int }

func (s *store) through(p *page, limit *int) error {
	return s.transaction(func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE buckets SET used = true")
		q := p
		q.total += q.rows // want `p.total is added to`
		*limit--          // want `limit is added to`
		return err
	})
}

// A closure within is run where it stands.
func (s *store) within() (names []string, err error) {
	err = s.transaction(func(tx *sql.Tx) error {
		return each(tx, func(name string) error {
			names = append(names, name) // want `names is appended to`
			return nil
		})
	})
	return names, err
}

func (s *store) withinAfterReset() (names []string, err error) {
	err = s.transaction(func(tx *sql.Tx) error {
		names = nil
		return each(tx, func(name string) error {
			names = append(names, name)
			return nil
		})
	})
	return names, err
}

func each(tx *sql.Tx, fn func(string) error) error {
	rows, err := tx.Query(listBuckets)
	if err != nil {
		return err
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		if err := fn(name); err != nil {
			return err
		}
	}
	return rows.Err()
}

// The list is worked off, and in the second attempt there is nothing to do.
func (s *store) workedOff(names []string) error {
	return s.transaction(func(tx *sql.Tx) error {
		for len(names) > 0 {
			if _, err := tx.Exec("DELETE FROM buckets WHERE name = ?", names[0]); err != nil {
				return err
			}
			names = names[1:] // want `names is cut in a closure that transaction runs again: what a failed attempt took is gone`
		}
		return nil
	})
}

func (s *store) copyWorkedOff(names []string) error {
	return s.transaction(func(tx *sql.Tx) error {
		for rest := names; len(rest) > 0; rest = rest[1:] {
			if _, err := tx.Exec("DELETE FROM buckets WHERE name = ?", rest[0]); err != nil {
				return err
			}
		}
		return nil
	})
}

// The cursor isn't where the rows of the second attempt begin.
func (s *store) paged() error {
	after := ""
	return s.transaction(func(tx *sql.Tx) error {
		for {
			var name string
			err := tx.QueryRow("SELECT name FROM buckets WHERE name > ? ORDER BY name LIMIT 1", after).Scan(&name)
			if errors.Is(err, sql.ErrNoRows) {
				return nil
			}
			if err != nil {
				return err
			}
			after = name // want `after is moved on in a closure that is run again|after is moved on in a closure that transaction runs again`
			if _, err := tx.Exec("UPDATE buckets SET used = true WHERE name = ?", name); err != nil {
				return err
			}
		}
	})
}

func (s *store) pagedFromStart() error {
	var after string
	return s.transaction(func(tx *sql.Tx) error {
		after = ""
		for {
			var name string
			err := tx.QueryRow("SELECT name FROM buckets WHERE name > ? ORDER BY name LIMIT 1", after).Scan(&name)
			if errors.Is(err, sql.ErrNoRows) {
				return nil
			}
			if err != nil {
				return err
			}
			after = name
		}
	})
}

// The loop stands around a runner that runs once.
func (s *store) loopAround() (names []string, err error) {
	for range 3 {
		err = s.withTx(func(tx *sql.Tx) error {
			names = append(names, "one") // want `names is appended to in a closure that is run again`
			_, err := tx.Exec("UPDATE buckets SET used = true")
			return err
		})
		if err == nil {
			break
		}
	}
	return names, err
}

func (s *store) loopAroundReset() (names []string, err error) {
	for range 3 {
		names = nil
		err = s.withTx(func(tx *sql.Tx) error {
			names = append(names, "one")
			_, err := tx.Exec("UPDATE buckets SET used = true")
			return err
		})
		if err == nil {
			break
		}
	}
	return names, err
}

func (s *store) withCallback() (names []string, count int, err error) {
	err = s.withReset(func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE buckets SET used = true")
		names = append(names, "one")
		count++ // want `count is added to in a closure that withReset runs again: a failed attempt's part stays; reset it in the callback`
		return err
	}, func() { names = nil })
	return names, count, err
}

func (s *store) outcomes(ctx context.Context) (names []string, err error) {
	err = s.twoErrors(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE buckets SET used = true")
		names = append(names, "one") // want `names is appended to`
		return err
	})
	return names, err
}

type resetFunc func()

func (s *store) withOptions(fn func(*sql.Tx) error, options ...any) error {
	for range 3 {
		err := s.withTx(fn)
		if !errors.Is(err, sql.ErrConnDone) {
			return err
		}
		for _, o := range options {
			if reset, ok := o.(resetFunc); ok {
				reset()
			}
		}
	}
	return nil
}

func (s *store) asOption(p *page, load func() *page) error {
	return s.withOptions(func(tx *sql.Tx) error {
		if p == nil {
			p = load()
		}
		if _, err := tx.Exec("UPDATE buckets SET used = true"); err != nil {
			return err
		}
		p.rows++
		_, err := tx.Exec("UPDATE buckets SET rows = ?", p.rows)
		return err
	}, resetFunc(func() { p = nil }))
}

// known miss: what a function makes of the list isn't known.
func (s *store) byFunction() (names []string, err error) {
	err = s.transaction(func(tx *sql.Tx) error {
		names = with(names, "one")
		_, err := tx.Exec("UPDATE buckets SET used = true")
		return err
	})
	return names, err
}

func with(names []string, name string) []string { return append(names, name) }
