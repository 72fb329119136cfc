// Omit("Users.*") was to leave the users as they are: each Save left a blank user more.

package omitted

import "gorm.io/gorm"

type Group struct {
	ID     int64
	Name   string
	LeadID int64
	Lead   Lead
	Users  []User
	Tags   []Tag `gorm:"many2many:group_tags"`
}

type User struct {
	ID      int64
	GroupID *int64
}

type Tag struct{ ID int64 }

type Lead struct{ ID int64 }

func omitColumnsOfHasMany(db *gorm.DB, id int64, name string) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.Name = name
	return db.Omit("Users.*").Save(&group).Error // want `Omit.*blank row`
}

func omitColumnsOfParameter(db *gorm.DB, group *Group) error {
	return db.Omit("Users.*").Save(group).Error // want `Omit.*blank row`
}

func omitHasMany(db *gorm.DB, id int64, name string) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.Name = name
	return db.Omit("Users").Save(&group).Error
}

// Of many2many it leaves the rows alone and links them, as is documented.
func omitColumnsOfManyToMany(db *gorm.DB, id int64, name string) error {
	var group Group
	if err := db.Preload("Tags").First(&group, id).Error; err != nil {
		return err
	}
	group.Name = name
	return db.Omit("Tags.*").Save(&group).Error
}

func omitColumnsOfBelongsTo(db *gorm.DB, id int64, name string) error {
	var group Group
	if err := db.Preload("Lead").First(&group, id).Error; err != nil {
		return err
	}
	group.Name = name
	return db.Omit("Lead.*").Save(&group).Error
}
