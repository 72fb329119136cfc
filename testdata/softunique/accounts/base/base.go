// Package base has what every model embeds.
package base

import (
	"time"

	"gorm.io/gorm"
)

// A Model is deleted softly by GORM.
type Model struct {
	ID        int64
	CreatedAt time.Time
	DeletedAt gorm.DeletedAt `gorm:"index"`
}
