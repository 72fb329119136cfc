// The keys that never expire were the first to be purged, whatever library they were purged with.

package keys

import (
	"context"
	"database/sql"
	"time"

	"github.com/Masterminds/squirrel"
	"github.com/go-pg/pg/v10"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/uptrace/bun"
	"gorm.io/gorm"
	"xorm.io/xorm"
)

func sqlPurge(ctx context.Context, db *sql.DB, now time.Time) error {
	_, err := db.ExecContext(ctx, "DELETE FROM keys WHERE expires_at < ?", now.Unix()) // want `expires_at < … also takes live rows: keys marks them 0 \(.*migrate.go:\d+\); add expires_at <> 0`
	return err
}

func sqlPurgeExpired(ctx context.Context, db *sql.DB, now time.Time) error {
	_, err := db.ExecContext(ctx, "DELETE FROM keys WHERE expires_at > 0 AND expires_at < ?", now.Unix())
	return err
}

// sqlPurgeAltered is about a column that was added later.
func sqlPurgeAltered(ctx context.Context, db *sql.DB, now time.Time) error {
	_, err := db.ExecContext(ctx, "DELETE FROM tokens WHERE expires_at < ?", now.Unix()) // want `also takes live rows`
	return err
}

// A Key is a row of keys.
type Key struct {
	ID        int64
	Owner     string
	ExpiresAt int64
}

type sqlxKey struct {
	ID        int64  `db:"id"`
	Owner     string `db:"owner"`
	ExpiresAt int64  `db:"expires_at"`
}

type bunKey struct {
	bun.BaseModel `bun:"table:keys,alias:k"`

	ID        int64  `bun:"id,pk,autoincrement"`
	Owner     string `bun:"owner,notnull"`
	ExpiresAt int64  `bun:"expires_at,notnull"`
}

type pgKey struct {
	tableName struct{} `pg:"keys"` //nolint:unused // read by go-pg

	ID        int64
	Owner     string
	ExpiresAt int64 `pg:",use_zero"`
}

type xormKey struct {
	ID        int64 `xorm:"pk autoincr 'id'"`
	Owner     string
	ExpiresAt int64
}

func (xormKey) TableName() string { return "keys" }

func sqlxList(ctx context.Context, db *sqlx.DB, now time.Time) (keys []sqlxKey, err error) {
	err = db.SelectContext(ctx, &keys, "SELECT * FROM keys WHERE expires_at < ?", now.Unix()) // want `also takes live rows`
	return keys, err
}

func sqlxListExpired(ctx context.Context, db *sqlx.DB, now time.Time) (keys []sqlxKey, err error) {
	err = db.SelectContext(ctx, &keys, "SELECT * FROM keys WHERE expires_at <> 0 AND expires_at < ?", now.Unix())
	return keys, err
}

func sqlxNamed(ctx context.Context, db *sqlx.DB, now time.Time) error {
	_, err := db.NamedExecContext(ctx, "DELETE FROM keys WHERE expires_at < :now", map[string]any{"now": now.Unix()}) // want `also takes live rows`
	return err
}

func pgxPurge(ctx context.Context, pool *pgxpool.Pool, now time.Time) error {
	_, err := pool.Exec(ctx, "DELETE FROM keys WHERE expires_at < $1", now.Unix()) // want `also takes live rows`
	return err
}

func pgxBatch(ctx context.Context, pool *pgxpool.Pool, owners []string, now time.Time) error {
	batch := &pgx.Batch{}
	for _, owner := range owners {
		batch.Queue("DELETE FROM keys WHERE owner = $1 AND expires_at < $2", owner, now.Unix()) // want `also takes live rows`
		batch.Queue("DELETE FROM keys WHERE owner = $1 AND expires_at BETWEEN 1 AND $2", owner, now.Unix())
	}
	return pool.SendBatch(ctx, batch).Close()
}

func gormPurge(db *gorm.DB, now time.Time) error {
	return db.Table("keys").Where("expires_at < ?", now.Unix()).Delete(nil).Error // want `also takes live rows`
}

func gormPurgeModel(db *gorm.DB, now time.Time) error {
	return db.Where("expires_at < ?", now.Unix()).Delete(&Key{}).Error // want `also takes live rows`
}

func gormFindInline(db *gorm.DB, now time.Time) (keys []Key, err error) {
	err = db.Find(&keys, "expires_at < ?", now.Unix()).Error // want `also takes live rows`
	return keys, err
}

func gormRaw(db *gorm.DB, now time.Time) error {
	return db.Exec("DELETE FROM keys WHERE expires_at < ?", now.Unix()).Error // want `also takes live rows`
}

func gormTwoWheres(db *gorm.DB, now time.Time) error {
	return db.Where("expires_at <> ?", 0).Where("expires_at < ?", now.Unix()).Delete(&Key{}).Error
}

func gormNot(db *gorm.DB, now time.Time) error {
	return db.Where("expires_at < ?", now.Unix()).Not("expires_at = ?", 0).Delete(&Key{}).Error
}

// gormNotMap leaves the sentinel out by a map.
func gormNotMap(db *gorm.DB, now time.Time) error {
	return db.Where("expires_at < ?", now.Unix()).Not(map[string]any{"expires_at": 0}).Delete(&Key{}).Error
}

func gormOr(db *gorm.DB, now time.Time) (keys []Key, err error) {
	err = db.Where("expires_at > ?", now.Unix()).Or("expires_at = ?", 0).Find(&keys).Error
	return keys, err
}

