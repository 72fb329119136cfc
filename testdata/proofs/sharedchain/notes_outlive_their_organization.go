// An organization was deleted: its tickets were deleted twice, its notes never.

package sharedchain

import "gorm.io/gorm"

// PurgeSharing deletes from two tables by one chain.
func (d *Desk) PurgeSharing(org int64) error {
	q := d.db.Unscoped().Where("org = ?", org)
	if err := q.Delete(&Ticket{}).Error; err != nil {
		return err
	}
	return q.Delete(&Note{}).Error
}

// PurgeForking deletes by copies.
func (d *Desk) PurgeForking(org int64) error {
	q := d.db.Unscoped().Where("org = ?", org).Session(&gorm.Session{})
	if err := q.Delete(&Ticket{}).Error; err != nil {
		return err
	}
	return q.Delete(&Note{}).Error
}

// RetitleSharing writes rows by one chain: the second has the key of the first.
func (d *Desk) RetitleSharing(tickets []*Ticket) {
	q := d.db.Omit("status")
	for _, t := range tickets {
		q.Updates(t)
	}
}

// RetitleForking writes them by copies.
func (d *Desk) RetitleForking(tickets []*Ticket) {
	q := d.db.Omit("status").Session(&gorm.Session{})
	for _, t := range tickets {
		q.Updates(t)
	}
}
