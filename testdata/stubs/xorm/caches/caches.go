// Package caches has the signatures of the real one that scenarios need.
package caches

type Cacher interface {
	ClearBeans(tableName string)
	ClearIds(tableName string)
	DelBean(tableName string, id string)
	DelIds(tableName string, sql string)
	GetBean(tableName string, id string) any
	GetIds(tableName string, sql string) any
	PutBean(tableName string, id string, obj any)
	PutIds(tableName string, sql string, ids any)
}
