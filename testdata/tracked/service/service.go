// Package service does all of it by the functions of another package.
package service

import (
	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/tracked/models"
	"github.com/datavet/datavet/testdata/tracked/store"
)

// Groups has two implementations that load and save alike, and a mock.
type Groups interface {
	Group(id int64) (*models.Group, error) // want Group:`^loads \^0; loads \^0 with \.Users$`
	Keep(g *models.Group) error            // want Keep:`^Save 1$`
	Count() int
}

type rows struct {
	*store.Repo
	db *gorm.DB
}

func (r *rows) Group(id int64) (*models.Group, error) { return store.WithUsers(r.db, id) } // want Group:`^loads \^0; loads \^0 with \.Users$`
func (r *rows) Keep(g *models.Group) error            { return r.Save(g) }                 // want Keep:`^Save 1$`
func (r *rows) Count() int                            { return 1 }

type audited struct {
	rows
	log func(string)
}

func (a *audited) Group(id int64) (*models.Group, error) { // want Group:`^loads \^0; loads \^0 with \.Users$`
	a.log("group")
	return a.rows.Group(id)
}

func (a *audited) Keep(g *models.Group) error { // want Keep:`^Save 1$`
	a.log("keep")
	return a.rows.Keep(g)
}

type mockGroups struct{}

func (mockGroups) Group(int64) (*models.Group, error) { return nil, nil }
func (mockGroups) Keep(*models.Group) error           { return nil }
func (mockGroups) Count() int                         { return 0 }

// Loads has two implementations that load something else.
type Loads interface {
	Load(id int64) (*models.Group, error) // want Load:`^loads \^0; loads \^0 with \.Owner maybe; loads \^0 with \.Users maybe; loads \^0 with \.Users\[\]\.Roles maybe$`
}

type bare struct{ db *gorm.DB }

func (b bare) Load(id int64) (*models.Group, error) { return store.Bare(b.db, id) } // want Load:`^loads \^0$`

type whole struct{ db *gorm.DB }

func (w whole) Load(id int64) (*models.Group, error) { // want Load:`^loads \^0; loads \^0 with \.Owner; loads \^0 with \.Users; loads \^0 with \.Users\[\]\.Roles$`
	return store.ByChain(store.Whole(w.db), id)
}

func group(s Groups, id int64) (*models.Group, error) { return s.Group(id) } // want group:`^loads \^0; loads \^0 with \.Users$`

func keep(s Groups, g *models.Group) error { return s.Keep(g) } // want keep:`^Save 1$`

// load knows what both have in common; the rest may be.
func load(s Loads, id int64) (*models.Group, error) { return s.Load(id) } // want load:`^loads \^0; loads \^0 with \.Owner maybe; loads \^0 with \.Users maybe; loads \^0 with \.Users\[\]\.Roles maybe$`

func perhaps(db *gorm.DB) (*models.Group, error) { return store.Perhaps(db, 1, true) } // want perhaps:`^loads \^0 by 0; loads \^0 with \.Users maybe$`

// known miss: pointers to rows in a slice of its own.
func each(db *gorm.DB) (gs []*models.Group) {
	all, _ := store.List(db)
	for i := range all {
		gs = append(gs, &all[i])
	}
	return gs
}

func byChain(db *gorm.DB) (*models.Group, error) { return store.ByChain(db.Preload("Users"), 1) } // want byChain:`^loads \^0 by 0; loads \^0 with \.Owner; loads \^0 with \.Users$`

func saveAny(db *gorm.DB, g *models.Group) error { return store.SaveAny(db, g) } // want saveAny:`^Save 1$`

func saveOwner(db *gorm.DB, g *models.Group) error { return store.SaveAny(db, g.Owner) } // want saveOwner:`^Save 1\.Owner$`

func blank(g *models.Group) int { return store.BlankUsers(g) } // want blank:`^blanks 0\.Users by slices\.DeleteFunc$`

func disown(g *models.Group) { store.Disown(g) } // want disown:`^writes 0\.Owner zero; writes 0\.OwnerID zero$`

// known miss: the models are of a package that fills nothing from rows.
func drop(g *models.Group) []models.User { return g.Drop(1) }

// known miss: what is preloaded into a type parameter; it is open.
type box[T any] struct{ db *gorm.DB }

func (b box[T]) get(id int64) (*T, error) { // want get:`^loads \^0 open$`
	var v T
	err := b.db.Preload("Users").First(&v, id).Error
	return &v, err
}

func (b box[T]) put(v *T) error { return b.db.Save(v).Error } // want put:`^Save 1$`

func byBox(db *gorm.DB) (*models.Group, error) { // want byBox:`^loads \^0 open$`
	b := box[models.Group]{db}
	return b.get(1)
}

func putByBox(db *gorm.DB, g *models.Group) error { return box[models.Group]{db}.put(g) } // want putByBox:`^Save 1$`
