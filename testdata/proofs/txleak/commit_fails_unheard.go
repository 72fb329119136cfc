// Comments were acknowledged and lost: the commit failed at a deferred constraint, and its error stayed in a *gorm.DB that nobody looked at.

package txleak

import (
	"context"

	"gorm.io/gorm"
)

// A Comment belongs to a post, which is checked at commit.
type Comment struct {
	PostID int64
	Text   string
}

// Comments writes comments.
type Comments struct {
	db *gorm.DB
}

// AddUnheard drops the commit's error, which linters for unchecked errors
// don't see: Commit returns a *gorm.DB.
func (s *Comments) AddUnheard(ctx context.Context, post int64, text string) error {
	tx := s.db.WithContext(ctx).Begin()
	if tx.Error != nil {
		return tx.Error
	}
	defer tx.Rollback()

	if err := tx.Create(&Comment{post, text}).Error; err != nil {
		return err
	}
	tx.Commit()
	return nil
}

// Add returns the commit's error.
func (s *Comments) Add(ctx context.Context, post int64, text string) error {
	tx := s.db.WithContext(ctx).Begin()
	if tx.Error != nil {
		return tx.Error
	}
	defer tx.Rollback()

	if err := tx.Create(&Comment{post, text}).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}
