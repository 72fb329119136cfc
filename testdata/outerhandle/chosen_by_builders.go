// Handles out of chains of builders, mutual recursion and lists: whatever can't
// be told apart is silent, and all of it takes no time.

package outerhandle

import (
	"context"
	"database/sql"

	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/wrappers/builders"
	"github.com/datavet/datavet/testdata/wrappers/closure"
)

func filteredOutside(db *gorm.DB, way uint) error {
	return db.Transaction(func(tx *gorm.DB) error {
		var found []order
		if err := builders.Filter(tx, way).Find(&found).Error; err != nil {
			return err
		}
		return builders.Filter(db, way).Find(&found).Error // want `query inside a transaction runs outside it on db`
	})
}

// oneOfMany may be on any pool.
func oneOfMany(ctx context.Context, db *sql.DB, r *builders.Repo, way uint) error {
	return closure.WithTx(ctx, db, func(tx *sql.Tx) error {
		if err := builders.Choose(r, way).Insert(ctx); err != nil {
			return err
		}
		if err := r.Even(int(way)).Insert(ctx); err != nil {
			return err
		}
		if err := builders.Turned(r, way).Insert(ctx); err != nil {
			return err
		}
		return builders.Wrap(ctx, r, way)
	})
}

func listed(ctx context.Context, db *sql.DB, r *builders.Repo) error {
	return closure.WithTx(ctx, db, func(tx *sql.Tx) error {
		if err := builders.InsertAll(ctx, r); err != nil {
			return err
		}
		if err := builders.Last(builders.Reversed(r)).Insert(ctx); err != nil {
			return err
		}
		return builders.Walk(ctx, r)
	})
}

// A link is one handle of a list.
type link struct {
	db   *gorm.DB
	next *link
}

func (l *link) alongTheList() error {
	return l.db.Transaction(func(tx *gorm.DB) error {
		for h := l.next; h != nil; h = h.next {
			if err := h.db.Create(&order{}).Error; err != nil {
				return err
			}
		}
		return l.db.Create(&order{}).Error // want `query inside a transaction runs outside it on l.db`
	})
}
