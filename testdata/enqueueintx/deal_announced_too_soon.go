// A deal was announced in the sales channel by a hook of GORM's, and not saved.

package enqueueintx

import (
	"errors"
	"net/http"

	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/wrappers/chat"
	"github.com/datavet/datavet/testdata/wrappers/webhook"
)

type deal struct{ Title string }

func (d *deal) String() string { return d.Title }

type quietDeal struct{ deal }

type lostDeal struct{ error }

func (lostDeal) Code() int { return 1 }

// alertLost tells of a failure of this package's.
func alertLost(lost lostDeal) { _ = chat.Announce(lost.Error()) }

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
		chat.AlertCoded(lostDeal{err})
		chat.AlertAll(map[string]error{q.Title: err})
		alertLost(lostDeal{err})
	}
	return nil
}

func saveThenAnnounce(db *gorm.DB, d *quietDeal) error {
	if err := db.Save(d).Error; err != nil {
		return err
	}
	return chat.Announce(d.Title)
}

// A forecast tells other systems by webhooks.
type forecast struct{ Region string }

func (f *forecast) BeforeCreate(tx *gorm.DB) error {
	if err := webhook.Look("https://example.com/" + f.Region); err != nil {
		return err
	}
	if err := webhook.Ping("https://example.com/" + f.Region); err != nil { // want `remote call made inside the transaction of BeforeCreate`
		return err
	}
	req, err := http.NewRequest(http.MethodPut, "https://example.com", nil)
	if err != nil {
		return err
	}
	return webhook.Send(req) // want `remote call made inside the transaction of BeforeCreate`
}

func (f *forecast) AfterCreate(tx *gorm.DB) error {
	if err := f.check(); err != nil {
		return err
	}
	return f.checkLoudly() // want `mail sent inside the transaction of AfterCreate`
}

// check announces only what it makes fail.
func (f *forecast) check() error {
	if f.Region == "" {
		_ = chat.Announce("a forecast for nowhere")
		return errNowhere
	}
	return nil
}

// checkLoudly lets pass what it announces.
func (f *forecast) checkLoudly() error {
	if f.Region == "" {
		_ = chat.Announce("a forecast for nowhere")
	}
	return nil
}

var errNowhere = errors.New("nowhere")
