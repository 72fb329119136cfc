// Package goqu builds queries with goqu.
package goqu

import (
	"time"

	"github.com/doug-martin/goqu/v9"
)

func find(ttl time.Time, ids []int, name string, more []goqu.Expression) {
	d := goqu.Dialect("postgres")
	d.From("users").Select("id").Where(goqu.C("expires_at").Lt(ttl), goqu.Ex{"a": 1}).Order(goqu.C("id").Desc()).Limit(3).ToSQL()          // query: SELECT users [id] WHERE (expires_at < ttl AND a = 1) ORDER id desc LIMIT 3
	d.Delete("users").Where(goqu.Ex{"expires_at": goqu.Op{"lt": ttl}, "a": nil, "b": ids}).ToSQL()                                         // query: DELETE users WHERE (expires_at < ttl AND a IS NULL AND b IN [ids])
	goqu.From("users").Where(goqu.Or(goqu.I("users.a").IsNull(), goqu.And(goqu.T("users").Col("a").Gte(ttl), goqu.C("b").Neq(1)))).ToSQL() // query: SELECT users WHERE (users.a IS NULL OR (users.a >= ttl AND b <> 1))
	goqu.From("users").Where(goqu.ExOr{"a": 1, "b": 2}).ToSQL()                                                                            // query: SELECT users WHERE (a = 1 OR b = 2)
	goqu.From("users").Where(goqu.L("a < ? AND b = ?", ttl, 1)).ToSQL()                                                                    // query: SELECT users WHERE (a < ttl AND b = 1)
	goqu.From("users").Where(goqu.C("a").Lt(goqu.L("now()")), goqu.C("a").In(1, 2)).ToSQL()                                                // query: SELECT users WHERE (a < expr(now) AND a IN [1, 2])
	goqu.From("users").Where(goqu.C("a").Lt(goqu.C("b"))).ToSQL()                                                                          // query: SELECT users WHERE a < b
	goqu.Update("users").Set(goqu.Record{"name": name}).Where(goqu.C("a").Lte(ttl)).ToSQL()                                                // query: UPDATE users SET name = name WHERE a <= ttl
	goqu.From("users").Join(goqu.T("orders"), goqu.On(goqu.Ex{"orders.a": 1})).Where(goqu.C("b").Lt(1)).ToSQL()                            // query: SELECT users, orders ON orders.a = 1 WHERE b < 1
	conds := []goqu.Expression{goqu.C("a").Lt(ttl)}
	if name != "" {
		conds = append(conds, goqu.C("name").Eq(name))
	}
	goqu.From("users").Where(conds...).ToSQL()                         // query: SELECT users WHERE (a < ttl AND name = name?)
	goqu.From("users").Where(more...).Where(goqu.C("a").Lt(1)).ToSQL() // query: SELECT users holed WHERE (hole AND a < 1)
}
