// Package staleassociation finds models saved with associations that are out of date.
//
// A model was loaded with associated rows (Preload, Joins, Association.Find, a
// repository's getter). Then a query deletes or moves those rows, or the foreign
// key is written, and the model is saved while it still holds them as they were:
// here, or in a function that is called from here.
//
// # Why it bites
//
// GORM keeps no snapshot of what it loaded, and saves what the struct holds. Any
// statement that is given the model does so, even an Update of one column: rows
// that are missing are inserted with their old ids, the foreign keys of the
// others are set to the model, links are inserted again, and the key of a
// belongs-to is overwritten with that of the row that is in the field.
//
// What was deleted comes back and what was changed doesn't change, without an
// error. Sessions that were ended are signed in, a key that was revoked works, a
// user that was dismissed has all roles again, and the ticket that was given to
// somebody else stays where it was.
//
// # Bad
//
//	func (a *Accounts) LockSaving(ctx context.Context, id int64) error {
//		db := a.db.WithContext(ctx)
//		var account Account
//		if err := db.Preload("Sessions").First(&account, id).Error; err != nil {
//			return err
//		}
//		if err := db.Where("account_id = ?", id).Delete(&Session{}).Error; err != nil {
//			return err
//		}
//		account.Locked, account.Ended = true, len(account.Sessions)
//		return db.Save(&account).Error
//	}
//
// And:
//
//	var ticket Ticket
//	if err := db.Preload("Assignee").First(&ticket, id).Error; err != nil {
//		return "", err
//	}
//	from = ticket.Assignee.Name
//	ticket.AssigneeID = assignee
//	return from, db.Save(&ticket).Error
//
// # Good
//
//	return db.Omit("Sessions").Save(&account).Error
//
// Or without a value that holds them:
//
//	return db.Model(&Account{ID: id}).Updates(map[string]any{"locked": true, "ended": len(account.Sessions)}).Error
//
// And:
//
//	ticket.AssigneeID, ticket.Assignee = assignee, nil
//	return from, db.Save(&ticket).Error
//
// # Deleted
//
// Rows that the model holds are deleted or moved by a query, or unlinked by
// another value of the same row, and then the model is saved. Nested
// associations ("Roles.Permissions") are saved, too. Rows that were deleted
// softly stay so, since only their foreign key is written, but for
// FullSaveAssociations, which revives them.
//
// What protects: Omit of the association by the name of its field, or of
// clause.Associations; Select of columns; Model of another value, with the id
// alone; the field set to nil; a load of the association again;
// Association("F").Delete, Replace or Clear on the very value. What doesn't: Omit
// of the table's or a column's name; Omit of another association; Select("*");
// UpdateColumn; a load without Preload, which leaves the field as it is; GORM v2
// with v1's Set("gorm:save_associations", false) and its tags. For a belongs-to,
// omit the key as well (Omit("AuthKey", "AuthKeyID")): it is a column of the
// model, and holds the id of the row that is gone.
//
// # Foreignkey
//
// The key of a belongs-to is written, in the struct or by Update of its column,
// while the field holds the row that was loaded: the statement has the old key,
// and afterwards the struct has it again. On PostgreSQL Update("AssigneeID", 2)
// by the field's name is an error, since the column is set twice. Assign the
// field, too (another row or nil), omit it, or select the key's column.
//
// # Resave
//
// Opt-in: -enable=staleassociation. One function loads the model with a to-many
// association, another saves it whole. What other requests remove between the
// two comes back. Most often nobody wanted to save the association: update the
// columns, or omit it.
//
// # Limits
//
// Silent by design: associations that are assigned before the save; rows that
// nothing says to be the model's, since the condition is about something else
// than its key, the key of an element or the value by which it was loaded; rows
// of which other columns were edited, which the save leaves alone;
// Model(&x).Updates(T{FooID: 2}), which writes the key of the literal; ent, bun,
// sqlboiler, xorm, pop and go-pg, whose updates don't write what a model holds.
//
// Known miss: models that are kept in a cache, a map or a field of something that
// lives on; rows that a trigger, a hook or ON DELETE removes; implementations of
// an interface that the package doesn't see; a getter that loads the association
// only if it is asked to; a runner that returns what its closure loads; rows that
// are moved to a key that a closure captures; a deletion of a target row, such
// as a role, by an id that isn't taken from the model.
//
// In real code the key of a loaded row was met once, deleted rows weren't.
//
// # References
//
// GORM, "Associations", on auto create and update, Omit and Select; go-gorm/gorm
// issues 7616 and 5526; juanfont/headscale issue 2862 (a deleted key came back
// with the node's update) and commit 6ba68d15 (a machine kept its namespace);
// RedHatInsights/edge-api commit 44ac3567 (a group's name was saved with its
// devices).
package staleassociation
