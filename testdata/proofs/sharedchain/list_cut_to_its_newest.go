// A list had one row since its newest was shown above it, and the second page said that there were none.

package sharedchain

import (
	"errors"

	"gorm.io/gorm"
)

// ListCut reads the first and then all by one chain.
func (d *Desk) ListCut(org int64) (first Ticket, all []Ticket) {
	q := d.db.Where("org = ?", org)
	q.First(&first)
	q.Find(&all)
	return first, all
}

// ListWhole reads them by copies.
func (d *Desk) ListWhole(org int64) (first Ticket, all []Ticket) {
	q := d.db.Where("org = ?", org).Session(&gorm.Session{})
	q.First(&first)
	q.Find(&all)
	return first, all
}

// PageThenCount counts with the OFFSET of the page.
func (d *Desk) PageThenCount(limit, offset int) (page []Ticket, n int64) {
	q := d.db.Model(&Ticket{}).Where("org = 1")
	q.Order("id").Limit(limit).Offset(offset).Find(&page)
	q.Count(&n)
	return page, n
}

// CountThenPage counts before there is one, which leaves nothing.
func (d *Desk) CountThenPage(limit, offset int) (page []Ticket, n int64) {
	q := d.db.Model(&Ticket{}).Where("org = 1")
	q.Count(&n)
	q.Order("id").Limit(limit).Offset(offset).Find(&page)
	return page, n
}

// TrashedAndLive reads the deleted tickets, and goes on seeing them.
func (d *Desk) TrashedAndLive() (all, live []Ticket) {
	q := d.db.Where("org = 1")
	q.Unscoped().Find(&all)
	q.Find(&live)
	return all, live
}

// KeysAndRows reads the keys, and then rows without their columns.
func (d *Desk) KeysAndRows() (ids []int64, rows []Ticket) {
	q := d.db.Model(&Ticket{}).Where("org = 1")
	q.Pluck("id", &ids)
	q.Find(&rows)
	return ids, rows
}

// OpenOrFind opens a ticket on the chain that has failed.
func (d *Desk) OpenOrFind(title string) (ticket Ticket, err error) {
	q := d.db.Where("title = ?", title)
	err = q.First(&ticket).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		ticket = Ticket{Title: title}
		err = q.Create(&ticket).Error
	}
	return ticket, err
}

// OpenOrFindForking opens it on a copy.
func (d *Desk) OpenOrFindForking(title string) (ticket Ticket, err error) {
	q := d.db.Where("title = ?", title).Session(&gorm.Session{})
	err = q.First(&ticket).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		ticket = Ticket{Title: title}
		err = q.Create(&ticket).Error
	}
	return ticket, err
}
