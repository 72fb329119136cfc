// A deal was announced in the sales channel by a hook of GORM's, and not saved.

package enqueueintx

import (
	"errors"

	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/wrappers/chat"
)

type deal struct{ Title string }

func (d *deal) String() string { return d.Title }

type quietDeal struct{ deal }

type lostDeal struct{ error }

func (d *deal) AfterSave(tx *gorm.DB) error {
	return chat.Announce(d.Title) // want `mail sent inside the transaction of AfterSave`
}

func (d *deal) AfterUpdate(tx *gorm.DB) error {
	return chat.AnnounceOf(d) // want `mail sent inside the transaction of AfterUpdate`
}

// BeforeSave tells of what stays true if the deal is rolled back.
func (q *quietDeal) BeforeSave(tx *gorm.DB) error {
	if q.Title == "" {
		err := errors.New("a deal without title")
		chat.Alert(err)
		return tx.AddError(err)
	}
	return nil
}

func (q *quietDeal) AfterSave(tx *gorm.DB) error {
	if err := tx.Create(&deal{}).Error; err != nil {
		chat.AlertOf(lostDeal{err})
	}
	return nil
}

func saveThenAnnounce(db *gorm.DB, d *quietDeal) error {
	if err := db.Save(d).Error; err != nil {
		return err
	}
	return chat.Announce(d.Title)
}
