// What the fixes make of a chain that is shared, and of a condition that comes too late.

package fixed

import "gorm.io/gorm"

type Row struct{ ID uint }

func counts(db *gorm.DB) (a, b int64) {
	q := db.Model(&Row{}).
		Where("org = 1") // want `chain shared by`
	q.Where("a").Count(&a)
	q.Where("b").Count(&b)
	return a, b
}

func chosen(db *gorm.DB, org int) (a, b int64) {
	q := db
	if org != 0 {
		q = q.Where("org = ?", org)
	}
	q.Where("a").Count(&a) // want `chain shared by`
	q.Where("b").Count(&b)
	return a, b
}

func late(db *gorm.DB) (rows []Row) {
	db.Find(&rows).Where("a") // want `call of Where has no effect`
	return rows
}
