// A GORM AfterCreate hook enqueued the welcome of a user whose sign-up was rolled back.

package enqueueintx

import (
	"context"
	"strconv"

	"github.com/hibiken/asynq"
	"gorm.io/gorm"
)

// welcomes is the queue; a model's hook has no other way to reach it.
var welcomes *asynq.Client

// A User welcomes itself.
type User struct {
	ID   int64
	Name string
}

// AfterCreate runs inside the statement's transaction.
func (u *User) AfterCreate(tx *gorm.DB) error {
	_, err := welcomes.EnqueueContext(tx.Statement.Context, welcome(u.ID))
	return err
}

// A Profile belongs to a user; its handle is unique.
type Profile struct {
	UserID int64
	Handle string
}

// SignUpWithHook leaves the welcome to the hook.
func SignUpWithHook(ctx context.Context, db *gorm.DB, name, handle string) error {
	return db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		user := User{Name: name}
		if err := tx.Create(&user).Error; err != nil {
			return err
		}
		return tx.Create(&Profile{user.ID, handle}).Error
	})
}

// A Member is a user without a hook.
type Member struct {
	ID   int64
	Name string
}

// SignUpThenWelcome enqueues the welcome after the commit.
func SignUpThenWelcome(ctx context.Context, db *gorm.DB, name, handle string) error {
	member := Member{Name: name}
	err := db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(&member).Error; err != nil {
			return err
		}
		return tx.Create(&Profile{member.ID, handle}).Error
	})
	if err != nil {
		return err
	}
	_, err = welcomes.EnqueueContext(ctx, welcome(member.ID))
	return err
}

func welcome(user int64) *asynq.Task {
	return asynq.NewTask("user:welcome", strconv.AppendInt(nil, user, 10))
}
