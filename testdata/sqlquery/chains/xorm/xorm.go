// Package xorm builds queries with xorm and its conditions.
package xorm

import (
	"time"

	"xorm.io/builder"
	"xorm.io/xorm"
)

type Token struct {
	ID        int64
	ExpiresAt int64 `xorm:"'expires_unix'"`
	Name      string
}

// Engine is what a project has in front of sessions.
type Engine interface {
	Where(any, ...any) *xorm.Session
	Table(any) *xorm.Session
	Delete(...any) (int64, error)
}

func sessions(e *xorm.Engine, sess *xorm.Session, own Engine, ttl time.Time, ids []int64, name string) {
	var ts []Token
	e.Where("expires_unix < ?", ttl).And("a = ?", 1).Or("b = ?", 2).And("c = ?", 3).Find(&ts)                   // query: SELECT Token filtered WHERE (((expires_unix < ttl AND a = 1) OR b = 2) AND c = 3)
	e.In("id", ids).NotIn("a", 1, 2).Desc("id").Limit(3).Find(&ts)                                              // query: SELECT Token filtered WHERE (id IN [ids] AND a NOT IN [1, 2]) ORDER id desc LIMIT 3
	e.ID(3).Cols("name").Update(&Token{Name: name})                                                             // query: UPDATE Token filtered [name] SET name = name WHERE opaque()
	e.Table("token").Where("expires_unix < ?", ttl).Count()                                                     // query: SELECT token count() WHERE expires_unix < ttl
	e.Where(builder.Lt{"expires_unix": ttl}).Unscoped().Delete(new(Token))                                      // query: DELETE Token WHERE expires_unix < ttl
	e.Table("token").Join("INNER", "account", "account.id = token.user_id").Where("account.a < ?", 1).Find(&ts) // query: SELECT Token token, account filtered ON account.id = token.user_id WHERE account.a < 1
	own.Where("expires_unix < ?", ttl).Delete(&Token{})                                                         // query: DELETE Token filtered WHERE expires_unix < ttl
	e.Get(&Token{Name: name})                                                                                   // query: SELECT Token filtered WHERE opaque(name)

	sess.Where("a = ?", 1)
	if name != "" {
		sess.And("name = ?", name)
	}
	sess.Find(&ts)                   // query: SELECT Token filtered WHERE (a = 1 AND name = name?)
	sess.Where("b = ?", 2).Find(&ts) // query: SELECT Token filtered WHERE b = 2
}

func conds(e *xorm.Engine, ttl time.Time, name string) {
	var ts []Token
	cond := builder.NewCond()
	cond = cond.And(builder.Lt{"expires_unix": ttl})
	if name != "" {
		cond = cond.And(builder.Eq{"name": name})
	}
	e.Where(cond).Find(&ts)                                                                                    // query: SELECT Token filtered WHERE (expires_unix < ttl AND name = name?)
	e.Where(builder.Eq{"a": 1}.And(builder.Gte{"b": ttl}).Or(builder.IsNull{"c"})).Find(&ts)                   // query: SELECT Token filtered WHERE ((a = 1 AND b >= ttl) OR c IS NULL)
	e.Where(builder.Or(builder.Lte{"a": ttl}, builder.And(builder.Neq{"b": 1}, builder.Gt{"c": 2}))).Find(&ts) // query: SELECT Token filtered WHERE (a <= ttl OR (b <> 1 AND c > 2))
	e.Where(builder.Not{builder.Lt{"a": 1}}).Find(&ts)                                                         // query: SELECT Token filtered WHERE a >= 1
	e.Where(builder.In("a", 1, 2).And(builder.Between{"b", 1, 2})).Find(&ts)                                   // query: SELECT Token filtered WHERE (a IN [1, 2] AND b >= 1 AND b <= 2)
	e.Where(builder.Expr("a < ?", ttl).And(builder.Like{"b", name})).Find(&ts)                                 // query: SELECT Token filtered WHERE (a < ttl AND b LIKE name)
	builder.Select("id").From("token").Where(builder.Lt{"a": ttl}).ToSQL()                                     // query: SELECT token [id] WHERE a < ttl
	opts{}.find(e)
}

type opts struct{ before int64 }

func (o opts) toConds() builder.Cond {
	cond := builder.NewCond()
	if o.before > 0 {
		cond = cond.And(builder.Lt{"expires_unix": o.before})
	}
	return cond
}

func (o opts) find(e *xorm.Engine) {
	var ts []Token
	e.Where(o.toConds()).Find(&ts) // query: SELECT Token filtered WHERE expires_unix < o.before?
}

func remove(e *xorm.Engine, id int) error { return removeIn(e.NewSession(), id) }

func removeIn(sess *xorm.Session, id int) error {
	if _, err := sess.Where("token_id = ?", id).Delete(new(Token)); err != nil { // query: DELETE Token filtered WHERE token_id = id
		return err
	}
	return wrap(sess.Where("a = ?", id).Delete(new(Token))) // query: DELETE Token filtered WHERE a = id
}

func wrap(_ int64, err error) error { return err }
