// Package bun builds queries with bun.
package bun

import (
	"context"
	"time"

	"github.com/uptrace/bun"
)

type Lease struct {
	bun.BaseModel `bun:"table:leases"`
	ID            int64
	ExpiresAt     time.Time `bun:",nullzero"`
}

func find(ctx context.Context, db *bun.DB, ttl time.Time, name string, unknown func(*bun.SelectQuery) *bun.SelectQuery) {
	var leases []Lease
	db.NewSelect().Model(&leases).Where("expires_at < ?", ttl).WhereOr("id = ?", 3).Order("id DESC").Limit(3).Scan(ctx)                               // query: SELECT Lease filtered WHERE (expires_at < ttl OR id = 3) ORDER id desc LIMIT 3
	db.NewDelete().Model((*Lease)(nil)).Where("? < ?", bun.Ident("expires_at"), ttl).Exec(ctx)                                                        // query: DELETE Lease filtered WHERE expires_at < ttl
	db.NewSelect().Model(&leases).Where("?TableAlias.expires_at < ? AND ? = ?", ttl, bun.Ident("name"), name).Scan(ctx)                               // query: SELECT Lease filtered WHERE (expires_at < ttl AND name = name)
	db.NewSelect().Model(&leases).Where("id IN (?)", bun.In([]int{1, 2})).Scan(ctx)                                                                   // query: SELECT Lease filtered WHERE id IN [bun.In([]int{…})]
	db.NewUpdate().Model((*Lease)(nil)).Set("name = ?", name).Where("expires_at <= ?", ttl).Exec(ctx)                                                 // query: UPDATE Lease filtered SET name = name WHERE expires_at <= ttl
	db.NewUpdate().Model(&Lease{}).WherePK().Exec(ctx)                                                                                                // query: UPDATE Lease filtered WHERE opaque()
	db.NewSelect().TableExpr("leases AS l").ColumnExpr("l.id").Join("JOIN orders AS o ON o.lease_id = l.id").Where("l.expires_at < ?", ttl).Scan(ctx) // query: SELECT leases l, orders o [l.id] ON o.lease_id = l.id WHERE l.expires_at < ttl
	db.NewSelect().Model(&leases).WhereAllWithDeleted().Where("expires_at < ?", ttl).Scan(ctx)                                                        // query: SELECT Lease WHERE expires_at < ttl
	db.NewSelect().Model(&leases).Where("a = ?", 1).WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("b IS NULL").WhereOr("b < ?", ttl)
	}).Scan(ctx) // query: SELECT Lease filtered WHERE (a = 1 AND (b IS NULL OR b < ttl))

	q := db.NewSelect().Model(&leases)
	q.Where("a = ?", 1)
	if name != "" {
		q.Where("name = ?", name)
	}
	q.Scan(ctx)                                                                                        // query: SELECT Lease filtered WHERE (a = 1 AND name = name?)
	db.NewSelect().Model(&leases).Apply(unknown).Scan(ctx)                                             // query: SELECT Lease filtered holed
	db.NewSelect().Model(&leases).Apply(live).Scan(ctx)                                                // query: SELECT Lease filtered WHERE expires_at > 0
	db.NewInsert().Model(&Lease{}).On("CONFLICT (id) DO UPDATE").Set("name = EXCLUDED.name").Exec(ctx) // query: INSERT Lease filtered conflict
}

func live(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("expires_at > ?", 0) } // query: fragment holed WHERE expires_at > 0

func only(q *bun.SelectQuery, name string) {
	q.Where("name = ?", name) // query: fragment holed WHERE name = name
}

func mutated(ctx context.Context, db *bun.DB, other func(*bun.SelectQuery), name string) {
	q := db.NewSelect().Model((*Lease)(nil)).Where("a = ?", 1)
	only(q, name)
	q.Scan(ctx) // query: SELECT Lease filtered WHERE (a = 1 AND name = name)
}
