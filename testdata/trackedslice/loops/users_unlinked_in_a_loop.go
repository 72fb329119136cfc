// Inactive users were unlinked while ranging over the list that Delete shortens: it skipped users and ran past the end.

package loops

import "gorm.io/gorm"

type Group struct {
	ID    int64
	Users []User
}

type User struct {
	ID      int64
	GroupID *int64
	Active  bool
}

func unlinkByIndex(db *gorm.DB, group *Group) error {
	for i := range group.Users {
		if !group.Users[i].Active {
			if err := db.Model(group).Association("Users").Delete(&group.Users[i]); err != nil { // want `removed while a loop.*skipped`
				return err
			}
		}
	}
	return nil
}

func unlinkByCounter(db *gorm.DB, group *Group) error {
	for i := 0; i < len(group.Users); i++ {
		if !group.Users[i].Active {
			if err := db.Model(group).Association("Users").Delete(&group.Users[i]); err != nil { // want `removed while a loop.*skipped`
				return err
			}
		}
	}
	return nil
}

func unlinkCopies(db *gorm.DB, group *Group, users []User) error {
	for i := range users {
		if err := db.Model(group).Association("Users").Delete(&users[i]); err != nil {
			return err
		}
	}
	return nil
}

func unlinkOfOther(db *gorm.DB, group *Group) error {
	for i := range group.Users {
		if err := db.Model(&Group{ID: group.ID}).Association("Users").Delete(&group.Users[i]); err != nil {
			return err
		}
	}
	return nil
}

func unlinkFirst(db *gorm.DB, group *Group) error {
	for i := range group.Users {
		if !group.Users[i].Active {
			return db.Model(group).Association("Users").Delete(&group.Users[i])
		}
	}
	return nil
}

func unlinkTogether(db *gorm.DB, group *Group) error {
	var inactive []User
	for _, user := range group.Users {
		if !user.Active {
			inactive = append(inactive, user)
		}
	}
	return db.Model(group).Association("Users").Delete(inactive)
}
