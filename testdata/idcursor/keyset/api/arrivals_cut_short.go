// A coach full of guests arrived in one second; the front desk's list had only
// those of them who were on its first page.

package api

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"strconv"
	"time"

	"github.com/datavet/datavet/testdata/idcursor/keyset/db"
)

type Desk struct{ queries *db.Queries }

type Guests struct {
	Names []string
	Next  string
}

// arrivals makes the cursor of what a generated method reads.
func (d *Desk) arrivals(ctx context.Context, hotel int64, cursor string) (*Guests, error) {
	params := db.ListGuestsParams{HotelID: hotel, Limit: 20}
	if cursor != "" {
		at, err := time.Parse(time.RFC3339Nano, cursor)
		if err != nil {
			return nil, err
		}
		params.Arrived = sql.NullTime{Time: at, Valid: true}
	}
	list, err := d.queries.ListGuests(ctx, params) // want `after arrived, which isn't unique`
	if err != nil {
		return nil, err
	}
	out := &Guests{}
	for _, g := range list {
		out.Names = append(out.Names, g.Name.String)
	}
	if len(list) > 0 {
		out.Next = list[len(list)-1].Arrived.Format(time.RFC3339Nano)
	}
	return out, nil
}

func (d *Desk) guests(ctx context.Context, hotel int64, cursor string) (*Guests, error) {
	params := db.ListGuestsByIDParams{HotelID: hotel, Limit: 20}
	if cursor != "" {
		id, err := strconv.ParseInt(cursor, 10, 64)
		if err != nil {
			return nil, err
		}
		params.ID = sql.NullInt64{Int64: id, Valid: true}
	}
	list, err := d.queries.ListGuestsByID(ctx, params)
	if err != nil {
		return nil, err
	}
	out := &Guests{}
	for _, g := range list {
		out.Names = append(out.Names, g.Name.String)
	}
	if len(list) > 0 {
		out.Next = strconv.FormatInt(list[len(list)-1].ID, 10)
	}
	return out, nil
}

// newcomers asks for those since a time, and has no next page.
func (d *Desk) newcomers(ctx context.Context, hotel int64, since time.Time) ([]string, error) {
	list, err := d.queries.ListGuests(ctx, db.ListGuestsParams{HotelID: hotel, Arrived: sql.NullTime{Time: since, Valid: true}, Limit: 20})
	var names []string
	for _, g := range list {
		names = append(names, g.Name.String)
	}
	return names, err
}

// A Block is one of a chain.
type Block struct {
	Seq      int64
	Hash     string
	SealedAt time.Time
}

// verify pages by a column that a partial index keeps unique.
func verify(ctx context.Context, conn *sql.DB) error {
	var last int64
	for {
		rows, err := conn.QueryContext(ctx, `SELECT seq, hash, sealed_at FROM blocks WHERE seq IS NOT NULL AND seq > $1 ORDER BY seq LIMIT 100`, last)
		if err != nil {
			return err
		}
		n := 0
		for rows.Next() {
			var b Block
			if err := rows.Scan(&b.Seq, &b.Hash, &b.SealedAt); err != nil {
				return err
			}
			last = b.Seq
			n++
		}
		if err := rows.Err(); err != nil || n == 0 {
			return err
		}
	}
}

// seal chains the blocks that are older than a time: what it returns is made of
// their columns, and is no cursor.
func seal(ctx context.Context, conn *sql.DB, before time.Time, head string) (string, error) {
	rows, err := conn.QueryContext(ctx, `SELECT seq, hash, sealed_at FROM blocks WHERE sealed_at < $1 ORDER BY id LIMIT 100`, before)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	for rows.Next() {
		var b Block
		if err := rows.Scan(&b.Seq, &b.Hash, &b.SealedAt); err != nil {
			return "", err
		}
		head = chain(head, b.Hash, b.SealedAt)
	}
	return head, rows.Err()
}

func chain(head, hash string, at time.Time) string {
	sum := sha256.Sum256([]byte(head + hash + at.String()))
	return hex.EncodeToString(sum[:])
}
