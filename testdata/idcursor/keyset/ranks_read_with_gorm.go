// A ranking was exported in pages: whoever had a greater rank and a smaller id
// than the last of a page was left out.

package keyset

import (
	"time"

	"gorm.io/gorm"
)

type Player struct {
	ID        int64 `gorm:"primaryKey"`
	Rank      int64
	CreatedAt time.Time
}

type Ranking struct{ db *gorm.DB }

func (r *Ranking) eachForItself(handle func(Player)) error {
	var last Player
	for {
		var page []Player
		if err := r.db.Where("rank > ? AND id > ?", last.Rank, last.ID).Order("rank, id").Limit(50).Find(&page).Error; err != nil { // want `page compares rank and id each for itself`
			return err
		}
		if len(page) == 0 {
			return nil
		}
		for _, p := range page {
			handle(p)
		}
		last = page[len(page)-1]
	}
}

func (r *Ranking) asARow(handle func(Player)) error {
	var last Player
	for {
		var page []Player
		if err := r.db.Where("rank > ? OR (rank = ? AND id > ?)", last.Rank, last.Rank, last.ID).Order("rank, id").Limit(50).Find(&page).Error; err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		for _, p := range page {
			handle(p)
		}
		last = page[len(page)-1]
	}
}

// bound is another way to say the same, which indexes like.
func (r *Ranking) bound(handle func(Player)) error {
	var last Player
	for {
		var page []Player
		if err := r.db.Where("rank >= ? AND (rank > ? OR id > ?)", last.Rank, last.Rank, last.ID).Order("rank, id").Limit(50).Find(&page).Error; err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		for _, p := range page {
			handle(p)
		}
		last = page[len(page)-1]
	}
}

func (r *Ranking) negated(handle func(Player)) error {
	var last Player
	for {
		var page []Player
		if err := r.db.Where("NOT (rank < ? OR (rank = ? AND id <= ?))", last.Rank, last.Rank, last.ID).Order("rank, id").Limit(50).Find(&page).Error; err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		for _, p := range page {
			handle(p)
		}
		last = page[len(page)-1]
	}
}

// oneWay compares both keys one way, and orders them two ways.
func (r *Ranking) oneWay(handle func(Player)) error {
	var last Player
	for {
		var page []Player
		if err := r.db.Where("rank < ? OR (rank = ? AND id < ?)", last.Rank, last.Rank, last.ID).Order("rank DESC, id ASC").Limit(50).Find(&page).Error; err != nil { // want `page compares rank and id one way and orders them another`
			return err
		}
		if len(page) == 0 {
			return nil
		}
		for _, p := range page {
			handle(p)
		}
		last = page[len(page)-1]
	}
}

func (r *Ranking) twoWays(handle func(Player)) error {
	var last Player
	for {
		var page []Player
		if err := r.db.Where("rank < ? OR (rank = ? AND id > ?)", last.Rank, last.Rank, last.ID).Order("rank DESC, id ASC").Limit(50).Find(&page).Error; err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		for _, p := range page {
			handle(p)
		}
		last = page[len(page)-1]
	}
}

// again begins each page with the last player of the page before.
func (r *Ranking) again(handle func(Player)) error {
	id := int64(0)
	for {
		var page []Player
		if err := r.db.Where("id >= ?", id).Order("id").Limit(50).Find(&page).Error; err != nil { // want `page from id on: it begins with the last row of the page before`
			return err
		}
		for _, p := range page {
			handle(p)
		}
		if len(page) < 50 {
			return nil
		}
		id = page[len(page)-1].ID
	}
}

func (r *Ranking) onward(handle func(Player)) error {
	id := int64(0)
	for {
		var page []Player
		if err := r.db.Where("id >= ?", id).Order("id").Limit(50).Find(&page).Error; err != nil {
			return err
		}
		for _, p := range page {
			handle(p)
		}
		if len(page) < 50 {
			return nil
		}
		id = page[len(page)-1].ID + 1
	}
}

