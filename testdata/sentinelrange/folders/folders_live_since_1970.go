// A clean-up purged 300,000 folders that nobody had deleted: a live folder's deleted_at was 1970.

package folders

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"
)

const retention = 6 * time.Hour

func purge(ctx context.Context, db *sql.DB, now time.Time) error {
	_, err := db.ExecContext(ctx, "DELETE FROM folders WHERE deleted_at <= $1", now.Add(-retention)) // want `deleted_at <= … also takes live rows: folders marks them '1970-01-01' \(.*schema.sql:5\); add deleted_at <> '1970-01-01 00:00:00'`
	return err
}

func purgeDeleted(ctx context.Context, db *sql.DB, now time.Time) error {
	_, err := db.ExecContext(ctx, "DELETE FROM folders WHERE deleted_at <> '1970-01-01' AND deleted_at <= $1", now.Add(-retention))
	return err
}

// purgeByClock leaves the time to the database.
func purgeByClock(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "DELETE FROM folders WHERE deleted_at <= now() - interval '6 hours'") // want `also takes live rows`
	return err
}

// purgeTurnedRound has the column on the right.
func purgeTurnedRound(ctx context.Context, db *sql.DB, now time.Time) error {
	_, err := db.ExecContext(ctx, "DELETE FROM folders WHERE $1 > deleted_at", now.Add(-retention)) // want `also takes live rows`
	return err
}

// purgeQuery is reported where it stands, and once. // want +3 `deleted_at <= … also takes live rows`
const purgeQuery = `
DELETE FROM folders
WHERE deleted_at <= $1
`

func purgeByConstant(ctx context.Context, db *sql.DB, now time.Time) error {
	_, err := db.ExecContext(ctx, purgeQuery, now.Add(-retention))
	return err
}

func purgeAgainByConstant(ctx context.Context, db *sql.DB, now time.Time) error {
	_, err := db.ExecContext(ctx, purgeQuery, now.Add(-2*retention))
	return err
}

const columns = "id, name"

func listByConcatenation(ctx context.Context, db *sql.DB, owner int64, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT "+columns+" FROM folders "+
		"WHERE owner_id = $1 "+
		"AND deleted_at < $2", owner, now) // want `also takes live rows`
}

func listByVariable(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	query := "SELECT id FROM folders"
	query += " WHERE deleted_at < $1" // want `also takes live rows`
	return db.QueryContext(ctx, query, now)
}

func listByBuilder(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	var b strings.Builder
	b.WriteString("SELECT id FROM folders")
	b.WriteString(" WHERE deleted_at < $1") // want `also takes live rows`
	return db.QueryContext(ctx, b.String(), now)
}

// listLimited has a hole where nothing hides.
func listLimited(ctx context.Context, db *sql.DB, limit int, now time.Time) (*sql.Rows, error) {
	query := fmt.Sprintf("SELECT id FROM folders WHERE deleted_at < $1 LIMIT %d", limit) // want `also takes live rows`
	return db.QueryContext(ctx, query, now)
}

// listFiltered has a hole where a guard may hide.
func listFiltered(ctx context.Context, db *sql.DB, filter string, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM folders WHERE deleted_at < $1 AND "+filter, now)
}

// countInSubquery hides the range in a subquery.
func countInSubquery(ctx context.Context, db *sql.DB, now time.Time) error {
	_, err := db.ExecContext(ctx,
		`UPDATE owners SET folders = 0 WHERE id IN (SELECT owner_id FROM folders WHERE deleted_at < $1)`, now) // want `also takes live rows`
	return err
}

// purgeJoined says with an alias which table it means.
func purgeJoined(ctx context.Context, db *sql.DB, owner int64, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx,
		`SELECT f.id FROM owners o JOIN folders f ON f.owner_id = o.id WHERE o.id = $1 AND f.deleted_at < $2`, owner, now) // want `also takes live rows`
}

// purgeNegated is the same range.
func purgeNegated(ctx context.Context, db *sql.DB, now time.Time) error {
	_, err := db.ExecContext(ctx, "DELETE FROM folders WHERE NOT (deleted_at > $1)", now) // want `also takes live rows`
	return err
}

// deletedSince asks for the far side.
func deletedSince(ctx context.Context, db *sql.DB, since time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM folders WHERE deleted_at > $1", since)
}

// deletedBetween has a lower bound.
func deletedBetween(ctx context.Context, db *sql.DB, from, to time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM folders WHERE deleted_at BETWEEN $1 AND $2", from, to)
}

// live asks by the sentinel itself.
func live(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM folders WHERE deleted_at <= '1970-01-01'")
}

// liveByParameter binds the sentinel.
func liveByParameter(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM folders WHERE deleted_at <= $1", time.Unix(0, 0))
}

// atticsLiveOrOld lets the sentinel in on purpose.
func atticsLiveOrOld(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM attics WHERE deleted_at = '1970-01-01' OR deleted_at < $1", now)
}

// liveAt lets the sentinel in, on the far side.
func liveAt(ctx context.Context, db *sql.DB, at time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM folders WHERE deleted_at = '1970-01-01' OR deleted_at > $1", at)
}

// archived ranges over a nullable column: NULL is in no range.
func archived(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM folders WHERE archived_at < $1", now)
}

// published ranges over a column without a default.
func published(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM folders WHERE published_at < $1", now)
}

// unviewed wants those that were never viewed, too: 1970 is long ago.
func unviewed(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM folders WHERE viewed_at < $1", now)
}

// inTheOrder of deletion is no range.
func inTheOrder(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM folders ORDER BY deleted_at DESC LIMIT 10")
}

// ofAnotherTable has a column of the same name.
func ofAnotherTable(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM sessions_of_another_service WHERE deleted_at < $1", now)
}

// byState leaves live rows out by another column.
func byState(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM folders WHERE name = 'trash' AND deleted_at < $1", now)
}
