// Package store is a project's own layer in front of its ORM.
package store

import "gorm.io/gorm"

type Row struct {
	ID    uint
	Batch int
}

type Store struct {
	db     *gorm.DB
	recent map[int][]Row
}

// Load reads the rows of a batch.
func (s *Store) Load(batch int, dest *[]Row) error {
	return s.db.Where("batch = ?", batch).Find(dest).Error
}

// Get reads one row.
func (s *Store) Get(id uint, dest *Row) error {
	return s.db.First(dest, id).Error
}

// Remember keeps the rows.
func (s *Store) Remember(batch int, rows []Row) { s.recent[batch] = rows }

// Newest returns some of the rows.
func Newest(rows []Row) []Row { return rows[max(0, len(rows)-10):] }

// Copy returns a copy.
func Copy(rows []Row) []Row { return append([]Row(nil), rows...) }

// EachBatch calls fn with the rows, batch by batch.
func (s *Store) EachBatch(fn func(rows []Row) error) error {
	var rows []Row
	return s.db.FindInBatches(&rows, 100, func(tx *gorm.DB, batch int) error {
		return fn(rows)
	}).Error
}

// EachOf calls fn with the rows of each batch that is named.
func (s *Store) EachOf(batches []int, fn func(rows []Row)) {
	var rows []Row
	for _, b := range batches {
		s.Load(b, &rows)
		fn(rows)
	}
}

// EachCopy calls fn with rows of its own.
func (s *Store) EachCopy(fn func(rows []Row) error) error {
	var rows []Row
	return s.db.FindInBatches(&rows, 100, func(tx *gorm.DB, batch int) error {
		return fn(Copy(rows))
	}).Error
}

// A Loader is what others know of the store.
type Loader interface {
	Load(batch int, dest *[]Row) error
}
