// A campaign cut its subscribers into segments, and every segment had the people of the last one.

package reuseddest

import (
	"slices"
	"sync"

	"gorm.io/gorm"
)

// A Subscriber is mailed with its segment.
type Subscriber struct {
	ID    int64
	Email string
}

// A Campaign mails subscribers.
type Campaign struct {
	db *gorm.DB
}

// SegmentsShared keeps the slice that GORM reads every batch into.
func (c *Campaign) SegmentsShared(size int) ([][]Subscriber, error) {
	var segments [][]Subscriber
	var batch []Subscriber
	err := c.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		segments = append(segments, batch)
		return nil
	}).Error
	return segments, err
}

// Segments keeps a copy of each batch.
func (c *Campaign) Segments(size int) ([][]Subscriber, error) {
	var segments [][]Subscriber
	var batch []Subscriber
	err := c.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		segments = append(segments, slices.Clone(batch))
		return nil
	}).Error
	return segments, err
}

// ByIDPointing keeps pointers to the elements of the one array.
func (c *Campaign) ByIDPointing(size int) (map[int64]*Subscriber, error) {
	byID := map[int64]*Subscriber{}
	var batch []Subscriber
	err := c.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		for i := range batch {
			byID[batch[i].ID] = &batch[i]
		}
		return nil
	}).Error
	return byID, err
}

// ByID has GORM allocate each row: only the array is used again.
func (c *Campaign) ByID(size int) (map[int64]*Subscriber, error) {
	byID := map[int64]*Subscriber{}
	var batch []*Subscriber
	err := c.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		for _, s := range batch {
			byID[s.ID] = s
		}
		return nil
	}).Error
	return byID, err
}

// SendLater doesn't wait for a batch to be sent before the next is read.
func (c *Campaign) SendLater(size int, send func([]Subscriber)) (wait func(), err error) {
	var sent sync.WaitGroup
	var batch []Subscriber
	err = c.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		sent.Add(1)
		go func(segment []Subscriber) {
			defer sent.Done()
			send(segment)
		}(batch)
		return nil
	}).Error
	return sent.Wait, err
}

// SendInTurn waits in the callback.
func (c *Campaign) SendInTurn(size int, send func([]Subscriber)) error {
	var batch []Subscriber
	return c.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		var sent sync.WaitGroup
		for i := range batch {
			sent.Go(func() { send(batch[i : i+1]) })
		}
		sent.Wait()
		return nil
	}).Error
}

// SegmentsOfGenerics keeps what the generic API calls back with.
func (c *Campaign) SegmentsOfGenerics(size int) (segments [][]Subscriber, err error) {
	err = gorm.G[Subscriber](c.db).FindInBatches(c.db.Statement.Context, size, func(batch []Subscriber, n int) error {
		segments = append(segments, batch)
		return nil
	})
	return segments, err
}

// Emails copies what it keeps.
func (c *Campaign) Emails(size int) (emails []string, err error) {
	var all, batch []Subscriber
	err = c.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
		all = append(all, batch...)
		return nil
	}).Error
	for _, s := range all {
		emails = append(emails, s.Email)
	}
	return emails, err
}
