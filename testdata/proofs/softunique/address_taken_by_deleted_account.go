// Whoever had deleted an account could not sign up again: the deleted row still had the address.

package softunique

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/plugin/soft_delete"
)

// An Account has an address that no other has, live or deleted.
type Account struct {
	gorm.Model
	Email string `gorm:"uniqueIndex"`
}

// Accounts are deleted softly.
type Accounts struct {
	db *gorm.DB
}

// SignUp creates an account.
func (a *Accounts) SignUp(ctx context.Context, email string) error {
	return a.db.WithContext(ctx).Create(&Account{Email: email}).Error
}

// Close deletes an account.
func (a *Accounts) Close(ctx context.Context, email string) error {
	return a.db.WithContext(ctx).Where("email = ?", email).Delete(&Account{}).Error
}

// A Member has an address that no other live one has.
type Member struct {
	gorm.Model
	Email string `gorm:"uniqueIndex:idx_members_email,where:deleted_at IS NULL"`
}

// Members are deleted softly.
type Members struct {
	db *gorm.DB
}

// SignUp creates a member.
func (m *Members) SignUp(ctx context.Context, email string) error {
	return m.db.WithContext(ctx).Create(&Member{Email: email}).Error
}

// Close deletes a member.
func (m *Members) Close(ctx context.Context, email string) error {
	return m.db.WithContext(ctx).Where("email = ?", email).Delete(&Member{}).Error
}

// A Subscriber has an address that no other live one has: DeletedAt is in the
// key, and 0 in every live row.
type Subscriber struct {
	ID        int64
	Email     string                `gorm:"uniqueIndex:idx_subscribers_email"`
	DeletedAt soft_delete.DeletedAt `gorm:"not null;default:0;uniqueIndex:idx_subscribers_email"`
}

// Subscribers are deleted softly.
type Subscribers struct {
	db *gorm.DB
}

// SignUp creates a subscriber.
func (s *Subscribers) SignUp(ctx context.Context, email string) error {
	return s.db.WithContext(ctx).Create(&Subscriber{Email: email}).Error
}

// Close deletes a subscriber.
func (s *Subscribers) Close(ctx context.Context, email string) error {
	return s.db.WithContext(ctx).Where("email = ?", email).Delete(&Subscriber{}).Error
}
