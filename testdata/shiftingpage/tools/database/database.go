// Package database keeps tools.
package database

import (
	"context"

	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/shiftingpage/tools"
)

// DB is a store.
type DB struct{ conn *gorm.DB }

// New returns a store.
func New(conn *gorm.DB) tools.Store { return &DB{conn} }

// List returns a page.
func (d *DB) List(ctx context.Context, page, size int) ([]tools.Tool, error) {
	var list []tools.Tool
	err := d.conn.WithContext(ctx).Order("id").Offset((page - 1) * size).Limit(size).Find(&list).Error
	return list, err
}

// Delete deletes a tool for good.
func (d *DB) Delete(ctx context.Context, id uint) error {
	return d.conn.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		return tx.Unscoped().Where("id = ?", id).Delete(&tools.Tool{}).Error
	})
}
