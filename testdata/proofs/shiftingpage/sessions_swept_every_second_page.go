// A sweep closed expired sessions page by page, and left every second page of them.

package shiftingpage

import (
	"gorm.io/gorm"
)

// A Session is deleted for good.
type Session struct {
	ID      int64
	Expired bool
}

// Sessions sweeps sessions; Closed are those that it told of it.
type Sessions struct {
	db     *gorm.DB
	Closed []int64
}

func (s *Sessions) close(session Session) { s.Closed = append(s.Closed, session.ID) }

// SweepByOffset asks for rows 3 and 4 of what is left.
func (s *Sessions) SweepByOffset(size int) error {
	for offset := 0; ; offset += size {
		var page []Session
		if err := s.db.Where("expired = ?", true).Order("id").Offset(offset).Limit(size).Find(&page).Error; err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		for _, session := range page {
			s.close(session)
			if err := s.db.Delete(&session).Error; err != nil {
				return err
			}
		}
	}
}

// SweepFromStart asks for the first page until there is none.
func (s *Sessions) SweepFromStart(size int) error {
	for {
		var page []Session
		if err := s.db.Where("expired = ?", true).Order("id").Limit(size).Find(&page).Error; err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		for _, session := range page {
			s.close(session)
			if err := s.db.Delete(&session).Error; err != nil {
				return err
			}
		}
	}
}

// SweepByKey asks for what comes after the last row.
func (s *Sessions) SweepByKey(size int) error {
	for last := int64(0); ; {
		var page []Session
		if err := s.db.Where("expired = ? AND id > ?", true, last).Order("id").Limit(size).Find(&page).Error; err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		for _, session := range page {
			s.close(session)
			if err := s.db.Delete(&session).Error; err != nil {
				return err
			}
			last = session.ID
		}
	}
}

// SweepInTransaction sees its own deletes, whatever the isolation.
func (s *Sessions) SweepInTransaction(size int) error {
	return s.db.Transaction(func(tx *gorm.DB) error {
		for offset := 0; ; offset += size {
			var page []Session
			if err := tx.Where("expired = ?", true).Order("id").Offset(offset).Limit(size).Find(&page).Error; err != nil {
				return err
			}
			if len(page) == 0 {
				return nil
			}
			for _, session := range page {
				s.close(session)
			}
			if err := tx.Delete(&page).Error; err != nil {
				return err
			}
		}
	})
}

// SweepSome takes every second row of a page, and goes a whole page on.
func (s *Sessions) SweepSome(size int) error {
	for offset := 0; ; offset += size {
		var page []Session
		if err := s.db.Order("id").Offset(offset).Limit(size).Find(&page).Error; err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		for i, session := range page {
			s.close(session)
			if i%2 == 0 {
				if err := s.db.Delete(&session).Error; err != nil {
					return err
				}
			}
		}
	}
}

// SweepSomeByKept goes on by what is still there.
func (s *Sessions) SweepSomeByKept(size int) error {
	for offset := 0; ; {
		var page []Session
		if err := s.db.Order("id").Offset(offset).Limit(size).Find(&page).Error; err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		kept := len(page)
		for i, session := range page {
			s.close(session)
			if i%2 == 0 {
				if err := s.db.Delete(&session).Error; err != nil {
					return err
				}
				kept--
			}
		}
		offset += kept
	}
}

// SweepBackwards begins at the last page: what moves up was read before.
func (s *Sessions) SweepBackwards(size, pages int) error {
	for n := pages - 1; n >= 0; n-- {
		var page []Session
		if err := s.db.Where("expired = ?", true).Order("id").Offset(n * size).Limit(size).Find(&page).Error; err != nil {
			return err
		}
		for _, session := range page {
			s.close(session)
			if err := s.db.Delete(&session).Error; err != nil {
				return err
			}
		}
	}
	return nil
}
