// A customer got the confirmation of an order that had been rolled back for lack of stock.

package enqueueintx

import (
	"context"
	"database/sql"
	"fmt"
	"net/smtp"
)

// Orders takes orders and confirms them by mail.
type Orders struct {
	db   *sql.DB
	smtp string
}

// PlaceInsideTx confirms the order before it is certain.
func (s *Orders) PlaceInsideTx(ctx context.Context, product int64, customer string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	var id int64
	err = tx.QueryRowContext(ctx, `INSERT INTO orders (product_id, customer) VALUES ($1, $2) RETURNING id`,
		product, customer).Scan(&id)
	if err != nil {
		return err
	}
	if err := smtp.SendMail(s.smtp, nil, "shop@example.com", []string{customer}, confirmation(id)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE products SET stock = stock - 1 WHERE id = $1`, product); err != nil {
		return err
	}
	return tx.Commit()
}

// PlaceThenMail confirms the order after the commit.
func (s *Orders) PlaceThenMail(ctx context.Context, product int64, customer string) error {
	id, err := s.place(ctx, product, customer)
	if err != nil {
		return err
	}
	return smtp.SendMail(s.smtp, nil, "shop@example.com", []string{customer}, confirmation(id))
}

func (s *Orders) place(ctx context.Context, product int64, customer string) (id int64, err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()

	err = tx.QueryRowContext(ctx, `INSERT INTO orders (product_id, customer) VALUES ($1, $2) RETURNING id`,
		product, customer).Scan(&id)
	if err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE products SET stock = stock - 1 WHERE id = $1`, product); err != nil {
		return 0, err
	}
	return id, tx.Commit()
}

func confirmation(order int64) []byte {
	return fmt.Appendf(nil, "Subject: Your order %d\r\n\r\nis on its way.\r\n", order)
}
