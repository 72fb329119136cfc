// A role was taken from a user, and the profile that the same request saved
// gave it back.

package staleassociation

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type User struct {
	ID    int64
	Name  string
	Roles []Role `gorm:"many2many:user_roles"`
	Teams []Team `gorm:"many2many:memberships;joinForeignKey:PersonID"`
}

type Role struct {
	ID          int64
	Permissions []Permission `gorm:"many2many:role_permissions"`
}

type Permission struct {
	ID int64
}

type Team struct {
	ID int64
}

// UserRole is the row that links a user with a role.
type UserRole struct {
	UserID int64
	RoleID int64
}

type Membership struct {
	PersonID int64
	TeamID   int64
}

func takeByStatement(db *gorm.DB, id, role int64) error {
	var user User
	if err := db.Preload("Roles").First(&user, id).Error; err != nil {
		return err
	}
	if err := db.Exec("DELETE FROM user_roles WHERE user_id = ? AND role_id = ?", id, role).Error; err != nil {
		return err
	}
	user.Name += " (was an editor)"
	return db.Save(&user).Error // want `still holds`
}

func takeByLink(db *gorm.DB, id, role int64) error {
	var user User
	if err := db.Preload("Roles").First(&user, id).Error; err != nil {
		return err
	}
	if err := db.Where("user_id = ? AND role_id = ?", id, role).Delete(&UserRole{}).Error; err != nil {
		return err
	}
	return db.Save(&user).Error // want `still holds`
}

func leaveTeams(db *gorm.DB, id int64) error {
	var user User
	if err := db.Preload("Teams").First(&user, id).Error; err != nil {
		return err
	}
	if err := db.Where("person_id = ?", id).Delete(&Membership{}).Error; err != nil {
		return err
	}
	return db.Save(&user).Error // want `still holds`
}

func takeFromOther(db *gorm.DB, id, role int64) error {
	var user User
	if err := db.Preload("Roles").First(&user, id).Error; err != nil {
		return err
	}
	if err := db.Model(&User{ID: id}).Association("Roles").Delete(&Role{ID: role}); err != nil {
		return err
	}
	return db.Save(&user).Error // want `still holds`
}

func deleteRoles(db *gorm.DB, id int64) error {
	var user User
	if err := db.Preload("Roles").First(&user, id).Error; err != nil {
		return err
	}
	if err := db.Select(clause.Associations).Delete(&user.Roles).Error; err != nil {
		return err
	}
	return db.Updates(&user).Error // want `still holds`
}

// known miss: whether the user has the role isn't known.
func deleteRole(db *gorm.DB, id, role int64) error {
	var user User
	if err := db.Preload("Roles").First(&user, id).Error; err != nil {
		return err
	}
	if err := db.Delete(&Role{}, role).Error; err != nil {
		return err
	}
	return db.Updates(&user).Error
}

func revokePermissions(db *gorm.DB, id int64) error {
	var user User
	if err := db.Preload("Roles.Permissions").First(&user, id).Error; err != nil {
		return err
	}
	for _, role := range user.Roles {
		if err := db.Exec("DELETE FROM role_permissions WHERE role_id = ?", role.ID).Error; err != nil {
			return err
		}
	}
	return db.Save(&user).Error // want `still holds`
}

func revokePermissionsOmitting(db *gorm.DB, id int64, whole bool) error {
	var user User
	if err := db.Preload("Roles.Permissions").First(&user, id).Error; err != nil {
		return err
	}
	if err := db.Exec("DELETE FROM role_permissions WHERE permission_id = 1").Error; err != nil {
		return err
	}
	if whole {
		return db.Omit("Roles").Save(&user).Error
	}
	return db.Omit("Roles.Permissions").Save(&user).Error
}

func takeFromSame(db *gorm.DB, id, role int64) error {
	var user User
	if err := db.Preload("Roles").First(&user, id).Error; err != nil {
		return err
	}
	if err := db.Model(&user).Association("Roles").Delete(&Role{ID: role}); err != nil {
		return err
	}
	return db.Save(&user).Error
}

func replaceRoles(db *gorm.DB, id int64, roles []Role) error {
	var user User
	if err := db.Preload("Roles").First(&user, id).Error; err != nil {
		return err
	}
	if err := db.Model(&user).Association("Roles").Replace(roles); err != nil {
		return err
	}
	return db.Save(&user).Error
}

// The links of the teams are not those of the roles.
func takeOtherLink(db *gorm.DB, id int64) error {
	var user User
	if err := db.Preload("Roles").First(&user, id).Error; err != nil {
		return err
	}
	if err := db.Exec("DELETE FROM memberships WHERE person_id = ?", id).Error; err != nil {
		return err
	}
	return db.Save(&user).Error
}
