// Package ent builds queries with what ent generates.
package ent

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"github.com/datavet/datavet/testdata/sqlquery/chains/ent/db"
	"github.com/datavet/datavet/testdata/sqlquery/chains/ent/db/predicate"
	"github.com/datavet/datavet/testdata/sqlquery/chains/ent/db/user"
)

func find(ctx context.Context, c *db.Client, ttl time.Time, name string, unknown predicate.User) {
	c.User.Query().Where(user.ExpiresAtLT(ttl), user.Name(name)).Order(user.ByExpiresAt()).Limit(3).All(ctx)                          // query: SELECT User users WHERE (expires_at < ttl AND name = name) ORDER expires_at LIMIT 3
	c.User.Query().Where(user.Or(user.ExpiresAtIsNil(), user.And(user.ExpiresAtGTE(ttl), user.NameIn("a", "b")))).WithPets().All(ctx) // query: SELECT User users WHERE (expires_at IS NULL OR (expires_at >= ttl AND name IN ["a", "b"]))
	c.User.Query().Where(user.Not(user.ExpiresAtLT(ttl)), user.HasPets(), user.NameContains(name)).CountX(ctx)                        // query: SELECT User users count() WHERE (expires_at >= ttl AND opaque() AND name LIKE name)
	c.User.Delete().Where(user.ExpiresAtLT(ttl)).Exec(ctx)                                                                            // query: DELETE User users WHERE expires_at < ttl
	c.User.Update().Where(user.ExpiresAtLT(ttl)).SetName(name).Save(ctx)                                                              // query: UPDATE User users SET name = name WHERE expires_at < ttl
	c.User.UpdateOneID(3).SetName(name).Save(ctx)                                                                                     // query: UPDATE User users SET name = name WHERE opaque()
	c.User.Query().Where(func(s *sql.Selector) { s.Where(sql.LT(s.C(user.FieldExpiresAt), ttl)) }).All(ctx)                           // query: SELECT User users WHERE expires_at < ttl
	c.User.Query().Where(predicate.User(sql.FieldLTE(user.FieldExpiresAt, ttl))).All(ctx)                                             // query: SELECT User users WHERE expires_at <= ttl
	c.User.Query().Where(sql.FieldLTE(user.FieldExpiresAt, ttl)).All(ctx)                                                             // query: SELECT User users WHERE expires_at <= ttl
	c.User.Query().Where(unknown).All(ctx)                                                                                            // query: SELECT User users holed WHERE hole

	q := c.User.Query()
	q.Where(user.ExpiresAtLT(ttl))
	preds := []predicate.User{user.ID(1)}
	if name != "" {
		preds = append(preds, user.Name(name))
	}
	q.Where(preds...)
	q.All(ctx) // query: SELECT User users WHERE (expires_at < ttl AND id = 1 AND name = name?)
}
