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

// ofSums has a condition whose value is sums of sums: what it is of isn't looked
// for to the end.
func ofSums(ctx context.Context, db *sql.DB, start int) error { // want ofSums:"deletes orders"
	a := start
	b := a*a + a*a + a*a + a*a
	c := b*b + b*b + b*b + b*b
	d := c*c + c*c + c*c + c*c
	e := d*d + d*d + d*d + d*d
	f := e*e + e*e + e*e + e*e
	g := f*f + f*f + f*f + f*f
	h := g*g + g*g + g*g + g*g
	i := h*h + h*h + h*h + h*h
	j := i*i + i*i + i*i + i*i
	_, err := db.ExecContext(ctx, "DELETE FROM orders WHERE seat = $1 AND floor = $2", j, a)
	return err
}
