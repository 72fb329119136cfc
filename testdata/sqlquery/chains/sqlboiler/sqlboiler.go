// Package sqlboiler builds queries with what sqlboiler generates.
package sqlboiler

import (
	"context"
	"time"

	"github.com/volatiletech/sqlboiler/v4/boil"
	"github.com/volatiletech/sqlboiler/v4/queries/qm"

	"github.com/datavet/datavet/testdata/sqlquery/chains/sqlboiler/models"
)

func find(ctx context.Context, db boil.ContextExecutor, ttl time.Time, name string, unknown []qm.QueryMod) {
	models.Users(qm.Where("deleted_at < ?", ttl), qm.And("a = ?", 1), qm.Or("b = ?", 2), qm.OrderBy("id DESC"), qm.Limit(3)).All(ctx, db) // query: SELECT User filtered WHERE ((deleted_at < ttl AND a = 1) OR b = 2) ORDER id desc LIMIT 3
	models.Users(models.UserWhere.DeletedAt.LT(ttl), models.UserWhere.ID.EQ(3)).DeleteAll(ctx, db)                                        // query: DELETE User filtered WHERE (deleted_at < ttl AND id = 3)
	models.Users(qm.Where("a = ?", 1), qm.Expr(qm.Where("b = ?", 2), qm.Or2(models.UserWhere.DeletedAt.LT(ttl)))).All(ctx, db)            // query: SELECT User filtered WHERE (a = 1 AND (b = 2 OR deleted_at < ttl))
	models.Users(qm.WithDeleted(), qm.WhereIn("id IN ?", 1, 2)).UpdateAll(ctx, db, models.M{"name": name})                                // query: UPDATE User SET name = name WHERE id IN [1]
	mods := []qm.QueryMod{qm.Where("deleted_at < ?", ttl)}
	if name != "" {
		mods = append(mods, qm.Where("name = ?", name))
	}
	models.Users(mods...).All(ctx, db) // query: SELECT User filtered WHERE (deleted_at < ttl AND name = name?)
	mods = []qm.QueryMod{qm.Expr(mods...), qm.Where("a = ?", 1)}
	models.Users(mods...).All(ctx, db)    // query: SELECT User filtered holed WHERE (hole AND a = 1) // known miss: what the list held before
	models.Users(unknown...).All(ctx, db) // query: SELECT User filtered holed
}
