// Package gormv2 builds queries with GORM. A comment after a call is the query
// that it runs.
package gormv2

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type User struct {
	ID        int64
	Name      string
	Age       int
	ExpiresAt int64 `gorm:"column:expiry"`
	DeletedAt gorm.DeletedAt
}

type userRow struct{ Name string }

type store struct{ db *gorm.DB }

const column = "deleted_at"

func (s *store) texts(ctx context.Context, ttl time.Time, ids []int64, name string) error {
	var us []User
	var n int64
	s.db.Where("expiry < ?", ttl).Find(&us)                                                                                    // query: SELECT User filtered WHERE expiry < ttl
	s.db.WithContext(ctx).Model(&User{}).Where("expiry < ? AND age > 3", ttl).Count(&n)                                        // query: SELECT User filtered count() WHERE (expiry < ttl AND age > 3)
	s.db.Where("a = ?", 1).Where("b < ?", ttl).Or("c = ?", 3).Not("d = ?", 4).Order("created_at DESC, id").Limit(10).Find(&us) // query: SELECT User filtered WHERE ((a = 1 AND b < ttl) OR (c = 3 AND d <> 4)) ORDER created_at desc, id LIMIT 10
	s.db.Or("a = ?", 1).Find(&us)                                                                                              // query: SELECT User filtered WHERE a = 1
	s.db.Where("name", name).Find(&us)                                                                                         // query: SELECT User filtered WHERE name = name
	s.db.Where("id IN ?", ids).Delete(&User{})                                                                                 // query: DELETE User filtered WHERE id IN [ids]
	s.db.Unscoped().Where(column+" < ?", ttl).Delete(&User{})                                                                  // query: DELETE User WHERE deleted_at < ttl
	s.db.Where("expiry < @ttl AND name = @name", map[string]any{"ttl": ttl, "name": name}).Find(&us)                           // query: SELECT User filtered WHERE (expiry < ttl AND name = name)
	s.db.Find(&us, "name = ? AND age >= ?", name, 18)                                                                          // query: SELECT User filtered WHERE (name = name AND age >= 18)
	s.db.First(&User{}, 10)                                                                                                    // query: SELECT User filtered WHERE opaque()
	s.db.Delete(&User{}, "expiry < ?", ttl)                                                                                    // query: DELETE User filtered WHERE expiry < ttl
	s.db.Table("users AS u").Select("u.name").Where("u.expiry < ?", ttl).Scan(&us)                                             // query: SELECT User users u [u.name] WHERE u.expiry < ttl
	s.db.Model(&User{}).Where("age < ?", 3).Pluck("name", &us)                                                                 // query: SELECT User filtered [name] WHERE age < 3
	s.db.Model(User{}).Joins("LEFT JOIN orders o ON o.user_id = users.id").Where("o.paid_at > ?", ttl).Find(&[]userRow{})      // query: SELECT User orders o outer filtered ON o.user_id = users.id WHERE o.paid_at > ttl
	s.db.Joins("Company").Where("Company.closed_at < ?", ttl).Find(&us)                                                        // query: SELECT User - Company outer filtered WHERE Company.closed_at < ttl
	s.db.Model(&User{}).Group("name").Having("max(expiry) < ?", ttl).Find(&us)                                                 // query: SELECT User filtered grouped HAVING max(expiry) < ttl
	return s.db.Raw("SELECT * FROM users WHERE expiry < ?", ttl).Scan(&us).Error
}

