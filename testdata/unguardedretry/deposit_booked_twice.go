// A deposit was booked twice: the answer to the INSERT got lost after it was
// committed, and the loop tried again.

package unguardedretry

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v4"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

const depositTables = `
CREATE TABLE deposits (id BIGSERIAL PRIMARY KEY, account BIGINT NOT NULL, cents BIGINT NOT NULL);
CREATE TABLE bookings (id BIGSERIAL PRIMARY KEY, request TEXT NOT NULL UNIQUE, account BIGINT NOT NULL, cents BIGINT NOT NULL);
CREATE TABLE ledgers (id UUID PRIMARY KEY, account BIGINT NOT NULL, cents BIGINT NOT NULL);
CREATE TABLE balances (account BIGINT PRIMARY KEY, cents BIGINT NOT NULL, state TEXT NOT NULL, version BIGINT NOT NULL, attempts BIGINT NOT NULL);
`

type deposits struct {
	db *sql.DB
}

func isDown(err error) bool { return strings.Contains(err.Error(), "connection refused") }

func serialization(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}

// insertRequest: the second attempt fails with a duplicate key.
func (d *deposits) insertRequest(ctx context.Context, request string, account, cents int64) (err error) {
	for range 3 {
		if _, err = d.db.ExecContext(ctx, `INSERT INTO bookings (request, account, cents) VALUES ($1, $2, $3)`, request, account, cents); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (d *deposits) insertWithID(ctx context.Context, account, cents int64) (err error) {
	id := uuid.New()
	for range 3 {
		if _, err = d.db.ExecContext(ctx, `INSERT INTO ledgers (id, account, cents) VALUES ($1, $2, $3)`, id, account, cents); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// insertUndone: the database has undone what failed so.
func (d *deposits) insertUndone(ctx context.Context, account, cents int64) (err error) {
	for range 3 {
		if _, err = d.db.ExecContext(ctx, `INSERT INTO deposits (account, cents) VALUES ($1, $2)`, account, cents); err == nil || !serialization(err) {
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

func (d *deposits) insertUnlessDown(ctx context.Context, account, cents int64) (err error) {
	for range 3 {
		if _, err = d.db.ExecContext(ctx, `INSERT INTO deposits (account, cents) VALUES ($1, $2)`, account, cents); err == nil || !isDown(err) {
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

// insertAll goes on to the next deposit.
func (d *deposits) insertAll(ctx context.Context, account int64, all []int64) {
	for _, cents := range all {
		if _, err := d.db.ExecContext(ctx, `INSERT INTO deposits (account, cents) VALUES ($1, $2)`, account, cents); err != nil {
			continue
		}
	}
}

func (d *deposits) setBalance(ctx context.Context, account, cents int64) (err error) {
	for range 3 {
		if _, err = d.db.ExecContext(ctx, `UPDATE balances SET cents = $1 WHERE account = $2`, cents, account); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (d *deposits) addOnce(ctx context.Context, account, cents, version int64) (err error) {
	for range 3 {
		var result sql.Result
		if result, err = d.db.ExecContext(ctx, `UPDATE balances SET cents = cents + $1, version = version + 1 WHERE account = $2 AND version = $3`, cents, account, version); err == nil {
			_, err = result.RowsAffected()
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

func (d *deposits) addWhileOpen(ctx context.Context, account, cents int64) (err error) {
	for range 3 {
		if _, err = d.db.ExecContext(ctx, `UPDATE balances SET cents = cents + $1, state = 'closed' WHERE account = $2 AND state = 'open'`, cents, account); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// inTx: what failed before the commit is rolled back. known miss: the commit's
// own answer may get lost.
func (d *deposits) inTx(ctx context.Context, account, cents int64) (err error) {
	for range 3 {
		if err = d.insertInTx(ctx, account, cents); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (d *deposits) insertInTx(ctx context.Context, account, cents int64) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `INSERT INTO deposits (account, cents) VALUES ($1, $2)`, account, cents); err != nil {
		return err
	}
	return tx.Commit()
}

// Near misses end here.

func (d *deposits) insert(ctx context.Context, account, cents int64) (err error) {
	for range 3 {
		if _, err = d.db.ExecContext(ctx, `INSERT INTO deposits (account, cents) VALUES ($1, $2)`, account, cents); err == nil { // want `row inserted again after any error`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (d *deposits) insertOnTimeout(ctx context.Context, account, cents int64) error {
	return backoff.Retry(func() error {
		_, err := d.db.ExecContext(ctx, `INSERT INTO deposits (account, cents) VALUES ($1, $2)`, account, cents) // want `row inserted again after a timeout`
		if err != nil && !errors.Is(err, context.DeadlineExceeded) {
			return backoff.Permanent(err)
		}
		return err
	}, backoff.NewExponentialBackOff())
}

func (d *deposits) book(ctx context.Context, account, cents int64) error {
	_, err := d.db.ExecContext(ctx, `INSERT INTO deposits (account, cents) VALUES ($1, $2)`, account, cents)
	return err
}

func (d *deposits) bookAgain(ctx context.Context, account, cents int64) (err error) {
	for range 3 {
		if err = d.book(ctx, account, cents); err == nil { // want `row inserted again after any error`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// insertFresh gives every attempt an id of its own.
func (d *deposits) insertFresh(ctx context.Context, account, cents int64) error {
	return backoff.Retry(func() error {
		_, err := d.db.ExecContext(ctx, `INSERT INTO ledgers (id, account, cents) VALUES ($1, $2, $3)`, uuid.New(), account, cents) // want `row inserted again after any error`
		return err
	}, backoff.NewExponentialBackOff())
}

func (d *deposits) add(ctx context.Context, account, cents int64) (err error) {
	for range 3 {
		if _, err = d.db.ExecContext(ctx, `UPDATE balances SET cents = cents + $1 WHERE account = $2`, cents, account); err == nil { // want `row counted up again after any error`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// Voucher has no key but its number.
type Voucher struct {
	ID    int64 `gorm:"primaryKey"`
	Cents int64
}

// Coupon has one that its giver chose.
type Coupon struct {
	ID    int64  `gorm:"primaryKey"`
	Code  string `gorm:"uniqueIndex"`
	Cents int64
}

func createVoucher(db *gorm.DB, cents int64) (err error) {
	for range 3 {
		if err = db.Create(&Voucher{Cents: cents}).Error; err == nil { // want `row inserted again after any error`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func replaceVoucher(db *gorm.DB, cents int64) (err error) {
	for range 3 {
		if err = db.Clauses(clause.OnConflict{UpdateAll: true}).Create(&Voucher{Cents: cents}).Error; err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func createCoupon(db *gorm.DB, code string, cents int64) (err error) {
	for range 3 {
		if err = db.Create(&Coupon{Code: code, Cents: cents}).Error; err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}
