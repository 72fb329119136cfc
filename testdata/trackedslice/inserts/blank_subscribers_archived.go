// Expired subscribers were deleted from a list of which the caller went on to write the old length: the archive got blank rows.

package inserts

import (
	"context"
	"slices"

	"github.com/gobuffalo/pop/v6"
	"github.com/uptrace/bun"
)

type Subscriber struct {
	ID      int64
	Email   string
	Expired bool
}

func expired(s Subscriber) bool { return s.Expired }

func archive(ctx context.Context, db *bun.DB) (int, error) {
	var subscribers []Subscriber
	if err := db.NewSelect().Model(&subscribers).Scan(ctx); err != nil {
		return 0, err
	}
	live := slices.DeleteFunc(subscribers, expired) // want `blank row`
	_, err := db.NewInsert().Model(&subscribers).ModelTableExpr("archive").Exec(ctx)
	return len(live), err
}

func archiveLive(ctx context.Context, db *bun.DB) error {
	var subscribers []Subscriber
	if err := db.NewSelect().Model(&subscribers).Scan(ctx); err != nil {
		return err
	}
	live := slices.DeleteFunc(subscribers, expired)
	_, err := db.NewInsert().Model(&live).ModelTableExpr("archive").Exec(ctx)
	return err
}

func archiveAssignedBack(ctx context.Context, db *bun.DB) error {
	var subscribers []Subscriber
	if err := db.NewSelect().Model(&subscribers).Scan(ctx); err != nil {
		return err
	}
	subscribers = slices.DeleteFunc(subscribers, expired)
	_, err := db.NewInsert().Model(&subscribers).ModelTableExpr("archive").Exec(ctx)
	return err
}

func archiveAll(ctx context.Context, db *bun.DB) (int, error) {
	var subscribers []Subscriber
	if err := db.NewSelect().Model(&subscribers).Scan(ctx); err != nil {
		return 0, err
	}
	live := slices.DeleteFunc(slices.Clone(subscribers), expired)
	_, err := db.NewInsert().Model(&subscribers).ModelTableExpr("archive").Exec(ctx)
	return len(live), err
}

type Reader struct {
	ID      int64  `db:"id"`
	Email   string `db:"email"`
	Expired bool   `db:"expired"`
}

func touch(db *pop.Connection) (int, error) {
	var readers []Reader
	if err := db.All(&readers); err != nil {
		return 0, err
	}
	live := slices.DeleteFunc(readers, func(r Reader) bool { return r.Expired }) // want `blank row`
	return len(live), db.Save(&readers)
}

func touchLive(db *pop.Connection) error {
	var readers []Reader
	if err := db.All(&readers); err != nil {
		return err
	}
	readers = slices.DeleteFunc(readers, func(r Reader) bool { return r.Expired })
	return db.Save(&readers)
}
