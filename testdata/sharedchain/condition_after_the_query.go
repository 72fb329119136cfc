// A list of live rows had the deleted ones: its condition stood after Find.

package sharedchain

import "gorm.io/gorm"

func liveTickets(db *gorm.DB) (tickets []Ticket, err error) {
	err = db.Find(&tickets).Where("status = ?", "open").Error // want `call of Where has no effect: Find has already run the query without it; call Where before Find`
	return tickets, err
}

func deletedTicket(db *gorm.DB, id uint) (*Ticket, error) {
	var t Ticket
	if res := db.First(&t, id).Unscoped(); res.Error != nil { // want `call of Unscoped has no effect: First has already run`
		return nil, res.Error
	}
	return &t, nil
}

func withOwner(db *gorm.DB, id uint) (t Ticket) {
	db.First(&t, id).Preload("Owner").Order("id") // want `call of Preload has no effect`
	return t
}

func pageAndCount(db *gorm.DB) (tickets []Ticket, n int64) {
	db.Model(&Ticket{}).Where("org = 1").Count(&n).Limit(3).Find(&tickets)
	return tickets, n
}

func restated(db *gorm.DB) (tickets []Ticket, n int64) {
	res := db.Model(&Ticket{}).Count(&n)
	res = res.Limit(3)
	res.Find(&tickets)
	return tickets, n
}

// Whoever gets it may run it again.
func handedOn(db *gorm.DB) *gorm.DB {
	var n int64
	return db.Model(&Ticket{}).Count(&n).Limit(3)
}
