// Reminders went out twice and others never: the batch whose last row is the cursor was sorted.

package reuseddest

import (
	"cmp"
	"slices"

	"gorm.io/gorm"
)

// A Reminder is sent once.
type Reminder struct {
	ID     int64
	Urgent int64
	Sent   bool
}

// Reminders sends reminders batch by batch.
type Reminders struct {
	db *gorm.DB
}

func byUrgency(a, b Reminder) int { return cmp.Compare(b.Urgent, a.Urgent) }

// SendSorted sorts each batch in place.
func (r *Reminders) SendSorted(size int, send func(Reminder) error) error {
	var batch []Reminder
	return r.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		slices.SortFunc(batch, byUrgency)
		return each(batch, send)
	}).Error
}

// SendSortedClone sorts a clone.
func (r *Reminders) SendSortedClone(size int, send func(Reminder) error) error {
	var batch []Reminder
	return r.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		sorted := slices.Clone(batch)
		slices.SortFunc(sorted, byUrgency)
		return each(sorted, send)
	}).Error
}

// SendUnsent removes in place what was sent before.
func (r *Reminders) SendUnsent(size int, send func(Reminder) error) error {
	var batch []Reminder
	return r.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		unsent := slices.DeleteFunc(batch, func(r Reminder) bool { return r.Sent })
		return each(unsent, send)
	}).Error
}

// SendUnsentAssigned assigns the rest back.
func (r *Reminders) SendUnsentAssigned(size int, send func(Reminder) error) error {
	var batch []Reminder
	return r.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		batch = slices.DeleteFunc(batch, func(r Reminder) bool { return r.Sent })
		return each(batch, send)
	}).Error
}

// SendEmptied empties the batch when it is done.
func (r *Reminders) SendEmptied(size int, send func(Reminder) error) error {
	var batch []Reminder
	return r.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		if err := each(batch, send); err != nil {
			return err
		}
		batch = batch[:0]
		return nil
	}).Error
}

// SendFiltered filters in front of the batch: its last row stays.
func (r *Reminders) SendFiltered(size int, send func(Reminder) error) error {
	var batch []Reminder
	return r.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		unsent := batch[:0]
		for _, reminder := range batch {
			if !reminder.Sent {
				unsent = append(unsent, reminder)
			}
		}
		return each(unsent, send)
	}).Error
}

// SendOrdered has the query ordered by something else than the key.
func (r *Reminders) SendOrdered(size int, send func(Reminder) error) error {
	var batch []Reminder
	return r.db.Order("urgent DESC").FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		return each(batch, send)
	}).Error
}

// Send leaves the order to FindInBatches.
func (r *Reminders) Send(size int, send func(Reminder) error) error {
	var batch []Reminder
	return r.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		return each(batch, send)
	}).Error
}

func each(batch []Reminder, send func(Reminder) error) error {
	for _, reminder := range batch {
		if err := send(reminder); err != nil {
			return err
		}
	}
	return nil
}
