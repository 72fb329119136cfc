// A crew's list of pointers got nil in its tail, Save panicked, and the request's recover left the transaction open.

package trackedslice

import (
	"context"
	"slices"

	"gorm.io/gorm"
)

// A Crew holds its hands by pointers.
type Crew struct {
	ID    int64
	Name  string
	Hands []*Hand
}

// A Hand is in a crew.
type Hand struct {
	ID     int64
	CrewID *int64
	Name   string
}

// Crews renames crews.
type Crews struct {
	db *gorm.DB
}

// RenameAndPrune reports who is left without the named hand.
func (c *Crews) RenameAndPrune(ctx context.Context, id int64, name, without string) (int, error) {
	var crew Crew
	if err := c.db.WithContext(ctx).Preload("Hands").First(&crew, id).Error; err != nil {
		return 0, err
	}
	left := slices.DeleteFunc(crew.Hands, func(h *Hand) bool { return h.Name == without })
	crew.Name = name
	return len(left), c.db.WithContext(ctx).Save(&crew).Error
}

// RenameAndCount counts instead.
func (c *Crews) RenameAndCount(ctx context.Context, id int64, name, without string) (int, error) {
	var crew Crew
	if err := c.db.WithContext(ctx).Preload("Hands").First(&crew, id).Error; err != nil {
		return 0, err
	}
	left := 0
	for _, h := range crew.Hands {
		if h.Name != without {
			left++
		}
	}
	crew.Name = name
	return left, c.db.WithContext(ctx).Save(&crew).Error
}
