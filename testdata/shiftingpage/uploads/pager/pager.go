// Package pager reads a page of whatever it is given.
package pager

import "xorm.io/xorm"

// Help reads a page into rows.
func Help(page, size int, rows, element any, session *xorm.Session) (int64, error) {
	page, size = valid(page, size)
	start := (page - 1) * size
	return session.Limit(size, start).FindAndCount(rows, element)
}

func valid(page, size int) (int, int) {
	if page < 1 {
		page = 1
	}
	if size < 1 {
		size = 10
	}
	return page, size
}
