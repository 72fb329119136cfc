// Package sentinelrange finds comparisons by range that rows marked live by a
// sentinel fall into.
//
// A column or field whose value for live, never or not yet is no NULL but a
// sentinel (0, 1970, Go's zero time, a far future) is compared by <, <=, >, >=,
// BETWEEN, Before, After or Compare, and the sentinel stands on the side that is
// acted on, with nothing that leaves it out. The finding names the sentinel and
// where it comes from.
//
// # Why it bites
//
// 1970 is before every cutoff. deleted_at <= now - 6h deletes what was deleted
// more than six hours ago, and all that never was; expires_at < now purges first
// the keys that never expire. No test sees it whose rows all have a date, and a
// range that is right for NULL, which is in no range at all, is moved to the
// next table by copying.
//
// Say in the same condition what the sentinel means: deleted_at <> '1970-01-01'
// AND deleted_at <= $1, or !t.IsZero() && t.Before(now). Or make the column
// nullable, and keep the key unique by a partial index.
//
// # Bad
//
//	func (f *Folders) PurgeByAge(ctx context.Context, cutoff time.Time) error {
//		_, err := f.db.ExecContext(ctx, `DELETE FROM folders WHERE deleted_at <= $1`, cutoff)
//		return err
//	}
//
// # Good
//
//	func (f *Folders) PurgeDeletedByAge(ctx context.Context, cutoff time.Time) error {
//		_, err := f.db.ExecContext(ctx,
//			`DELETE FROM folders WHERE deleted_at <> '1970-01-01 00:00:00' AND deleted_at <= $1`, cutoff)
//		return err
//	}
//
// # SQL
//
// The comparison stands in the text of a whole statement: in the argument of a
// library's call, in a constant or variable that is given to one, or in a .sql
// file, where it is reported itself, whether it is embedded, generated from or
// read by something else.
//
// # Builder
//
// The query is built call by call: a condition in the Where of GORM, bun, go-pg or
// xorm, squirrel's Lt and Expr, predicates of ent, expressions of goqu. The whole
// chain is looked at for what leaves the sentinel out, scopes included, as far as
// it can be followed.
//
// # Go
//
// A field that came from a row, or from JSON, is compared in Go. What the zero
// value means is read from the column or from the code: if one function asks
// IsZero and takes zero for never, another that doesn't ask is reported.
//
//	for _, inv := range invitations {
//		if inv.ExpiresAt.Before(now) {
//			if err := s.db.WithContext(ctx).Delete(&inv).Error; err != nil {
//				return err
//			}
//		}
//	}
//
// Good:
//
//	for _, inv := range invitations {
//		if !inv.ExpiresAt.IsZero() && inv.ExpiresAt.Before(now) {
//			if err := s.db.WithContext(ctx).Delete(&inv).Error; err != nil {
//				return err
//			}
//		}
//	}
//
// # Unixzero
//
// time.Unix(0, 0) is 1970 and not Go's zero time, 0001-01-01: its IsZero is
// false. Where 0 seconds mean never, a field that was set so
//
//	func (d *Devices) Register(ctx context.Context, r Registration) error {
//		return d.db.WithContext(ctx).Create(&Device{Name: r.Name, ExpiresAt: time.Unix(r.Expires, 0)}).Error
//	}
//
// has expired, whatever IsZero is asked:
//
//	if !device.ExpiresAt.IsZero() && device.ExpiresAt.Before(now) {
//		if err := d.db.WithContext(ctx).Delete(&device).Error; err != nil {
//			return err
//		}
//	}
//
// Ask the number before the conversion, or device.ExpiresAt.Unix() > 0 after it.
//
// # Limits
//
// What a column's sentinel is, is taken from its DDL (NOT NULL DEFAULT with such
// a value), from an ORM's tags and soft delete types, or from a comparison or a
// write elsewhere. A default alone proves a sentinel for columns that say when a
// row ends (deleted, expires, revoked and the like) and for the ORM's own soft
// delete; elsewhere 0 may as well mean due at once, and a query or function that
// leaves it out has to say so. .datavet.yaml declares what can't be seen.
//
// Silent by design: nullable columns, *time.Time, sql.NullTime and their like
// (NULL is in no range); NOT NULL without a default, and a name alone; a second
// comparison of the column in the same condition, in another Where of the chain,
// on an earlier line or before an early return; OR col = sentinel, which lets
// the sentinel in on purpose; a bound that is the sentinel itself; the far side;
// a comparison of another column with a constant in the same conjunction, such
// as status = 'done', because a state may say what the sentinel says; a column
// that each INSERT of the package computes from now; a field of a value that the
// function has just made; the cursor of a list that shows the latest first.
//
// Known miss: a comparison of two fields or two columns; a time in a variable, a
// map or a field of no tag and no model; a range whose column or table is put in
// by Sprintf; a guard that writes the sentinel otherwise than the rows have it,
// which SQLite takes for another text; a chain that is handed on unfinished; a
// constant that tells kinds of rows apart and not states. Known false positive:
// in Go, another field of the row says that there is an end.
//
// # References
//
// Go, package time: Time.IsZero and Unix; PostgreSQL, chapter 9.2, on comparison
// with NULL; the README of gorm.io/plugin/soft_delete.
package sentinelrange
