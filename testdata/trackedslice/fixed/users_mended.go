// What the fixes make of users that were cut in place.

package fixed

import (
	sl "slices"

	"gorm.io/gorm"
)

type User struct {
	ID      int64
	GroupID int64
	Name    string
}

type Group struct {
	ID    int64
	Users []User
}

func isRoot(u User) bool { return u.Name == "root" }

func greet(us []User) {}

func first(us []User) int { return sl.IndexFunc(us, isRoot) }

func withoutRoots(db *gorm.DB, id int64) error {
	var g Group
	if err := db.Preload("Users").First(&g, id).Error; err != nil {
		return err
	}
	greet(sl.DeleteFunc(g.Users, isRoot)) // want `zeroes the tail of an alias of Group.Users`
	return db.Save(&g).Error
}

func withoutPrefix(db *gorm.DB, id int64) error {
	var g Group
	if err := db.Preload("Users").First(&g, id).Error; err != nil {
		return err
	}
	greet(sl.Delete[[]User](g.Users[1:], 0, 2)) // want `zeroes the tail of an alias of Group.Users`
	return db.Save(&g).Error
}

func withGuest(db *gorm.DB, id int64, n int) error {
	var g Group
	if err := db.Preload("Users").First(&g, id).Error; err != nil {
		return err
	}
	greet(append(g.Users[:n+1], User{Name: "guest"})) // want `append overwrites elements`
	return db.Save(&g).Error
}

func withLastGuest(db *gorm.DB, id int64) error {
	var g Group
	if err := db.Preload("Users").First(&g, id).Error; err != nil {
		return err
	}
	greet(append(g.Users[:len(g.Users)-1], User{Name: "guest"})) // want `append overwrites elements`
	return db.Save(&g).Error
}

// withOther can't be capped by what may be another number each time.
func withOther(db *gorm.DB, id int64, n func() int) error {
	var g Group
	if err := db.Preload("Users").First(&g, id).Error; err != nil {
		return err
	}
	greet(append(g.Users[:n()], User{Name: "guest"})) // want `append overwrites elements`
	return db.Save(&g).Error
}

func inBatches(queue []User, send func([]User)) {
	for len(queue) > 0 {
		n := min(10, len(queue))
		batch := queue[:n]
		queue = sl.Delete(queue, 0, n) // want `it is read afterwards; advance`
		send(batch)
	}
}

func inMovedBatches(queue []User, send func([]User)) {
	for len(queue) > 0 {
		n := min(10, len(queue))
		batch := queue[:n]
		queue = append(queue[:0], queue[n:]...) // want `it is read afterwards; advance`
		send(batch)
	}
}

// inLastBatch has no use for what is left: queue[n:] can't stand alone.
func inLastBatch(queue []User, send func([]User)) {
	n := min(10, len(queue))
	batch := queue[:n]
	sl.Delete(queue, 0, n) // want `it is read afterwards; advance`
	send(batch)
}
