// Package mixedsoftdelete finds the models that mark live rows in another way
// than the rest of their code base.
//
// Most models of a module mark a live row by NULL in deleted_at, say, and some
// by 0, 1970, the zero time or a flag. The rule names the convention, who keeps
// it, and each model that leaves it. It is an audit: opt-in, one finding a
// model, and datavet schema prints the whole picture.
//
// # Why it bites
//
// What is written once for all tables is right for one convention: a clean-up
// loop, a scope, a view, a helper that restores, a report that joins. WHERE
// deleted_at < $1 leaves out every live row whose deleted_at is NULL, and takes
// every live row whose deleted_at is 1970. Who copies a query to the next table
// has no way to see which one it is.
//
// # Bad
//
//	type Picture struct {
//		ID        int64
//		File      string
//		DeletedAt time.Time `gorm:"not null;default:'0001-01-01 00:00:00'"`
//	}
//
// beside
//
//	type Article struct {
//		ID        int64
//		Title     string
//		DeletedAt gorm.DeletedAt
//	}
//
// and a loop over both:
//
//	func (t *Trash) Purge(ctx context.Context, cutoff time.Time, tables ...string) error {
//		for _, table := range tables {
//			if err := t.db.WithContext(ctx).Exec("DELETE FROM "+table+" WHERE deleted_at < ?", cutoff).Error; err != nil {
//				return err
//			}
//		}
//		return nil
//	}
//
// # Good
//
//	type Photo struct {
//		ID        int64
//		File      string
//		DeletedAt gorm.DeletedAt
//	}
//
// # Convention
//
// A convention is how a live row is marked: by NULL, by a value, or by a flag
// that is false. That of the module is the one that most of its models have.
//
// # Both
//
// A query takes NULL and a sentinel for live: deleted_at IS NULL OR deleted_at =
// '1970-01-01'. Its author knew of both; the next one knows of one.
//
// # Limits
//
// Opt-in. Models without a soft delete have no convention. Where no convention
// has a majority, nothing is reported. Nested modules are code bases of their
// own; what a team keeps on purpose, such as a table of another system, is said
// by //datavet:ignore mixedsoftdelete why.
//
// # References
//
// GORM, "Delete", on soft delete and its plugin soft_delete; bun, "Soft deletes".
package mixedsoftdelete
