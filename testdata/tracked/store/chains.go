package store

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/datavet/datavet/testdata/tracked/models"
)

type Repo struct {
	db *gorm.DB
}

func (r *Repo) handle() *gorm.DB { return r.db }

func Whole(db *gorm.DB) *gorm.DB { return db.Preload("Users.Roles").Preload("Owner", "id > 3") } // want Whole:`^chain on 0 with Owner part with Users\.Roles$`

func (r *Repo) alone() *gorm.DB { return r.db.Omit("Users", "Tags") } // want alone:`^chain omit Users,Tags$`

func bare(db *gorm.DB) *gorm.DB { return db.Omit(clause.Associations) } // want bare:`^chain on 0 omit ~~~as~~~$`

func columns(db *gorm.DB) *gorm.DB { return db.Select("name", "Owner") } // want columns:`^chain on 0 limited only name,Owner$`

func omitted(db *gorm.DB, name string) *gorm.DB { return db.Omit(name) } // want omitted:`^chain on 0 open$`

func full(db *gorm.DB) *gorm.DB { return db.Session(&gorm.Session{FullSaveAssociations: true}) } // want full:`^chain on 0 full$`

func perhaps(db *gorm.DB, users bool) *gorm.DB { // want perhaps:`^chain on 0 with Users maybe$`
	if users {
		return db.Preload("Users")
	}
	return db
}

func nested(db *gorm.DB) *gorm.DB { return Whole(db).Preload("Tags") } // want nested:`^chain on 0 with Tags with Owner part with Users\.Roles$`

// finished isn't under construction, and says nothing.
func finished(db *gorm.DB) error { return db.Preload("Users").Find(&[]models.Group{}).Error }

// pair is no chain: callers take its results apart.
func pair(db *gorm.DB) (*gorm.DB, error) { return db.Preload("Users"), nil }

func byScopes(db *gorm.DB, id int64) (*models.Group, error) { // want byScopes:`^loads \^0 by 0; loads \^0 with \.Owner part; loads \^0 with \.Users; loads \^0 with \.Users\[\]\.Roles$`
	var g models.Group
	err := db.Scopes(Whole).First(&g, id).Error
	return &g, err
}

func byHelper(r *Repo, id int64) (*models.Group, error) { // want byHelper:`^loads \^0; loads \^0 with \.Owner part; loads \^0 with \.Tags; loads \^0 with \.Users; loads \^0 with \.Users\[\]\.Roles$`
	var g models.Group
	err := nested(r.handle()).First(&g, id).Error
	return &g, err
}