// gormScope keeps the guard in a scope.
func gormScope(db *gorm.DB, now time.Time) error {
	return db.Scopes(mortal).Where("expires_at < ?", now.Unix()).Delete(&Key{}).Error
}

func mortal(db *gorm.DB) *gorm.DB { return db.Where("expires_at > 0") }

// gormConditional has a guard on one path only.
func gormConditional(db *gorm.DB, all bool, now time.Time) error {
	q := db.Where("expires_at < ?", now.Unix())
	if !all {
		q = q.Where("expires_at > 0")
	}
	return q.Delete(&Key{}).Error
}

func bunPurge(ctx context.Context, db *bun.DB, now time.Time) error {
	_, err := db.NewDelete().Model((*bunKey)(nil)).Where("expires_at < ?", now.Unix()).Exec(ctx) // want `also takes live rows`
	return err
}

func bunPurgeAlias(ctx context.Context, db *bun.DB, now time.Time) error {
	_, err := db.NewDelete().Model((*bunKey)(nil)).Where("?TableAlias.expires_at < ?", now.Unix()).Exec(ctx) // want `also takes live rows`
	return err
}

func bunPurgeExpired(ctx context.Context, db *bun.DB, now time.Time) error {
	_, err := db.NewDelete().Model((*bunKey)(nil)).
		Where("expires_at < ?", now.Unix()).
		Where("expires_at != 0").
		Exec(ctx)
	return err
}

func bunGroup(ctx context.Context, db *bun.DB, now time.Time) (keys []bunKey, err error) {
	err = db.NewSelect().Model(&keys).WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("expires_at = 0").WhereOr("expires_at > ?", now.Unix())
	}).Scan(ctx)
	return keys, err
}

func xormFind(engine *xorm.Engine, now time.Time) (keys []Key, err error) {
	err = engine.Table("keys").Where("expires_at < ?", now.Unix()).Find(&keys) // want `also takes live rows`
	return keys, err
}

func xormDelete(session *xorm.Session, owner string, now time.Time) error {
	_, err := session.Where("owner = ?", owner).And("expires_at < ?", now.Unix()).Delete(new(xormKey)) // want `also takes live rows`
	return err
}

func xormDeleteExpired(session *xorm.Session, now time.Time) error {
	_, err := session.Where("expires_at > 0").And("expires_at < ?", now.Unix()).Delete(new(xormKey))
	return err
}

func pgDelete(db *pg.DB, now time.Time) error {
	_, err := db.Model((*pgKey)(nil)).Where("expires_at < ?", now.Unix()).Delete() // want `also takes live rows`
	return err
}

func pgDeleteExpired(db *pg.DB, now time.Time) error {
	_, err := db.Model((*pgKey)(nil)).Where("expires_at < ?", now.Unix()).Where("expires_at <> 0").Delete()
	return err
}

var psql = squirrel.StatementBuilder.PlaceholderFormat(squirrel.Dollar)

func squirrelText(now time.Time) (string, []any, error) {
	return psql.Delete("keys").Where("expires_at < ?", now.Unix()).ToSql() // want `also takes live rows`
}

func squirrelLt(now time.Time) (string, []any, error) {
	return psql.Delete("keys").Where(squirrel.Lt{"expires_at": now.Unix()}).ToSql() // want `also takes live rows`
}

func squirrelAnd(owners []string, now time.Time) (string, []any, error) {
	return psql.Select("id").From("keys").Where(squirrel.And{
		squirrel.Eq{"owner": owners},
		squirrel.LtOrEq{"keys.expires_at": now.Unix()}, // want `also takes live rows`
	}).ToSql()
}

func squirrelExpired(now time.Time) (string, []any, error) {
	return psql.Select("id").From("keys").Where(squirrel.And{
		squirrel.Gt{"expires_at": 0},
		squirrel.LtOrEq{"expires_at": now.Unix()},
	}).ToSql()
}

func squirrelNotEq(now time.Time) (string, []any, error) {
	return psql.Select("id").From("keys").
		Where(squirrel.NotEq{"expires_at": 0}).
		Where(squirrel.Lt{"expires_at": now.Unix()}).
		ToSql()
}

func squirrelOr(now time.Time) (string, []any, error) {
	return psql.Select("id").From("keys").Where(squirrel.Or{
		squirrel.Eq{"expires_at": 0},
		squirrel.Gt{"expires_at": now.Unix()},
	}).ToSql()
}

// squirrelConditional has a guard that is put in on one path.
func squirrelConditional(all bool, now time.Time) (string, []any, error) {
	b := psql.Select("id").From("keys").Where(squirrel.Lt{"expires_at": now.Unix()})
	if !all {
		b = b.Where("expires_at > 0")
	}
	return b.ToSql()
}

// squirrelExpr is a text in a builder.
func squirrelExpr(now time.Time) (string, []any, error) {
	return psql.Select("id").From("keys").Where(squirrel.Expr("expires_at < ?", now.Unix())).ToSql() // want `also takes live rows`
}

// squirrelUpdate takes the table from Update.
func squirrelUpdate(now time.Time) (string, []any, error) {
	return psql.Update("keys").Set("owner", "nobody").Where(squirrel.Lt{"expires_at": now.Unix()}).ToSql() // want `also takes live rows`
}

// squirrelUnfinished leaves it to its caller to go on.
func squirrelUnfinished(now time.Time) squirrel.SelectBuilder {
	return psql.Select("id").From("keys").Where(squirrel.Lt{"expires_at": now.Unix()})
}

func squirrelFinished(now time.Time) (string, []any, error) {
	return squirrelUnfinished(now).Where("expires_at > 0").ToSql()
}
