// A deposit was booked twice: the answer to the INSERT got lost after it was committed, and the loop tried again.

package unguardedretry

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

const depositTables = `
CREATE TABLE deposits (id BIGSERIAL PRIMARY KEY, account BIGINT NOT NULL, cents BIGINT NOT NULL);
CREATE TABLE bookings (id BIGSERIAL PRIMARY KEY, request TEXT NOT NULL UNIQUE, account BIGINT NOT NULL, cents BIGINT NOT NULL);
CREATE TABLE balances (account BIGINT PRIMARY KEY, cents BIGINT NOT NULL, version BIGINT NOT NULL);
INSERT INTO balances (account, cents, version) VALUES (7, 0, 1);
`

// Deposits books money on accounts.
type Deposits struct {
	db *sql.DB
}

// Insert tries three times, whatever the error is.
func (d *Deposits) Insert(ctx context.Context, account, cents int64) error {
	var err error
	for range 3 {
		_, err = d.db.ExecContext(ctx, `INSERT INTO deposits (account, cents) VALUES ($1, $2)`, account, cents)
		if err == nil {
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return err
}

// InsertOnce names the request: the second attempt finds the row of the first.
func (d *Deposits) InsertOnce(ctx context.Context, request string, account, cents int64) error {
	var err error
	for range 3 {
		_, err = d.db.ExecContext(ctx, `INSERT INTO bookings (request, account, cents) VALUES ($1, $2, $3) ON CONFLICT (request) DO NOTHING`, request, account, cents)
		if err == nil {
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return err
}

// Add counts on what the row has when the statement runs.
func (d *Deposits) Add(ctx context.Context, account, cents int64) error {
	var err error
	for range 3 {
		_, err = d.db.ExecContext(ctx, `UPDATE balances SET cents = cents + $1 WHERE account = $2`, cents, account)
		if err == nil {
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return err
}

// ErrChanged says that the balance isn't the one that the caller has seen.
var ErrChanged = errors.New("balance has changed")

// AddOnce adds to the balance that the caller has seen, and to no other.
func (d *Deposits) AddOnce(ctx context.Context, account, cents, version int64) error {
	var err error
	for range 3 {
		var result sql.Result
		result, err = d.db.ExecContext(ctx, `UPDATE balances SET cents = cents + $1, version = version + 1 WHERE account = $2 AND version = $3`, cents, account, version)
		if err == nil {
			if n, err := result.RowsAffected(); err != nil || n == 0 {
				return errors.Join(err, ErrChanged)
			}
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return err
}
