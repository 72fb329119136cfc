//go:build real

// Package shared has what models of other packages embed.
package shared

import (
	"time"

	"gorm.io/gorm"
)

// Base is embedded by models of another package.
type Base struct {
	ID        uint `gorm:"primarykey"`
	CreatedAt time.Time
	DeletedAt gorm.DeletedAt `gorm:"index"`
	TenantID  int64          `gorm:"not null;uniqueIndex:idx_tenant_slug,priority:1"`
}

const Prefix = "shared_"
