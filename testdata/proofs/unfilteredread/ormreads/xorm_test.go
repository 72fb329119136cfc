package ormreads

import (
	"strconv"
	"testing"
	"time"

	"xorm.io/builder"
	"xorm.io/xorm"
	"xorm.io/xorm/log"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
)

type xormCompany struct {
	ID        int64 `xorm:"pk 'id'"`
	Name      string
	DeletedAt time.Time `xorm:"deleted"`
}

func (xormCompany) TableName() string { return "companies" }

type xormUser struct {
	ID        int64 `xorm:"pk 'id'"`
	Name      string
	CompanyID int64     `xorm:"'company_id'"`
	DeletedAt time.Time `xorm:"deleted"`
}

func (xormUser) TableName() string { return "users" }

// A xormPair has the columns of two tables.
type xormPair struct {
	User    xormUser    `xorm:"extends"`
	Company xormCompany `xorm:"extends"`
}

func (xormPair) TableName() string { return "users" }

func TestXORM(t *testing.T) {
	dsn := database.DSN(t)
	db, err := xorm.NewEngine("sqlite3", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	db.SetLogger(log.DiscardLogger{})
	if _, err := db.DB().Exec(schema); err != nil {
		t.Fatal(err)
	}

	find := func(query *xorm.Session) func() ([]string, error) {
		return func() (names []string, err error) {
			var users []xormUser
			err = query.Find(&users)
			for _, u := range users {
				names = append(names, u.Name)
			}
			return names, err
		}
	}
	rows := func(query *xorm.Session) func() ([]string, error) {
		return func() (names []string, err error) {
			var rows []struct{ Name, Company string }
			err = query.Find(&rows)
			for _, r := range rows {
				name := r.Name
				if r.Company != "" {
					name += "/" + r.Company
				}
				names = append(names, name)
			}
			return names, err
		}
	}
	pairs := func(query *xorm.Session) func() ([]string, error) {
		return func() (names []string, err error) {
			var rows []xormPair
			err = query.Find(&rows)
			for _, r := range rows {
				names = append(names, r.User.Name+"/"+r.Company.Name)
			}
			return names, err
		}
	}
	count := func(query *xorm.Session, bean ...any) func() ([]string, error) {
		return func() ([]string, error) {
			n, err := query.Count(bean...)
			return []string{strconv.FormatInt(n, 10)}, err
		}
	}
	const on = "companies.id = users.company_id"
	const both = "users.name, companies.name AS company"

	prove(t, []read{
		{"Find(&users)", find(db.OrderBy("id")), live},
		{"Where().Or().Find(&users)", find(db.Where("id = 1").Or("id = 3")), "ada"},
		{"Unscoped().Find(&users)", find(db.OrderBy("id").Unscoped()), all},
		{"ID().Get(&user)", func() ([]string, error) {
			ok, err := db.ID(3).Get(&xormUser{})
			return []string{strconv.FormatBool(ok)}, err
		}, "false"},
		{"Exist(&user)", func() ([]string, error) {
			ok, err := db.Exist(&xormUser{ID: 3})
			return []string{strconv.FormatBool(ok)}, err
		}, "false"},
		{"Where().Exist(new(user))", func() ([]string, error) {
			ok, err := db.Where("id = 3").Exist(new(xormUser))
			return []string{strconv.FormatBool(ok)}, err
		}, "false"},
		{"Table().Where().Exist()", func() ([]string, error) {
			ok, err := db.Table("users").Where("id = 3").Exist()
			return []string{strconv.FormatBool(ok)}, err
		}, "true"},
		{"Count(&user)", count(db.NewSession(), &xormUser{}), two},
		{"SumInt(&user)", func() ([]string, error) {
			n, err := db.SumInt(&xormUser{}, "company_id")
			return []string{strconv.FormatInt(n, 10)}, err
		}, "3"},
		{"Iterate(&user)", func() (names []string, err error) {
			err = db.OrderBy("id").Iterate(new(xormUser), func(_ int, bean any) error {
				names = append(names, bean.(*xormUser).Name)
				return nil
			})
			return names, err
		}, live},
		{"Rows(&user)", func() (names []string, err error) {
			rows, err := db.OrderBy("id").Rows(new(xormUser))
			if err != nil {
				return nil, err
			}
			defer rows.Close()
			for rows.Next() {
				var u xormUser
				if err := rows.Scan(&u); err != nil {
					return nil, err
				}
				names = append(names, u.Name)
			}
			return names, rows.Err()
		}, live},

		{"Table(name).Find(&users)", find(db.Table("users").OrderBy("id")), live},
		{"Table(model).Find(&rows)", rows(db.Table(new(xormUser)).Cols("name").OrderBy("id")), live},
		{"Table(name).Find(&rows)", rows(db.Table("users").Cols("name").OrderBy("id")), all},
		{"Table(name).Count()", count(db.Table("users")), three},
		{"Table(model).Count()", count(db.Table(new(xormUser))), three},
		{"SQL().Find(&users)", find(db.SQL("SELECT * FROM users ORDER BY id")), all},
		{"SQL(builder).Find(&users)", find(db.SQL(builder.Select("*").From("users").OrderBy("id"))), all},

		{"Join().Find(&users)", find(db.Join("INNER", "companies", on).OrderBy("users.id")), live},
		{"Join().Find(&pairs)", pairs(db.Join("INNER", "companies", on).OrderBy("users.id")), users},
		{"Join(model).Find(&users)", find(db.Join("INNER", new(xormCompany), on).OrderBy("users.id")), live},
		{"Table(name).Join().Find(&pairs)", pairs(db.Table("users").Join("INNER", "companies", on).OrderBy("users.id")), users},
		{"Table(name).Join().Find(&rows)", rows(db.Table("users").Join("INNER", "companies", on).Select(both).OrderBy("users.id")), neither},
		{"Table(model).Join().Find(&rows)", rows(db.Table(new(xormUser)).Join("INNER", "companies", on).Select(both).OrderBy("users.id")), users},
		{"Join().Count(&user)", count(db.Join("INNER", "companies", on), &xormUser{}), two},
		{"In(builder)", find(db.In("company_id", builder.Select("id").From("companies")).OrderBy("id")), live},
		{"Where(IN (SQL))", find(db.Where("company_id IN (SELECT id FROM companies)").OrderBy("id")), live},
	})

	for _, write := range []struct {
		call string
		rows func() (int64, error)
		want int64
	}{
		{"Delete(&user)", func() (int64, error) { return db.ID(3).Delete(new(xormUser)) }, 0},
		{"Update(&user)", func() (int64, error) { return db.ID(3).Cols("name").Update(&xormUser{Name: "eva"}) }, 0},
		{"Table().Update(map)", func() (int64, error) {
			return db.Table("users").Where("id = 3").Update(map[string]any{"name": "eve"})
		}, 1},
		{"Table(model).Update(map)", func() (int64, error) {
			return db.Table(new(xormUser)).Where("id = 3").Update(map[string]any{"name": "eve"})
		}, 0},
	} {
		if n, err := write.rows(); n != write.want || err != nil {
			t.Errorf("%s: %d rows, %v, want %d", write.call, n, err, write.want)
		}
	}
}
