// Loans that never end were written off: the fix leaves them out.

package fixed

import (
	"context"
	"database/sql"
	"time"
)

const (
	loans = `CREATE TABLE loans (id BIGINT PRIMARY KEY, ended_at BIGINT NOT NULL DEFAULT 0)`
	pawns = `CREATE TABLE pawns (id BIGINT PRIMARY KEY, ended_at TIMESTAMP NOT NULL DEFAULT '1970-01-01')`
)

func writeOff(ctx context.Context, db *sql.DB, now time.Time) error {
	_, err := db.ExecContext(ctx, "DELETE FROM loans WHERE ended_at < $1", now.Unix()) // want `also takes live rows`
	return err
}

func writeOffBig(ctx context.Context, db *sql.DB, now time.Time) error {
	_, err := db.ExecContext(ctx, `DELETE FROM loans AS l WHERE id > 10 AND l.ended_at <= $1`, now.Unix()) // want `also takes live rows`
	return err
}

// writeOffEither has the range in a disjunction.
func writeOffEither(ctx context.Context, db *sql.DB, now time.Time) error {
	_, err := db.ExecContext(ctx, "DELETE FROM loans WHERE id < $1 OR ended_at < $2", 10, now.Unix()) // want `also takes live rows`
	return err
}

// A Pawn ends, or not: its table says so.
type Pawn struct {
	ID      int64     `gorm:"primaryKey"`
	EndedAt time.Time `gorm:"not null"`
}

func pawnEnded(p *Pawn, now time.Time) bool {
	return p.EndedAt.Before(now) // want `also takes those that have none`
}

// A Bond ends, or not: -1 says so.
type Bond struct {
	EndsAt int64 `json:"ends_at"`
}

func (b *Bond) open(now time.Time) bool { return b.EndsAt == -1 || b.EndsAt > now.Unix() }

func bondEnded(b *Bond, now time.Time) bool {
	return b.EndsAt < now.Unix() // want `-1 means never`
}

// A Loan ends, or not.
type Loan struct {
	ID      int64     `json:"id"`
	EndedAt time.Time `json:"ended_at"`
}

func (l *Loan) live(now time.Time) bool { return l.EndedAt.IsZero() || l.EndedAt.After(now) }

func ended(loans []*Loan, now time.Time) (n int) {
	for _, l := range loans {
		if l.EndedAt.Before(now) { // want `also takes those that have none`
			n++
		}
	}
	return n
}

func endedOrBig(l *Loan, now time.Time) bool {
	return l.ID > 10 || l.EndedAt.Before(now) // want `also takes those that have none`
}

// endedAsKnown compares what would have to stand in parentheses.
func endedAsKnown(l *Loan, now time.Time, known bool) bool {
	return l.EndedAt.Before(now) == known // want `also takes those that have none`
}