// list takes a cursor or none.
func (r *Ranking) list(cursor *time.Time, limit int) (page []Player, next *time.Time, err error) {
	q := r.db.Order("created_at DESC").Limit(limit)
	if cursor != nil {
		q = q.Where("created_at < ?", *cursor) // want `page after created_at, which isn't unique`
	}
	if err := q.Find(&page).Error; err != nil {
		return nil, nil, err
	}
	if len(page) > 0 {
		next = &page[len(page)-1].CreatedAt
	}
	return page, next, nil
}

// overread reads one more to see whether there is more, and skips it.
func (r *Ranking) overread(cursor int64, limit int) (page []Player, next int64, err error) {
	if err := r.db.Where("id > ?", cursor).Order("id").Limit(limit + 1).Find(&page).Error; err != nil {
		return nil, 0, err
	}
	if len(page) > limit {
		next = page[limit].ID // want `next page begins after a row that isn't on this one`
		page = page[:limit]
	}
	return page, next, nil
}

func (r *Ranking) overreadFrom(cursor int64, limit int) (page []Player, next int64, err error) {
	if err := r.db.Where("id >= ?", cursor).Order("id").Limit(limit + 1).Find(&page).Error; err != nil {
		return nil, 0, err
	}
	if len(page) > limit {
		next = page[limit].ID
		page = page[:limit]
	}
	return page, next, nil
}

func (r *Ranking) overreadThenCut(cursor int64, limit int) (page []Player, next int64, err error) {
	if err := r.db.Where("id > ?", cursor).Order("id").Limit(limit + 1).Find(&page).Error; err != nil {
		return nil, 0, err
	}
	if len(page) > limit {
		page = page[:limit]
		next = page[len(page)-1].ID
	}
	return page, next, nil
}

func (r *Ranking) cutAfter(cursor int64, limit int) (page []Player, next int64, err error) {
	if err := r.db.Where("id > ?", cursor).Order("id").Limit(limit + 1).Find(&page).Error; err != nil {
		return nil, 0, err
	}
	if len(page) > limit {
		next = page[len(page)-1].ID // want `next page begins after a row that isn't on this one`
		page = page[:len(page)-1]
	}
	return page, next, nil
}

// both pages forward and back.
func (r *Ranking) both(after, before int64, limit int) (page []Player, next, prev int64, err error) {
	q := r.db.Limit(limit)
	if after > 0 {
		q = q.Where("id > ?", after)
	}
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	if err := q.Order("id").Find(&page).Error; err != nil || len(page) == 0 {
		return nil, 0, 0, err
	}
	return page, page[len(page)-1].ID, page[0].ID, nil
}

// window has a lower bound that is no cursor.
func (r *Ranking) window(since time.Time, cursor int64, limit int) (page []Player, next int64, err error) {
	if err := r.db.Where("created_at >= ? AND id > ?", since, cursor).Order("id").Limit(limit).Find(&page).Error; err != nil || len(page) == 0 {
		return nil, 0, err
	}
	return page, page[len(page)-1].ID, nil
}

// otherColumn keeps the rank, and compares it with ids.
func (r *Ranking) otherColumn(handle func(Player)) error {
	cursor := int64(0)
	for {
		var page []Player
		if err := r.db.Where("id > ?", cursor).Order("id").Limit(50).Find(&page).Error; err != nil || len(page) == 0 {
			return err
		}
		for _, p := range page {
			handle(p)
		}
		cursor = page[len(page)-1].Rank // want `next page begins after rank, but compares id`
	}
}

// find knows nothing of pages; who calls it does.
func (r *Ranking) find(after int64, limit int) (page []Player, err error) {
	err = r.db.Where("id > ?", after).Order("rank").Limit(limit).Find(&page).Error // want `page after id is ordered by rank`
	return page, err
}

func (r *Ranking) walk(handle func(Player)) error {
	after := int64(0)
	for {
		page, err := r.find(after, 50)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, p := range page {
			handle(p)
			after = p.ID
		}
	}
}

// top is asked once.
func (r *Ranking) top(above int64, limit int) (page []Player, err error) {
	err = r.db.Where("id > ?", above).Order("rank").Limit(limit).Find(&page).Error
	return page, err
}

func (r *Ranking) report(handle func(Player)) error {
	page, err := r.top(10, 50)
	for _, p := range page {
		handle(p)
	}
	return err
}
