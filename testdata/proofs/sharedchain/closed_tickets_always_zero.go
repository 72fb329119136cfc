// A dashboard showed no closed ticket: the second count had the condition of the first, too.

package sharedchain

import (
	"time"

	"gorm.io/gorm"
)

// A Ticket belongs to an organization.
type Ticket struct {
	ID        int64
	Org       int64
	Status    string
	Title     string
	DeletedAt gorm.DeletedAt
}

// A Note belongs to an organization.
type Note struct {
	ID   int64
	Org  int64
	Text string
	At   time.Time
}

// Desk keeps tickets and notes.
type Desk struct {
	db *gorm.DB
}

// CountSharing counts from one chain.
func (d *Desk) CountSharing(org int64) (open, closed int64, err error) {
	q := d.db.Model(&Ticket{}).Where("org = ?", org)
	if err := q.Where("status = ?", "open").Count(&open).Error; err != nil {
		return 0, 0, err
	}
	err = q.Where("status = ?", "closed").Count(&closed).Error
	return open, closed, err
}

// CountForking counts from a chain that each count copies.
func (d *Desk) CountForking(org int64) (open, closed int64, err error) {
	q := d.db.Model(&Ticket{}).Where("org = ?", org).Session(&gorm.Session{})
	if err := q.Where("status = ?", "open").Count(&open).Error; err != nil {
		return 0, 0, err
	}
	err = q.Where("status = ?", "closed").Count(&closed).Error
	return open, closed, err
}

// TitlesSharing looks for each ticket on one chain.
func (d *Desk) TitlesSharing(org int64, ids []int64) (titles []string) {
	q := d.db.Where("org = ?", org)
	for _, id := range ids {
		var t Ticket
		if q.Where("id = ?", id).Find(&t).RowsAffected == 1 {
			titles = append(titles, t.Title)
		}
	}
	return titles
}

// TitlesForking looks for each ticket on a copy.
func (d *Desk) TitlesForking(org int64, ids []int64) (titles []string) {
	q := d.db.Where("org = ?", org).Session(&gorm.Session{})
	for _, id := range ids {
		var t Ticket
		if q.Where("id = ?", id).Find(&t).RowsAffected == 1 {
			titles = append(titles, t.Title)
		}
	}
	return titles
}

// countOf counts the tickets of a status among those of q.
func countOf(q *gorm.DB, status string) (n int64) {
	q.Model(&Ticket{}).Where("status = ?", status).Count(&n)
	return n
}

// CountHandingOn hands one chain to countOf twice.
func (d *Desk) CountHandingOn(org int64) (open, closed int64) {
	q := d.db.Where("org = ?", org)
	return countOf(q, "open"), countOf(q, "closed")
}

// CountHandingCopies hands copies to countOf.
func (d *Desk) CountHandingCopies(org int64) (open, closed int64) {
	q := d.db.Where("org = ?", org).Session(&gorm.Session{})
	return countOf(q, "open"), countOf(q, "closed")
}
