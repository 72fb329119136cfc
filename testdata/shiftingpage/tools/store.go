// Package tools says what a store of tools does.
package tools

import "context"

// Tool is a file that workers load.
type Tool struct {
	ID   uint `gorm:"primaryKey"`
	Kind string
}

// Store is implemented by package database, which the runner doesn't know.
type Store interface {
	Reader
	Delete(ctx context.Context, id uint) error
}

// Reader reads.
type Reader interface {
	List(ctx context.Context, page, size int) ([]Tool, error)
}
