package ormreads

import (
	"context"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/go-pg/pg/v10"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
)

type gopgCompany struct {
	tableName struct{} `pg:"companies,alias:c"`

	ID        int64
	Name      string
	DeletedAt time.Time   `pg:",soft_delete"`
	Users     []*gopgUser `pg:"rel:has-many,fk:company_id"`
}

type gopgUser struct {
	tableName struct{} `pg:"users,alias:u"`

	ID        int64
	Name      string
	CompanyID int64
	Company   *gopgCompany `pg:"rel:has-one"`
	DeletedAt time.Time    `pg:",soft_delete"`
}

func TestGoPG(t *testing.T) {
	var name string
	if err := database.Postgres(t, schema).QueryRow(`SELECT current_schema()`).Scan(&name); err != nil {
		t.Fatal(err)
	}
	options, err := pg.ParseURL(os.Getenv("DATAVET_POSTGRES"))
	if err != nil {
		t.Fatal(err)
	}
	options.OnConnect = func(_ context.Context, conn *pg.Conn) error {
		_, err := conn.Exec(`SET search_path = ?`, pg.Ident(name))
		return err
	}
	db := pg.Connect(options)
	t.Cleanup(func() { db.Close() })

	find := func(query func(*pg.Query) *pg.Query) func() ([]string, error) {
		return func() (names []string, err error) {
			var users []gopgUser
			err = query(db.Model(&users)).OrderExpr("u.id").Select()
			for _, u := range users {
				names = append(names, u.Name)
			}
			return names, err
		}
	}
	found := func(query func(*pg.Query) *pg.Query) func() ([]string, error) {
		return func() (names []string, err error) {
			var users []gopgUser
			err = query(db.Model(&users)).OrderExpr("u.id").Select()
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
	scan := func(query *pg.Query) func() ([]string, error) {
		return func() (names []string, err error) {
			err = query.Select(&names)
			return names, err
		}
	}
	count := func(query *pg.Query) func() ([]string, error) {
		return func() ([]string, error) {
			n, err := query.Count()
			return []string{strconv.Itoa(n)}, err
		}
	}
	const pair = "u.name || '/' || c.name"
	const join = "JOIN companies AS c ON c.id = u.company_id"
	prove(t, []read{
		{"Model", find(func(q *pg.Query) *pg.Query { return q }), live},
		{"Model, WhereOr", find(func(q *pg.Query) *pg.Query { return q.Where("u.id = 1").WhereOr("u.id = 3") }), "ada"},
		{"Model, AllWithDeleted", find(func(q *pg.Query) *pg.Query { return q.AllWithDeleted() }), all},
		{"Model, Deleted", find(func(q *pg.Query) *pg.Query { return q.Deleted() }), "eve"},
		{"Model, Count", count(db.Model((*gopgUser)(nil))), two},
		{"Table", scan(db.Model().Table("users").Column("name").OrderExpr("id")), all},
		{"TableExpr", scan(db.Model().TableExpr("users AS u").ColumnExpr("u.name").OrderExpr("u.id")), all},
		{"Table, Count", count(db.Model().Table("users")), three},
		{"Query", func() (names []string, err error) {
			var users []gopgUser
			_, err = db.Query(&users, "SELECT * FROM users ORDER BY id")
			for _, u := range users {
				names = append(names, u.Name)
			}
			return names, err
		}, all},
		{"Relation(Company)", found(func(q *pg.Query) *pg.Query { return q.Relation("Company") }), outer},
		{"Relation(Company), AllWithDeleted", found(func(q *pg.Query) *pg.Query { return q.Relation("Company").AllWithDeleted() }), neither},
		{"Relation(Company), Count", count(db.Model((*gopgUser)(nil)).Relation("Company")), two},
		{"Relation(Users)", func() (names []string, err error) {
			var companies []gopgCompany
			err = db.Model(&companies).Relation("Users").Select()
			for _, c := range companies {
				for _, u := range c.Users {
					names = append(names, u.Name)
				}
			}
			return names, err
		}, "ada"},
		{"Model, Join(JOIN)", scan(db.Model((*gopgUser)(nil)).ColumnExpr(pair).Join(join).OrderExpr("u.id")), users},
		{"TableExpr, Join(JOIN)", scan(db.Model().TableExpr("users AS u").ColumnExpr(pair).Join(join).OrderExpr("u.id")), neither},
		{"Where(IN (subquery of a model))", find(func(q *pg.Query) *pg.Query {
			return q.Where("u.company_id IN (?)", db.Model((*gopgCompany)(nil)).Column("id"))
		}), "ada"},
		{"Where(IN (SQL))", find(func(q *pg.Query) *pg.Query {
			return q.Where("u.company_id IN (SELECT id FROM companies)")
		}), live},
	})
}
