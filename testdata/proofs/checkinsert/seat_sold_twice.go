// A seat was sold twice: INSERT … WHERE NOT EXISTS doesn't see what isn't committed.

package checkinsert

import (
	"context"
	"database/sql"
)

const tickets = `
CREATE TABLE tickets (id BIGSERIAL PRIMARY KEY, seat TEXT NOT NULL, buyer TEXT NOT NULL);
`

// A BoxOffice sells seats.
type BoxOffice struct {
	db     *sql.DB
	charge func(buyer string) error
}

// Sell sells a seat that nobody has.
func (b *BoxOffice) Sell(ctx context.Context, seat, buyer string) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	sold, err := tx.ExecContext(ctx, `
		INSERT INTO tickets (seat, buyer) SELECT $1, $2
		WHERE NOT EXISTS (SELECT 1 FROM tickets WHERE seat = $1)`, seat, buyer)
	if err != nil {
		return err
	}
	if err := first(sold); err != nil {
		return err
	}
	if err := b.charge(buyer); err != nil {
		return err
	}
	return tx.Commit()
}

const reservations = `
CREATE TABLE reservations (seat TEXT PRIMARY KEY, buyer TEXT NOT NULL);
`

// SellReserved sells a seat that nobody has, says the primary key.
func (b *BoxOffice) SellReserved(ctx context.Context, seat, buyer string) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	sold, err := tx.ExecContext(ctx, `
		INSERT INTO reservations (seat, buyer) VALUES ($1, $2)
		ON CONFLICT (seat) DO NOTHING`, seat, buyer)
	if err != nil {
		return err
	}
	if err := first(sold); err != nil {
		return err
	}
	if err := b.charge(buyer); err != nil {
		return err
	}
	return tx.Commit()
}
