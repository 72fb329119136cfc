// A document was given to another owner, the page said saved, and the old
// owner still had it: GORM wrote the key of the owner that was loaded.

package staleassociation

import (
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type Document struct {
	ID       int64
	Title    string
	OwnerID  int64
	Owner    Owner
	EditorID *int64
	Editor   *Owner
	Checked  string
	Checker  *Checker `gorm:"foreignKey:Checked;references:Code"`
	ParentID *int64
	Parent   *Document
	OriginID int64 // of another system
	Parts    []Part
	Audited
}

// Audited is what many rows have.
type Audited struct {
	AuditorID int64
	Auditor   *Owner
}

type Owner struct {
	ID   int64
	Name string
}

type Checker struct {
	Code string `gorm:"primaryKey"`
}

type Part struct {
	ID         int64
	DocumentID int64
	OwnerID    int64
	Owner      *Owner
}

func give(db *gorm.DB, id, owner int64) error {
	var doc Document
	if err := db.Preload("Owner").First(&doc, id).Error; err != nil {
		return err
	}
	doc.OwnerID = owner // want `is written while`
	return db.Save(&doc).Error
}

func giveJoined(db *gorm.DB, id, owner int64) error {
	var doc Document
	if err := db.Joins("Owner").First(&doc, id).Error; err != nil {
		return err
	}
	doc.OwnerID = owner // want `is written while`
	return db.Updates(&doc).Error
}

func giveAllLoaded(db *gorm.DB, id, owner int64) error {
	doc := new(Document)
	if err := db.Preload(clause.Associations).First(doc, id).Error; err != nil {
		return err
	}
	doc.EditorID = &owner // want `is written while`
	return db.Select("*").Updates(doc).Error
}

func removeEditor(db *gorm.DB, id int64) error {
	var doc Document
	if err := db.Preload("Editor").First(&doc, id).Error; err != nil {
		return err
	}
	doc.EditorID = nil // want `is written while`
	return db.Save(&doc).Error
}

func giveByTags(db *gorm.DB, id int64, code string) error {
	var doc Document
	if err := db.Preload("Checker").First(&doc, id).Error; err != nil {
		return err
	}
	doc.Checked = code // want `is written while`
	return db.Save(&doc).Error
}

func giveToParent(db *gorm.DB, id, parent int64) error {
	var doc Document
	if err := db.Preload("Parent.Owner").First(&doc, id).Error; err != nil {
		return err
	}
	doc.ParentID = &parent // want `is written while`
	return db.Save(&doc).Error
}

func giveEmbedded(db *gorm.DB, id, auditor int64) error {
	var doc Document
	if err := db.Preload("Auditor").First(&doc, id).Error; err != nil {
		return err
	}
	doc.AuditorID = auditor // want `is written while`
	return db.Save(&doc).Error
}

func giveByColumn(db *gorm.DB, id, owner int64, way int) error {
	var doc Document
	if err := db.Preload("Owner").First(&doc, id).Error; err != nil {
		return err
	}
	switch way {
	case 0:
		return db.Model(&doc).Update("owner_id", owner).Error // want `is written while`
	case 1:
		return db.Model(&doc).UpdateColumn("owner_id", owner).Error // want `is written while`
	case 2:
		return db.Model(&doc).Updates(map[string]any{"title": "", "owner_id": owner}).Error // want `is written while`
	case 3:
		return db.Model(&doc).Update("OwnerID", owner).Error // want `is written while`
	case 4:
		return db.Model(&doc).Updates(Document{OwnerID: owner}).Error
	case 5:
		return db.Model(&doc).Omit("Owner").Update("owner_id", owner).Error
	case 6:
		return db.Model(&doc).Select("owner_id").Update("owner_id", owner).Error
	case 7:
		return db.Model(&Document{ID: id}).Update("owner_id", owner).Error
	case 8:
		return db.Model(&Document{}).Where("id = ?", doc.ID).Update("owner_id", owner).Error
	case 9:
		return db.Model(&doc).Update("editor_id", owner).Error
	}
	return nil
}

func giveMany(db *gorm.DB, from, to int64) error {
	var docs []Document
	if err := db.Preload("Owner").Where("owner_id = ?", from).Find(&docs).Error; err != nil {
		return err
	}
	for i := range docs {
		docs[i].OwnerID = to // want `is written while`
		if err := db.Save(&docs[i]).Error; err != nil {
			return err
		}
	}
	return nil
}

func giveManyAtOnce(db *gorm.DB, from, to int64) error {
	var docs []*Document
	if err := db.Preload("Owner").Where("owner_id = ?", from).Find(&docs).Error; err != nil {
		return err
	}
	for _, doc := range docs {
		doc.OwnerID = to // want `is written while`
	}
	return db.Save(docs).Error
}

func giveCopies(db *gorm.DB, from, to int64) error {
	var docs []Document
	if err := db.Preload("Owner").Where("owner_id = ?", from).Find(&docs).Error; err != nil {
		return err
	}
	for _, doc := range docs {
		doc.OwnerID = to // want `is written while`
		if err := db.Save(&doc).Error; err != nil {
			return err
		}
	}
	return nil
}

func duplicate(db *gorm.DB, id, owner int64) error {
	var doc Document
	if err := db.Preload("Owner").First(&doc, id).Error; err != nil {
		return err
	}
	doc.ID = 0
	doc.OwnerID = owner // want `is written while`
	return db.Create(&doc).Error
}

func givePart(db *gorm.DB, id, owner int64) error {
	var doc Document
	if err := db.Preload("Parts.Owner").First(&doc, id).Error; err != nil {
		return err
	}
	for i := range doc.Parts {
		doc.Parts[i].OwnerID = owner // want `is written while`
		if err := db.Save(&doc.Parts[i]).Error; err != nil {
			return err
		}
	}
	return nil
}

func giveInTransaction(db *gorm.DB, id, owner int64) error {
	return db.Transaction(func(tx *gorm.DB) error {
		var doc Document
		if err := tx.Preload("Owner").First(&doc, id).Error; err != nil {
			return err
		}
		if doc.Owner.ID == owner {
			return errors.New("it is already")
		}
		doc.OwnerID = owner // want `is written while`
		return tx.Save(&doc).Error
	})
}

func giveIfOther(db *gorm.DB, id, owner int64) error {
	var doc Document
	if err := db.Preload("Owner").First(&doc, id).Error; err != nil {
		return err
	}
	if doc.OwnerID != owner {
		doc.OwnerID = owner // want `is written while`
	}
	doc.Title += "*"
	return db.Save(&doc).Error
}

func giveUnloaded(db *gorm.DB, id, owner int64) error {
	var doc Document
	if err := db.Preload("Editor").First(&doc, id).Error; err != nil {
		return err
	}
	doc.OwnerID = owner
	return db.Save(&doc).Error
}

func giveWithOwner(db *gorm.DB, id int64, owner Owner, first bool) error {
	var doc Document
	if err := db.Preload("Owner").Preload("Editor").First(&doc, id).Error; err != nil {
		return err
	}
	if first {
		doc.Owner = owner
		doc.OwnerID = owner.ID
	} else {
		doc.EditorID = &owner.ID
		doc.Editor = &owner
	}
	return db.Save(&doc).Error
}

func giveForgetting(db *gorm.DB, id, owner int64) error {
	var doc Document
	if err := db.Preload("Owner").Preload("Editor").First(&doc, id).Error; err != nil {
		return err
	}
	doc.OwnerID, doc.Owner = owner, Owner{}
	doc.Editor = nil
	doc.EditorID = nil
	return db.Save(&doc).Error
}

func giveThroughPointer(db *gorm.DB, id, owner int64) error {
	var doc Document
	if err := db.Preload("Editor").First(&doc, id).Error; err != nil {
		return err
	}
	doc.EditorID = &owner
	doc.Editor.ID = owner
	return db.Save(&doc).Error
}

func giveReplacing(db *gorm.DB, id int64, owner *Owner) error {
	var doc Document
	if err := db.Preload("Editor").First(&doc, id).Error; err != nil {
		return err
	}
	doc.EditorID = &owner.ID
	if err := db.Model(&doc).Association("Editor").Replace(owner); err != nil {
		return err
	}
	return db.Save(&doc).Error
}

func giveReloading(db *gorm.DB, id, owner int64) error {
	var doc Document
	if err := db.Preload("Editor").First(&doc, id).Error; err != nil {
		return err
	}
	doc.EditorID = &owner
	doc.Editor = &Owner{}
	if err := db.First(doc.Editor, owner).Error; err != nil {
		return err
	}
	return db.Save(&doc).Error
}

func giveOmitting(db *gorm.DB, id, owner int64, way int) error {
	var doc Document
	if err := db.Preload("Owner").First(&doc, id).Error; err != nil {
		return err
	}
	doc.OwnerID = owner
	switch way {
	case 0:
		return db.Omit(clause.Associations).Save(&doc).Error
	case 1:
		return db.Omit("Parts", "Owner").Save(&doc).Error
	case 2:
		return db.Select("OwnerID").Updates(&doc).Error
	case 3:
		return db.Model(&Document{ID: doc.ID}).Update("owner_id", doc.OwnerID).Error
	}
	return nil
}

// Who the document is shown to; it isn't saved.
func shownTo(db *gorm.DB, id, owner int64) (Document, error) {
	var doc Document
	if err := db.Preload("Owner").First(&doc, id).Error; err != nil {
		return doc, err
	}
	doc.OwnerID = owner
	return doc, nil
}

func saveBeforeKey(db *gorm.DB, id, owner int64) (*Document, error) {
	var doc Document
	if err := db.Preload("Owner").First(&doc, id).Error; err != nil {
		return nil, err
	}
	doc.Title += "*"
	if err := db.Save(&doc).Error; err != nil {
		return nil, err
	}
	doc.OwnerID = owner
	return &doc, nil
}

func keyBeforeLoad(db *gorm.DB, id, owner int64) error {
	var doc Document
	doc.ID, doc.OwnerID = id, owner
	if err := db.Preload("Owner").First(&doc).Error; err != nil {
		return err
	}
	return db.Save(&doc).Error
}

// Neither is the key of what is loaded.
func giveOrigin(db *gorm.DB, id, origin int64) error {
	var doc Document
	if err := db.Preload(clause.Associations).First(&doc, id).Error; err != nil {
		return err
	}
	doc.OriginID = origin
	for i := range doc.Parts {
		doc.Parts[i].DocumentID = doc.ID
	}
	return db.Save(&doc).Error
}

func giveCopyOf(db *gorm.DB, id, owner int64) error {
	var doc Document
	if err := db.Preload("Owner").First(&doc, id).Error; err != nil {
		return err
	}
	other := Document{Title: doc.Title}
	other.OwnerID = owner
	return db.Save(&other).Error
}

// The key that is written is the one of what is loaded.
func repair(db *gorm.DB, id int64) error {
	var doc Document
	if err := db.Preload("Owner").First(&doc, id).Error; err != nil {
		return err
	}
	doc.OwnerID = doc.Owner.ID
	return db.Save(&doc).Error
}
