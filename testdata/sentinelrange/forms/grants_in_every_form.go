// Grants that never expire were purged by queries of every form.

package forms

import (
	"context"
	"database/sql"
	_ "embed"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

//go:embed queries/purge.sql
var purge string

//go:embed queries/purge_expired.sql
var purgeExpired string

func embedded(ctx context.Context, db *sql.DB, now time.Time) error {
	if _, err := db.ExecContext(ctx, purge, now.Unix()); err != nil {
		return err
	}
	_, err := db.ExecContext(ctx, purgeExpired, now.Unix())
	return err
}

func byClockOfSQLite(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "DELETE FROM grants WHERE expires_at < unixepoch()") // want `also takes live rows`
	return err
}

func byClockOfSQLiteText(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "DELETE FROM grants WHERE ended_at < datetime('now', '-6 hours')") // want `also takes live rows`
	return err
}

func byMillis(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "DELETE FROM grants WHERE expires_at < ?", time.Now().Add(-time.Hour).UnixMilli()) // want `also takes live rows`
	return err
}

func byVariable(ctx context.Context, db *sql.DB) error {
	cutoff := time.Now().Add(-time.Hour).Unix()
	_, err := db.ExecContext(ctx, "DELETE FROM grants WHERE expires_at < ?", cutoff) // want `also takes live rows`
	return err
}

func prepared(ctx context.Context, db *sql.DB) error {
	stmt, err := db.PrepareContext(ctx, "DELETE FROM grants WHERE ended_at < ?") // want `also takes live rows`
	if err != nil {
		return err
	}
	defer stmt.Close()
	_, err = stmt.ExecContext(ctx, time.Now())
	return err
}

// exec is a wrapper of the project.
func exec(ctx context.Context, db *sql.DB, query string, args ...any) error {
	_, err := db.ExecContext(ctx, query, args...)
	return err
}

func wrapped(ctx context.Context, db *sql.DB, now time.Time) error {
	return exec(ctx, db, "DELETE FROM grants WHERE expires_at < ?", now.Unix()) // want `also takes live rows`
}

// byPage compares a number that is no time.
func byPage(ctx context.Context, db *sql.DB, n int) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM grants WHERE id < ? AND role_id < ?", n, n)
}

// ofRoles is about the nullable column of the other table.
func ofRoles(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT g.id FROM grants g JOIN roles r ON r.id = g.role_id WHERE r.expires_at < ?", now.Unix())
}

// unqualified can't be told from the other table's.
func unqualified(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT g.id FROM grants g JOIN roles r ON r.id = g.role_id WHERE expires_at < ?", now.Unix())
}

func joinedOn(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT r.id FROM roles r JOIN grants g ON g.role_id = r.id AND g.expires_at < ?", now.Unix()) // want `also takes live rows`
}

// joinedGuarded has its guard in the other place.
func joinedGuarded(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT r.id FROM roles r JOIN grants g ON g.role_id = r.id AND g.expires_at > 0 WHERE g.expires_at < ?", now.Unix())
}

// guardedWithoutAlias writes the same column in two ways.
func guardedWithoutAlias(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM grants g WHERE g.expires_at < ? AND expires_at <> 0", now.Unix())
}

// latest ranges over an aggregate.
func latest(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT role_id FROM grants GROUP BY role_id HAVING max(expires_at) < ?", now.Unix())
}

func twoStatements(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, `
		DELETE FROM grants WHERE expires_at > 0 AND expires_at < unixepoch();
		DELETE FROM grants WHERE expires_at = 0;
	`)
	return err
}

func gormAlias(db *gorm.DB, now time.Time) (n int64, err error) {
	err = db.Table("grants AS g").Where("g.expires_at < ?", now.Unix()).Count(&n).Error // want `also takes live rows`
	return n, err
}

func gormJoins(db *gorm.DB, now time.Time) (n int64, err error) {
	err = db.Table("roles").Joins("JOIN grants ON grants.role_id = roles.id AND grants.expires_at < ?", now.Unix()).Count(&n).Error // want `also takes live rows`
	return n, err
}

func gormExpr(db *gorm.DB, now time.Time) (n int64, err error) {
	err = db.Table("grants").Where(clause.Expr{SQL: "expires_at < ?", Vars: []any{now.Unix()}}).Count(&n).Error // want `also takes live rows`
	return n, err
}

func gormNamed(db *gorm.DB, now time.Time) (n int64, err error) {
	err = db.Table("grants").Where("expires_at < @now", sql.Named("now", now.Unix())).Count(&n).Error // want `also takes live rows`
	return n, err
}

// gormGroup has its guard in a group.
func gormGroup(db *gorm.DB, now time.Time) (n int64, err error) {
	err = db.Table("grants").Where(db.Where("expires_at > 0").Where("expires_at < ?", now.Unix())).Count(&n).Error
	return n, err
}

// revokedBy has the empty text for never.
func revokedBy(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM grants WHERE revoked_at < ?", now.UTC().Format(time.RFC3339)) // want `also takes live rows: grants marks them ''`
}

func revokedByClock(ctx context.Context, db *sql.DB) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM grants WHERE revoked_at < datetime('now')") // want `also takes live rows: grants marks them ''`
}

func revokedOnly(ctx context.Context, db *sql.DB, now time.Time) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM grants WHERE revoked_at <> '' AND revoked_at < ?", now.UTC().Format(time.RFC3339))
}
