// A purge of unconfirmed accounts took the confirmed ones, too.

package zerocondition

import (
	"context"

	"gorm.io/gorm"
)

// An Account belongs to an organisation.
type Account struct {
	ID        int64
	OrgID     int64
	Email     string
	Confirmed bool
	Active    bool
}

// Accounts are purged by an organisation's owner.
type Accounts struct {
	db *gorm.DB
}

// PurgeByStruct asks by a struct, of which false is no condition.
func (a *Accounts) PurgeByStruct(ctx context.Context, orgID int64, confirmed bool) error {
	return a.db.WithContext(ctx).
		Where(&Account{OrgID: orgID, Confirmed: confirmed}).
		Delete(&Account{}).Error
}

// Purge asks by a map.
func (a *Accounts) Purge(ctx context.Context, orgID int64, confirmed bool) error {
	return a.db.WithContext(ctx).
		Where(map[string]any{"org_id": orgID, "confirmed": confirmed}).
		Delete(&Account{}).Error
}

// PurgeByNames says which fields to compare, be they zero.
func (a *Accounts) PurgeByNames(ctx context.Context, orgID int64, confirmed bool) error {
	return a.db.WithContext(ctx).
		Where(&Account{OrgID: orgID, Confirmed: confirmed}, "OrgID", "Confirmed").
		Delete(&Account{}).Error
}

// PurgeAllByStruct has no other condition: GORM refuses the statement.
func (a *Accounts) PurgeAllByStruct(ctx context.Context, confirmed bool) error {
	return a.db.WithContext(ctx).Where(&Account{Confirmed: confirmed}).Delete(&Account{}).Error
}

// RemoveByValue gives the address to Delete, which takes only the primary key
// of its value for a condition.
func (a *Accounts) RemoveByValue(ctx context.Context, orgID int64, email string) error {
	return a.db.WithContext(ctx).Where("org_id = ?", orgID).Delete(&Account{Email: email}).Error
}

// Remove gives it to Where.
func (a *Accounts) Remove(ctx context.Context, orgID int64, email string) error {
	return a.db.WithContext(ctx).Where("org_id = ? AND email = ?", orgID, email).Delete(&Account{}).Error
}
