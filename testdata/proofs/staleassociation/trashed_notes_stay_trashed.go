// Near miss: the notes of a notebook were deleted softly, and saving the notebook that holds them leaves them so.

package staleassociation

import (
	"context"

	"gorm.io/gorm"
)

// A Notebook has notes.
type Notebook struct {
	ID      int64
	Trashed int
	Notes   []Note
}

// A Note is deleted softly.
type Note struct {
	ID         int64
	NotebookID int64
	Text       string
	DeletedAt  gorm.DeletedAt
}

// Notebooks are emptied.
type Notebooks struct {
	db *gorm.DB
}

// EmptySoftly sets deleted_at, which an upsert of the foreign key leaves alone.
func (n *Notebooks) EmptySoftly(ctx context.Context, id int64) error {
	db := n.db.WithContext(ctx)
	var notebook Notebook
	if err := db.Preload("Notes").First(&notebook, id).Error; err != nil {
		return err
	}
	if err := db.Where("notebook_id = ?", id).Delete(&Note{}).Error; err != nil {
		return err
	}
	notebook.Trashed += len(notebook.Notes)
	return db.Save(&notebook).Error
}

// EmptyForGood deletes the rows.
func (n *Notebooks) EmptyForGood(ctx context.Context, id int64) error {
	db := n.db.WithContext(ctx)
	var notebook Notebook
	if err := db.Preload("Notes").First(&notebook, id).Error; err != nil {
		return err
	}
	if err := db.Unscoped().Where("notebook_id = ?", id).Delete(&Note{}).Error; err != nil {
		return err
	}
	notebook.Trashed += len(notebook.Notes)
	return db.Save(&notebook).Error
}

// EmptySavingAll writes all columns of the notes, deleted_at among them.
func (n *Notebooks) EmptySavingAll(ctx context.Context, id int64) error {
	db := n.db.WithContext(ctx)
	var notebook Notebook
	if err := db.Preload("Notes").First(&notebook, id).Error; err != nil {
		return err
	}
	if err := db.Where("notebook_id = ?", id).Delete(&Note{}).Error; err != nil {
		return err
	}
	notebook.Trashed += len(notebook.Notes)
	return db.Session(&gorm.Session{FullSaveAssociations: true}).Save(&notebook).Error
}
