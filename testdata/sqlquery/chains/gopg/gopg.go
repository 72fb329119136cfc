// Package gopg builds queries with go-pg.
package gopg

import (
	"time"

	"github.com/go-pg/pg/v10"
	"github.com/go-pg/pg/v10/orm"
)

type Story struct {
	ID        int64
	ExpiresAt time.Time
}

func find(db *pg.DB, ttl time.Time, name string) {
	var stories []Story
	db.Model(&stories).Where("expires_at < ?", ttl).WhereOr("id = ?", 3).Order("id DESC").Limit(2).Select() // query: SELECT Story filtered WHERE (expires_at < ttl OR id = 3) ORDER id desc LIMIT 2
	db.Model((*Story)(nil)).Where("? < ?", pg.Ident("expires_at"), ttl).Delete()                            // query: DELETE Story filtered WHERE expires_at < ttl
	db.Model(&Story{}).Set("name = ?", name).Where("expires_at < ?", ttl).Update()                          // query: UPDATE Story filtered SET name = name WHERE expires_at < ttl
	db.Model(&stories).Where("a = ?", 1).WhereGroup(func(q *orm.Query) (*orm.Query, error) {
		return q.Where("b IS NULL").WhereOr("b < ?", ttl), nil
	}).Select() // query: SELECT Story filtered WHERE (a = 1 AND (b IS NULL OR b < ttl))
	db.Model(&stories).WherePK().Select()                         // query: SELECT Story filtered WHERE opaque()
	db.Model(&stories).Where("a < ?", 1).ForceDelete()            // query: DELETE Story WHERE a < 1
	db.Model(&stories).WhereIn("id IN (?)", []int{1, 2}).Select() // query: SELECT Story filtered WHERE id IN [[]int{…}]
}
