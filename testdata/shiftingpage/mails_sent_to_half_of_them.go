// A mailer marked what it had sent and paged on: every second hundred got no mail.

package shiftingpage

import (
	"gorm.io/gorm"
)

// Mail is deleted softly.
type Mail struct {
	gorm.Model
	Status string
	Sent   bool
	Tries  int
	To     string
}

func sendAll(db *gorm.DB) {
	for page := 0; ; page++ {
		var mails []Mail
		db.Where("status = ?", "pending").Limit(size).Offset(page * size).Find(&mails)
		if len(mails) == 0 {
			break
		}
		for _, m := range mails {
			db.Model(&m).Update("status", "sent") // want `status updated while paging`
		}
	}
}

func sendAndSave(db *gorm.DB) {
	for page := range 10 {
		var mails []*Mail
		db.Where("sent = ?", false).Limit(size).Offset(page * size).Find(&mails)
		for _, m := range mails {
			m.Sent = true
			db.Save(m) // want `sent updated while paging`
		}
	}
}

func sendAndSaveElements(db *gorm.DB) {
	for page := range 10 {
		var mails []Mail
		db.Where("sent = ?", false).Limit(size).Offset(page * size).Find(&mails)
		for i := range mails {
			mails[i].Sent = true
			db.Save(&mails[i]) // want `sent updated while paging`
		}
	}
}

func dropSoftly(db *gorm.DB) {
	for page := range 10 {
		var mails []Mail
		db.Limit(size).Offset(page * size).Find(&mails)
		for _, m := range mails {
			db.Delete(&m) // want `deleted_at updated while paging`
		}
	}
}

// The deleted are read, too: nothing moves.
func dropSoftlyReadingAll(db *gorm.DB) {
	for page := range 10 {
		var mails []Mail
		db.Unscoped().Limit(size).Offset(page * size).Find(&mails)
		for _, m := range mails {
			db.Delete(&m)
		}
	}
}

func dropForGood(db *gorm.DB) {
	for page := range 10 {
		var mails []Mail
		db.Unscoped().Limit(size).Offset(page * size).Find(&mails)
		for _, m := range mails {
			db.Unscoped().Delete(&m) // want `rows deleted while paging`
		}
	}
}

func countTries(db *gorm.DB) {
	for page := range 10 {
		var mails []Mail
		db.Where("status = ?", "pending").Limit(size).Offset(page * size).Find(&mails)
		for _, m := range mails {
			db.Model(&m).Update("tries", m.Tries+1)
		}
	}
}

func markPending(db *gorm.DB) {
	for page := range 10 {
		var mails []Mail
		db.Where("status = ?", "pending").Limit(size).Offset(page * size).Find(&mails)
		for _, m := range mails {
			db.Model(&m).Updates(map[string]any{"status": "pending", "tries": 0})
		}
	}
}

// known miss: the address is what a row is found by only if the caller says so.
func sendTo(db *gorm.DB, to string) {
	for page := range 10 {
		query := db.Limit(size).Offset(page * size)
		if to != "" {
			query = query.Where("to = ?", to)
		}
		var mails []Mail
		query.Find(&mails)
		for _, m := range mails {
			db.Model(&m).Update("to", "")
		}
	}
}
