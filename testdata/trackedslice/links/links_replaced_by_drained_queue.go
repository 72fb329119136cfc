// A queue that had been worked off replaced a group's users: every user lost the group.

package links

import (
	"slices"

	"gorm.io/gorm"
)

type Group struct {
	ID    int64
	Name  string
	Users []User
	Tags  []Tag `gorm:"many2many:group_tags"`
}

type User struct {
	ID      int64
	GroupID *int64
	Email   string
	Active  bool
}

type Tag struct {
	ID   int64
	Name string
}

func tell(User) error { return nil }

func replaceByDrainedField(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	for len(group.Users) > 0 {
		if err := tell(group.Users[0]); err != nil {
			return err
		}
		group.Users = group.Users[1:]
	}
	return db.Model(&group).Association("Users").Replace(group.Users) // want `Users.*unlinked`
}

func replaceByDrainedQueue(db *gorm.DB, id int64, joining User) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	queue := group.Users
	for len(queue) > 0 {
		if err := tell(queue[0]); err != nil {
			return err
		}
		queue = queue[1:]
	}
	return db.Model(&group).Association("Users").Replace(append(queue, joining)) // want `Users.*unlinked`
}

func deleteByDrainedField(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	for len(group.Users) > 0 {
		if err := tell(group.Users[0]); err != nil {
			return err
		}
		group.Users = group.Users[1:]
	}
	return db.Model(&group).Association("Users").Unscoped().Replace(group.Users) // want `Users.*(unlinked|deleted)`
}

func replaceByPart(db *gorm.DB, id int64, joining User) error {
	var group Group
	if err := db.Preload("Users", "active = ?", true).First(&group, id).Error; err != nil {
		return err
	}
	return db.Model(&group).Association("Users").Replace(append(group.Users, joining)) // want `Group.Users was loaded in part: .*unlink`
}

func replaceByPartOfFunc(db *gorm.DB, id int64, joining User) error {
	var group Group
	active := func(db *gorm.DB) *gorm.DB { return db.Where("active = ?", true) }
	if err := db.Preload("Users", active).First(&group, id).Error; err != nil {
		return err
	}
	return db.Model(&group).Association("Users").Replace(append(group.Users, joining)) // want `Group.Users was loaded in part: .*unlink`
}

// An order isn't a condition.
func replaceByOrdered(db *gorm.DB, id int64, joining User) error {
	var group Group
	ordered := func(db *gorm.DB) *gorm.DB { return db.Order("email") }
	if err := db.Preload("Users", ordered).First(&group, id).Error; err != nil {
		return err
	}
	return db.Model(&group).Association("Users").Replace(append(group.Users, joining))
}

func replaceByAll(db *gorm.DB, id int64, joining User) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	return db.Model(&group).Association("Users").Replace(append(group.Users, joining))
}

// Whom it deletes is what it asks for.
func replaceByFiltered(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	active := slices.DeleteFunc(slices.Clone(group.Users), func(u User) bool { return !u.Active })
	return db.Model(&group).Association("Users").Replace(active)
}

func replaceByRequest(db *gorm.DB, id int64, tags []Tag) error {
	return db.Model(&Group{ID: id}).Association("Tags").Replace(tags)
}

func replaceByRequestField(db *gorm.DB, request *Group) error {
	return db.Model(&Group{ID: request.ID}).Association("Tags").Replace(request.Tags)
}

func replaceByQuery(db *gorm.DB, id int64, names []string) error {
	var tags []Tag
	if err := db.Where("name IN ?", names).Find(&tags).Error; err != nil {
		return err
	}
	return db.Model(&Group{ID: id}).Association("Tags").Replace(tags)
}

func savedAfterPartialPreload(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users", "active = ?", true).First(&group, id).Error; err != nil {
		return err
	}
	group.Name = "active"
	return db.Save(&group).Error
}

// The drained list isn't the one that replaces.
func replaceByOther(db *gorm.DB, id int64, users []User) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	queue := group.Users
	for len(queue) > 0 {
		if err := tell(queue[0]); err != nil {
			return err
		}
		queue = queue[1:]
	}
	return db.Model(&group).Association("Users").Replace(users)
}

func replaceByAllAfterQueue(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	queue := group.Users
	for len(queue) > 0 {
		if err := tell(queue[0]); err != nil {
			return err
		}
		queue = queue[1:]
	}
	return db.Model(&group).Association("Users").Replace(group.Users)
}
