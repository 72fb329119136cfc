package ormreads

import (
	"context"
	"strconv"
	"testing"
	"time"

	gormv1 "github.com/jinzhu/gorm"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/logger"
	"gorm.io/plugin/soft_delete"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
)

type gormCompany struct {
	ID        int64
	Name      string
	DeletedAt gorm.DeletedAt
	Users     []gormUser `gorm:"foreignKey:CompanyID"`
}

func (gormCompany) TableName() string { return "companies" }

type gormUser struct {
	ID        int64
	Name      string
	CompanyID int64
	Company   gormCompany
	DeletedAt gorm.DeletedAt
}

func (gormUser) TableName() string { return "users" }

// A gormFlagged has a flag in place of a time.
type gormFlagged struct {
	ID      int64
	Name    string
	Deleted soft_delete.DeletedAt `gorm:"softDelete:flag"`
}

func (gormFlagged) TableName() string { return "flagged" }

// A gormPointer has the type that GORM v1 took for a soft delete.
type gormPointer struct {
	ID        int64
	Name      string
	DeletedAt *time.Time
}

func (gormPointer) TableName() string { return "users" }

type gormTeam struct {
	ID        int64
	Name      string
	DeletedAt gorm.DeletedAt
}

func (gormTeam) TableName() string { return "squads" }

// A gormMembership is the row that joins a user and a team.
type gormMembership struct {
	UserID, TeamID int64
	DeletedAt      gorm.DeletedAt
}

func (gormMembership) TableName() string { return "enrolments" }

// A gormMember is a user with its teams.
type gormMember struct {
	ID    int64
	Name  string
	Teams []gormTeam `gorm:"many2many:enrolments;joinForeignKey:UserID;joinReferences:TeamID"`
}

func (gormMember) TableName() string { return "users" }

// A gormRow is no model.
type gormRow struct{ Name, Company string }

