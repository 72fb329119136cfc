// A queue was shifted in its own array while the batches cut from it waited: some users got two mails, some none: batch, opt-in.

package memory

import (
	"slices"

	"gorm.io/gorm"
)

func mail([]User) error { return nil }

func batchBeforeDelete(queue []User) error {
	for len(queue) > 0 {
		n := min(100, len(queue))
		batch := queue[:n]
		queue = slices.Delete(queue, 0, n) // want `batch|array|blank`
		if err := mail(batch); err != nil {
			return err
		}
	}
	return nil
}

func batchKept(queue []User) (batches [][]User) {
	for len(queue) > 0 {
		n := min(100, len(queue))
		batches = append(batches, queue[:n])
		queue = append(queue[:0], queue[n:]...) // want `batch|array|shift`
	}
	return batches
}

func batchResliced(queue []User) error {
	for len(queue) > 0 {
		n := min(100, len(queue))
		batch := queue[:n]
		queue = queue[n:]
		if err := mail(batch); err != nil {
			return err
		}
	}
	return nil
}

// The cut is the queue itself.
func dropped(queue []User, drop func(int) bool) []User {
	for i := 0; i < len(queue); i++ {
		switch {
		case !drop(i):
		case i == 0:
			queue = queue[1:]
		default:
			queue = append(queue[:i], queue[i+1:]...)
		}
	}
	return queue
}

func batchAfterwards(queue []User) error {
	for len(queue) > 0 {
		n := min(100, len(queue))
		if err := mail(queue[:n]); err != nil {
			return err
		}
		queue = slices.Delete(queue, 0, n)
	}
	return nil
}

func batchCloned(queue []User) (batches [][]User) {
	for len(queue) > 0 {
		n := min(100, len(queue))
		batches = append(batches, slices.Clone(queue[:n]))
		queue = slices.Delete(queue, 0, n)
	}
	return batches
}

func loadAndCut(db *gorm.DB) error {
	var users []User
	if err := db.Find(&users).Error; err != nil {
		return err
	}
	return batchBeforeDelete(users)
}
