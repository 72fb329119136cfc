// An administrator ended all sessions of a locked account; saving the account, which held them, signed the intruder in again.

package staleassociation

import (
	"context"

	"gorm.io/gorm"
)

// An Account has the sessions that are signed in.
type Account struct {
	ID       int64
	Locked   bool
	Ended    int
	Sessions []Session
}

// A Session is signed in to an account.
type Session struct {
	ID        int64
	AccountID int64
	Token     string
}

// Accounts are locked by ending their sessions.
type Accounts struct {
	db *gorm.DB
}

// LockSaving saves the account with the sessions that it has just ended.
func (a *Accounts) LockSaving(ctx context.Context, id int64) error {
	db := a.db.WithContext(ctx)
	var account Account
	if err := db.Preload("Sessions").First(&account, id).Error; err != nil {
		return err
	}
	if err := db.Where("account_id = ?", id).Delete(&Session{}).Error; err != nil {
		return err
	}
	account.Locked, account.Ended = true, len(account.Sessions)
	return db.Save(&account).Error
}

// LockUpdating updates two columns, and still saves what the account holds.
func (a *Accounts) LockUpdating(ctx context.Context, id int64) error {
	db := a.db.WithContext(ctx)
	var account Account
	if err := db.Preload("Sessions").First(&account, id).Error; err != nil {
		return err
	}
	if err := db.Delete(&account.Sessions).Error; err != nil {
		return err
	}
	return db.Model(&account).Updates(map[string]any{"locked": true, "ended": len(account.Sessions)}).Error
}

// LockOmitting saves the account alone.
func (a *Accounts) LockOmitting(ctx context.Context, id int64) error {
	db := a.db.WithContext(ctx)
	var account Account
	if err := db.Preload("Sessions").First(&account, id).Error; err != nil {
		return err
	}
	if err := db.Where("account_id = ?", id).Delete(&Session{}).Error; err != nil {
		return err
	}
	account.Locked, account.Ended = true, len(account.Sessions)
	return db.Omit("Sessions").Save(&account).Error
}

// LockEmptied forgets the sessions before it saves.
func (a *Accounts) LockEmptied(ctx context.Context, id int64) error {
	db := a.db.WithContext(ctx)
	var account Account
	if err := db.Preload("Sessions").First(&account, id).Error; err != nil {
		return err
	}
	if err := db.Delete(&account.Sessions).Error; err != nil {
		return err
	}
	account.Locked, account.Ended, account.Sessions = true, len(account.Sessions), nil
	return db.Save(&account).Error
}

// LockByID updates by a value that holds no sessions.
func (a *Accounts) LockByID(ctx context.Context, id int64) error {
	db := a.db.WithContext(ctx)
	var account Account
	if err := db.Preload("Sessions").First(&account, id).Error; err != nil {
		return err
	}
	if err := db.Where("account_id = ?", id).Delete(&Session{}).Error; err != nil {
		return err
	}
	return db.Model(&Account{ID: id}).Updates(map[string]any{"locked": true, "ended": len(account.Sessions)}).Error
}
