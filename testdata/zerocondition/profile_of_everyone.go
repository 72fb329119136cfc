// Whoever saved a profile saved it for everyone.

package zerocondition

import (
	gormv1 "github.com/jinzhu/gorm"
	"gorm.io/gorm"
	"xorm.io/xorm"
)

type Profile struct {
	ID   int64 `xorm:"pk autoincr"`
	Name string
	Seen bool
}

func save(db *xorm.Engine, profile *Profile) error {
	_, err := db.Update(profile) // want `UPDATE without a condition`
	return err
}

func saveKey(db *xorm.Engine, id int64, name string) error {
	_, err := db.Cols("name").Update(&Profile{ID: id, Name: name}) // want `UPDATE without a condition`
	return err
}

func saveInSession(db *xorm.Engine, profile *Profile) error {
	session := db.NewSession()
	defer session.Close()
	_, err := session.Update(profile) // want `UPDATE without a condition`
	return err
}

func saveByID(db *xorm.Engine, profile *Profile) error {
	_, err := db.ID(profile.ID).Update(profile)
	return err
}

func saveByBean(db *xorm.Engine, profile *Profile) error {
	_, err := db.Update(profile, &Profile{ID: profile.ID})
	return err
}

func saveWhere(db *xorm.Engine, profile *Profile) error {
	session := db.NewSession()
	defer session.Close()
	session.Where("id = ?", profile.ID)
	_, err := session.Update(profile)
	return err
}

// A change of all rows, as it seems: the value has no key.
func forgetSeen(db *xorm.Engine) error {
	_, err := db.Cols("seen").Update(&Profile{Seen: false})
	return err
}

// The caller may have given it conditions.
func saveGiven(session *xorm.Session, profile *Profile) error {
	_, err := session.Update(profile)
	return err
}

func renameAll(db *gormv1.DB, name string) error {
	return db.Model(&Profile{}).Update("name", name).Error // want `UPDATE without a condition`
}

func rename(db *gormv1.DB, profile *Profile, name string) error {
	return db.Model(profile).Update("name", name).Error
}

func renameWhere(db *gormv1.DB, id int64, name string) error {
	return db.Model(&Profile{}).Where("id = ?", id).Update("name", name).Error
}

func create(db *gormv1.DB, name string) error {
	return db.Save(&Profile{Name: name}).Error
}

// Version 2 refuses it.
func renameAllV2(db *gorm.DB, name string) error {
	return db.Model(&Profile{}).Update("name", name).Error
}

func removeByName(db *gormv1.DB, name string) error {
	return db.Delete(&Profile{Name: name}).Error // want `Name is no condition of the DELETE`
}

// Opt-in: version 1 deletes every row if the key is 0.
func RemoveByKey(db *gormv1.DB, id int64) error {
	return db.Delete(&Profile{ID: id}).Error // want `ID is no condition if it is zero: the DELETE takes every row;`
}

func removeByCheckedKey(db *gormv1.DB, id int64) error {
	if id == 0 {
		return nil
	}
	return db.Delete(&Profile{ID: id}).Error
}

func removeByNameText(db *gormv1.DB, name string) error {
	return db.Where("name = ?", name).Delete(&Profile{}).Error
}
