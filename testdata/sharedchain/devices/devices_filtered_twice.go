// A list of devices was filtered by its organization twice: a count and a list share the chain that both are handed.

package devices

import (
	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/sharedchain/filters"
)

type Device struct{ ID uint }

func view(db *gorm.DB, s filters.Lister) ([]string, int64) {
	tx := db.Model(&Device{}).Where("image_id > 0") // want `chain shared by Count and List: conditions of the first hold in the second, too`
	n := s.Count("acme", tx)
	return s.List("acme", tx), n
}

func viewForked(db *gorm.DB, s filters.Lister) ([]string, int64) {
	tx := db.Model(&Device{}).Where("image_id > 0").Session(&gorm.Session{})
	n := s.Count("acme", tx)
	return s.List("acme", tx), n
}

func viewOfHandle(db *gorm.DB, s filters.Lister) ([]string, int64) {
	n := s.Count("acme", db)
	return s.List("acme", db), n
}

func viewPlain(db *gorm.DB, s filters.Lister) ([]string, int64) {
	tx := db.Model(&Device{}).Where("image_id > 0")
	n := s.Plain(tx)
	return s.List("acme", tx), n
}

func narrowed(db *gorm.DB) (on, off []Device) {
	q := filters.Org("acme", db) // want `chain shared by Where and Find: conditions of the first hold in the second, too`
	q.Where("on").Find(&on)
	q.Where("off").Find(&off)
	return on, off
}

func based(db *gorm.DB) (on, off []Device) {
	q, _ := filters.Base(db) // want `chain shared by Where and Find: conditions of the first hold in the second, too`
	q.Where("on").Find(&on)
	q.Where("off").Find(&off)
	return on, off
}

func handled(db *gorm.DB) (on, off []Device) {
	q := filters.Handle(db.Where("a"))
	q.Where("on").Find(&on)
	q.Where("off").Find(&off)
	return on, off
}

func sameHandle(db *gorm.DB) (on, off []Device) {
	q := filters.Same(db)
	q.Where("on").Find(&on)
	q.Where("off").Find(&off)
	return on, off
}

func sameChain(db *gorm.DB) (on, off []Device) {
	q := filters.Same(db.Where("a")) // want `chain shared by Where and Find: conditions of the first hold in the second, too`
	q.Where("on").Find(&on)
	q.Where("off").Find(&off)
	return on, off
}

func reassigned(db *gorm.DB) (on []Device, n int64) {
	q := db.Model(&Device{})
	q = filters.Org("acme", q)
	filters.Narrow(q, "on")
	n = filters.Total(q)
	q.Limit(3).Find(&on)
	return on, n
}

func counts(db *gorm.DB) (on, off int64) {
	q := db.Model(&Device{}) // want `chain shared by CountOf and CountOf: conditions of the first hold in the second, too`
	return filters.CountOf(q, "on"), filters.CountOf(q, "off")
}

func countEach(db *gorm.DB, states []string) (n int64) {
	q := db.Model(&Device{}) // want `chain run in a loop by CountOf: each query has the conditions of those before`
	for _, s := range states {
		n += filters.CountOf(q, s)
	}
	return n
}

func both(db *gorm.DB) {
	filters.Both(db)
	filters.Both(db.Model(&Device{})) // want `chain run twice by Both: conditions of the first hold in the second, too`
	filters.Outer(db)
	filters.Outer(db.Model(&Device{})) // want `chain run twice by Outer: conditions of the first hold in the second, too`
	filters.Both(db.Model(&Device{}).Session(&gorm.Session{}))
}

func local(db *gorm.DB) (on, off int64) {
	count := func(q *gorm.DB, state string) (n int64) {
		q.Where("state = ?", state).Count(&n)
		return n
	}
	q := db.Model(&Device{}) // want `chain shared by .*: conditions of the first hold in the second, too`
	return count(q, "on"), count(q, "off")
}
