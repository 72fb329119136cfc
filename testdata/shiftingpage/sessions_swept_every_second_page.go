// A nightly sweep deleted expired sessions page by page and left half of them.

package shiftingpage

import (
	"context"
	"database/sql"
	"time"

	"gorm.io/gorm"
)

// Session is deleted for good.
type Session struct {
	ID        uint `gorm:"primaryKey"`
	UserID    uint
	Status    string
	ExpiresAt time.Time
}

// Login belongs to a session.
type Login struct {
	ID        uint `gorm:"primaryKey"`
	SessionID uint
}

const size = 100

func sweep(db *gorm.DB) error {
	for offset := 0; ; offset += size {
		var sessions []Session
		if err := db.Where("expires_at < ?", time.Now()).Order("id").Offset(offset).Limit(size).Find(&sessions).Error; err != nil {
			return err
		}
		if len(sessions) == 0 {
			return nil
		}
		for _, s := range sessions {
			if err := db.Delete(&s).Error; err != nil { // want `rows deleted while paging by offset`
				return err
			}
		}
	}
}

func sweepByPage(db *gorm.DB, pages int) {
	for page := 1; page <= pages; page++ {
		var sessions []Session
		db.Order("id").Limit(size).Offset((page - 1) * size).Find(&sessions)
		var ids []uint
		for i := range sessions {
			ids = append(ids, sessions[i].ID)
		}
		db.Where("id IN ?", ids).Delete(&Session{}) // want `rows deleted while paging`
	}
}

func sweepByScope(db *gorm.DB) {
	page := 1
	for {
		var sessions []Session
		db.Scopes(paginate(page, size)).Find(&sessions)
		if len(sessions) < size {
			break
		}
		db.Delete(&sessions) // want `rows deleted while paging`
		page++
	}
}

func paginate(page, size int) func(*gorm.DB) *gorm.DB {
	return func(db *gorm.DB) *gorm.DB {
		if page < 1 {
			page = 1
		}
		return db.Offset((page - 1) * size).Limit(size)
	}
}

func sweepInTransactions(db *gorm.DB) error {
	offset := 0
	for {
		n := 0
		err := db.Transaction(func(tx *gorm.DB) error {
			var sessions []Session
			if err := tx.Offset(offset).Limit(size).Find(&sessions).Error; err != nil {
				return err
			}
			n = len(sessions)
			for _, s := range sessions {
				if err := tx.Delete(&Session{}, s.ID).Error; err != nil { // want `rows deleted while paging`
					return err
				}
			}
			return nil
		})
		if err != nil || n == 0 {
			return err
		}
		offset += size
	}
}

func sweepSome(db *gorm.DB) {
	for offset := 0; ; offset += size {
		var sessions []Session
		db.Offset(offset).Limit(size).Find(&sessions)
		if len(sessions) == 0 {
			break
		}
		for _, s := range sessions {
			if s.Status == "stale" {
				db.Delete(&s) // want `rows deleted while paging`
			}
		}
	}
}

func sweepSQL(ctx context.Context, db *sql.DB) error {
	for offset := 0; ; {
		rows, err := db.QueryContext(ctx, "SELECT id FROM sessions ORDER BY id LIMIT $1 OFFSET $2", size, offset)
		if err != nil {
			return err
		}
		var ids []int64
		for rows.Next() {
			var id int64
			if err := rows.Scan(&id); err != nil {
				return err
			}
			ids = append(ids, id)
		}
		if len(ids) == 0 {
			return rows.Err()
		}
		for _, id := range ids {
			if _, err := db.ExecContext(ctx, "DELETE FROM sessions WHERE id = $1", id); err != nil { // want `rows deleted while paging`
				return err
			}
		}
		offset += size
	}
}

// The rest has moved up: the first page is the next one.
func sweepFromTheStart(db *gorm.DB) error {
	for {
		var sessions []Session
		if err := db.Where("expires_at < ?", time.Now()).Order("id").Limit(size).Find(&sessions).Error; err != nil {
			return err
		}
		if len(sessions) == 0 {
			return nil
		}
		if err := db.Delete(&sessions).Error; err != nil {
			return err
		}
	}
}

func sweepByKey(db *gorm.DB) {
	for last := uint(0); ; {
		var sessions []Session
		db.Where("id > ?", last).Order("id").Limit(size).Find(&sessions)
		if len(sessions) == 0 {
			break
		}
		last = sessions[len(sessions)-1].ID
		db.Delete(&sessions)
	}
}

func sweepAfterwards(db *gorm.DB) {
	var all []Session
	for offset := 0; ; offset += size {
		var sessions []Session
		db.Offset(offset).Limit(size).Find(&sessions)
		if len(sessions) == 0 {
			break
		}
		all = append(all, sessions...)
	}
	for _, s := range all {
		db.Delete(&s)
	}
}

func sweepCountingTheKept(db *gorm.DB) {
	for offset := 0; ; {
		var sessions []Session
		db.Offset(offset).Limit(size).Find(&sessions)
		if len(sessions) == 0 {
			break
		}
		kept := 0
		for _, s := range sessions {
			if s.Status == "live" {
				kept++
				continue
			}
			db.Delete(&s)
		}
		offset += kept
	}
}

func sweepAgainIfAnyWasDeleted(db *gorm.DB) {
	offset := 0
	for {
		var sessions []Session
		db.Offset(offset).Limit(size).Find(&sessions)
		if len(sessions) == 0 {
			return
		}
		deleted := false
		for _, s := range sessions {
			if s.Status == "stale" {
				db.Delete(&s)
				deleted = true
			}
		}
		if !deleted {
			offset += size
		}
	}
}

func sweepBackwards(db *gorm.DB, pages int) {
	for page := pages - 1; page >= 0; page-- {
		var sessions []Session
		db.Order("id").Offset(page * size).Limit(size).Find(&sessions)
		db.Delete(&sessions)
	}
}

func sweepLogins(db *gorm.DB) {
	for offset := 0; ; offset += size {
		var sessions []Session
		db.Offset(offset).Limit(size).Find(&sessions)
		if len(sessions) == 0 {
			break
		}
		for _, s := range sessions {
			db.Where("session_id = ?", s.ID).Delete(&Login{})
		}
	}
}

func dropFirst(db *gorm.DB) error {
	for offset := 0; ; offset += size {
		var sessions []Session
		db.Offset(offset).Limit(size).Find(&sessions)
		if len(sessions) == 0 {
			return nil
		}
		for _, s := range sessions {
			if s.Status == "stale" {
				return db.Delete(&s).Error
			}
		}
	}
}

func sweepInBatches(db *gorm.DB) error {
	var sessions []Session
	return db.FindInBatches(&sessions, size, func(tx *gorm.DB, batch int) error {
		return tx.Delete(&sessions).Error
	}).Error
}

func sweepWhenDone(db *gorm.DB) {
	for offset := 0; ; offset += size {
		var sessions []Session
		db.Offset(offset).Limit(size).Find(&sessions)
		if len(sessions) == 0 {
			break
		}
		defer func() { db.Delete(&sessions) }()
	}
}