func (s *store) values(ttl time.Time, ids []int64, name string, u User) {
	var us []User
	s.db.Where(&User{Name: name, ExpiresAt: 3}).Find(&us)                                                                                               // query: SELECT User filtered WHERE opaque(name, expiry)
	s.db.Where(u).Find(&us)                                                                                                                             // query: SELECT User filtered WHERE opaque()
	s.db.Where(map[string]any{"name": name, "age": ids, "deleted_at": nil}).Find(&us)                                                                   // query: SELECT User filtered WHERE (name = name AND age IN [ids] AND deleted_at IS NULL)
	s.db.Not(map[string]any{"name": name}).Find(&us)                                                                                                    // query: SELECT User filtered WHERE name <> name
	s.db.Where(clause.Lt{Column: "expiry", Value: ttl}).Find(&us)                                                                                       // query: SELECT User filtered WHERE expiry < ttl
	s.db.Where(clause.Eq{Column: clause.Column{Table: "users", Name: "expiry"}, Value: nil}).Find(&us)                                                  // query: SELECT User filtered WHERE users.expiry IS NULL
	s.db.Where(clause.Or(clause.Eq{"age", 0}, clause.Gt{"age", 18})).Find(&us)                                                                          // query: SELECT User filtered WHERE (age = 0 OR age > 18)
	s.db.Where(clause.And(clause.Neq{"age", 0}, clause.Not(clause.Lte{"age", 18}))).Find(&us)                                                           // query: SELECT User filtered WHERE (age <> 0 AND age > 18)
	s.db.Where(clause.Expr{SQL: "expiry <= ?", Vars: []any{ttl}}).Find(&us)                                                                             // query: SELECT User filtered WHERE expiry <= ttl
	s.db.Where(gorm.Expr("expiry <= ? AND age = ?", ttl, 3)).Find(&us)                                                                                  // query: SELECT User filtered WHERE (expiry <= ttl AND age = 3)
	s.db.Clauses(clause.Where{Exprs: []clause.Expression{clause.Lt{"expiry", ttl}, clause.Gt{"age", 1}}}, clause.Locking{Strength: "UPDATE"}).Find(&us) // query: SELECT User filtered locks WHERE (expiry < ttl AND age > 1)
	s.db.Where(clause.Lt{Column: "expiry", Value: gorm.Expr("now()")}).Find(&us)                                                                        // query: SELECT User filtered WHERE expiry < expr(now)
	s.db.Where(s.db.Where("a = ?", 1).Or("b = ?", 2)).Where("c = ?", 3).Find(&us)                                                                       // query: SELECT User filtered WHERE ((a = 1 OR b = 2) AND c = 3)
	s.db.Model(&u).Where("expiry < ?", ttl).Update("ExpiresAt", name)                                                                                   // query: UPDATE User filtered SET expiry = name WHERE expiry < ttl
	s.db.Model(&u).Where("expiry < ?", ttl).Updates(map[string]any{"name": name, "age": 3})                                                             // query: UPDATE User filtered SET name = name, age = 3 WHERE expiry < ttl
	s.db.Model(&u).UpdateColumns(User{Name: name})                                                                                                      // query: UPDATE User filtered SET name = name
	s.db.Create(&u)                                                                                                                                     // query: INSERT User filtered
	s.db.Where("id IN (?)", s.db.Model(&User{}).Select("id").Where("expiry < ?", ttl)).Delete(&User{})                                                  // query: DELETE User filtered WHERE id IN [s.db.Model(&User{}).Select("id").Where("expiry < ?", ttl)] // query: fragment User filtered holed [id] WHERE expiry < ttl
}

func (s *store) split(ttl time.Time, name string, kinds []int) {
	var us []User
	var n int64
	q := s.db.Model(&User{}).Where("expiry < ?", ttl)
	if name != "" {
		q = q.Where("name = ?", name)
	}
	q.Count(&n) // query: SELECT User filtered count() WHERE (expiry < ttl AND name = name?)
	q.Find(&us) // query: SELECT User filtered WHERE (expiry < ttl AND name = name?)

	tx := s.db.Where("a = ?", 1)
	tx.Where("b = ?", 2) // GORM changes tx
	tx.Find(&us)         // query: SELECT User filtered WHERE (a = 1 AND b = 2)

	safe := s.db.Where("a = ?", 1).Session(&gorm.Session{})
	safe.Where("b = ?", 2).Find(&us) // query: SELECT User filtered WHERE (a = 1 AND b = 2)
	safe.Where("c = ?", 3).Find(&us) // query: SELECT User filtered WHERE (a = 1 AND c = 3)

	var either *gorm.DB
	switch {
	case n > 3:
		either = s.db.Where("a = ?", 1)
	default:
		either = s.db.Where("b = ?", 2)
	}
	for _, k := range kinds {
		either = either.Or("kind = ?", k)
	}
	either.Find(&us) // query: SELECT User filtered WHERE ((a = 1? AND b = 2?) OR kind = k?)

	conds := map[string]any{"a": 1}
	if name != "" {
		conds["name"] = name
	}
	s.db.Where(conds).Find(&us) // query: SELECT User filtered WHERE (a = 1 AND name = name?)

	early := s.db.Where("a = ?", 1)
	if name == "" {
		early = early.Where("b = ?", 2)
		early.Find(&us) // query: SELECT User filtered WHERE (a = 1 AND b = 2)
		return
	}
	early.Find(&us) // query: SELECT User filtered WHERE a = 1
}

