// Package zerocondition finds conditions that a zero value or an empty list
// takes away.
//
// A struct stands for the condition of a DELETE or UPDATE, or of the query whose
// rows are deleted, and a field of it may be zero; a list of what to keep or to
// delete may be empty; or there is no condition although the value to write
// holds a key.
//
// # Why it bites
//
// GORM and xorm make conditions of the fields of a struct that aren't zero. With
// Confirmed false, the statement below has org_id = 7 for its only condition and
// deletes confirmed accounts, too. GORM v2 refuses to delete without any
// condition; it does not when something is left, when rows are selected and then
// deleted one by one, or in version 1.
//
// # Bad
//
//	return a.db.WithContext(ctx).
//		Where(&Account{OrgID: orgID, Confirmed: confirmed}).
//		Delete(&Account{}).Error
//
// # Good
//
//	return a.db.WithContext(ctx).
//		Where(map[string]any{"org_id": orgID, "confirmed": confirmed}).
//		Delete(&Account{}).Error
//
// # Struct
//
// The field's zero is a value as good as others: it is a bool, a number with a
// named constant 0, a part of a request that may be missing (r.FormValue, a field
// of the decoded struct), or zero itself. So are fields of the value that is
// given to GORM's Delete, of which only the primary key is a condition.
//
//	return a.db.WithContext(ctx).Where("org_id = ?", orgID).Delete(&Account{Email: email}).Error
//
// deletes the whole organisation. Compare fields in a text or a map, name them
// (Where(&Account{…}, "OrgID", "Confirmed")), or check them before.
//
// # Empty
//
// NOT IN of an empty list is true of every row where the query is built by
// calls, of ent, xorm, squirrel and sqlboiler, and of GORM's Not with a map: a
// list that couldn't be had empties the table.
//
//	_, err := r.client.Device.Delete().Where(device.IDNotIn(ids...)).Exec(ctx)
//	return err
//
// Good:
//
//	if len(ids) == 0 {
//		return nil
//	}
//	_, err := r.client.Device.Delete().Where(device.IDNotIn(ids...)).Exec(ctx)
//	return err
//
// GORM drops an empty list of primary keys, too: beside another condition, all
// that matches it is deleted. Bound to a text, both are true of no row: NOT IN
// (NULL).
//
//	return d.db.WithContext(ctx).Where("name = ?", name).Delete(&Device{}, ids).Error
//
// Good:
//
//	return d.db.WithContext(ctx).Where("name = ?", name).Where("id IN ?", ids).Delete(&Device{}).Error
//
// # Everyrow
//
// xorm's Update takes no condition from the value that it writes, not even its
// key, and GORM v1 updates and deletes every row when none is left.
//
//	_, err := p.db.Context(ctx).Update(profile)
//	return err
//
// Good:
//
//	_, err := p.db.Context(ctx).ID(profile.ID).Update(profile)
//	return err
//
// # Unwritten
//
// Updates with a struct leaves out the fields that are zero, also those that the
// code sets to zero: the account below stays active.
//
//	return a.db.WithContext(ctx).Model(&Account{ID: id}).Updates(Account{Email: email, Active: false}).Error
//
// Good:
//
//	return a.db.WithContext(ctx).Model(&Account{ID: id}).Updates(map[string]any{"email": email, "active": false}).Error
//
// # Unchecked
//
// Opt-in: nothing says that the field of a struct condition may be zero, and
// nothing that it isn't: a parameter of a function that others call, a text of
// a row that was loaded.
//
// # Sync
//
// Opt-in: as Empty, but the DELETE has another condition, which mostly makes it
// right: what a parent is to keep may be nothing.
//
// # Updates
//
// Opt-in: as Unwritten, with a bool, a number, or a part of a request that may be
// zero. It can be turned on and not off:
//
//	return a.db.WithContext(ctx).Model(&Account{ID: id}).Updates(Account{Active: active}).Error
//
// Good:
//
//	return a.db.WithContext(ctx).Model(&Account{ID: id}).Select("Active").Updates(Account{Active: active}).Error
//
// # Limits
//
// Silent by design: a value that any condition before names; a field whose tags
// require it; keys of rows, primary and foreign; constants; what a function
// computes; a DELETE that GORM v2 refuses since no condition is left; an UPDATE
// by xorm of a literal without a key, which is meant for all rows, it seems; a
// session that was handed in, which may have conditions; reads, unless what they
// read is deleted.
//
// Known miss: a condition that a function of another package is given, or whose
// struct is filled field by field; rows that a function of another package
// deletes; Updates of a struct whose fields were set elsewhere; an UPDATE with an
// empty NOT IN, as soft deletes by hand are; a list in the NOT IN of goqu, rel or
// beego; chains that aren't all known. Known false positive: GORM's Not("id",
// ids) with an empty list is refused by all databases but SQLite.
//
// On real code the rule is quiet. In the repositories that were read it found
// keys that xorm's Update took no notice of (Everyrow) and, opt-in, conditions of
// Unchecked and Updates. Struct, Empty and Unwritten are proven by execution, but
// were not met there.
//
// # References
//
// GORM, Query with conditions, Struct & Map Conditions; GORM, Delete, Block
// Global Delete; xorm, Update; ent, predicates.
package zerocondition
