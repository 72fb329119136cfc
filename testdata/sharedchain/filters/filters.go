// Package filters narrows chains that it is handed.
package filters

import "gorm.io/gorm"

// Org narrows to an organization: the result is the parameter's statement.
func Org(org string, db *gorm.DB) *gorm.DB {
	if db == nil {
		return nil
	}
	return db.Where("org = ?", org)
}

// Base returns a chain of its own.
func Base(db *gorm.DB) (*gorm.DB, error) {
	return db.Unscoped().Order("id"), nil
}

// Handle returns a handle that nothing was added to.
func Handle(db *gorm.DB) *gorm.DB { return db.Session(&gorm.Session{}) }

// Same returns what it is handed.
func Same(db *gorm.DB) *gorm.DB { return db }

// Narrow adds to what it is handed.
func Narrow(db *gorm.DB, status string) { db.Where("status = ?", status) }

// Total leaves nothing.
func Total(db *gorm.DB) (n int64) {
	db.Count(&n)
	return n
}

// CountOf leaves its condition.
func CountOf(db *gorm.DB, status string) (n int64) {
	db.Where("status = ?", status).Count(&n)
	return n
}

// Both is in conflict with itself when db is a chain.
func Both(db *gorm.DB) (open, closed int64) {
	db.Where("status = 'open'").Count(&open)
	db.Where("status = 'closed'").Count(&closed)
	return open, closed
}

// Outer hands its chain to Both.
func Outer(db *gorm.DB) (open, closed int64) { return Both(db) }

// A Lister is implemented here alone, but for a double.
type Lister interface {
	Count(org string, db *gorm.DB) int64
	List(org string, db *gorm.DB) []string
	Plain(db *gorm.DB) int64
}

type Service struct{}

func (Service) Count(org string, db *gorm.DB) (n int64) {
	Org(org, db).Count(&n)
	return n
}

func (Service) List(org string, db *gorm.DB) (names []string) {
	Org(org, db).Limit(10).Scan(&names)
	return names
}

func (Service) Plain(db *gorm.DB) (n int64) {
	db.Count(&n)
	return n
}

type MockService struct{}

func (MockService) Count(string, *gorm.DB) int64   { return 0 }
func (MockService) List(string, *gorm.DB) []string { return nil }
func (MockService) Plain(*gorm.DB) int64           { return 0 }
