// A payout was booked under a fresh id before the bank was asked; while the bank was down each retry booked it again.

package halfplayed

import (
	"context"

	"github.com/google/uuid"
	"github.com/hibiken/asynq"
)

// Payout books a row more for each run.
func (s *Shop) Payout(ctx context.Context, task *asynq.Task) error {
	order := string(task.Payload())
	_, err := s.db.ExecContext(ctx, `INSERT INTO payouts (id, order_id, cents) VALUES ($1, $2, 100)`, uuid.NewString(), order)
	if err != nil {
		return err
	}
	return s.post(ctx, "/payouts", order)
}

// PayoutOnce books under an id that is the same in each run.
func (s *Shop) PayoutOnce(ctx context.Context, task *asynq.Task) error {
	order := string(task.Payload())
	_, err := s.db.ExecContext(ctx, `INSERT INTO payouts (id, order_id, cents) VALUES ($1, $2, 100) ON CONFLICT DO NOTHING`, "payout:"+order, order)
	if err != nil {
		return err
	}
	return s.post(ctx, "/payouts", order)
}
