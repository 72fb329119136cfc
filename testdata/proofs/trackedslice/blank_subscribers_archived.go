// Expired subscribers were deleted from a list of which the caller went on to write the old length: the archive got blank rows.

package trackedslice

import (
	"context"
	"slices"

	"github.com/gobuffalo/pop/v6"
	"github.com/uptrace/bun"
)

// A Subscriber may have expired.
type Subscriber struct {
	ID      int64 `bun:",pk,autoincrement"`
	Email   string
	Expired bool
}

// An Archive has the subscribers of a table in another.
type Archive struct {
	db *bun.DB
}

// FillAndCount counts who has not expired, in the list itself.
func (a *Archive) FillAndCount(ctx context.Context) (int, error) {
	var subscribers []Subscriber
	if err := a.db.NewSelect().Model(&subscribers).Order("id").Scan(ctx); err != nil {
		return 0, err
	}
	live := slices.DeleteFunc(subscribers, func(s Subscriber) bool { return s.Expired })
	_, err := a.db.NewInsert().Model(&subscribers).ModelTableExpr("archive").Exec(ctx)
	return len(live), err
}

// FillAndCountClone counts in a clone.
func (a *Archive) FillAndCountClone(ctx context.Context) (int, error) {
	var subscribers []Subscriber
	if err := a.db.NewSelect().Model(&subscribers).Order("id").Scan(ctx); err != nil {
		return 0, err
	}
	live := slices.DeleteFunc(slices.Clone(subscribers), func(s Subscriber) bool { return s.Expired })
	_, err := a.db.NewInsert().Model(&subscribers).ModelTableExpr("archive").Exec(ctx)
	return len(live), err
}

// A Reader is pop's, and written one by one.
type Reader struct {
	ID      int64  `db:"id"`
	Email   string `db:"email"`
	Expired bool   `db:"expired"`
}

// Touch writes all readers again, and counts the live ones in the list itself.
func Touch(db *pop.Connection) (int, error) {
	var readers []Reader
	if err := db.Order("id").All(&readers); err != nil {
		return 0, err
	}
	live := slices.DeleteFunc(readers, func(r Reader) bool { return r.Expired })
	return len(live), db.Save(&readers)
}

// TouchClone counts in a clone.
func TouchClone(db *pop.Connection) (int, error) {
	var readers []Reader
	if err := db.Order("id").All(&readers); err != nil {
		return 0, err
	}
	live := slices.DeleteFunc(slices.Clone(readers), func(r Reader) bool { return r.Expired })
	return len(live), db.Save(&readers)
}
