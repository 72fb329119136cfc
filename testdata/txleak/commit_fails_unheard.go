// A deferred constraint failed at commit; the API had already said "created".

package txleak

import (
	"database/sql"

	"gorm.io/gorm"
)

type comment struct{ ID int64 }

func commitUnheard(db *gorm.DB) error {
	tx := db.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	defer tx.Rollback()
	if err := tx.Create(&comment{}).Error; err != nil {
		return err
	}
	tx.Commit() // want `commit error dropped`
	return nil
}

func commitHeard(db *gorm.DB) error {
	tx := db.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	defer tx.Rollback()
	if err := tx.Create(&comment{}).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

func gormLeft(db *gorm.DB) error {
	tx := db.Begin()
	if err := tx.Create(&comment{}).Error; err != nil {
		return err // want `transaction left open`
	}
	return tx.Commit().Error
}

// commitPlain drops a plain error: errcheck's matter.
func commitPlain(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	tx.Commit()
	return nil
}
