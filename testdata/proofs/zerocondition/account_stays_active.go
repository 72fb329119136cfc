// Accounts that were locked could still log in.

package zerocondition

import "context"

// LockByStruct writes false by a struct: it isn't written.
func (a *Accounts) LockByStruct(ctx context.Context, id int64, email string) error {
	return a.db.WithContext(ctx).Model(&Account{ID: id}).Updates(Account{Email: email, Active: false}).Error
}

// Lock writes by a map.
func (a *Accounts) Lock(ctx context.Context, id int64, email string) error {
	return a.db.WithContext(ctx).Model(&Account{ID: id}).Updates(map[string]any{"email": email, "active": false}).Error
}

// SetActiveByStruct can activate, and not lock.
func (a *Accounts) SetActiveByStruct(ctx context.Context, id int64, active bool) error {
	return a.db.WithContext(ctx).Model(&Account{ID: id}).Updates(Account{Active: active}).Error
}

// SetActive names the column to write.
func (a *Accounts) SetActive(ctx context.Context, id int64, active bool) error {
	return a.db.WithContext(ctx).Model(&Account{ID: id}).Select("Active").Updates(Account{Active: active}).Error
}