func TestGORM(t *testing.T) {
	pool := database.SQLite(t, schema)
	db, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		t.Fatal(err)
	}
	db = db.Order("1").Session(&gorm.Session{})

	// find reads users; scan, pairs and count read what isn't a model.
	find := func(tx *gorm.DB) func() ([]string, error) {
		return func() (names []string, err error) {
			var users []gormUser
			err = tx.Find(&users).Error
			for _, u := range users {
				names = append(names, u.Name)
			}
			return names, err
		}
	}
	found := func(tx *gorm.DB) func() ([]string, error) {
		return func() (names []string, err error) {
			var users []gormUser
			err = tx.Find(&users).Error
			for _, u := range users {
				names = append(names, u.Name+"/"+u.Company.Name)
			}
			return names, err
		}
	}
	scan := func(tx *gorm.DB) func() ([]string, error) {
		return func() (names []string, err error) {
			var users []gormUser
			err = tx.Scan(&users).Error
			for _, u := range users {
				names = append(names, u.Name)
			}
			return names, err
		}
	}
	rows := func(tx *gorm.DB) func() ([]string, error) {
		return func() (names []string, err error) {
			var rows []gormRow
			err = tx.Find(&rows).Error
			for _, r := range rows {
				names = append(names, r.Name)
			}
			return names, err
		}
	}
	pairs := func(tx *gorm.DB) func() ([]string, error) {
		return func() (names []string, err error) {
			var rows []gormRow
			err = tx.Scan(&rows).Error
			for _, r := range rows {
				names = append(names, r.Name+"/"+r.Company)
			}
			return names, err
		}
	}
	count := func(tx *gorm.DB) func() ([]string, error) {
		return func() ([]string, error) {
			var n int64
			err := tx.Count(&n).Error
			return []string{strconv.FormatInt(n, 10)}, err
		}
	}
	pluck := func(tx *gorm.DB) func() ([]string, error) {
		return func() (names []string, err error) {
			err = tx.Pluck("users.name", &names).Error
			return names, err
		}
	}

	const join = "JOIN companies ON companies.id = users.company_id"
	const both = "users.name, companies.name AS company"
	model := db.Model(&gormUser{}).Session(&gorm.Session{})
	plain, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		t.Fatal(err)
	}

	prove(t, []read{
		// The model's own table.
		{"Find(&users)", find(db), live},
		{"Where().Or().Find(&users)", find(db.Where("id = ?", 1).Or("id = ?", 3)), "ada"},
		{"Where(a OR b).Find(&users)", find(db.Where("id = ? OR id = ?", 1, 3)), "ada"},
		{"Unscoped().Find(&users)", find(db.Unscoped()), all},
		{"Model().Find(&rows)", rows(model.Select("name")), live},
		{"Model().Scan(&users)", scan(model), live},
		{"Model().Count", count(plain.Model(&gormUser{})), two},
		{"Model().Pluck", pluck(model), live},
		{"Model().Rows", func() (names []string, err error) {
			rows, err := model.Select("name").Rows()
			if err != nil {
				return nil, err
			}
			defer rows.Close()
			for rows.Next() {
				var name string
				if err := rows.Scan(&name); err != nil {
					return nil, err
				}
				names = append(names, name)
			}
			return names, rows.Err()
		}, live},
		{"Model().Select(count).Row", func() ([]string, error) {
			var n string
			err := plain.Model(&gormUser{}).Select("count(*)").Row().Scan(&n)
			return []string{n}, err
		}, two},
		{"FindInBatches", func() (names []string, err error) {
			var batch []gormUser
			err = plain.FindInBatches(&batch, 2, func(*gorm.DB, int) error {
				for _, u := range batch {
					names = append(names, u.Name)
				}
				return nil
			}).Error
			return names, err
		}, live},
		{"G[user].Find", func() (names []string, err error) {
			users, err := gorm.G[gormUser](db).Find(context.Background())
			for _, u := range users {
				names = append(names, u.Name)
			}
			return names, err
		}, live},
		{"Find of a flag", func() (names []string, err error) {
			err = plain.Model(&gormFlagged{}).Pluck("name", &names).Error
			return names, err
		}, live},
		{"Find of a *time.Time", func() (names []string, err error) {
			err = plain.Model(&gormPointer{}).Pluck("name", &names).Error
			return names, err
		}, all},
		{"FirstOrInit of a deleted row", func() ([]string, error) {
			var u gormUser
			err := plain.Where("name = ?", "eve").Attrs(gormUser{Name: "new"}).FirstOrInit(&u).Error
			return []string{u.Name}, err
		}, "new"},

		// Table names the table; the filter comes with a model.
		{"Table().Find(&users)", find(db.Table("users")), live},
		{"Table(AS).Find(&users)", find(db.Table("users AS u")), live},
		{"Table().Scan(&users)", scan(db.Table("users")), all},
		{"Table().Find(&rows)", rows(db.Table("users")), all},
		{"Table().Count", count(plain.Table("users")), three},
		{"Table().Pluck", pluck(db.Table("users")), all},
		{"Model().Table().Scan(&users)", scan(model.Table("users")), live},
		{"Model().Table().Count", count(plain.Model(&gormUser{}).Table("users")), two},
		{"Table(subquery of a model).Find(&rows)", rows(db.Table("(?) AS u", plain.Model(&gormUser{}))), live},
		{"Table(subquery of a table).Find(&rows)", rows(db.Table("(?) AS u", plain.Table("users"))), all},

		// SQL of one's own.
		{"Raw().Scan(&users)", scan(plain.Raw("SELECT * FROM users ORDER BY 1")), all},
		{"Raw().Find(&users)", find(plain.Raw("SELECT * FROM users ORDER BY 1")), all},
		{"Raw().First(&user)", func() ([]string, error) {
			var u gormUser
			err := plain.Raw("SELECT * FROM users WHERE name = ?", "eve").First(&u).Error
			return []string{u.Name}, err
		}, "eve"},
		{"Model().Raw().Scan(&users)", scan(plain.Model(&gormUser{}).Raw("SELECT * FROM users ORDER BY 1")), all},

		// Joins by the association's name.
		{"Joins(Company).Find(&users)", found(db.Joins("Company")), outer},
		{"InnerJoins(Company).Find(&users)", found(db.InnerJoins("Company")), inner},
		{"Joins(Company, Where).Find(&users)", found(db.Joins("Company", plain.Where(map[string]any{"name": "gone"}))), "ada/ bob/"},
		{"Unscoped().Joins(Company).Find(&users)", found(db.Unscoped().Joins("Company")), neither},
		{"Model().Joins(Company).Count", count(plain.Model(&gormUser{}).Joins("Company")), two},
		{"Model().InnerJoins(Company).Count", count(plain.Model(&gormUser{}).InnerJoins("Company")), "1"},
		{"Model().Joins(Company).Select.Scan(&rows)", pairs(model.Joins("Company").Select("users.name, Company.name AS company")), "ada/acme bob/"},
		{"G[user].Joins(Company)", func() (names []string, err error) {
			users, err := gorm.G[gormUser](plain).Joins(clause.JoinTarget{Association: "Company", Type: clause.InnerJoin},
				func(gorm.JoinBuilder, clause.Table, clause.Table) error { return nil }).Find(context.Background())
			for _, u := range users {
				names = append(names, u.Name+"/"+u.Company.Name)
			}
			return names, err
		}, inner},

		// Joins by SQL: the joined table has no filter, the model's own has.
		{"Joins(JOIN).Find(&users)", find(db.Joins(join)), live},
		{"Model().Joins(JOIN).Scan(&rows)", pairs(model.Joins(join).Select(both)), users},
		{"Model().Joins(JOIN).Count", count(plain.Model(&gormUser{}).Joins(join)), two},
		{"Model().Joins(JOIN … deleted_at IS NULL).Scan(&rows)", pairs(model.Joins(join + " AND companies.deleted_at IS NULL").Select(both)), inner},
		{"Table().Joins(JOIN).Scan(&rows)", pairs(db.Table("users").Joins(join).Select(both)), neither},
		{"Unscoped().Joins(JOIN).Scan(&rows)", pairs(model.Unscoped().Joins(join).Select(both)), neither},
		{"Model().Joins(JOIN (subquery of a model)).Scan(&rows)",
			pairs(model.Joins("JOIN (?) AS companies ON companies.id = users.company_id", plain.Model(&gormCompany{})).Select(both)), inner},
		{"Clauses(From with joins).Scan(&rows)", pairs(model.Select(both).Clauses(clause.From{
			Tables: []clause.Table{{Name: "users"}},
			Joins: []clause.Join{{Table: clause.Table{Name: "companies"}, ON: clause.Where{Exprs: []clause.Expression{
				clause.Eq{Column: "companies.id", Value: clause.Column{Table: "users", Name: "company_id"}},
			}}}},
		})), users},

		// Subqueries.
		{"Where(IN (subquery of a model))", find(db.Where("company_id IN (?)", plain.Model(&gormCompany{}).Select("id"))), "ada"},
		{"Where(IN (subquery of a table))", find(db.Where("company_id IN (?)", plain.Table("companies").Select("id"))), live},
		{"Where(IN (SQL))", find(db.Where("company_id IN (SELECT id FROM companies)")), live},
		{"Where(EXISTS (SQL))", find(db.Where("EXISTS (SELECT 1 FROM companies c WHERE c.id = users.company_id)")), live},

		// Associations.
		{"Preload(Company).Find(&users)", found(db.Preload("Company")), outer},
		{"Preload(Company, Unscoped).Find(&users)", found(db.Preload("Company", func(tx *gorm.DB) *gorm.DB { return tx.Unscoped() })), users},
		{"Unscoped().Preload(Company).Find(&users)", found(db.Unscoped().Preload("Company")), neither},
		{"Preload(Users).Find(&companies)", func() (names []string, err error) {
			var companies []gormCompany
			err = plain.Preload("Users").Find(&companies).Error
			for _, c := range companies {
				for _, u := range c.Users {
					names = append(names, u.Name)
				}
			}
			return names, err
		}, "ada"},
		{"Association(Users).Count", func() ([]string, error) {
			n := plain.Model(&gormCompany{ID: 1}).Association("Users").Count()
			return []string{strconv.FormatInt(n, 10)}, nil
		}, "1"},
		{"Association(Users).Find", func() (names []string, err error) {
			var users []gormUser
			err = plain.Model(&gormCompany{ID: 1}).Association("Users").Find(&users)
			for _, u := range users {
				names = append(names, u.Name)
			}
			return names, err
		}, "ada"},
		{"Association(Company).Find of a user of a deleted one", func() ([]string, error) {
			var c gormCompany
			err := plain.Model(&gormUser{ID: 2, CompanyID: 2}).Association("Company").Find(&c)
			return []string{c.Name}, err
		}, empty},
	})

	// The rows that join have a filter once their model is known.
	teams := func() (names []string, err error) {
		member := gormMember{ID: 1}
		err = plain.Preload("Teams").First(&member).Error
		for _, team := range member.Teams {
			names = append(names, team.Name)
		}
		return names, err
	}
	association := func() (names []string, err error) {
		var teams []gormTeam
		err = plain.Model(&gormMember{ID: 1}).Association("Teams").Find(&teams)
		for _, team := range teams {
			names = append(names, team.Name)
		}
		return names, err
	}
	prove(t, []read{{"Preload(Teams)", teams, "red blue"}, {"Association(Teams).Find", association, "red blue"}})
	if err := plain.SetupJoinTable(&gormMember{}, "Teams", &gormMembership{}); err != nil {
		t.Fatal(err)
	}
	prove(t, []read{{"Preload(Teams) with SetupJoinTable", teams, "red"}, {"Association(Teams).Find with SetupJoinTable", association, "red"}})

	// What was deleted isn't deleted or updated again, but by its table's name.
	at := func() (at string, err error) {
		err = pool.QueryRow(`SELECT deleted_at FROM users WHERE id = 3`).Scan(&at)
		return at, err
	}
	for _, write := range []struct {
		call string
		tx   *gorm.DB
		rows int64
	}{
		{"Delete(&user)", plain.Delete(&gormUser{ID: 3}), 0},
		{"Model().Update", plain.Model(&gormUser{}).Where("id = ?", 3).Update("name", "eva"), 0},
		{"Table().Delete(&user)", plain.Table("users").Where("id = ?", 3).Delete(&gormUser{}), 0},
		{"Save of a row with its DeletedAt", plain.Model(&gormUser{ID: 3}).Updates(map[string]any{"name": "eva"}), 0},
		{"Table().Update", plain.Table("users").Where("id = ?", 3).Update("name", "eve"), 1},
		{"Exec(UPDATE)", plain.Exec("UPDATE users SET name = 'eve' WHERE id = ?", 3), 1},
		{"Unscoped().Update", plain.Model(&gormUser{}).Unscoped().Where("id = ?", 3).Update("name", "eve"), 1},
	} {
		if write.tx.Error != nil || write.tx.RowsAffected != write.rows {
			t.Errorf("%s: %d rows, %v, want %d", write.call, write.tx.RowsAffected, write.tx.Error, write.rows)
		}
		s, err := at()
		deleted(t, s, err)
	}
}

