// Permissions were taken from the copies that range makes of the roles: the roles kept their length and ended in blank permissions.

package trackedslice

import (
	"context"
	"slices"

	"gorm.io/gorm"
)

// An Account has roles.
type Account struct {
	ID    int64
	Name  string
	Roles []Role `gorm:"many2many:account_roles"`
}

// A Role has permissions.
type Role struct {
	ID          int64
	Name        string
	Permissions []Permission `gorm:"many2many:role_permissions"`
}

// A Permission may be deprecated.
type Permission struct {
	ID         int64
	Code       string
	Deprecated bool
}

// Accounts loads accounts.
type Accounts struct {
	db *gorm.DB
}

// LoadPruningCopies is to leave out what is deprecated.
func (a *Accounts) LoadPruningCopies(ctx context.Context, id int64) (*Account, error) {
	var account Account
	if err := a.db.WithContext(ctx).Preload("Roles.Permissions").First(&account, id).Error; err != nil {
		return nil, err
	}
	for _, role := range account.Roles {
		role.Permissions = slices.DeleteFunc(role.Permissions, func(p Permission) bool { return p.Deprecated })
	}
	return &account, nil
}

// LoadPruningRoles assigns to the roles themselves.
func (a *Accounts) LoadPruningRoles(ctx context.Context, id int64) (*Account, error) {
	var account Account
	if err := a.db.WithContext(ctx).Preload("Roles.Permissions").First(&account, id).Error; err != nil {
		return nil, err
	}
	for i := range account.Roles {
		role := &account.Roles[i]
		role.Permissions = slices.DeleteFunc(role.Permissions, func(p Permission) bool { return p.Deprecated })
	}
	return &account, nil
}
