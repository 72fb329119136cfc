// What the fixes make of groups that are saved with what they held.

package fixed

import "gorm.io/gorm"

type Group struct {
	ID      int64
	Name    string
	OwnerID int64
	Owner   *User
	Users   []User
}

type User struct {
	ID      int64
	GroupID int64
	Roles   []Role
}

type Role struct {
	ID     int64
	UserID int64
}

type Repo struct{ *gorm.DB }

func (r Repo) keep(g *Group) error { return r.Save(g).Error }

func empty(db *gorm.DB, id int64) error {
	var g Group
	if err := db.Preload("Users").First(&g, id).Error; err != nil {
		return err
	}
	if err := db.Where("group_id = ?", id).Delete(&User{}).Error; err != nil {
		return err
	}
	return db.Save(&g).Error // want `Group.Users still holds rows .* Omit\("Users"\)`
}

// emptyNested names the association of an association.
func emptyNested(db *gorm.DB, id int64) error {
	var g Group
	if err := db.Preload("Users.Roles").First(&g, id).Error; err != nil {
		return err
	}
	if err := db.Delete(&g.Users[0].Roles).Error; err != nil {
		return err
	}
	return db.
		Select("*").
		Save(&g).Error // want `User.Roles still holds rows .* Omit\("Users.Roles"\)`
}

func emptyByPromotion(r Repo, id int64) error {
	var g Group
	if err := r.Preload("Users").First(&g, id).Error; err != nil {
		return err
	}
	if err := r.Where("group_id = ?", id).Delete(&User{}).Error; err != nil {
		return err
	}
	return r.Save(&g).Error // want `Group.Users still holds rows`
}

// emptyByHelper can't omit anything here: the statement is the helper's.
func emptyByHelper(r Repo, id int64) error {
	var g Group
	if err := r.Preload("Users").First(&g, id).Error; err != nil {
		return err
	}
	if err := r.Where("group_id = ?", id).Delete(&User{}).Error; err != nil {
		return err
	}
	return r.keep(&g) // want `Group.Users still holds rows`
}

// emptyByExpression has no statement to which a call could be added.
func emptyByExpression(db *gorm.DB, id int64) error {
	var g Group
	if err := db.Preload("Users").First(&g, id).Error; err != nil {
		return err
	}
	if err := db.Where("group_id = ?", id).Delete(&User{}).Error; err != nil {
		return err
	}
	return (*gorm.DB).Save(db, &g).Error // want `Group.Users still holds rows`
}

func give(db *gorm.DB, id, owner int64) error {
	var g Group
	if err := db.Preload("Owner").First(&g, id).Error; err != nil {
		return err
	}
	g.OwnerID = owner // want `the key of Group.Owner is written`
	return db.Save(&g).Error
}
