// An early return kept its connection; after a hundred of them the pool was
// empty and the service hung.

package txleak

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"os"
)

var errSpent = errors.New("spent")

type coupons struct {
	db      *sql.DB
	current *sql.Tx
}

func (c *coupons) earlyReturn(ctx context.Context, code string) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	var left int
	if err := tx.QueryRowContext(ctx, "SELECT n FROM coupons WHERE code = $1", code).Scan(&left); err != nil {
		tx.Rollback()
		return err
	}
	if left == 0 {
		return errSpent // want `transaction left open on this return`
	}
	if _, err := tx.ExecContext(ctx, "UPDATE coupons SET n = n - 1 WHERE code = $1", code); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

func (c *coupons) errorReturn(ctx context.Context) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE coupons SET n = 0"); err != nil {
		return fmt.Errorf("updating: %w", err) // want `transaction left open`
	}
	return tx.Commit()
}

func (c *coupons) deferredRollback(ctx context.Context) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE coupons SET n = 0"); err != nil {
		return err
	}
	return tx.Commit()
}

func (c *coupons) deferredClosure(ctx context.Context) (err error) {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
			return
		}
		err = tx.Commit()
	}()
	if _, err := tx.ExecContext(ctx, "UPDATE coupons SET n = 0"); err != nil {
		return err
	}
	return nil
}

func (c *coupons) everyPath(ctx context.Context) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE coupons SET n = 0"); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return nil
}

func (c *coupons) loop(ctx context.Context, codes []string) error {
	for _, code := range codes {
		tx, err := c.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if code == "" {
			tx.Rollback()
			continue
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM coupons WHERE code = $1", code); err != nil {
			return err // want `transaction left open`
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

// begin hands the transaction to its caller.
func (c *coupons) begin(ctx context.Context) (*sql.Tx, error) {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return tx, nil
}

// beginLeaking hands it on on one path only.
func (c *coupons) beginLeaking(ctx context.Context) (*sql.Tx, error) {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, "SET LOCAL lock_timeout = 1"); err != nil {
		return nil, err // want `transaction left open`
	}
	return tx, nil
}

func (c *coupons) beginElsewhere(ctx context.Context) error {
	tx, err := c.begin(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE coupons SET n = 0"); err != nil {
		return err // want `transaction left open`
	}
	return tx.Commit()
}

// open keeps the transaction for later.
func (c *coupons) open(ctx context.Context) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	c.current = tx
	return nil
}

func finish(tx *sql.Tx, err error) error {
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func (c *coupons) passedToEnder(ctx context.Context) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE coupons SET n = 0")
	return finish(tx, err)
}

func (c *coupons) passedToEnderInDefer(ctx context.Context) (err error) {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { err = finish(tx, err) }()
	_, err = tx.ExecContext(ctx, "UPDATE coupons SET n = 0")
	return err
}

func (c *coupons) fatal(ctx context.Context) {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := tx.ExecContext(ctx, "UPDATE coupons SET n = 0"); err != nil {
		log.Fatalf("updating: %v", err)
	}
	if err := tx.Commit(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (c *coupons) panics(ctx context.Context) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if tx == nil {
		panic("no transaction")
	}
	return tx.Commit()
}

// deferredError is handed the error as it is when the defer statement runs:
// nil, so it commits whatever happens.
func (c *coupons) deferredError(ctx context.Context) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer finish(tx, err) // known miss: the transaction ends, but always by a commit
	_, err = tx.ExecContext(ctx, "UPDATE coupons SET n = 0")
	return err
}

// optional begins, and ends, only if its caller has no transaction.
func (c *coupons) optional(ctx context.Context, tx *sql.Tx) (err error) {
	own := tx == nil
	if own {
		if tx, err = c.db.BeginTx(ctx, nil); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "UPDATE coupons SET n = 0"); err != nil {
		if own {
			_ = tx.Rollback()
		}
		return err
	}
	if own {
		return tx.Commit()
	}
	return nil
}

// retried ends each of its transactions.
func (c *coupons) retried(ctx context.Context) error {
	for {
		tx, err := c.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE coupons SET n = 0"); err != nil {
			tx.Rollback()
			continue
		}
		return tx.Commit()
	}
}

// selected ends it in each case.
func (c *coupons) selected(ctx context.Context, n int) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	switch {
	case n > 0:
		_, err = tx.ExecContext(ctx, "UPDATE coupons SET n = $1", n)
	case n < 0:
		err = errSpent
	default:
		return tx.Rollback()
	}
	if err != nil {
		_ = tx.Rollback()
		return err
	}
	return tx.Commit()
}

// channelled gives the transaction away.
func (c *coupons) channelled(ctx context.Context, to chan<- *sql.Tx) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	to <- tx
	return nil
}

// A held transaction is ended by whoever has it.
type held struct{ tx *sql.Tx }

func (c *coupons) hold(ctx context.Context) (*held, error) {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &held{tx}, nil
}

func (h *held) end() error { return h.tx.Rollback() }

func (c *coupons) heldEnded(ctx context.Context) error {
	h, err := c.hold(ctx)
	if err != nil {
		return err
	}
	defer h.end()
	_, err = h.tx.ExecContext(ctx, "UPDATE coupons SET n = 0")
	return err
}

// ends is given the rollback as a method value.
func (c *coupons) ends(ctx context.Context) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer swallow(tx.Rollback)
	if _, err := tx.ExecContext(ctx, "UPDATE coupons SET n = 0"); err != nil {
		return err
	}
	return tx.Commit()
}

func swallow(f func() error) {
	if err := f(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		log.Print(err)
	}
}

// registered leaves the end to a cleanup.
func (c *coupons) registered(ctx context.Context, t interface{ Cleanup(func()) }) (*sql.Tx, error) {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { _ = tx.Rollback() })
	if _, err := tx.ExecContext(ctx, "UPDATE coupons SET n = 0"); err != nil {
		return nil, err
	}
	return tx, nil
}
