// The reader of the code saw a commit above the call, or below, and was wrong.

package enqueueintx

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"maps"
	"sync"

	"github.com/hibiken/asynq"
)

type places struct {
	db   *sql.DB
	jobs *asynq.Client
}

func (p *places) wake() error {
	_, err := p.jobs.Enqueue(asynq.NewTask("wake", nil))
	return err
}

func (p *places) write(tx *sql.Tx) error {
	_, err := tx.Exec("UPDATE n SET n = 1")
	return err
}

func (p *places) ifCommitted() error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := p.write(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err == nil {
		return p.wake()
	}
	return nil
}

func (p *places) committedOnOneBranch(dry bool) error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := p.write(tx); err != nil {
		return err
	}
	if dry {
		return tx.Rollback()
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return p.wake()
}

func (p *places) argumentBeforeCommit() error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return errors.Join(p.write(tx), p.wake(), tx.Commit()) // want `job enqueued inside a transaction`
}

func (p *places) argumentAfterCommit() error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	return errors.Join(p.write(tx), tx.Commit(), p.wake())
}

// commitAndWake commits first.
func (p *places) commitAndWake(tx *sql.Tx) error {
	if err := tx.Commit(); err != nil {
		return err
	}
	return p.wake()
}

func (p *places) helperCommits() error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := p.write(tx); err != nil {
		return err
	}
	return p.commitAndWake(tx)
}

// wakeAndCommit commits last: reported here, not where it is called.
func (p *places) wakeAndCommit(tx *sql.Tx) error {
	if err := p.wake(); err != nil { // want `job enqueued inside a transaction`
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func (p *places) helperWakes() error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	return p.wakeAndCommit(tx)
}

// deferredCommitThenWake wakes when the deferred closure has committed.
func (p *places) deferredCommitThenWake() (err error) {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
			return
		}
		if err = tx.Commit(); err == nil {
			err = p.wake()
		}
	}()
	return p.write(tx)
}

func (p *places) deferredWakeThenCommit() (err error) {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
			return
		}
		if err = p.wake(); err == nil { // want `job enqueued inside a transaction`
			err = tx.Commit()
		}
	}()
	return p.write(tx)
}

// deferredBeforeCommit wakes before the commit: defers run backwards.
func (p *places) deferredBeforeCommit() error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Commit()
	defer p.wake() // known miss: the order of deferred calls isn't followed
	return p.write(tx)
}

// failing wakes only if it fails: its caller then rolls back.
func (p *places) failing(tx *sql.Tx) error {
	if err := p.write(tx); err != nil {
		_ = p.wake()
		return err
	}
	return nil
}

func (p *places) callsFailing() error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := p.failing(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func (p *places) ranged(ids map[int]string) error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for range maps.Keys(ids) {
		if err := p.wake(); err != nil { // want `job enqueued inside a transaction`
			return err
		}
	}
	return tx.Commit()
}

func (p *places) rangedAfter(ids iter.Seq[int]) error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	if err := p.write(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	for range ids {
		if err := p.wake(); err != nil {
			return err
		}
	}
	return nil
}

func (p *places) localFunction(async bool) error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	run := func() { _ = p.wake() } // want `job enqueued inside a transaction`
	if async {
		go run()
	} else {
		run()
	}
	return tx.Commit()
}

func (p *places) waitGroup() error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var group sync.WaitGroup
	group.Go(func() { _ = p.wake() }) // want `job enqueued inside a transaction`
	group.Wait()
	return tx.Commit()
}

func (p *places) waker() func() error { return func() error { return p.wake() } }

func (p *places) returnedFunction() error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	wake := p.waker()
	if err := wake(); err != nil { // known miss: functions that a call returns aren't followed
		return err
	}
	return tx.Commit()
}

func (p *places) methodExpression() error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := (*places).wake(p); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return tx.Commit()
}

var wakePlaces = func(p *places) error { return p.wake() }

func (p *places) packageVariable() error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := wakePlaces(p); err != nil { // known miss: a package variable may hold anything
		return err
	}
	return tx.Commit()
}

// byStatement begins where no library sees it.
func (p *places) byStatement(ctx context.Context) error {
	conn, err := p.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	if err := p.wake(); err != nil { // known miss: transactions begun by a statement
		return err
	}
	_, err = conn.ExecContext(ctx, "COMMIT")
	return err
}

func wakeAll[W interface{ wake() error }](wakers []W) error {
	for _, w := range wakers {
		if err := w.wake(); err != nil {
			return err
		}
	}
	return nil
}

func (p *places) typeParameter() error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := wakeAll([]*places{p}); err != nil { // known miss: a method of a type parameter
		return err
	}
	return tx.Commit()
}

// switched tells by its parameter whether it holds a transaction.
func (p *places) switched(q interface {
	Exec(query string, args ...any) (sql.Result, error)
}) error {
	if _, err := q.Exec("UPDATE n SET n = 1"); err != nil {
		return err
	}
	if _, ok := q.(*sql.Tx); ok {
		return nil
	}
	return p.wake()
}
