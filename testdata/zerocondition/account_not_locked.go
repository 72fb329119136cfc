// Accounts that were locked could still log in. Findings that say "if it is
// zero" are opt-in.

package zerocondition

import (
	"gorm.io/gorm"
	"xorm.io/xorm"
)

type Account struct {
	ID     int64
	Email  string
	Active bool
	Quota  int
}

func lock(db *gorm.DB, id int64, email string) error {
	return db.Model(&Account{ID: id}).Updates(Account{Email: email, Active: false}).Error // want `Active is not written: the UPDATE leaves out zero fields`
}

func lockByMap(db *gorm.DB, id int64, email string) error {
	return db.Model(&Account{ID: id}).Updates(map[string]any{"email": email, "active": false}).Error
}

func lockByColumn(db *gorm.DB, id int64) error {
	return db.Model(&Account{ID: id}).Select("Active").Updates(Account{Active: false}).Error
}

func lockByUpdate(db *gorm.DB, id int64) error {
	return db.Model(&Account{ID: id}).Update("active", false).Error
}

func setActive(db *gorm.DB, id int64, active bool) error {
	return db.Model(&Account{ID: id}).Updates(&Account{Active: active}).Error // want `Active is not written if it is zero`
}

func setQuota(db *gorm.DB, id int64, quota int) error {
	return db.Model(&Account{ID: id}).Updates(&Account{Quota: quota}).Error // want `Quota is not written if it is zero`
}

func raiseQuota(db *gorm.DB, id int64, quota int) error {
	if quota == 0 {
		return nil
	}
	return db.Model(&Account{ID: id}).Updates(&Account{Quota: quota}).Error
}

// An empty address is seldom meant to be written.
func setEmail(db *gorm.DB, id int64, email string) error {
	return db.Model(&Account{ID: id}).Updates(&Account{Email: email}).Error
}

// known miss: the struct comes from elsewhere.
func update(db *gorm.DB, account Account) error {
	return db.Model(&Account{ID: account.ID}).Updates(account).Error
}

func lockLoaded(db *gorm.DB, id int64) error {
	var account Account
	if err := db.First(&account, id).Error; err != nil {
		return err
	}
	account.Active = false // want `Active is not written: the UPDATE leaves out zero fields`
	return db.Model(&account).Updates(&account).Error
}

func saveLoaded(db *gorm.DB, id int64) error {
	var account Account
	if err := db.First(&account, id).Error; err != nil {
		return err
	}
	account.Active = false
	return db.Save(&account).Error
}

func unlockLoaded(db *gorm.DB, id int64) error {
	var account Account
	if err := db.First(&account, id).Error; err != nil {
		return err
	}
	account.Active = true
	return db.Model(&account).Updates(&account).Error
}

func lockByXorm(db *xorm.Engine, id int64) error {
	_, err := db.ID(id).Update(&Account{Active: false, Email: "-"}) // want `Active is not written`
	return err
}

func lockByColumns(db *xorm.Engine, id int64) error {
	_, err := db.ID(id).Cols("active").Update(&Account{Active: false})
	return err
}

func lockByUseBool(db *xorm.Engine, id int64) error {
	_, err := db.ID(id).UseBool("active").Update(&Account{Active: false, Email: "-"})
	return err
}
