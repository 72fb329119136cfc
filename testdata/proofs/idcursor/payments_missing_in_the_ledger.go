// The ledger missed payments: its position, kept in a table, had passed them before they were committed.

package idcursor

import (
	"context"
	"database/sql"
)

const payments = `
CREATE TABLE payments (id BIGSERIAL PRIMARY KEY, cents BIGINT NOT NULL);
CREATE TABLE offsets (consumer TEXT PRIMARY KEY, position BIGINT NOT NULL);
INSERT INTO offsets (consumer, position) VALUES ('ledger', 0);
CREATE TABLE booked (payment_id BIGINT PRIMARY KEY, cents BIGINT NOT NULL);
`

// Pay adds a payment to what tx does.
func Pay(ctx context.Context, tx *sql.Tx, cents int64) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO payments (cents) VALUES ($1)`, cents)
	return err
}

// A Payment is booked once.
type Payment struct {
	ID, Cents int64
}

// A Ledger books payments.
type Ledger struct {
	db *sql.DB
}

func (l *Ledger) payments(ctx context.Context, tx *sql.Tx, after int64) ([]Payment, error) {
	rows, err := tx.QueryContext(ctx, `SELECT id, cents FROM payments WHERE id > $1 ORDER BY id`, after)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var payments []Payment
	for rows.Next() {
		var p Payment
		if err := rows.Scan(&p.ID, &p.Cents); err != nil {
			return nil, err
		}
		payments = append(payments, p)
	}
	return payments, rows.Err()
}

// BookByPosition books the payments since the ledger's position.
func (l *Ledger) BookByPosition(ctx context.Context) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	var position int64
	err = tx.QueryRowContext(ctx, `SELECT position FROM offsets WHERE consumer = 'ledger' FOR UPDATE`).Scan(&position)
	if err != nil {
		return err
	}
	payments, err := l.payments(ctx, tx, position)
	if err != nil {
		return err
	}
	for _, p := range payments {
		_, err := tx.ExecContext(ctx, `INSERT INTO booked (payment_id, cents) VALUES ($1, $2)`, p.ID, p.Cents)
		if err != nil {
			return err
		}
		position = p.ID
	}
	if _, err := tx.ExecContext(ctx, `UPDATE offsets SET position = $1 WHERE consumer = 'ledger'`, position); err != nil {
		return err
	}
	return tx.Commit()
}

// BookByMax does it in the database.
func (l *Ledger) BookByMax(ctx context.Context) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	var latest sql.NullInt64
	if err := tx.QueryRowContext(ctx, `SELECT max(id) FROM payments`).Scan(&latest); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO booked (payment_id, cents)
		SELECT p.id, p.cents FROM payments p JOIN offsets o ON p.id > o.position
		WHERE o.consumer = 'ledger' AND p.id <= $1`, latest)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE offsets SET position = $1 WHERE consumer = 'ledger'`, latest.Int64); err != nil {
		return err
	}
	return tx.Commit()
}

// BookMissing has no position: it books what isn't booked.
func (l *Ledger) BookMissing(ctx context.Context) error {
	_, err := l.db.ExecContext(ctx, `
		INSERT INTO booked (payment_id, cents)
		SELECT p.id, p.cents FROM payments p
		WHERE NOT EXISTS (SELECT 1 FROM booked b WHERE b.payment_id = p.id)`)
	return err
}

const numbered = `
CREATE TABLE transfers (id BIGINT PRIMARY KEY, cents BIGINT NOT NULL);
CREATE TABLE counters (name TEXT PRIMARY KEY, n BIGINT NOT NULL);
INSERT INTO counters (name, n) VALUES ('transfers', 0);
`

// Transfer takes its id from a row that is locked until it has committed.
func Transfer(ctx context.Context, tx *sql.Tx, cents int64) error {
	var id int64
	err := tx.QueryRowContext(ctx, `UPDATE counters SET n = n + 1 WHERE name = 'transfers' RETURNING n`).Scan(&id)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO transfers (id, cents) VALUES ($1, $2)`, id, cents)
	return err
}

// A NumberedLedger books transfers.
type NumberedLedger struct {
	db *sql.DB
}

// Book books the transfers since the ledger's position.
func (l *NumberedLedger) Book(ctx context.Context) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	var position int64
	err = tx.QueryRowContext(ctx, `SELECT position FROM offsets WHERE consumer = 'ledger' FOR UPDATE`).Scan(&position)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO booked (payment_id, cents)
		SELECT id, cents FROM transfers WHERE id > $1`, position)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE offsets SET position = (SELECT coalesce(max(payment_id), 0) FROM booked) WHERE consumer = 'ledger'`)
	if err != nil {
		return err
	}
	return tx.Commit()
}
