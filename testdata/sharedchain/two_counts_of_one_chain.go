// A dashboard counted open and closed tickets from one chain: closed ones were always 0.

package sharedchain

import (
	"context"
	"errors"

	"gorm.io/gorm"
)

type Ticket struct {
	ID        uint
	Org       int
	Status    string
	OwnerID   uint
	DeletedAt gorm.DeletedAt
}

type Note struct {
	ID  uint
	Org int
}

func countBoth(db *gorm.DB, org int) (open, closed int64) {
	q := db.Model(&Ticket{}).Where("org = ?", org) // want `chain shared by Where and Count: conditions of the first hold in the second, too; add .Session\(&gorm.Session\{\}\)`
	q.Where("status = ?", "open").Count(&open)
	q.Where("status = ?", "closed").Count(&closed)
	return open, closed
}

func countBothForked(db *gorm.DB, org int) (open, closed int64) {
	q := db.Model(&Ticket{}).Where("org = ?", org).Session(&gorm.Session{})
	q.Where("status = ?", "open").Count(&open)
	q.Where("status = ?", "closed").Count(&closed)
	return open, closed
}

func countBothByContext(ctx context.Context, db *gorm.DB, org int) (open, closed int64) {
	q := db.Model(&Ticket{}).Where("org = ?", org).WithContext(ctx)
	q.Where("status = ?", "open").Count(&open)
	q.Where("status = ?", "closed").Count(&closed)
	return open, closed
}

// A handle that nothing was added to starts anew with each call.
func countBothFromHandle(db *gorm.DB, org int) (open, closed int64) {
	db.Model(&Ticket{}).Where("org = ? AND status = ?", org, "open").Count(&open)
	db.Model(&Ticket{}).Where("org = ? AND status = ?", org, "closed").Count(&closed)
	return open, closed
}

func countInTransaction(db *gorm.DB, org int) (open, closed int64) {
	tx := db.Begin()
	defer tx.Rollback()
	tx.Model(&Ticket{}).Where("status = ?", "open").Count(&open)
	tx.Model(&Ticket{}).Where("status = ?", "closed").Count(&closed)
	return open, closed
}

// Paging: Count leaves nothing behind.
func page(db *gorm.DB, org, limit, offset int) (tickets []Ticket, n int64, err error) {
	q := db.Model(&Ticket{}).Where("org = ?", org)
	if err := q.Count(&n).Error; err != nil {
		return nil, 0, err
	}
	err = q.Order("id").Limit(limit).Offset(offset).Find(&tickets).Error
	return tickets, n, err
}

func pageReassigned(db *gorm.DB, org, limit, offset int, status string) (tickets []Ticket, n int64, err error) {
	db = db.Model(&Ticket{})
	if org != 0 {
		db = db.Where("org = ?", org)
	}
	if status != "" {
		db = db.Where("status = ?", status)
	}
	if err = db.Count(&n).Error; err != nil {
		return nil, 0, err
	}
	db = db.Limit(limit).Offset(offset)
	err = db.Preload("Owner").Find(&tickets).Error
	return tickets, n, err
}

// The count takes over the OFFSET of the page before it: 0 on all but the first.
func pageBeforeCount(db *gorm.DB, org, limit, offset int) (tickets []Ticket, n int64) {
	q := db.Model(&Ticket{}).Where("org = ?", org) // want `chain shared by Offset and Count: the second keeps the OFFSET of the first`
	q.Limit(limit).Offset(offset).Find(&tickets)
	q.Count(&n)
	return tickets, n
}

// One row that counts is not limited by a LIMIT.
func topBeforeCount(db *gorm.DB, org int) (tickets []Ticket, n int64) {
	q := db.Model(&Ticket{}).Where("org = ?", org)
	q.Order("id").Limit(3).Find(&tickets)
	q.Count(&n)
	return tickets, n
}

func newestAndAll(db *gorm.DB, org int) (newest Ticket, all []Ticket) {
	q := db.Where("org = ?", org) // want `chain shared by First and Find: the second keeps the LIMIT of the first`
	q.First(&newest)
	q.Find(&all)
	return newest, all
}

func filterInLoop(db *gorm.DB, filters map[string]string) (tickets []Ticket) {
	q := db.Model(&Ticket{})
	for column, value := range filters {
		q = q.Where(column+" = ?", value)
	}
	q.Find(&tickets)
	return tickets
}

// Without an assignment: one statement is meant.
func filterInPlace(db *gorm.DB, status string) (tickets []Ticket, n int64) {
	q := db.Model(&Ticket{}).Where("org = 1")
	if status != "" {
		q.Where("status = ?", status)
	}
	q.Count(&n)
	q.Find(&tickets)
	return tickets, n
}

func eachByID(db *gorm.DB, ids []uint) (tickets []Ticket) {
	q := db.Where("org = 1") // want `chain run in a loop by First: each query has the conditions of those before`
	for _, id := range ids {
		var t Ticket
		if q.Where("id = ?", id).First(&t).Error == nil {
			tickets = append(tickets, t)
		}
	}
	return tickets
}

func eachInline(db *gorm.DB, ids []uint) (tickets []Ticket) {
	q := db.Preload("Owner") // want `chain run in a loop by First`
	for _, id := range ids {
		var t Ticket
		if q.First(&t, id).Error == nil {
			tickets = append(tickets, t)
		}
	}
	return tickets
}

func eachByIDFromHandle(db *gorm.DB, ids []uint) (tickets []Ticket) {
	for _, id := range ids {
		q := db.Where("org = 1")
		var t Ticket
		if q.Where("id = ?", id).First(&t).Error == nil {
			tickets = append(tickets, t)
		}
	}
	return tickets
}

