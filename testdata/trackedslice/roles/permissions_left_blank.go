// Permissions were deleted from the copies that range makes of the roles: the roles kept their length and ended in blank ones.

package roles

import (
	"slices"

	"gorm.io/gorm"
)

type User struct {
	ID    int64
	Name  string
	Roles []Role `gorm:"many2many:user_roles"`
}

type Role struct {
	ID          int64
	Name        string
	Permissions []Permission `gorm:"many2many:role_permissions"`
}

type Permission struct {
	ID         int64
	Code       string
	Deprecated bool
}

func deprecated(p Permission) bool { return p.Deprecated }

func ofCopies(db *gorm.DB, id int64) (*User, error) {
	var user User
	if err := db.Preload("Roles.Permissions").First(&user, id).Error; err != nil {
		return nil, err
	}
	for _, r := range user.Roles {
		r.Permissions = slices.DeleteFunc(r.Permissions, deprecated) // want `blank elements`
	}
	return &user, nil
}

func ofCopiesReadLater(db *gorm.DB, id int64) (codes []string, err error) {
	var user User
	if err := db.Preload("Roles").Preload("Roles.Permissions").First(&user, id).Error; err != nil {
		return nil, err
	}
	for _, r := range user.Roles {
		r.Permissions = slices.DeleteFunc(r.Permissions, deprecated) // want `blank elements`
	}
	for _, r := range user.Roles {
		for _, p := range r.Permissions {
			codes = append(codes, p.Code)
		}
	}
	return codes, nil
}

func ofCopiesSaved(db *gorm.DB, id int64) error {
	var user User
	if err := db.Preload("Roles.Permissions").First(&user, id).Error; err != nil {
		return err
	}
	for _, r := range user.Roles {
		r.Permissions = slices.DeleteFunc(r.Permissions, deprecated) // want `blank row`
	}
	return db.Save(&user).Error
}

func ofElements(db *gorm.DB, id int64) (*User, error) {
	var user User
	if err := db.Preload("Roles.Permissions").First(&user, id).Error; err != nil {
		return nil, err
	}
	for i := range user.Roles {
		user.Roles[i].Permissions = slices.DeleteFunc(user.Roles[i].Permissions, deprecated)
	}
	return &user, nil
}

func ofPointers(db *gorm.DB, id int64) (*User, error) {
	var user User
	if err := db.Preload("Roles.Permissions").First(&user, id).Error; err != nil {
		return nil, err
	}
	for i := range user.Roles {
		r := &user.Roles[i]
		r.Permissions = slices.DeleteFunc(r.Permissions, deprecated)
	}
	return &user, nil
}

func ofCopiesCollected(db *gorm.DB, id int64) (codes []string, err error) {
	var user User
	if err := db.Preload("Roles.Permissions").First(&user, id).Error; err != nil {
		return nil, err
	}
	for _, r := range user.Roles {
		r.Permissions = slices.DeleteFunc(r.Permissions, deprecated)
		for _, p := range r.Permissions {
			codes = append(codes, p.Code)
		}
	}
	return codes, nil
}

func ofCopiesWrittenBack(db *gorm.DB, id int64) (*User, error) {
	var user User
	if err := db.Preload("Roles.Permissions").First(&user, id).Error; err != nil {
		return nil, err
	}
	for i, r := range user.Roles {
		r.Permissions = slices.DeleteFunc(r.Permissions, deprecated)
		user.Roles[i] = r
	}
	return &user, nil
}
