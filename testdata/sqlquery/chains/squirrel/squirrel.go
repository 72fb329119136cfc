// Package squirrel builds queries with squirrel. A comment after a call is the
// query that it runs.
package squirrel

import (
	"context"
	"database/sql"
	"time"

	sq "github.com/Masterminds/squirrel"
)

var psql = sq.StatementBuilder.PlaceholderFormat(sq.Dollar)

const alias = "u."

type store struct{ db *sql.DB }

func (s *store) verbs(ctx context.Context, ttl time.Time, ids []int64, name string) {
	sq.Select("id", "name").From("users").Where("expires_at < ?", ttl).OrderBy("id DESC").Limit(10).ToSql()                                                                               // query: SELECT users [id, name] WHERE expires_at < ttl ORDER id desc LIMIT 10
	psql.Delete("users").Where(sq.Lt{"expires_at": ttl}).RunWith(s.db).ExecContext(ctx)                                                                                                   // query: DELETE users WHERE expires_at < ttl
	psql.Update("users").Set("name", name).SetMap(map[string]any{"age": 3}).Where(sq.Eq{"id": 1}).ToSql()                                                                                 // query: UPDATE users SET name = name, age = 3 WHERE id = 1
	psql.Insert("users").Columns("id", "name").Values(1, name).ToSql()                                                                                                                    // query: INSERT users (id, name) = (1, name)
	sq.Select("u.id").From("users u").Join("orders o ON o.user_id = u.id AND o.paid_at < ?", ttl).LeftJoin("carts c ON c.user_id = u.id").Where(sq.Gt{alias + "expires_at": ttl}).ToSql() // query: SELECT users u, orders o, carts c outer [u.id] ON (o.user_id = u.id AND o.paid_at < ttl AND c.user_id = u.id) WHERE u.expires_at > ttl
}

func (s *store) predicates(ttl time.Time, ids []int64, name string, unknown sq.Sqlizer) {
	from := psql.Select("id").From("users")
	from.Where(sq.LtOrEq{"a": ttl}).Where(sq.GtOrEq{"b": 1}).Where(sq.NotEq{"c": nil}).ToSql() // query: SELECT users [id] WHERE (a <= ttl AND b >= 1 AND c IS NOT NULL)
	from.Where(sq.Eq{"a": ids}).Where(sq.NotEq{"b": []int{1, 2}}).ToSql()                      // query: SELECT users [id] WHERE (a IN [ids] AND b NOT IN [1, 2])
	from.Where(sq.Or{sq.Eq{"a": nil}, sq.And{sq.Gt{"a": ttl}, sq.Like{"b": name}}}).ToSql()    // query: SELECT users [id] WHERE (a IS NULL OR (a > ttl AND b LIKE name))
	from.Where(sq.Expr("a < ? OR b = ?", ttl, 3)).ToSql()                                      // query: SELECT users [id] WHERE (a < ttl OR b = 3)
	from.Where(sq.Lt{"a": sq.Expr("now() - interval '1 day'")}).ToSql()                        // query: SELECT users [id] WHERE a < expr(now)
	from.Where(sq.Eq{"a": 1, "b": 2}).ToSql()                                                  // query: SELECT users [id] WHERE (a = 1 AND b = 2)
	from.Where(unknown).ToSql()                                                                // query: SELECT users holed [id] WHERE hole
	from.Where(sq.Lt{"COALESCE(a, 0)": 3}).ToSql()                                             // query: SELECT users [id] WHERE coalesce(a) < 3
	from.ToSql()                                                                               // query: SELECT users [id]
}

func (s *store) split(ttl time.Time, name string, more []sq.Sqlizer) (string, []any, error) {
	stmt := psql.Select("id").From("users").Where(sq.Lt{"expires_at": ttl})
	if name != "" {
		stmt = stmt.Where(sq.Eq{"name": name})
	}
	stmt.Where(sq.Eq{"ignored": 1}) // query: SELECT users holed [id] WHERE (expires_at < ttl AND name = name? AND ignored = 1)
	stmt.ToSql()                    // query: SELECT users [id] WHERE (expires_at < ttl AND name = name?)

	conds := []sq.Sqlizer{sq.Lt{"a": ttl}}
	if name != "" {
		conds = append(conds, sq.Eq{"name": name})
	}
	psql.Delete("users").Where(sq.And(conds)).ToSql() // query: DELETE users WHERE (a < ttl AND name = name?)

	and := sq.And{sq.Lt{"a": ttl}}
	and = append(and, sq.Gt{"a": 0})
	psql.Delete("users").Where(and).ToSql() // query: DELETE users WHERE (a < ttl AND a > 0)

	var knot sq.Sqlizer
	ring := []sq.Sqlizer{knot, sq.Eq{"b": 1}}
	knot = sq.And(ring)
	psql.Delete("users").Where(knot).ToSql() // query: DELETE users holed WHERE (hole AND b = 1)

	var kept sq.Sqlizer = sq.Lt{"a": ttl}
	kept = sq.And{kept, sq.Gt{"b": 1}}
	psql.Delete("users").Where(kept).ToSql() // query: DELETE users WHERE (a < ttl AND b > 1)

	eq := sq.Eq{"a": 1}
	eq["b"] = 2
	psql.Delete("users").Where(eq).ToSql() // query: DELETE users WHERE (a = 1 AND b = 2)

	conds = append(conds, more...)
	return psql.Delete("users").Where(sq.Or(conds)).ToSql() // query: DELETE users holed WHERE (a < ttl OR name = name? OR hole)
}

func expired(q sq.SelectBuilder, ttl time.Time) sq.SelectBuilder {
	return q.Where(sq.Lt{"expires_at": ttl}) // query: fragment holed WHERE expires_at < ttl
}

func (s *store) helpers(ttl time.Time) {
	expired(sq.Select("id").From("users"), ttl).ToSql() // query: SELECT users [id] WHERE expires_at < ttl
}

func page(q sq.SelectBuilder) { q.Where(sq.Lt{"a": 1}).ToSql() } // query: fragment holed WHERE a < 1

func filter(q *sq.SelectBuilder, name string) {
	if name == "" {
		return
	}
	*q = q.Where(sq.Eq{"name": name}) // query: fragment holed WHERE name = name
}

func run(q sq.SelectBuilder) { q.ToSql() } // query: SELECT users [id] WHERE (a < ttl AND name = name?) // query: fragment holed

func (s *store) pointers(ttl time.Time, name string) {
	q := sq.Select("id").From("users").Where("a < $1", ttl)
	filter(&q, name)
	run(q)
	q.Where("b = $2", name).ToSql() // query: SELECT users [id] WHERE (a < ttl AND name = name? AND b = name)
}
