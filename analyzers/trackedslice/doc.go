// Package trackedslice finds collections that an ORM loaded and that are changed
// in place, drained or copied in a way that their rows don't survive.
//
// A slice field of a model that a preload, an eager load or a repository's getter
// filled is changed through another slice of the same array, a copy of its
// struct, a callee or a range variable; then the model is persisted, here or by
// a function that is called. The rule follows values through variables, fields,
// parameters, results and interfaces, and knows what each ORM writes with a model
// and which options keep it from that.
//
// # Why it bites
//
// Go's ORMs don't watch slices: they keep no copy of what they loaded, and on
// Save write what they find. Since Go 1.22 slices.Delete, DeleteFunc, Compact
// and CompactFunc zero the elements that they leave over. Who calls one on an
// alias of group.Users, and keeps only the result, leaves group.Users with its
// old length and blank users at its end, which GORM's Save, Updates and even
// Update of one column INSERT. Nothing fails until a NOT NULL, a CHECK or a
// unique key does. What is merely left out of a slice, on the other hand, GORM
// doesn't delete, while Association.Replace, ent's Clear and Add, SQLBoiler's
// Set and rel's autosave unlink or delete all of it.
//
// # Bad
//
//	func (m *Mailer) SendDeleting(ctx context.Context, id int64) error {
//		var group Group
//		if err := m.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
//			return err
//		}
//		queue := group.Users
//		for len(queue) > 0 {
//			n := min(2, len(queue))
//			if err := m.send(queue[:n]); err != nil {
//				return err
//			}
//			queue = slices.Delete(queue, 0, n)
//		}
//		group.MailedAt = time.Now()
//		return m.db.WithContext(ctx).Save(&group).Error
//	}
//
// # Good
//
//	func (m *Mailer) SendReslicing(ctx context.Context, id int64) error {
//		var group Group
//		if err := m.db.WithContext(ctx).Preload("Users").First(&group, id).Error; err != nil {
//			return err
//		}
//		queue := group.Users
//		for len(queue) > 0 {
//			n := min(2, len(queue))
//			if err := m.send(queue[:n]); err != nil {
//				return err
//			}
//			queue = queue[n:]
//		}
//		group.MailedAt = time.Now()
//		return m.db.WithContext(ctx).Save(&group).Error
//	}
//
// # Alias
//
// A call that zeroes the tail of an array, or an append that overwrites elements
// of it, works on a list that a model goes on to hold, and the model is
// persisted, returned or read again. Elements that are pointers become nil: Save
// panics, and its transaction stays open, with its locks, until its context
// ends. A field with GORM's serializer:json is written with the blanks in it.
// Clone the list, cut it by a slice expression, assign the result back, or have
// the ORM write the model alone:
//
//	return m.db.WithContext(ctx).Omit(clause.Associations).Save(&group).Error
//
// A range variable is a copy of the element: assigning the result to its field
// isn't assigning it back.
//
//	for i := range account.Roles {
//		role := &account.Roles[i]
//		role.Permissions = slices.DeleteFunc(role.Permissions, func(p Permission) bool { return p.Deprecated })
//	}
//
// # Blank
//
// Elements that are blank on purpose, and then persisted: clear, append of a
// literal without fields, make with a length and then append. To take all from
// a parent, clear the association:
//
//	if err := g.db.WithContext(ctx).Model(&group).Association("Users").Clear(); err != nil {
//		return err
//	}
//
// # Key
//
// The primary key of an element is set to zero, and the parent saved: the row is
// inserted once more. The key of a parent is set to zero, and the parent created
// with its children loaded: they keep their keys and move to the copy, and the
// original has none. Set both to copy both.
//
// # Drained
//
// Association.Replace, ent's ClearX and AddX, or SQLBoiler's SetX is given a
// loaded list that was worked off by reslicing, lacks its first elements, or was
// loaded under a condition: all others are unlinked, and deleted if Unscoped.
// Keep the list that is worked off apart from the one that is set, or add what
// is new.
//
// # Omit
//
// GORM takes Omit("Users.*") as: link the users, and write none of their columns.
// Of many2many that is what it does. Of has-many each Save inserts a blank row
// on PostgreSQL and MariaDB, and is a syntax error on SQLite. Omit("Users")
// leaves the association alone.
//
// # Mirror
//
// rel's autosave makes the rows equal to the field: it deletes all of them and
// inserts what the field holds, blanks included. Don't shorten such a field to
// look at a part of it.
//
// # Loop
//
// Association.Delete takes the element from the model's slice, too. In a loop
// over the indices of that slice it skips elements, and runs past the end.
// Collect first and delete once, or walk a clone.
//
// # Unsaved
//
// Opt-in: a loaded association is cut or its elements are edited, and the parent
// is saved. GORM deletes and updates no children on Save, and says nothing.
// Delete them by Association.Delete, and save edited ones by themselves or with
// FullSaveAssociations. It is opt-in because a list is often cut for other
// reasons than to have its rows deleted.
//
// # Batch
//
// Opt-in, for any slice: a batch is cut from a queue, the queue is closed up in
// its own array, and only then the batch is read.
//
//	batch := queue[:n]
//	queue = slices.Delete(queue, 0, n)
//	batches = append(batches, batch)
//
// The batches show later users, the same users again, or blank ones. The
// repair is queue = queue[n:].
//
// # Shared
//
// Opt-in, for any slice: a list out of a map, a cache or a field that outlives
// the call is changed in place, and what holds it keeps the old length.
//
// # Limits
//
// Silent by design: an array of its own (slices.Clone, append to nil, x[:k:k]
// before append); results assigned back to the same field; models that are
// loaded again; columns selected without the association; writes by
// Model(&T{}).Where, Model(&T{ID: id}) or Table; slices that are sorted,
// reversed or shifted and whose parent is saved; lists that come from a
// request; both keys of a copy set to zero; conditions of a preload that only
// order.
//
// Known miss: an association that is set to nil before Save, which is also how it
// is left alone; a child of another parent, or a stub with only a key, that is
// appended, which is also how it is moved; a has-one that is replaced; values
// that travel through channels or any; names of associations that are put
// together at run time; interfaces whose implementations differ.
//
// In the repositories that were read, Alias was met once. Blank, Key, Drained,
// Omit, Mirror and Loop are proven by execution, but were not met there.
//
// # References
//
// Go 1.22 release notes, slices; golang/go #63393; go-gorm/gorm #7599, #7616,
// #6748, #3575, #2034; GORM, "Associations" (Association Mode, Skip Auto
// Create/Update); rel, "Associations"; juanfont/headscale, pull 3045.
package trackedslice
