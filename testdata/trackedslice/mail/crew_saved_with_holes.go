// A crew's list of pointers got nil in its tail, and Save panicked.

package mail

import (
	"slices"

	"gorm.io/gorm"
)

type Crew struct {
	ID    int64
	Hands []*Hand
}

type Hand struct {
	ID     int64
	CrewID int64
	Name   string
}

func countWithout(db *gorm.DB, id int64, name string) (int, error) {
	var crew Crew
	if err := db.Preload("Hands").First(&crew, id).Error; err != nil {
		return 0, err
	}
	left := slices.DeleteFunc(crew.Hands, func(h *Hand) bool { return h.Name == name }) // want `Crew.Hands: Save panics on the nil elements`
	return len(left), db.Save(&crew).Error
}

func dismiss(db *gorm.DB, id int64, name string) error {
	var crew Crew
	if err := db.Preload("Hands").First(&crew, id).Error; err != nil {
		return err
	}
	var dismissed []*Hand
	for _, h := range crew.Hands {
		if h.Name == name {
			dismissed = append(dismissed, h)
		}
	}
	return db.Model(&crew).Association("Hands").Delete(dismissed)
}
