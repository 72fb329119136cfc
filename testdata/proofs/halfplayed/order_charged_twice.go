// A job charged the customer and then found nothing in stock; each retry charged the customer again.

package halfplayed

import (
	"context"
	"database/sql"

	"github.com/hibiken/asynq"
)

// ChargeThenShip fails after the charge.
func (s *Shop) ChargeThenShip(ctx context.Context, task *asynq.Task) error {
	order := string(task.Payload())
	if err := s.post(ctx, "/charges", order); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, `UPDATE stock SET pieces = pieces - 1 WHERE product = 'book'`)
	return err
}

// ChargeOnceThenShip has the provider take the second charge for the first.
func (s *Shop) ChargeOnceThenShip(ctx context.Context, task *asynq.Task) error {
	order := string(task.Payload())
	req, err := s.request(ctx, "/charges", order)
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", order)
	if err := s.send(req); err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, `UPDATE stock SET pieces = pieces - 1 WHERE product = 'book'`)
	return err
}

// ChargeMarkThenShip notes the charge before it goes on, and looks at the note.
func (s *Shop) ChargeMarkThenShip(ctx context.Context, task *asynq.Task) error {
	order := string(task.Payload())
	var charged sql.NullString
	err := s.db.QueryRowContext(ctx, `SELECT charged_at FROM charges WHERE order_id = $1`, order).Scan(&charged)
	if err != nil {
		return err
	}
	if !charged.Valid {
		if err := s.post(ctx, "/charges", order); err != nil {
			return err
		}
		_, err := s.db.ExecContext(ctx, `UPDATE charges SET charged_at = CURRENT_TIMESTAMP WHERE order_id = $1`, order)
		if err != nil {
			return err
		}
	}
	_, err = s.db.ExecContext(ctx, `UPDATE stock SET pieces = pieces - 1 WHERE product = 'book'`)
	return err
}
