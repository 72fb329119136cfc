// Parts are deleted with what they are parts of, whose id never comes back: nothing blocks.

package accounts

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type MediaUpload struct {
	gorm.Model
	Status string
	Name   string
}

// A MediaChunk is deleted when its upload is completed, cancelled or stale. The
// INSERT that does nothing has no deleted chunk to meet.
type MediaChunk struct {
	gorm.Model
	UploadID uint `gorm:"uniqueIndex:idx_chunk"`
	Index    int  `gorm:"uniqueIndex:idx_chunk"`
}

func saveChunk(db *gorm.DB, upload uint, index int) error {
	return db.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "upload_id"}, {Name: "index"}}, DoNothing: true}).
		Create(&MediaChunk{UploadID: upload, Index: index}).Error
}

func complete(db *gorm.DB, upload uint) error {
	if err := db.Model(&MediaUpload{}).Where("id = ?", upload).Updates(map[string]any{"status": "completed"}).Error; err != nil {
		return err
	}
	return db.Where("upload_id = ? AND deleted_at IS NULL", upload).Delete(&MediaChunk{}).Error
}

func cancel(db *gorm.DB, upload uint) error {
	if err := dropChunks(db, upload); err != nil {
		return err
	}
	return db.Delete(&MediaUpload{}, upload).Error
}

func dropChunks(db *gorm.DB, upload uint) error {
	return db.Where(map[string]any{"upload_id": upload}).Delete(&MediaChunk{}).Error
}

func expire(db *gorm.DB, before time.Time) error {
	var stale []MediaUpload
	db.Where("updated_at < ?", before).Find(&stale)
	for _, upload := range stale {
		db.Where(&MediaChunk{UploadID: upload.ID}).Delete(&MediaChunk{})
		db.Delete(&MediaUpload{}, upload.ID)
	}
	return nil
}

// A MediaPart is deleted by itself, too, by its whole key.
type MediaPart struct {
	gorm.Model
	UploadID uint `gorm:"uniqueIndex:idx_part"` // want `unique \(upload_id, index\) of media_parts blocks re-creation`
	Index    int  `gorm:"uniqueIndex:idx_part"`
}

func savePart(db *gorm.DB, upload uint, index int) error {
	return db.Create(&MediaPart{UploadID: upload, Index: index}).Error
}

func dropParts(db *gorm.DB, upload uint) error {
	db.Where("upload_id = ?", upload).Delete(&MediaPart{})
	return db.Delete(&MediaUpload{}, upload).Error
}

func dropPart(db *gorm.DB, upload uint, index int) error {
	return db.Delete(&MediaPart{}, "upload_id = ? AND index = ?", upload, index).Error
}

// A MediaTag is deleted by its id, too.
type MediaTag struct {
	gorm.Model
	UploadID uint   `gorm:"uniqueIndex:idx_tag"` // want `unique \(upload_id, text\) of media_tags blocks re-creation`
	Text     string `gorm:"uniqueIndex:idx_tag"`
}

func saveTag(db *gorm.DB, upload uint, text string) error {
	return db.Create(&MediaTag{UploadID: upload, Text: text}).Error
}

func dropTags(db *gorm.DB, upload uint) error {
	db.Where("upload_id = ?", upload).Delete(&MediaTag{})
	return db.Delete(&MediaUpload{}, upload).Error
}

func dropTag(db *gorm.DB, tag uint) error { return db.Delete(&MediaTag{}, tag).Error }

// A MediaNote is deleted while its upload stays.
type MediaNote struct {
	gorm.Model
	UploadID uint   `gorm:"uniqueIndex:idx_note"` // want `unique \(upload_id, text\) of media_notes blocks re-creation`
	Text     string `gorm:"uniqueIndex:idx_note"`
}

func saveNote(db *gorm.DB, upload uint, text string) error {
	return db.Create(&MediaNote{UploadID: upload, Text: text}).Error
}

func clearNotes(db *gorm.DB, upload uint) error {
	return db.Where("upload_id = ?", upload).Delete(&MediaNote{}).Error
}

// A MediaLink's upload is renamed, and its links are put anew.
type MediaLink struct {
	gorm.Model
	UploadID uint   `gorm:"uniqueIndex:idx_link"` // want `unique \(upload_id, text\) of media_links blocks re-creation`
	Text     string `gorm:"uniqueIndex:idx_link"`
}

func putLinks(db *gorm.DB, upload uint, name string, texts []string) error {
	db.Model(&MediaUpload{}).Where("id = ?", upload).Updates(map[string]any{"status": "linked", "name": name})
	db.Where("upload_id = ?", upload).Delete(&MediaLink{})
	for _, text := range texts {
		if err := db.Create(&MediaLink{UploadID: upload, Text: text}).Error; err != nil {
			return err
		}
	}
	return nil
}

// A MediaView is deleted by a condition that isn't known.
type MediaView struct {
	gorm.Model
	UploadID uint   `gorm:"uniqueIndex:idx_view"` // want `unique \(upload_id, text\) of media_views blocks re-creation`
	Text     string `gorm:"uniqueIndex:idx_view"`
}

func saveView(db *gorm.DB, upload uint, text string) error {
	return db.Create(&MediaView{UploadID: upload, Text: text}).Error
}

func dropViews(db *gorm.DB, upload uint, more func(*gorm.DB) *gorm.DB) error {
	db.Scopes(more).Where("upload_id = ?", upload).Delete(&MediaView{})
	return db.Delete(&MediaUpload{}, upload).Error
}

// A MediaFolder comes back with its id, so its pages' keys are wanted again.
type MediaFolder struct{ gorm.Model }

type MediaPage struct {
	gorm.Model
	FolderID uint   `gorm:"uniqueIndex:idx_page"` // want `unique \(folder_id, label\) of media_pages blocks re-creation`
	Label    string `gorm:"uniqueIndex:idx_page"`
}

func savePage(db *gorm.DB, folder uint) error { return db.Create(&MediaPage{FolderID: folder}).Error }

func dropFolder(db *gorm.DB, folder uint) error {
	db.Where("folder_id = ?", folder).Delete(&MediaPage{})
	return db.Delete(&MediaFolder{}, folder).Error
}

func restoreFolder(db *gorm.DB, folder uint) error {
	return db.Unscoped().Model(&MediaFolder{}).Where("id = ?", folder).Update("deleted_at", nil).Error
}
