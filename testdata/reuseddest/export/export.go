// A report had the rows of the last batch in every chapter: the store's functions hid the one array.

package export

import (
	"slices"

	"github.com/datavet/datavet/testdata/reuseddest/store"
)

func chapters(s *store.Store, batches []int) ([][]store.Row, error) {
	var all [][]store.Row
	var rows []store.Row
	for _, b := range batches {
		if err := s.Load(b, &rows); err != nil { // want `rows is read into again while its array is kept`
			return nil, err
		}
		all = append(all, rows)
	}
	return all, nil
}

func chaptersBehindInterface(s store.Loader, batches []int) [][]store.Row {
	var all [][]store.Row
	var rows []store.Row
	for _, b := range batches {
		s.Load(b, &rows) // want `rows is read into again while its array is kept`
		all = append(all, rows)
	}
	return all
}

func remembered(s *store.Store, batches []int) {
	var rows []store.Row
	for _, b := range batches {
		s.Load(b, &rows) // want `rows is read into again while its array is kept`
		s.Remember(b, rows)
	}
}

func newest(s *store.Store, batches []int) (all [][]store.Row) {
	var rows []store.Row
	for _, b := range batches {
		s.Load(b, &rows) // want `rows is read into again while its array is kept`
		all = append(all, store.Newest(rows))
	}
	return all
}

func copies(s *store.Store, batches []int) (all [][]store.Row) {
	var rows []store.Row
	for _, b := range batches {
		s.Load(b, &rows)
		all = append(all, store.Copy(rows))
	}
	return all
}

func one(s *store.Store, ids []uint) (n int, err error) {
	var row store.Row
	for _, id := range ids {
		if err := s.Get(id, &row); err != nil { // want `row still holds the key of the row read before`
			return 0, err
		}
		n += row.Batch
	}
	return n, nil
}

func collected(s *store.Store) (all [][]store.Row, err error) {
	err = s.EachBatch(func(rows []store.Row) error {
		all = append(all, rows) // want `rows kept beyond its batch`
		return nil
	})
	return all, err
}

func collectedOf(s *store.Store, batches []int) map[int][]store.Row {
	byBatch := map[int][]store.Row{}
	s.EachOf(batches, func(rows []store.Row) {
		byBatch[rows[0].Batch] = rows // want `rows kept beyond its batch`
	})
	return byBatch
}

func sorted(s *store.Store) error {
	return s.EachBatch(func(rows []store.Row) error {
		slices.SortFunc(rows, func(a, b store.Row) int { return a.Batch - b.Batch }) // want `rows changed in its callback`
		return nil
	})
}

func collectedCopies(s *store.Store, batches []int) (all [][]store.Row, flat []store.Row) {
	s.EachCopy(func(rows []store.Row) error {
		all = append(all, rows)
		return nil
	})
	s.EachBatch(func(rows []store.Row) error {
		flat = append(flat, rows...)
		return nil
	})
	s.EachOf(batches, func(rows []store.Row) {
		slices.Reverse(rows)
		flat = append(flat, rows...)
	})
	return all, flat
}
