// A list of open tickets had the closed ones: its condition stood after Find.

package sharedchain

// ListTooLate adds the condition when Find has run.
func (d *Desk) ListTooLate() (tickets []Ticket, err error) {
	err = d.db.Find(&tickets).Where("status = ?", "open").Error
	return tickets, err
}

// ListInTime adds it before.
func (d *Desk) ListInTime() (tickets []Ticket, err error) {
	err = d.db.Where("status = ?", "open").Find(&tickets).Error
	return tickets, err
}
