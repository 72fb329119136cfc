// A scheduler's loop ended when a closure said so. On shutdown the closure wasn't
// called any more, and the loop went round for ever.

package unguardedretry

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"time"
)

// addTask calls its function with the id of a new task, unless it shuts down.
type addTask func(func(id int64, tx *sql.Tx) (commit bool, err error))

type scheduler struct {
	db *sql.DB
}

func (s *scheduler) inTx(ctx context.Context, fn func(tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// claim gives the next deal to the task.
func claim(tx *sql.Tx, id int64) (bool, error) {
	r, err := tx.Exec(`UPDATE deals SET task_id = $1 WHERE id = (SELECT id FROM deals WHERE task_id IS NULL LIMIT 1)`, id)
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	return n == 1, err
}

// scheduleUntilNone says that it ends before each call.
func (s *scheduler) scheduleUntilNone(add addTask) {
	var stop bool
	for !stop {
		stop = true
		add(func(id int64, tx *sql.Tx) (bool, error) {
			found, err := claim(tx, id)
			stop = err != nil || !found
			return found, err
		})
	}
}

// drain leaves the loop at errors.
func (s *scheduler) drain(ctx context.Context) error {
	var done bool
	for !done {
		if err := s.inTx(ctx, func(tx *sql.Tx) error {
			found, err := claim(tx, 1)
			done = !found
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// drainSlowly waits.
func (s *scheduler) drainSlowly(ctx context.Context) {
	var done bool
	for !done {
		if err := s.inTx(ctx, func(tx *sql.Tx) error {
			found, err := claim(tx, 1)
			done = !found
			return err
		}); err != nil {
			log.Print(err)
		}
		time.Sleep(time.Second)
	}
}

// always calls fn.
func always(tx *sql.Tx, fn func(tx *sql.Tx) error) {
	if err := fn(tx); err != nil {
		log.Print(err)
	}
}

// drainWithin calls its closure each time.
func drainWithin(tx *sql.Tx) {
	var done bool
	for !done {
		always(tx, func(tx *sql.Tx) error {
			found, err := claim(tx, 1)
			done = err != nil || !found
			return err
		})
	}
}

// drainTwice has a closure of its own that it calls itself.
func drainTwice(tx *sql.Tx) {
	var done bool
	step := func() {
		found, err := claim(tx, 1)
		done = err != nil || !found
	}
	for !done {
		step()
	}
}

func (s *scheduler) schedule(add addTask) {
	var stop bool
	for !stop { // want `stop is only set in a closure that may not be called`
		add(func(id int64, tx *sql.Tx) (bool, error) {
			stop = true
			found, err := claim(tx, id)
			if err != nil {
				return false, err
			}
			if found {
				stop = false
			}
			return found, nil
		})
	}
}

// drainLogging goes on when the transaction can't begin.
func (s *scheduler) drainLogging(ctx context.Context) {
	done := false
	for !done { // want `done is only set in a closure that may not be called`
		err := s.inTx(ctx, func(tx *sql.Tx) error {
			found, err := claim(tx, 1)
			done = err != nil || !found
			return err
		})
		if err != nil {
			log.Print(err)
		}
	}
}

// connectAssigning assigns what the loop tests.
func (s *scheduler) connectAssigning(ctx context.Context) {
	err := errors.New("not tried")
	for i := 0; err != nil && i < 10; i++ {
		err = s.db.PingContext(ctx)
		time.Sleep(time.Second)
	}
}

// connectLeaving has a variable of the same name, and leaves by it.
func (s *scheduler) connectLeaving(ctx context.Context) error {
	var err error
	for attempt := 0; err == nil && attempt < 3; attempt++ {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		tx.Rollback()
	}
	return err
}

// connect goes on after it connected.
func (s *scheduler) connect(ctx context.Context) error {
	err := errors.New("not tried")
	for i := 0; err != nil && i < 10; i++ {
		tx, err := s.db.BeginTx(ctx, nil) // want `another err is declared: the loop goes on testing the outer one`
		if err != nil {
			time.Sleep(time.Second)
		} else {
			tx.Rollback()
		}
	}
	return err
}

// drainAll never sees that there are no more.
func (s *scheduler) drainAll(ctx context.Context) error {
	found := true
	for found {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		found, err := claim(tx, 1) // want `another found is declared: the loop goes on testing the outer one`
		if err != nil {
			log.Print(err)
		}
		log.Print("found ", found)
		tx.Commit()
	}
	return nil
}
