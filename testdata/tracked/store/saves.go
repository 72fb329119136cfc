package store

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/datavet/datavet/testdata/tracked/models"
)

func (r *Repo) Save(g *models.Group) error { return r.db.Save(g).Error } // want Save:`^Save 1$`

func (r *Repo) Create(g *models.Group) error { return r.db.Create(g).Error } // want Create:`^Create 1 new$`

func (r *Repo) Upsert(g *models.Group) error { // want Upsert:`^Create 1$`
	return r.db.Clauses(clause.OnConflict{UpdateAll: true}).Create(g).Error
}

func saveAlone(db *gorm.DB, g *models.Group) error { return db.Omit("Users", "Tags").Save(g).Error } // want saveAlone:`^Save 1 omit Users,Tags$`

func saveColumns(db *gorm.DB, g *models.Group) error { return db.Select("Name").Save(g).Error } // want saveColumns:`^Save 1 limited only Name$`

func saveHelped(r *Repo, g *models.Group) error { return r.alone().Save(g).Error } // want saveHelped:`^Save 1 omit Users,Tags$`

func saveFull(db *gorm.DB, g *models.Group) error { return full(db).Save(g).Error } // want saveFull:`^Save 1 full$`

func update(db *gorm.DB, g *models.Group, name string) error { // want update:`^Update 1 set owner_id$`
	return db.Model(g).Update("owner_id", name).Error
}

func updateMap(db *gorm.DB, g *models.Group, name string) error { // want updateMap:`^Updates 1 set name$`
	return db.Model(g).Updates(map[string]any{"name": name}).Error
}

// saveSome omits what the caller says: anything, perhaps.
func saveSome(db *gorm.DB, g *models.Group, omit ...string) error {
	return db.Omit(omit...).Save(g).Error
}

func SaveAny(db *gorm.DB, v any) error { return db.Save(v).Error } // want SaveAny:`^Save 1$`

func saveOf[T any](db *gorm.DB, v *T) error { return SaveAny(db, v) } // want saveOf:`^Save 1$`

func saveOwner(db *gorm.DB, g *models.Group) error { return db.Save(g.Owner).Error } // want saveOwner:`^Save 1\.Owner$`

func saveCopy(db *gorm.DB, g *models.Group) error { // want saveCopy:`^Save 1$`
	c := *g
	c.Name = "copy"
	return db.Save(&c).Error
}

func saveOther(db *gorm.DB, g *models.Group) error {
	return db.Save(&models.Group{Name: g.Name}).Error
}

func saveEach(db *gorm.DB, gs []models.Group) error { // want saveEach:`^Save 1\[\]$`
	return db.Transaction(func(tx *gorm.DB) error {
		for i := range gs {
			if err := tx.Save(&gs[i]).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

func saveCopies(db *gorm.DB, gs []models.Group) { // want saveCopies:`^Save 1\[\]$`
	for _, g := range gs {
		db.Save(&g)
	}
}

// saveLater saves when its result is called: to say so here is too early, but
// nothing else knows it.
func saveLater(db *gorm.DB, g *models.Group) func() error { // want saveLater:`^Save 1$`
	return func() error { return db.Save(g).Error }
}

func (r *Repo) saveByValue(g *models.Group) error { // want saveByValue:`^Save 1$`
	save := r.Save
	return save(g)
}

func (r *Repo) saveByExpression(g *models.Group) error { // want saveByExpression:`^Save 1$`
	(*gorm.DB).Save(r.db, g)
	return (*Repo).Save(r, g)
}
