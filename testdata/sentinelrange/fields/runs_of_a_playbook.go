// A run that goes on has EndAt 0, and all of these know it.

package fields

import (
	"time"

	"github.com/Masterminds/squirrel"
	"github.com/jmoiron/sqlx"
)

const runsDDL = `CREATE TABLE runs (id TEXT PRIMARY KEY, createat BIGINT NOT NULL, endat BIGINT NOT NULL DEFAULT 0)`

var runs = squirrel.StatementBuilder.PlaceholderFormat(squirrel.Dollar)

// activeOn lets those in that go on.
func activeOn(db *sqlx.DB, day time.Time) squirrel.SelectBuilder {
	return runs.Select("count(*)").From("runs AS r").Where(squirrel.And{
		squirrel.Lt{"r.createat": day.UnixMilli()},
		squirrel.Or{squirrel.Gt{"r.endat": day.UnixMilli()}, squirrel.Eq{"r.endat": 0}},
	})
}

// finishedOn has two bounds.
func finishedOn(db *sqlx.DB, from, to time.Time) (n int, err error) {
	query, args, err := runs.Select("count(*)").From("runs AS r").
		Where(squirrel.GtOrEq{"r.endat": from.UnixMilli()}).
		Where(squirrel.Lt{"r.endat": to.UnixMilli()}).
		ToSql()
	if err != nil {
		return 0, err
	}
	return n, db.Get(&n, query, args...)
}

// finishedByThen forgets those that go on.
func finishedByThen(db *sqlx.DB, then time.Time) (n int, err error) {
	query, args, err := runs.Select("count(*)").From("runs AS r").
		Where(squirrel.Lt{"r.endat": then.UnixMilli()}). // want `r?.?endat < … also takes live rows`
		ToSql()
	if err != nil {
		return 0, err
	}
	return n, db.Get(&n, query, args...)
}
