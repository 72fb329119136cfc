// A card was charged for a booking that was then rolled back because the seat was taken.

package enqueueintx

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Bookings books seats and charges cards through a payment provider.
type Bookings struct {
	db       *sql.DB
	client   *http.Client
	payments string
}

// BookInsideTx charges the card while the booking can still fail.
func (s *Bookings) BookInsideTx(ctx context.Context, seat int64, card string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	var id int64
	err = tx.QueryRowContext(ctx, `INSERT INTO bookings (card, state) VALUES ($1, 'paid') RETURNING id`, card).Scan(&id)
	if err != nil {
		return err
	}
	if err := s.charge(ctx, id, card); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO seats (id, booking_id) VALUES ($1, $2)`, seat, id); err != nil {
		return err
	}
	return tx.Commit()
}

// BookThenCharge commits the booking as pending, charges the card under the
// booking's idempotency key and then marks the booking as paid. What stays
// pending after a crash can be charged again without harm.
func (s *Bookings) BookThenCharge(ctx context.Context, seat int64, card string) error {
	id, err := s.book(ctx, seat, card)
	if err != nil {
		return err
	}
	if err := s.charge(ctx, id, card); err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, `UPDATE bookings SET state = 'paid' WHERE id = $1`, id)
	return err
}

func (s *Bookings) book(ctx context.Context, seat int64, card string) (id int64, err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()

	err = tx.QueryRowContext(ctx, `INSERT INTO bookings (card, state) VALUES ($1, 'pending') RETURNING id`, card).Scan(&id)
	if err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO seats (id, booking_id) VALUES ($1, $2)`, seat, id); err != nil {
		return 0, err
	}
	return id, tx.Commit()
}

func (s *Bookings) charge(ctx context.Context, booking int64, card string) error {
	form := strings.NewReader(url.Values{"card": {card}}.Encode())
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.payments+"/charges", form)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Idempotency-Key", strconv.FormatInt(booking, 10))
	resp, err := s.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("charging booking %d: %s", booking, resp.Status)
	}
	return nil
}
