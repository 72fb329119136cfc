package trackedslice

import (
	"time"
)

// A Group has users; a user is in one group at most.
type Group struct {
	ID       int64
	Name     string
	MailedAt time.Time
	Users    []User
}

// A User is in a group as long as GroupID says so.
type User struct {
	ID      int64
	GroupID *int64
	Email   string
	Active  bool
}
