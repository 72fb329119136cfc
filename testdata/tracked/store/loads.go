// Package store has a function for each word of a summary.
package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/tracked/models"
)

func loadInto(db *gorm.DB, g *models.Group) error { return db.Preload("Users").First(g).Error } // want loadInto:`^loads 1 by 0; loads 1 with \.Users$`

func loadElements(db *gorm.DB, gs *[]models.Group) error { // want loadElements:`^loads 1 by 0; loads 1 with \[\]\.Owner; loads 1 with \[\]\.Users; loads 1 with \[\]\.Users\[\]\.Roles$`
	return db.Preload("Users.Roles").Preload("Owner").Find(gs).Error
}

func Bare(db *gorm.DB, id int64) (*models.Group, error) { // want Bare:`^loads \^0 by 0$`
	var g models.Group
	err := db.First(&g, id).Error
	return &g, err
}

func WithUsers(db *gorm.DB, id int64) (g *models.Group, err error) { // want WithUsers:`^loads \^0 by 0; loads \^0 with \.Users$`
	g = new(models.Group)
	if err = db.Preload("Users").First(g, id).Error; err != nil {
		return nil, err
	}
	return g, nil
}

func Perhaps(db *gorm.DB, id int64, users bool) (*models.Group, error) { // want Perhaps:`^loads \^0 by 0; loads \^0 with \.Users maybe$`
	if users {
		return WithUsers(db, id)
	}
	return Bare(db, id)
}

func branched(db *gorm.DB, id int64, named bool) (*models.Group, error) { // want branched:`^loads \^0 by 0; loads \^0 with \.Users$`
	q := db.Preload("Users")
	if named {
		q = q.Where("name <> ''")
	}
	var g models.Group
	err := q.First(&g, id).Error
	return &g, err
}

func looped(db *gorm.DB, names []string) (gs []models.Group, err error) { // want looped:`^loads \^0 by 0; loads \^0 with \[\]\.Users$`
	q := db.Preload("Users")
	for _, name := range names {
		q = q.Or("name = ?", name)
	}
	err = q.Find(&gs).Error
	return gs, err
}

func loopedPreload(db *gorm.DB, names []string) (gs []models.Group, err error) { // want loopedPreload:`^loads \^0 by 0; loads \^0 with \[\]\.Owner maybe; loads \^0 with \[\]\.Users$`
	q := db.Preload("Users")
	for range names {
		q = q.Preload("Owner")
	}
	err = q.Find(&gs).Error
	return gs, err
}

func onOneWay(db *gorm.DB, id int64, users bool) (*models.Group, error) { // want onOneWay:`^loads \^0 by 0; loads \^0 with \.Users maybe$`
	if users {
		db = db.Preload("Users")
	}
	var g models.Group
	err := db.First(&g, id).Error
	return &g, err
}

func inPart(db *gorm.DB, id int64) (*models.Group, error) { // want inPart:`^loads \^0 by 0; loads \^0 with \.Tags; loads \^0 with \.Users part$`
	var g models.Group
	err := db.Preload("Users", "id > ?", 3).Preload("Tags", func(tx *gorm.DB) *gorm.DB { return tx.Order("id") }).First(&g, id).Error
	return &g, err
}

func byName(db *gorm.DB, id int64, name string) (*models.Group, error) { // want byName:`^loads \^0 open by 0$`
	var g models.Group
	err := db.Preload(name).First(&g, id).Error
	return &g, err
}

func ByChain(chain *gorm.DB, id int64) (*models.Group, error) { // want ByChain:`^loads \^0 by 0; loads \^0 with \.Owner$`
	var g models.Group
	err := chain.Preload("Owner").First(&g, id).Error
	return &g, err
}

func List(db *gorm.DB) (gs []models.Group, err error) { // want List:`^loads \^0 by 0$`
	err = db.Find(&gs).Error
	return gs, err
}

// A page holds rows.
type page struct {
	Rows  []models.Group
	Total int64
}

func pageOf(db *gorm.DB) (p page, err error) { // want pageOf:`^loads \^0\.Rows by 0; loads \^0\.Rows with \[\]\.Users$`
	err = db.Preload("Users").Find(&p.Rows).Error
	return p, err
}

// only the first has rows; the second is new.
func two(db *gorm.DB) (*models.Group, *models.Group) { // want two:`^loads \^0 by 0$`
	var a models.Group
	db.First(&a)
	return &a, &models.Group{Name: "new"}
}

// known miss: the rows of a map that is returned.
func byMap(db *gorm.DB) map[int64]models.Group {
	gs, _ := List(db)
	out := map[int64]models.Group{}
	for _, g := range gs {
		out[g.ID] = g
	}
	return out
}

// attach loads an association of what is loaded.
func attach(db *gorm.DB, g *models.Group) error { // want attach:`^loads 1 with \.Users; loads 1\.Users open$`
	return db.Model(g).Association("Users").Find(&g.Users)
}

func generic[T any](db *gorm.DB, id int64) (*T, error) { // want generic:`^loads \^0 by 0$`
	var v T
	err := db.First(&v, id).Error
	return &v, err
}

func box(db *gorm.DB, id int64) (*models.Box, error) { // want box:`^loads \^0 by 0; loads \^0 with \.Base\.Labels$`
	var b models.Box
	err := db.Preload("Labels").First(&b, id).Error
	return &b, err
}

func inTx(ctx context.Context, db *gorm.DB, id int64) (*models.Group, error) { // want inTx:`^loads \^0; loads \^0 with \.Users$`
	var g models.Group
	err := db.WithContext(ctx).Transaction(func(tx *gorm.DB) error { return tx.Preload("Users").First(&g, id).Error })
	return &g, err
}

// counted has a number of rows, and nothing of them.
func counted(db *gorm.DB) (n int64, err error) {
	err = db.Model(&models.Group{}).Count(&n).Error
	return n, err
}

func name(db *gorm.DB, id int64) string {
	g, _ := Bare(db, id)
	return g.Name
}

// known miss: that recursion always ends with users.
func even(db *gorm.DB, n int) (*models.Group, error) { // want even:`^loads \^0 open by 0; loads \^0 with \.Users maybe$`
	if n == 0 {
		return WithUsers(db, 0)
	}
	return odd(db, n-1)
}

func odd(db *gorm.DB, n int) (*models.Group, error) { return even(db, n-1) } // want odd:`^loads \^0 open by 0; loads \^0 with \.Users maybe$`

func made() *models.Group { return &models.Group{Name: "new"} }
