// A sign-up wrote its profile through the outer *gorm.DB, and waited for the lock that its own transaction held.

package outerhandle

import (
	"context"

	"gorm.io/gorm"
)

// A User has a profile.
type User struct {
	ID   int64
	Name string
}

// A Profile belongs to a user.
type Profile struct {
	UserID int64
	Handle string
}

// Users signs users up.
type Users struct {
	db *gorm.DB
}

// SignUpOutside creates the profile through the outer handle.
func (s *Users) SignUpOutside(ctx context.Context, name, handle string) error {
	db := s.db.WithContext(ctx)
	return db.Transaction(func(tx *gorm.DB) error {
		user := User{Name: name}
		if err := tx.Create(&user).Error; err != nil {
			return err
		}
		return db.Create(&Profile{user.ID, handle}).Error
	})
}

// SignUpInside creates the profile within the transaction.
func (s *Users) SignUpInside(ctx context.Context, name, handle string) error {
	db := s.db.WithContext(ctx)
	return db.Transaction(func(tx *gorm.DB) error {
		user := User{Name: name}
		if err := tx.Create(&user).Error; err != nil {
			return err
		}
		return tx.Create(&Profile{user.ID, handle}).Error
	})
}
