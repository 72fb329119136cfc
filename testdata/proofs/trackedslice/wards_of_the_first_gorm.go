// GORM's first version inserts the blanks, too.

package trackedslice

import (
	"slices"

	"github.com/jinzhu/gorm"
)

// A Ward has beds.
type Ward struct {
	ID   int64
	Name string
	Beds []Bed
}

// A Bed is in a ward.
type Bed struct {
	ID     int64
	WardID int64
	Taken  bool
}

// Wards counts beds.
type Wards struct {
	db *gorm.DB
}

// RenameAndCount counts in the ward's list.
func (w *Wards) RenameAndCount(id int64, name string) (int, error) {
	var ward Ward
	if err := w.db.Preload("Beds").First(&ward, id).Error; err != nil {
		return 0, err
	}
	free := slices.DeleteFunc(ward.Beds, func(b Bed) bool { return b.Taken })
	ward.Name = name
	return len(free), w.db.Save(&ward).Error
}

// RenameAlone keeps associations from being saved, which only this version does by a setting.
func (w *Wards) RenameAlone(id int64, name string) (int, error) {
	var ward Ward
	if err := w.db.Preload("Beds").First(&ward, id).Error; err != nil {
		return 0, err
	}
	free := slices.DeleteFunc(ward.Beds, func(b Bed) bool { return b.Taken })
	ward.Name = name
	return len(free), w.db.Set("gorm:save_associations", false).Save(&ward).Error
}
