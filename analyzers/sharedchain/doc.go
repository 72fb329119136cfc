// Package sharedchain finds queries that share one chain, and what is added to a
// query that has already run.
//
// GORM's *gorm.DB is two things. A handle, as gorm.Open, Begin, Session,
// WithContext and Debug return it, starts anew with each call. A chain, as
// Where, Model, Order and all other methods return it, is one statement: each
// further call changes that statement, whichever variable holds the result, and
// no call that runs it clears anything. The rule follows chains through
// variables, functions, interface methods and closures, and reports where
// something that one query has added changes another that wasn't meant.
//
// # Why it bites
//
// The conditions of both queries are ANDed: the second finds too few rows, or
// none, without an error, and a second DELETE or UPDATE misses its rows. It
// works in every test that runs but one of them.
//
// # Bad
//
//	func (d *Desk) CountSharing(org int64) (open, closed int64, err error) {
//		q := d.db.Model(&Ticket{}).Where("org = ?", org)
//		if err := q.Where("status = ?", "open").Count(&open).Error; err != nil {
//			return 0, 0, err
//		}
//		err = q.Where("status = ?", "closed").Count(&closed).Error
//		return open, closed, err
//	}
//
// And a condition that comes too late:
//
//	func (d *Desk) ListTooLate() (tickets []Ticket, err error) {
//		err = d.db.Find(&tickets).Where("status = ?", "open").Error
//		return tickets, err
//	}
//
// # Good
//
//	func (d *Desk) CountForking(org int64) (open, closed int64, err error) {
//		q := d.db.Model(&Ticket{}).Where("org = ?", org).Session(&gorm.Session{})
//		if err := q.Where("status = ?", "open").Count(&open).Error; err != nil {
//			return 0, 0, err
//		}
//		err = q.Where("status = ?", "closed").Count(&closed).Error
//		return open, closed, err
//	}
//
// And a condition in time:
//
//	func (d *Desk) ListInTime() (tickets []Ticket, err error) {
//		err = d.db.Where("status = ?", "open").Find(&tickets).Error
//		return tickets, err
//	}
//
// # Reused
//
// A chain is run twice, or two branches of it are run, and what the first left
// changes the second. The finding is at the call that returned what is shared,
// where a Session forks it. Each of these has been executed:
//
//   - conditions, joins and groups hold in the second, too; in a loop, those of
//     all passes before
//   - the table is that of the first model: of two deletes of a purge, both are
//     from the first table
//   - the primary key of a row that was updated or deleted stays a condition: of
//     several rows only the first is written
//   - First, Take and Last leave their LIMIT 1; a page leaves its OFFSET, with
//     which a count is 0
//   - Unscoped, Select, Omit, Pluck, Order and Clauses stay
//   - an error stays: after First has found nothing, Create on the same chain
//     returns "record not found" and creates nothing
//
// A query of bun is one statement from the start, and keeps its conditions when
// it has run.
//
// Count leaves nothing, so that Count and then a page on one chain is right. So
// is q = q.Where(…), also in a loop, and a Where whose result is dropped: one
// statement is meant.
//
// # Ignored
//
// A chain method is called on what a query returned, and nobody runs that again.
// The query has run without it.
//
// # Limits
//
// Known misses: a chain that is kept in a field, a map or a global; a parameter
// that is only handed a chain by callers out of sight; branches in different
// closures; functions that are called through a variable of a func type; both
// branches adding the same, which doubles a condition; an OFFSET in a chain that
// is assigned back and then counted; the code that gorm.io/gen generates.
// GORM v1 copies on every call, as do squirrel and goqu, GORM's generic API, and
// xorm starts anew after each run: nothing is reported there.
//
// # References
//
// GORM, Method Chaining, "Reusability and Safety";
// https://gorm.io/docs/method_chaining.html;
// RedHatInsights/edge-api 9ab6261e (devicesview: fixes sharable gorm.db).
package sharedchain
