// Package shiftingpage finds loops that page by offset over rows that they
// delete or update away.
//
// The offset grows with every iteration, and an iteration deletes rows that it
// has read, or sets a column by which the query filters so that they don't match
// any more: itself, or in functions that it calls, in whatever package. The
// query may stand in another function, too, such as a repository's List that is
// told the page. A soft delete counts where the query leaves the deleted out.
//
// # Why it bites
//
// When two rows of the first page are gone, what was the third row is the first,
// and OFFSET 2 begins at what was the fifth. Every second page is skipped: of six
// rows in pages of two the loop below processed rows 1, 2, 5 and 6. There is no
// error, and a test whose rows fit on one page is green. A transaction doesn't
// help: it sees its own deletes.
//
// # Bad
//
//	for offset := 0; ; offset += size {
//		var page []Session
//		if err := s.db.Where("expired = ?", true).Order("id").Offset(offset).Limit(size).Find(&page).Error; err != nil {
//			return err
//		}
//		if len(page) == 0 {
//			return nil
//		}
//		for _, session := range page {
//			s.close(session)
//			if err := s.db.Delete(&session).Error; err != nil {
//				return err
//			}
//		}
//	}
//
// And with a filter, as in SELECT … WHERE status = 'pending' … OFFSET $2:
//
//	for page := 0; ; page++ {
//		ids, err := m.pending(ctx, size, page*size)
//		if err != nil || len(ids) == 0 {
//			return err
//		}
//		for _, id := range ids {
//			m.send(id)
//			if err := m.mark(ctx, id, "sent"); err != nil {
//				return err
//			}
//		}
//	}
//
// # Good
//
// Ask for the first page until there is none. A row that stays, because its
// delete failed, is then read again and again: stop at errors.
//
//	for {
//		ids, err := m.pending(ctx, size, 0)
//		if err != nil || len(ids) == 0 {
//			return err
//		}
//
// Or page by key, which also is faster, and right where some rows are kept:
//
//	for last := int64(0); ; {
//		var page []Session
//		if err := s.db.Where("expired = ? AND id > ?", true, last).Order("id").Limit(size).Find(&page).Error; err != nil {
//			return err
//		}
//
// Or go on by what was kept, offset += kept; begin at the last page; or collect
// all keys first and delete after the loop.
//
// # Limits
//
// The loop and the repository may be in packages that don't import each other:
// a service declares the interface that it is given. Such a loop is decided
// where both are reached, in the command at the latest, and reported in the loop:
// run datavet on ./..., not on the service alone.
//
// Silent by design: an offset that stays, counts down, or grows by what was kept
// or only where nothing was deleted; a delete that leaves the loop; deletes in
// defer and after the loop; rows of another table; rows that aren't picked by
// their primary key, or by a value that wasn't read with the page; a query that
// reads the softly deleted, too (Unscoped); a column set to what the filter asks
// for; libraries that page by key (GORM's FindInBatches).
//
// Known miss: a filter that only some callers ask for (if opts.Status != ""), a
// range (expires_at < now), OR, and a value that is not a constant; a column that
// the query is ordered by; a table that is joined; rows picked by another unique
// column than the primary key; an offset that is kept in a struct's field between
// calls, or that another goroutine counts; a function that reads and deletes one
// page, called in a loop; a helper that pages and calls a function for each row;
// generic repositories; a cascade or trigger that
// deletes the rows; rows that reach the delete through a channel; interfaces whose
// implementations don't agree. Known false positive: rows that are picked by a key
// that was read with the page and is another row's; a delete that only some callers
// ask for (if permanently).
//
// # References
//
// PostgreSQL, chapter 7.6, LIMIT and OFFSET; Markus Winand, "We need tool support
// for keyset pagination" (use-the-index-luke.com/no-offset); GORM, "Advanced
// Query", on FindInBatches.
package shiftingpage
