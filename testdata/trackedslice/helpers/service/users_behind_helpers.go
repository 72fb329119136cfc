// Users were cut, replaced and copied by helpers of another package: what these
// do is known by facts alone. The categories unsaved and shared are
// opt-in.

package service

import (
	"slices"

	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/trackedslice/helpers/store"
)

func isRoot(u store.User) bool { return u.Name == "root" }

func show([]store.User) {}

func byAlias(db *gorm.DB, g *store.Group) error {
	show(slices.DeleteFunc(store.UsersOf(g), isRoot)) // want `zeroes the tail of an alias of Group.Users`
	return store.Save(db, g)
}

func byCopy(db *gorm.DB, g *store.Group) error {
	show(slices.DeleteFunc(store.CopyOf(g), isRoot))
	return store.Save(db, g)
}

func byColumn(db *gorm.DB, g *store.Group) error {
	show(slices.DeleteFunc(g.Users, isRoot)) // want `changes the array that g.Users still holds`
	return store.SaveID(db, g)
}

func byNamedUsers(db *gorm.DB, g *store.Group) error {
	show(slices.DeleteFunc(g.Users, isRoot)) // want `zeroes the tail of an alias of Group.Users`
	return store.SaveUsers(db, g)
}

func byStatement(db *gorm.DB, g *store.Group) error {
	show(slices.DeleteFunc(g.Users, isRoot)) // want `changes the array that g.Users still holds`
	return store.Alone(db).Save(g).Error
}

func replacedPart(db *gorm.DB, id int64) error {
	g, err := store.LoadRoots(db, id)
	if err != nil {
		return err
	}
	return store.Set(db, g, append(g.Users, store.User{Name: "guest"})) // want `Group.Users was loaded in part`
}

func replacedPerhaps(db *gorm.DB, id int64, users bool) error {
	g, err := store.LoadIf(db, id, users)
	if err != nil {
		return err
	}
	return store.Set(db, g, append(g.Users, store.User{Name: "guest"})) // want `Group.Users isn't loaded on every way here`
}

func replacedAlone(db *gorm.DB, id int64) error {
	g, err := store.LoadAlone(db, id)
	if err != nil {
		return err
	}
	return store.Set(db, g, append(g.Users, store.User{Name: "guest"})) // want `Group.Users wasn't loaded`
}

func replacedWhole(db *gorm.DB, id int64) error {
	g, err := store.Load(db, id)
	if err != nil {
		return err
	}
	return store.Set(db, g, append(g.Users, store.User{Name: "guest"}))
}

func replacedNamed(db *gorm.DB, id int64, name string) error {
	g, err := store.LoadWith(db, id, name)
	if err != nil {
		return err
	}
	return store.Set(db, g, append(g.Users, store.User{Name: "guest"}))
}

func forgotten(db *gorm.DB, id int64) error {
	g, err := store.Load(db, id)
	if err != nil {
		return err
	}
	store.Forget(g) // want `the key of an element of Users is zeroed`
	return store.Save(db, g)
}

func cutByHelper(db *gorm.DB, id int64) error {
	g, err := store.Load(db, id)
	if err != nil {
		return err
	}
	store.WithoutFirst(g) // want `rows cut from Users stay in the database`
	return store.Save(db, g)
}
