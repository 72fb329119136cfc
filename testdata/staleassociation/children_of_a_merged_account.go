// Two accounts were merged: all contacts moved to the one that stays, and back
// when the other was marked as merged.

package staleassociation

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/plugin/soft_delete"
)

type Client struct {
	ID       int64
	Merged   bool
	Contacts []Contact
	Notes    []Note
	Files    []File
	Logins   []Login
	Profile  Profile `gorm:"foreignKey:OwnerID"`
}

type Contact struct {
	ID       int64
	ClientID *int64
	Mail     string
}

// Note is deleted softly.
type Note struct {
	gorm.Model
	ClientID int64
}

// File is deleted softly, by a flag.
type File struct {
	ID        int64
	ClientID  int64
	IsDeleted soft_delete.DeletedAt `gorm:"softDelete:flag"`
}

// Login is not deleted softly: GORM takes no *time.Time for that.
type Login struct {
	ID        int64
	ClientID  int64
	DeletedAt *time.Time
}

type Profile struct {
	ID      int64
	OwnerID int64
}

func mergeByUpdate(db *gorm.DB, from, to int64) error {
	var client Client
	if err := db.Preload("Contacts").First(&client, from).Error; err != nil {
		return err
	}
	if err := db.Model(&Contact{}).Where("client_id = ?", from).Update("client_id", to).Error; err != nil {
		return err
	}
	client.Merged = true
	return db.Save(&client).Error // want `still holds`
}

func mergeByUpdates(db *gorm.DB, from, to int64) error {
	var client Client
	if err := db.Preload("Contacts").First(&client, from).Error; err != nil {
		return err
	}
	if err := db.Model(&Contact{}).Where("client_id = ?", from).Updates(map[string]any{"client_id": to, "mail": ""}).Error; err != nil {
		return err
	}
	return db.Model(&client).Update("merged", true).Error // want `still holds`
}

func mergeByStruct(db *gorm.DB, from, to int64) error {
	var client Client
	if err := db.Preload("Contacts").First(&client, from).Error; err != nil {
		return err
	}
	if err := db.Model(&Contact{}).Where("client_id = ?", from).Updates(Contact{ClientID: &to}).Error; err != nil {
		return err
	}
	return db.Model(&client).Update("merged", true).Error // want `still holds`
}

func mergeByStatement(db *gorm.DB, from, to int64) error {
	var client Client
	if err := db.Preload("Profile").First(&client, from).Error; err != nil {
		return err
	}
	if err := db.Exec("UPDATE profiles SET owner_id = ? WHERE owner_id = ?", to, from).Error; err != nil {
		return err
	}
	return db.Model(&client).Update("merged", true).Error // want `still holds`
}

func unlink(db *gorm.DB, from int64) error {
	var client Client
	if err := db.Preload("Contacts").First(&client, from).Error; err != nil {
		return err
	}
	if err := db.Model(&Contact{}).Where("client_id = ?", from).Update("ClientID", nil).Error; err != nil {
		return err
	}
	return db.Model(&client).Update("merged", true).Error // want `still holds`
}

func unlinkByAssociation(db *gorm.DB, from int64) error {
	var client Client
	if err := db.Preload("Contacts").First(&client, from).Error; err != nil {
		return err
	}
	if err := db.Model(&client).Association("Contacts").Clear(); err != nil {
		return err
	}
	client.Merged = true
	return db.Save(&client).Error
}

func trash(db *gorm.DB, id int64) error {
	var client Client
	if err := db.Preload("Notes").Preload("Files").First(&client, id).Error; err != nil {
		return err
	}
	if err := db.Where("client_id = ?", id).Delete(&Note{}).Error; err != nil {
		return err
	}
	if err := db.Where("client_id = ?", id).Delete(&File{}).Error; err != nil {
		return err
	}
	return db.Save(&client).Error
}

func trashSavingAll(db *gorm.DB, id int64) error {
	var client Client
	if err := db.Preload("Notes").First(&client, id).Error; err != nil {
		return err
	}
	if err := db.Where("client_id = ?", id).Delete(&Note{}).Error; err != nil {
		return err
	}
	return db.Session(&gorm.Session{FullSaveAssociations: true}).Save(&client).Error // want `still holds`
}

func trashForGood(db *gorm.DB, id int64) error {
	var client Client
	if err := db.Preload("Notes").First(&client, id).Error; err != nil {
		return err
	}
	if err := db.Unscoped().Where("client_id = ?", id).Delete(&Note{}).Error; err != nil {
		return err
	}
	return db.Save(&client).Error // want `still holds`
}

func trashLogins(db *gorm.DB, id int64) error {
	var client Client
	if err := db.Preload("Logins").First(&client, id).Error; err != nil {
		return err
	}
	if err := db.Where("client_id = ?", id).Delete(&Login{}).Error; err != nil {
		return err
	}
	return db.Save(&client).Error // want `still holds`
}

func moveNotes(db *gorm.DB, from, to int64) error {
	var client Client
	if err := db.Preload("Notes").First(&client, from).Error; err != nil {
		return err
	}
	if err := db.Model(&Note{}).Where("client_id = ?", from).Update("client_id", to).Error; err != nil {
		return err
	}
	return db.Save(&client).Error // want `still holds`
}

// The one that stays is saved, and holds none of what moved.
func mergeInto(db *gorm.DB, from, to int64) error {
	var client Client
	if err := db.Preload("Contacts").First(&client, to).Error; err != nil {
		return err
	}
	if err := db.Model(&Contact{}).Where("client_id = ?", from).Update("client_id", client.ID).Error; err != nil {
		return err
	}
	client.Merged = true
	return db.Save(&client).Error
}
