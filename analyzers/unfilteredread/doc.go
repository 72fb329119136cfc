// Package unfilteredread finds reads of a soft-deleted table that its other readers filter.
//
// A row that is deleted softly stays, with a mark that readers are to look at:
// deleted_at, deleted, a state. The rule learns from the other readers of the table
// what they leave out, the ORM's own filter included, and reports the one that
// takes deleted rows for live ones.
//
// # Why it bites
//
// What was deleted is still listed, counted, charged for, or lets somebody in. An
// ORM adds its filter to the model's own table alone, so that the first join, Raw
// or Table that is written by hand goes without; a team that writes SQL has to
// remember each time. No test sees it that deletes nothing.
//
// # Bad
//
//	func (g *Guilds) Menu(ctx context.Context, member string) ([]string, error) {
//		var names []string
//		err := g.db.WithContext(ctx).Model(&Pledge{}).
//			Joins("JOIN guilds ON guilds.id = pledges.guild_id").
//			Where("pledges.member = ?", member).
//			Order("guilds.id").Pluck("guilds.name", &names).Error
//		return names, err
//	}
//
// # Good
//
//	Joins("JOIN guilds ON guilds.id = pledges.guild_id AND guilds.deleted_at IS NULL").
//
// Or have the ORM join, which knows which rows are live:
//
//	err := g.db.WithContext(ctx).InnerJoins("Guild").
//		Where("pledges.member = ?", member).
//		Order("guild_id").Find(&pledges).Error
//
// # Missing
//
// The table that a query, a subquery or an arm of a UNION begins with has no
// comparison of the mark. Of one row that is read by its key this is told only
// where others that do so by other keys compare it, or no Go code of the module
// looks at the mark.
//
// # Join
//
// The table is joined to another whose rows outlive it. The finding stands where
// the table is named. A row that a token or such leads to by a join, and that gives
// most of the result, counts as read by its key.
//
// # Inverted
//
// Each reader of a table looks for deleted rows, IS NOT NULL, where those of the
// other tables look for live ones: nobody writes an application that reads nothing
// but its trash.
//
// # Write
//
// An update marks rows as deleted without a look at the mark, and gives them
// something that is new each time: a number of a sequence, a position that readers
// resume from. Rows that were deleted long ago are told again.
//
// # Limits
//
// What the mark is, is known from an ORM's soft delete, from a column called
// deleted_at or such that readers compare with NULL, 0 or false, and from a state
// whose constant is called deleted and is set by an update. That readers keep to
// it takes two of them at least, and more than don't, in the package, in the
// module's .sql files, and by the ORM.
//
// Silent by design: a query that selects, compares or sorts by the mark by itself;
// Unscoped and the like; a function that names the mark, or that writes, restores
// or removes rows of the table as well; outer joins, whose row is there in any
// case; rows found by the key of another row or by a list of keys; what a walk up
// or down a tree finds; a table that is only deleted together with another which
// the query filters, or whose rows' own readers have a mark to look at; a question
// whether a name is taken, or about the table as a whole; a range of rows across
// all owners, where other readers ask for those of one, as a backup takes; a parent
// that names groups of its children, or is looked up by EXISTS for a row that is
// live by its own mark; a search for orphans; a comparison of a column called
// status, state or phase with a constant, which may be none that deleted rows have;
// migrations; locked rows.
//
// Known miss: readers of the table that stand in packages other than this one, in
// Go; a table that no reader filters, whatever its name for the mark; a mark that
// is in no schema; a query with a hole in it; Unscoped left in; an inner join for
// the name of an author is taken for one of rows. Known false positive: the first
// arm of a UNION is compared by nobody and the caller drops what is deleted; a name
// is looked up for a row of a history that is never deleted.
//
// # References
//
// GORM, Soft Delete; bun, Soft deletes; xorm, Deleted; PostgreSQL, chapter 5.5, on
// partial indexes and views that hold live rows alone.
package unfilteredread