func live(q *gorm.DB) *gorm.DB { return q.Where("expiry > ?", 0) } // query: fragment holed WHERE expiry > 0

func byName(name string) func(*gorm.DB) *gorm.DB {
	return func(q *gorm.DB) *gorm.DB {
		return q.Where("name = ?", name) // query: fragment holed WHERE name = name
	}
}

func (s *store) users() *gorm.DB { return s.db.Model(&User{}).Where("kind = ?", 7) } // query: fragment User filtered holed WHERE kind = 7

func (s *store) scopes(ttl time.Time, unknown func(*gorm.DB) *gorm.DB, cond clause.Expression, conds []any) {
	var us []User
	live(s.db.Where("a = ?", 1)).Find(&us)                                                 // query: SELECT User filtered WHERE (a = 1 AND expiry > 0)
	s.db.Scopes(live, byName("x")).Find(&us)                                               // query: SELECT User filtered WHERE (expiry > 0 AND name = name)
	s.users().Where("expiry < ?", ttl).Find(&us)                                           // query: SELECT User filtered WHERE (kind = 7 AND expiry < ttl)
	s.db.Scopes(func(q *gorm.DB) *gorm.DB { return q.Where("expiry < ?", ttl) }).Find(&us) // query: SELECT User filtered WHERE expiry < ttl
	s.db.Scopes(unknown).Where("a = ?", 1).Find(&us)                                       // query: SELECT User filtered holed WHERE a = 1
	s.db.Where(cond).Where("a = ?", 1).Find(&us)                                           // query: SELECT User filtered holed WHERE (hole AND a = 1)
	s.db.Where("a = ?", 1).Find(&us, conds...)                                             // query: SELECT User filtered holed WHERE (a = 1 AND hole)
	unknown(s.db.Where("a = ?", 1)).Find(&us)                                              // query: SELECT User filtered // query: fragment holed WHERE a = 1
}

func inside(tx *gorm.DB, ttl time.Time) error {
	return tx.Transaction(func(tx *gorm.DB) error {
		if err := tx.Where("expiry < ?", ttl).Delete(&User{}).Error; err != nil { // query: DELETE User filtered WHERE expiry < ttl
			return err
		}
		return tx.Model(&User{}).Where("expiry < ?", ttl).Update("name", "").Error // query: UPDATE User filtered SET name = "" WHERE expiry < ttl
	})
}

func generics(ctx context.Context, db *gorm.DB, ttl time.Time) {
	gorm.G[User](db).Where("expiry < ?", ttl).Or("age = ?", 3).Find(ctx)           // query: SELECT User filtered WHERE (expiry < ttl OR age = 3)
	gorm.G[User](db).Where("expiry < ?", ttl).Order("expiry").Limit(3).Delete(ctx) // query: DELETE User filtered WHERE expiry < ttl ORDER expiry LIMIT 3
	gorm.G[User](db).Where(clause.Gte{"age", 3}).Update(ctx, "name", "x")          // query: UPDATE User filtered SET name = "x" WHERE age >= 3
}

func (s *store) adults() (us []User) {
	s.db.Where("age > ?", 17).Find(&us) // query: SELECT User filtered WHERE age > 17
	return us
}

func byExpression(s *store) (int64, error) {
	tx := s.db.Find(&User{}, len((*store).adults(s))) // query: SELECT User filtered holed WHERE hole
	return tx.RowsAffected, tx.Error
}
