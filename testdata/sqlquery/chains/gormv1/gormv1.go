// Package gormv1 builds queries with GORM before version 2.
package gormv1

import (
	"time"

	"github.com/jinzhu/gorm"
)

type User struct {
	ID        int64
	DeletedAt *time.Time
}

func find(db *gorm.DB, ttl time.Time, name string) {
	var us []User
	db.Where("a = ?", 1).Or("b = ?", 2).Where("c < ?", ttl).Find(&us)                  // query: SELECT User filtered WHERE ((a = 1 AND c < ttl) OR b = 2)
	db.Model(&User{}).Where("expires_at < ?", ttl).Update("name", name)                // query: UPDATE User filtered SET name = name WHERE expires_at < ttl
	db.Model(&User{}).Where("id = ?", 1).Updates(map[string]interface{}{"name": name}) // query: UPDATE User filtered SET name = name WHERE id = 1
	db.Unscoped().Where("deleted_at < ?", ttl).Delete(&User{})                         // query: DELETE User WHERE deleted_at < ttl
	q := db.Where("a = ?", 1)
	q.Where("b = ?", 2) // query: fragment holed WHERE (a = 1 AND b = 2)
	q.Find(&us)         // query: SELECT User filtered WHERE a = 1
}
