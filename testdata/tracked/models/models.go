// Package models is what rows are read into. Nothing here fills a value from
// rows: there are no facts, whatever the functions do.
package models

import "slices"

type Group struct {
	ID      int64
	Name    string
	OwnerID int64
	Owner   *User
	Users   []User
	Tags    []*Tag `gorm:"many2many:group_tags"`
}

type User struct {
	ID      int64
	GroupID int64
	Roles   []Role
}

type Role struct {
	ID     int64
	UserID int64
}

type Tag struct {
	ID int64
}

// Base is embedded in what has labels.
type Base struct {
	ID     int64
	Labels []Label
}

type Label struct {
	ID    int64
	BoxID int64
}

type Box struct {
	Base
	Name string
}

// Column has no associations.
type Column struct {
	ID   int64
	Name string
}

func (g *Group) Drop(id int64) []User {
	return slices.DeleteFunc(g.Users, func(u User) bool { return u.ID == id })
}

func (g *Group) Forget() { g.Owner, g.Users = nil, nil }
