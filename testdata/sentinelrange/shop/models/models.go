// Package models has the rows of the shop.
package models

import "time"

// An Order is a row of orders, whose columns the migrations know.
type Order struct {
	ID          int64      `gorm:"primaryKey"`
	CancelledAt time.Time  `gorm:"column:cancelled_at"`
	ClosedAt    time.Time  `gorm:"column:closed_at"`
	ExpiresAt   *time.Time `gorm:"column:expires_at"`
}

// Cancelled knows what a live order looks like.
func (o *Order) Cancelled() bool { return o.CancelledAt.Unix() > 0 }
