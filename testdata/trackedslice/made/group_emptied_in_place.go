// clear was thought to empty a group: it blanked the elements, and Save inserted them.

package made

import "gorm.io/gorm"

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

func emptyByClear(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	clear(group.Users) // want `clear blanks the elements of Group.Users: Save inserts blank rows`
	return db.Save(&group).Error
}

func emptyByNil(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	clear(group.Users)
	group.Users = nil
	return db.Omit("Users").Save(&group).Error
}

func emptyByAssociation(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	if err := db.Model(&group).Association("Users").Clear(); err != nil {
		return err
	}
	return db.Save(&group).Error
}

func appendBlank(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.Users = append(group.Users, User{}) // want `appended to Group.Users: Save inserts a blank row`
	return db.Save(&group).Error
}

func appendAndFill(db *gorm.DB, id int64, email string) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.Users = append(group.Users, User{})
	group.Users[len(group.Users)-1].Email = email
	return db.Save(&group).Error
}

func inviteByLength(db *gorm.DB, group *Group, emails []string) error {
	users := make([]User, len(emails)) // want `blank elements that make gave it: Save inserts blank rows`
	for _, email := range emails {
		users = append(users, User{Email: email})
	}
	group.Users = users
	return db.Save(group).Error
}

func inviteByIndex(db *gorm.DB, group *Group, emails []string) error {
	users := make([]User, len(emails))
	for i, email := range emails {
		users[i] = User{Email: email}
	}
	group.Users = users
	return db.Save(group).Error
}

func inviteByCapacity(db *gorm.DB, group *Group, emails []string) error {
	users := make([]User, 0, len(emails))
	for _, email := range emails {
		users = append(users, User{Email: email})
	}
	group.Users = users
	return db.Save(group).Error
}
