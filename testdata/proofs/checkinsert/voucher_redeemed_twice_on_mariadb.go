// A voucher was redeemed twice: MariaDB's stricter isolation shows each of two transactions what was there before.

package checkinsert

import (
	"context"
	"database/sql"
	"errors"

	"github.com/go-sql-driver/mysql"
)

const redemptions = `
CREATE TABLE redemptions (
	id BIGINT AUTO_INCREMENT PRIMARY KEY,
	voucher VARCHAR(100) NOT NULL,
	customer VARCHAR(100) NOT NULL,
	KEY redemptions_voucher (voucher)
) ENGINE=InnoDB;
`

// A Till redeems vouchers; it prints a receipt before it is done.
type Till struct {
	db    *sql.DB
	print func(customer string) error
}

// Redeem redeems a voucher that nobody has redeemed.
func (t *Till) Redeem(ctx context.Context, voucher, customer string) error {
	tx, err := t.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	var id int64
	err = tx.QueryRowContext(ctx, `SELECT id FROM redemptions WHERE voucher = ? LIMIT 1`, voucher).Scan(&id)
	if err == nil {
		return ErrTaken
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err := t.print(customer); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO redemptions (voucher, customer) VALUES (?, ?)`, voucher, customer)
	if err != nil {
		return err
	}
	return tx.Commit()
}

// RedeemInOne redeems it in one statement, which sees what is committed.
func (t *Till) RedeemInOne(ctx context.Context, voucher, customer string) error {
	tx, err := t.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		return err
	}
	defer tx.Rollback()

	redeemed, err := tx.ExecContext(ctx, `
		INSERT INTO redemptions (voucher, customer) SELECT ?, ? FROM DUAL
		WHERE NOT EXISTS (SELECT 1 FROM redemptions WHERE voucher = ?)`, voucher, customer, voucher)
	if err != nil {
		return err
	}
	if err := first(redeemed); err != nil {
		return err
	}
	if err := t.print(customer); err != nil {
		return err
	}
	return tx.Commit()
}

// RedeemForUpdate locks the gap where the row would be: of two that insert into
// it, InnoDB rolls one back.
func (t *Till) RedeemForUpdate(ctx context.Context, voucher, customer string) error {
	tx, err := t.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	var id int64
	err = tx.QueryRowContext(ctx, `SELECT id FROM redemptions WHERE voucher = ? LIMIT 1 FOR UPDATE`, voucher).Scan(&id)
	if err == nil {
		return ErrTaken
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err := t.print(customer); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO redemptions (voucher, customer) VALUES (?, ?)`, voucher, customer)
	if err != nil {
		return err
	}
	return tx.Commit()
}

const giftcards = `
CREATE TABLE giftcards (
	id BIGINT AUTO_INCREMENT PRIMARY KEY,
	voucher VARCHAR(100) NOT NULL,
	customer VARCHAR(100) NOT NULL,
	UNIQUE KEY giftcards_voucher (voucher)
) ENGINE=InnoDB;
`

// A CouponTill redeems vouchers that have a unique key.
type CouponTill struct {
	db    *sql.DB
	print func(customer string) error
}

// Redeem redeems a voucher that nobody has redeemed.
func (t *CouponTill) Redeem(ctx context.Context, voucher, customer string) error {
	var id int64
	err := t.db.QueryRowContext(ctx, `SELECT id FROM giftcards WHERE voucher = ?`, voucher).Scan(&id)
	if err == nil {
		return ErrTaken
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err := t.print(customer); err != nil {
		return err
	}
	_, err = t.db.ExecContext(ctx, `INSERT INTO giftcards (voucher, customer) VALUES (?, ?)`, voucher, customer)
	if maria := (*mysql.MySQLError)(nil); errors.As(err, &maria) && maria.Number == 1062 { // ER_DUP_ENTRY
		return ErrTaken
	}
	return err
}

// RedeemIgnoring doesn't ask.
func (t *CouponTill) RedeemIgnoring(ctx context.Context, voucher, customer string) error {
	if err := t.print(customer); err != nil {
		return err
	}
	redeemed, err := t.db.ExecContext(ctx, `INSERT IGNORE INTO giftcards (voucher, customer) VALUES (?, ?)`, voucher, customer)
	if err != nil {
		return err
	}
	return first(redeemed)
}
