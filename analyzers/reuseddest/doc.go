// Package reuseddest finds destinations of queries that are read into twice.
//
// A variable that rows are read into is read into again while something still
// sees the rows of the first time, or still holds their key.
//
// # Why it bites
//
// GORM, bun, go-pg, sqlx, scany and pop read into the array that a slice has
// already. What was kept of it, in a map, another slice, on a channel, by a
// goroutine, turns into the rows that are read next, without error. Everybody
// gets the rows of the last one. Tests with one batch, or one customer, pass.
//
// # Bad
//
//	func (c *Campaign) SegmentsShared(size int) ([][]Subscriber, error) {
//		var segments [][]Subscriber
//		var batch []Subscriber
//		err := c.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
//			segments = append(segments, batch)
//			return nil
//		}).Error
//		return segments, err
//	}
//
// # Good
//
//	func (c *Campaign) Segments(size int) ([][]Subscriber, error) {
//		var segments [][]Subscriber
//		var batch []Subscriber
//		err := c.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
//			segments = append(segments, slices.Clone(batch))
//			return nil
//		}).Error
//		return segments, err
//	}
//
// # Batches
//
// The callback of FindInBatches, or of a function that is built on it, keeps its
// slice, a pointer into it, or a goroutine that reads it and isn't awaited. Of
// six rows in batches of two, the three slices kept showed rows 5 and 6 each.
// append(all, batch...) copies the rows and is right; so is what pointers of a
// []*T lead to. So is a callback that returns an error afterwards, which ends
// the batches, and one that replaces a variable each time: it has the last batch.
//
// # Overwritten
//
// One variable is read into twice, in a loop or in sequence, while an alias of
// the first rows is read later: in a map or slice, a field, by a function that
// keeps it. Declare it inside the loop, or set it to nil before. bun and go-pg
// also read into what the pointers of a []*T lead to: there slices.Clone does
// not help.
//
//	for _, customer := range customers {
//		if err := s.bun.NewSelect().Model(&invoices).Where("customer = ?", customer).Order("id").Scan(ctx); err != nil {
//			return nil, err
//		}
//		statements[customer] = slices.Clone(invoices)
//	}
//
// Pointers to one struct that is read into again are reported, too.
//
// # Keyed
//
// First, Take, Last, Find and FirstOrCreate of GORM add the primary key that a
// struct holds to the conditions. A struct that was found before is not found
// under another key: of three devices, looked up one after another into one
// variable, the second and third were missing; a name that was taken seemed
// free. FirstOrCreate inserts under the old key, which fails.
//
//	var device Device
//	for _, id := range ids {
//		if err := r.db.First(&device, id).Error; err != nil {
//			missing++
//			continue
//		}
//		names = append(names, device.Name)
//	}
//
// Silent where the key is still zero, since nothing was found; where the same
// row is asked for again; after Scan and ScanRows, which ask for nothing.
//
// # Cursor
//
// FindInBatches begins the next batch after the primary key of the last element
// of its slice. A callback that sorts the slice had two of six rows sent twice; one
// that let slices.DeleteFunc zero the tail ended all after the first batch, with
// an error; one that emptied the slice panicked. With an order by another column
// than the key, the first batch may end with the highest key: two of six rows
// were seen.
//
//	return r.db.FindInBatches(&batch, size, func(tx *gorm.DB, n int) error {
//		slices.SortFunc(batch, byUrgency)
//		return each(batch, send)
//	}).Error
//
// Filtering into batch[:0] is right as long as it isn't assigned back.
//
// # Limits
//
// Functions are followed across packages: those that read into a parameter, keep
// one, return one, or call a function with a slice that they read into again. An
// interface's method does what all of its implementations do.
//
// Known miss: a callback that is a method value; a constant condition in a loop
// (the next job that waits), which may as well be a reload; a list that is
// followed by a key in its own row; a struct filled by Create and then asked for
// by another key; rows that a write returns; goroutines that read into one
// variable; containers that only functions without a known body keep.
//
// Known false positive: a sort by primary key in a callback; an order by a
// column that a condition holds constant.
//
// No finding in the repositories that were read: what the proofs show was not
// met there.
//
// # References
//
// GORM, "FindInBatches"; go-gorm/gorm #401, #2034, #3575.
package reuseddest