// The same once more changes nothing.
func poll(db *gorm.DB) (n int64) {
	q := db.Model(&Ticket{})
	for n == 0 {
		q.Where("status = 'open'").Count(&n)
	}
	return n
}

func countAndListAlike(db *gorm.DB, status string) (tickets []Ticket, n int64) {
	q := db.Model(&Ticket{})
	// known miss: both add the same, which doubles it and changes nothing
	q.Where("status = ?", status).Count(&n)
	q.Where("status = ?", status).Find(&tickets)
	return tickets, n
}

func eitherOr(db *gorm.DB, open bool) (tickets []Ticket) {
	q := db.Where("org = 1")
	if open {
		q.Where("status = 'open'").Find(&tickets)
		return tickets
	}
	q.Where("status = 'closed'").Find(&tickets)
	return tickets
}

func purge(db *gorm.DB, org int) {
	tx := db.Unscoped().Where("org = ?", org) // want `chain shared by Delete and Delete: the second goes to the table of the first`
	tx.Delete(&Ticket{})
	tx.Delete(&Note{})
}

func purgeFromHandle(db *gorm.DB, org int) {
	db.Unscoped().Where("org = ?", org).Delete(&Ticket{})
	db.Unscoped().Where("org = ?", org).Delete(&Note{})
}

func purgeTables(db *gorm.DB, org int) {
	tx := db.Unscoped().Where("org = ?", org)
	tx.Table("tickets").Delete(&Ticket{})
	tx.Table("notes").Delete(&Note{})
}

func renameEach(db *gorm.DB, tickets []Ticket) {
	tx := db.Omit("Owner") // want `chain run in a loop by Updates: the keys of all rows before stay conditions`
	for i := range tickets {
		tx.Updates(&tickets[i])
	}
}

func renameTwice(db *gorm.DB, ticket *Ticket) {
	tx := db.Model(ticket)
	tx.Update("status", "open")
	tx.Update("owner_id", 3)
}

func deleteBoth(db *gorm.DB, a, b *Ticket) {
	tx := db.Unscoped() // want `chain shared by Delete and Delete: the key of the first row stays a condition of the second`
	tx.Delete(a)
	tx.Delete(b)
}

func createEach(db *gorm.DB, tickets []Ticket) {
	tx := db.Omit("Owner")
	for i := range tickets {
		tx.Create(&tickets[i])
	}
}

// What found nothing fails all that follows on its chain.
func findOrOpen(db *gorm.DB, org int) (ticket Ticket, err error) {
	q := db.Where("org = ?", org) // want `chain shared by First and Create: once the first finds nothing, the second doesn't run`
	if err := q.First(&ticket).Error; errors.Is(err, gorm.ErrRecordNotFound) {
		ticket = Ticket{Org: org}
		return ticket, q.Create(&ticket).Error
	}
	return ticket, nil
}

func findThenTouch(db *gorm.DB, org int) error {
	var ticket Ticket
	q := db.Where("org = ?", org)
	if err := q.First(&ticket).Error; err != nil {
		return err
	}
	return q.Delete(&ticket).Error
}

func subqueryAndList(db *gorm.DB) (notes []Note, tickets []Ticket) {
	q := db.Model(&Ticket{}).Where("status = 'open'") // want `chain shared by Select and Find: the second has the columns of the first`
	db.Where("ticket_id IN (?)", q.Select("id")).Find(&notes)
	q.Find(&tickets)
	return notes, tickets
}

func branches(db *gorm.DB) (open, closed []Ticket) {
	q := db.Model(&Ticket{}) // want `chain shared by .*: conditions of the first hold in the second, too`
	a := q.Where("status = 'open'")
	b := q.Where("status = 'closed'")
	a.Find(&open)
	b.Find(&closed)
	return open, closed
}

func chosen(db *gorm.DB, org int) (open, closed []Ticket) {
	q := db
	if org != 0 {
		q = db.Where("org = ?", org)
	}
	q.Where("status = 'open'").Find(&open) // want `chain shared by Where and Find: conditions of the first hold in the second, too`
	q.Where("status = 'closed'").Find(&closed)
	return open, closed
}

func inClosure(db *gorm.DB, run func(func() error) error) (open, closed []Ticket) {
	q := db.Where("org = 1") // want `chain shared by .*: conditions of the first hold in the second, too`
	_ = run(func() error {
		q.Where("status = 'open'").Find(&open)
		return q.Where("status = 'closed'").Find(&closed).Error
	})
	return open, closed
}

func apart(db *gorm.DB, run func(func() error) error) (open, closed []Ticket) {
	q := db.Where("org = 1")
	// known miss: closures that run one after the other, or at once
	_ = run(func() error { return q.Where("status = 'open'").Find(&open).Error })
	_ = run(func() error { return q.Where("status = 'closed'").Find(&closed).Error })
	return open, closed
}

type tickets struct{ db *gorm.DB }

// What a field holds is taken for a handle.
func (t *tickets) both() (open, closed []Ticket) {
	t.db.Where("status = 'open'").Find(&open)
	t.db.Where("status = 'closed'").Find(&closed)
	return open, closed
}

// known miss: a field that keeps a chain
func (t *tickets) narrow(org int) (open, closed []Ticket) {
	t.db = t.db.Where("org = ?", org)
	t.db.Where("status = 'open'").Find(&open)
	t.db.Where("status = 'closed'").Find(&closed)
	return open, closed
}
