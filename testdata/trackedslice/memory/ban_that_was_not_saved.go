// A banned user was cut from the group's list, Save reported success, and the user was still in the group: unsaved, opt-in.

package memory

import (
	"slices"

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
	Email   string
}

func banInMemory(db *gorm.DB, id, banned int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.Users = slices.DeleteFunc(group.Users, func(u User) bool { return u.ID == banned }) // want `rows cut from Users stay in the database`
	return db.Save(&group).Error
}

func cutInMemory(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.Users = group.Users[:1] // want `rows cut from Users stay in the database`
	return db.Save(&group).Error
}

func filterInPlace(db *gorm.DB, id, banned int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	kept := group.Users[:0]
	for _, u := range group.Users {
		if u.ID != banned {
			kept = append(kept, u)
		}
	}
	group.Users = kept // want `rows cut from Users stay in the database`
	return db.Save(&group).Error
}

func emptyInMemory(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	// known miss: to set an association to nil before Save is also how it is left alone
	group.Users = nil
	return db.Save(&group).Error
}

func correctInMemory(db *gorm.DB, id int64, email string) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	for i := range group.Users {
		group.Users[i].Email = email // want `edit of Users.Email is lost`
	}
	return db.Save(&group).Error
}

func correctInDatabase(db *gorm.DB, id int64, email string) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	for i := range group.Users {
		group.Users[i].Email = email
	}
	return db.Session(&gorm.Session{FullSaveAssociations: true}).Save(&group).Error
}

func correctEach(db *gorm.DB, id int64, email string) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	for i := range group.Users {
		group.Users[i].Email = email
		if err := db.Save(&group.Users[i]).Error; err != nil {
			return err
		}
	}
	return db.Save(&group).Error
}

func banInDatabase(db *gorm.DB, id, banned int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.Users = slices.DeleteFunc(group.Users, func(u User) bool { return u.ID == banned })
	if err := db.Model(&group).Association("Users").Replace(group.Users); err != nil {
		return err
	}
	return db.Save(&group).Error
}

func deleteRow(db *gorm.DB, id, banned int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	if err := db.Delete(&User{}, banned).Error; err != nil {
		return err
	}
	group.Users = slices.DeleteFunc(group.Users, func(u User) bool { return u.ID == banned })
	return db.Save(&group).Error
}

// What isn't to be written is taken away.
func nilBeforeSave(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.Users = group.Users[:1]
	group.Name = "first"
	return db.Omit(clause.Associations).Save(&group).Error
}

func joinInMemory(db *gorm.DB, id int64, joining User) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.Users = append(group.Users, joining)
	return db.Save(&group).Error
}
