package ormreads

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
)

type bunCompany struct {
	bun.BaseModel `bun:"table:companies,alias:c"`

	ID        int64 `bun:",pk"`
	Name      string
	DeletedAt time.Time  `bun:",soft_delete,nullzero"`
	Users     []*bunUser `bun:"rel:has-many,join:id=company_id"`
}

type bunUser struct {
	bun.BaseModel `bun:"table:users,alias:u"`

	ID        int64 `bun:",pk"`
	Name      string
	CompanyID int64
	Company   *bunCompany `bun:"rel:belongs-to,join:company_id=id"`
	DeletedAt time.Time   `bun:",soft_delete,nullzero"`
}

func TestBun(t *testing.T) {
	pool := database.SQLite(t, schema)
	db := bun.NewDB(pool, sqlitedialect.New())
	ctx := context.Background()

	// find reads models, scan only columns.
	find := func(query func(*bun.SelectQuery) *bun.SelectQuery) func() ([]string, error) {
		return func() (names []string, err error) {
			var users []bunUser
			err = query(db.NewSelect().Model(&users)).OrderExpr("u.id").Scan(ctx)
			for _, u := range users {
				names = append(names, u.Name)
			}
			return names, err
		}
	}
	found := func(query func(*bun.SelectQuery) *bun.SelectQuery) func() ([]string, error) {
		return func() (names []string, err error) {
			var users []bunUser
			err = query(db.NewSelect().Model(&users)).OrderExpr("u.id").Scan(ctx)
			for _, u := range users {
				company := ""
				if u.Company != nil {
					company = u.Company.Name
				}
				names = append(names, u.Name+"/"+company)
			}
			return names, err
		}
	}
	scan := func(query *bun.SelectQuery) func() ([]string, error) {
		return func() (names []string, err error) {
			err = query.Scan(ctx, &names)
			return names, err
		}
	}
	count := func(query *bun.SelectQuery) func() ([]string, error) {
		return func() ([]string, error) {
			n, err := query.Count(ctx)
			return []string{strconv.FormatInt(n, 10)}, err
		}
	}
	pair := "u.name || '/' || c.name"

	prove(t, []read{
		{"Model", find(func(q *bun.SelectQuery) *bun.SelectQuery { return q }), live},
		{"Model, WhereOr", find(func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("u.id = 1").WhereOr("u.id = 3") }), "ada"},
		{"Model, WhereAllWithDeleted", find(func(q *bun.SelectQuery) *bun.SelectQuery { return q.WhereAllWithDeleted() }), all},
		{"Model, WhereDeleted", find(func(q *bun.SelectQuery) *bun.SelectQuery { return q.WhereDeleted() }), "eve"},
		{"Model, Count", count(db.NewSelect().Model((*bunUser)(nil))), two},
		{"Model, Exists", func() ([]string, error) {
			ok, err := db.NewSelect().Model((*bunUser)(nil)).Where("u.id = 3").Exists(ctx)
			return []string{strconv.FormatBool(ok)}, err
		}, "false"},
		{"Model, Column, Scan", scan(db.NewSelect().Model((*bunUser)(nil)).Column("name").OrderExpr("u.id")), live},
		{"Model, ModelTableExpr", find(func(q *bun.SelectQuery) *bun.SelectQuery { return q.ModelTableExpr("users AS u") }), live},

		{"Table", scan(db.NewSelect().Table("users").Column("name").OrderExpr("id")), all},
		{"TableExpr", scan(db.NewSelect().TableExpr("users AS u").Column("name").OrderExpr("id")), all},
		{"Table, Count", count(db.NewSelect().Table("users")), three},
		{"TableExpr(subquery of a model)", scan(db.NewSelect().TableExpr("(?) AS s", db.NewSelect().Model((*bunUser)(nil))).Column("s.name").OrderExpr("s.id")), live},
		{"With(a model)", scan(db.NewSelect().With("s", db.NewSelect().Model((*bunUser)(nil))).Table("s").Column("name").OrderExpr("id")), live},
		{"NewRaw", func() (names []string, err error) {
			err = db.NewRaw("SELECT name FROM users ORDER BY id").Scan(ctx, &names)
			return names, err
		}, all},

		{"Relation(Company)", found(func(q *bun.SelectQuery) *bun.SelectQuery { return q.Relation("Company") }), outer},
		{"Relation(Company), WhereAllWithDeleted", found(func(q *bun.SelectQuery) *bun.SelectQuery { return q.Relation("Company").WhereAllWithDeleted() }), neither},
		{"Relation(Company), Count", count(db.NewSelect().Model((*bunUser)(nil)).Relation("Company")), two},
		{"Relation(Users)", func() (names []string, err error) {
			var companies []bunCompany
			err = db.NewSelect().Model(&companies).Relation("Users").Scan(ctx)
			for _, c := range companies {
				for _, u := range c.Users {
					names = append(names, u.Name)
				}
			}
			return names, err
		}, "ada"},

		{"Model, Join(JOIN)", scan(db.NewSelect().Model((*bunUser)(nil)).ColumnExpr(pair).Join("JOIN companies AS c ON c.id = u.company_id").OrderExpr("u.id")), users},
		{"Table, Join(JOIN)", scan(db.NewSelect().TableExpr("users AS u").ColumnExpr(pair).Join("JOIN companies AS c ON c.id = u.company_id").OrderExpr("u.id")), neither},
		{"Where(IN (subquery of a model))", find(func(q *bun.SelectQuery) *bun.SelectQuery {
			return q.Where("u.company_id IN (?)", db.NewSelect().Model((*bunCompany)(nil)).Column("id"))
		}), "ada"},
		{"Where(IN (SQL))", find(func(q *bun.SelectQuery) *bun.SelectQuery {
			return q.Where("u.company_id IN (SELECT id FROM companies)")
		}), live},
	})

	for _, write := range []struct {
		call string
		rows func() (int64, error)
		want int64
	}{
		{"NewDelete().Model", func() (int64, error) {
			r, err := db.NewDelete().Model((*bunUser)(nil)).Where("id = 3").Exec(ctx)
			if err != nil {
				return 0, err
			}
			return r.RowsAffected()
		}, 0},
		{"NewUpdate().Model", func() (int64, error) {
			r, err := db.NewUpdate().Model((*bunUser)(nil)).Set("name = 'eva'").Where("id = 3").Exec(ctx)
			if err != nil {
				return 0, err
			}
			return r.RowsAffected()
		}, 0},
		{"NewUpdate().Table", func() (int64, error) {
			r, err := db.NewUpdate().Table("users").Set("name = 'eve'").Where("id = 3").Exec(ctx)
			if err != nil {
				return 0, err
			}
			return r.RowsAffected()
		}, 1},
	} {
		if n, err := write.rows(); n != write.want || err != nil {
			t.Errorf("%s: %d rows, %v, want %d", write.call, n, err, write.want)
		}
	}
}
