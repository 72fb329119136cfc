// Notes were trashed page by page: the ORM's own filter moved the others up.

package shiftingpage

import (
	"gorm.io/gorm"
)

// A Note is deleted softly.
type Note struct {
	ID        int64
	DeletedAt gorm.DeletedAt
}

// Notes trashes notes; Trashed are those that it has seen.
type Notes struct {
	db      *gorm.DB
	Trashed []int64
}

// TrashByOffset reads what isn't trashed yet.
func (n *Notes) TrashByOffset(size int) error {
	for page := 1; ; page++ {
		var notes []Note
		if err := n.db.Order("id").Offset((page - 1) * size).Limit(size).Find(&notes).Error; err != nil {
			return err
		}
		if len(notes) == 0 {
			return nil
		}
		for _, note := range notes {
			n.Trashed = append(n.Trashed, note.ID)
			if err := n.db.Delete(&note).Error; err != nil {
				return err
			}
		}
	}
}

// TrashReadingAll reads the trashed ones, too.
func (n *Notes) TrashReadingAll(size int) error {
	for page := 1; ; page++ {
		var notes []Note
		if err := n.db.Unscoped().Order("id").Offset((page - 1) * size).Limit(size).Find(&notes).Error; err != nil {
			return err
		}
		if len(notes) == 0 {
			return nil
		}
		for _, note := range notes {
			n.Trashed = append(n.Trashed, note.ID)
			if err := n.db.Delete(&note).Error; err != nil {
				return err
			}
		}
	}
}
