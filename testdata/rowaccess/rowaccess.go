// Package rowaccess has functions that delete, update and page; the wants are
// facts.
package rowaccess

import (
	"context"
	"database/sql"

	"gorm.io/gorm"
)

// Order is deleted softly.
type Order struct {
	gorm.Model
	State string
}

func drop(db *gorm.DB, o *Order) error { // want drop:"updates orders\\(deleted_at\\)"
	return db.Delete(o).Error
}

func dropForGood(db *gorm.DB, id uint) error { // want dropForGood:"deletes orders"
	return db.Unscoped().Delete(&Order{}, id).Error
}

func finish(db *gorm.DB, o *Order) error { // want finish:"updates orders\\(state\\)"
	o.State = "done"
	return save(db, o)
}

func save(db *gorm.DB, o *Order) error { return db.Save(o).Error } // want save:"updates orders"

func cancel(ctx context.Context, db *sql.DB, id int64) error { // want cancel:"updates orders\\(state\\)"
	_, err := db.ExecContext(ctx, "UPDATE orders SET state = 'cancelled' WHERE id = ?", id)
	return err
}

func page(db *gorm.DB, n, size int) ([]Order, error) { // want page:"pages orders"
	var list []Order
	err := db.Scopes(paginate(n, size)).Find(&list).Error
	return list, err
}

func paginate(n, size int) func(*gorm.DB) *gorm.DB { // want paginate:"offsets"
	return func(db *gorm.DB) *gorm.DB { return db.Offset(start(n, size)).Limit(size) }
}

func start(n, size int) int { // want start:"computes"
	if n < 1 {
		n = 1
	}
	return (n - 1) * size
}

func first(db *gorm.DB, size int) ([]Order, error) {
	var list []Order
	err := db.Offset(0).Limit(size).Find(&list).Error
	return list, err
}

func help(db *gorm.DB, n int, rows any) error { // want help:"pages"
	return db.Offset(n).Limit(10).Find(rows).Error
}

// Orders have all that both implementations do.
type Orders interface {
	Drop(id uint) error // want Drop:"deletes orders"
	Keep(id uint) error
}

type hard struct{ db *gorm.DB }

func (h hard) Drop(id uint) error { return dropForGood(h.db, id) } // want Drop:"deletes orders"

func (h hard) Keep(id uint) error { return dropForGood(h.db, id) } // want Keep:"deletes orders"

type soft struct{ db *gorm.DB }

func (s soft) Drop(id uint) error { return dropForGood(s.db, id) } // want Drop:"deletes orders"

func (s soft) Keep(uint) error { return nil }
