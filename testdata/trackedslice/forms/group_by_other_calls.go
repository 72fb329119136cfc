// The cron job in the other dialects of GORM: generics, the first version, and other persisting calls.

package forms

import (
	"context"
	"slices"

	v1 "github.com/jinzhu/gorm"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type Group struct {
	ID    int64
	Name  string
	Users []User
}

type User struct {
	ID      int64
	GroupID *int64
	Active  bool
}

func inactive(u User) bool { return !u.Active }

func count([]User) {}

func byGenerics(ctx context.Context, db *gorm.DB, id int64) error {
	group, err := gorm.G[Group](db).Preload("Users", nil).Where("id = ?", id).First(ctx)
	if err != nil {
		return err
	}
	count(slices.DeleteFunc(group.Users, inactive)) // want `blank row`
	_, err = gorm.G[Group](db).Where("id = ?", id).Updates(ctx, group)
	return err
}

func byGenericsOfOneColumn(ctx context.Context, db *gorm.DB, id int64) error {
	group, err := gorm.G[Group](db).Preload("Users", nil).Where("id = ?", id).First(ctx)
	if err != nil {
		return err
	}
	// The value of its own isn't the loaded one.
	_, err = gorm.G[Group](db).Where("id = ?", id).Update(ctx, "name", group.Name)
	count(slices.DeleteFunc(group.Users, inactive))
	return err
}

func byFirstVersion(db *v1.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	count(slices.DeleteFunc(group.Users, inactive)) // want `blank row`
	return db.Save(&group).Error
}

func byFirstVersionWithout(db *v1.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	count(slices.DeleteFunc(group.Users, inactive))
	return db.Set("gorm:save_associations", false).Save(&group).Error
}

func byUpdates(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	count(slices.DeleteFunc(group.Users, inactive)) // want `blank row`
	return db.Updates(&group).Error
}

func byModelUpdates(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	count(slices.DeleteFunc(group.Users, inactive)) // want `blank row`
	return db.Model(&group).Updates(map[string]any{"name": "x"}).Error
}

func byModelValue(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	count(slices.DeleteFunc(group.Users, inactive)) // want `blank row`
	return db.Model(group).UpdateColumn("name", "x").Error
}

func byUpsert(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	count(slices.DeleteFunc(group.Users, inactive)) // want `blank row`
	return db.Clauses(clause.OnConflict{UpdateAll: true}).Create(&group).Error
}

func bySliceOfParents(db *gorm.DB) error {
	var groups []Group
	if err := db.Preload("Users").Find(&groups).Error; err != nil {
		return err
	}
	for _, group := range groups {
		count(slices.DeleteFunc(group.Users, inactive)) // want `blank row`
	}
	return db.Save(&groups).Error
}

func bySession(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	count(slices.DeleteFunc(group.Users, inactive)) // want `blank row`
	return db.Session(&gorm.Session{SkipHooks: true}).Save(&group).Error
}

func byChainInSteps(db *gorm.DB, id int64) error {
	var group Group
	query := db.Where("id = ?", id)
	query = query.Preload("Users")
	if err := query.First(&group).Error; err != nil {
		return err
	}
	count(slices.DeleteFunc(group.Users, inactive)) // want `blank row`
	tx := db.Begin()
	tx = tx.Select("*")
	return tx.Save(&group).Error
}

func byChainInStepsOmitting(db *gorm.DB, id int64) error {
	var group Group
	query := db.Where("id = ?", id)
	query = query.Preload("Users")
	if err := query.First(&group).Error; err != nil {
		return err
	}
	count(slices.DeleteFunc(group.Users, inactive))
	tx := db.Omit("Users")
	return tx.Save(&group).Error
}