type gormv1Company struct {
	ID        int64
	Name      string
	DeletedAt *time.Time
	Users     []gormv1User `gorm:"foreignkey:CompanyID"`
}

func (gormv1Company) TableName() string { return "companies" }

type gormv1User struct {
	ID        int64
	Name      string
	CompanyID int64
	Company   gormv1Company `gorm:"foreignkey:CompanyID"`
	DeletedAt *time.Time
}

func (gormv1User) TableName() string { return "users" }

func TestGORMv1(t *testing.T) {
	db, err := gormv1.Open("sqlite3", database.SQLite(t, schema))
	if err != nil {
		t.Fatal(err)
	}
	db.LogMode(false)
	find := func(tx *gormv1.DB) func() ([]string, error) {
		return func() (names []string, err error) {
			var users []gormv1User
			err = tx.Find(&users).Error
			for _, u := range users {
				names = append(names, u.Name)
			}
			return names, err
		}
	}
	found := func(tx *gormv1.DB) func() ([]string, error) {
		return func() (names []string, err error) {
			var users []gormv1User
			err = tx.Find(&users).Error
			for _, u := range users {
				names = append(names, u.Name+"/"+u.Company.Name)
			}
			return names, err
		}
	}
	scan := func(tx *gormv1.DB) func() ([]string, error) {
		return func() (names []string, err error) {
			var users []gormv1User
			err = tx.Scan(&users).Error
			for _, u := range users {
				names = append(names, u.Name)
			}
			return names, err
		}
	}
	rows := func(tx *gormv1.DB) func() ([]string, error) {
		return func() (names []string, err error) {
			var rows []gormRow
			err = tx.Find(&rows).Error
			for _, r := range rows {
				names = append(names, r.Name)
			}
			return names, err
		}
	}
	pairs := func(tx *gormv1.DB) func() ([]string, error) {
		return func() (names []string, err error) {
			var rows []gormRow
			err = tx.Scan(&rows).Error
			for _, r := range rows {
				names = append(names, r.Name+"/"+r.Company)
			}
			return names, err
		}
	}
	count := func(tx *gormv1.DB) func() ([]string, error) {
		return func() ([]string, error) {
			var n int64
			err := tx.Count(&n).Error
			return []string{strconv.FormatInt(n, 10)}, err
		}
	}
	const join = "JOIN companies ON companies.id = users.company_id"
	const both = "users.name, companies.name AS company"
	prove(t, []read{
		{"Find(&users)", find(db), live},
		{"Unscoped().Find(&users)", find(db.Unscoped()), all},
		{"Where().Or().Find(&users)", find(db.Where("id = ?", 1).Or("id = ?", 3)), "ada"},
		{"Model().Scan(&users)", scan(db.Model(&gormv1User{})), live},
		{"Model().Count", count(db.Model(&gormv1User{})), two},
		{"Table().Find(&users)", find(db.Table("users")), live},
		{"Table().Scan(&users)", scan(db.Table("users")), all},
		{"Table().Find(&rows)", rows(db.Table("users")), all},
		{"Table().Count", count(db.Table("users")), three},
		{"Raw().Scan(&users)", scan(db.Raw("SELECT * FROM users")), all},
		{"Joins(JOIN).Find(&users)", find(db.Joins(join)), live},
		{"Model().Joins(JOIN).Scan(&rows)", pairs(db.Model(&gormv1User{}).Joins(join).Select(both)), users},
		{"Model().Joins(JOIN).Count", count(db.Model(&gormv1User{}).Joins(join)), two},
		{"Table().Joins(JOIN).Scan(&rows)", pairs(db.Table("users").Joins(join).Select(both)), neither},
		{"Where(IN (subquery of a model))", find(db.Where("company_id IN (?)", db.Model(&gormv1Company{}).Select("id").SubQuery())), "ada"},
		{"Where(IN (subquery of a table))", find(db.Where("company_id IN (?)", db.Table("companies").Select("id").SubQuery())), live},
		{"Preload(Company).Find(&users)", found(db.Preload("Company")), outer},
		{"Unscoped().Preload(Company).Find(&users)", found(db.Unscoped().Preload("Company")), companies},
		{"Association(Users).Count", func() ([]string, error) {
			n := db.Model(&gormv1Company{ID: 1}).Association("Users").Count()
			return []string{strconv.Itoa(n)}, nil
		}, "1"},
		{"Related(&company)", func() ([]string, error) {
			var c gormv1Company
			if err := db.Model(&gormv1User{ID: 2, CompanyID: 2}).Related(&c, "Company").Error; !gormv1.IsRecordNotFoundError(err) {
				return []string{c.Name}, err
			}
			return nil, nil
		}, empty},
	})
}
