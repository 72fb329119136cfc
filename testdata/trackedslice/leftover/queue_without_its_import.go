// Batches that no fix is offered for: all that slices is imported for are the
// calls that would go.

package leftover

import (
	"slices"

	"gorm.io/gorm"
)

type User struct {
	ID int64
}

func load(db *gorm.DB) (us []User, err error) {
	err = db.Find(&us).Error
	return us, err
}

func inBatches(queue []User, send func([]User)) {
	for len(queue) > 0 {
		n := min(10, len(queue))
		batch := queue[:n]
		queue = slices.Delete(queue, 0, n) // want `it is read afterwards; advance`
		send(batch)
	}
}

func inPairs(queue []User, send func([]User)) {
	for len(queue) > 1 {
		batch := queue[:2]
		queue = slices.Delete(queue, 0, 2) // want `it is read afterwards; advance`
		send(batch)
	}
}
