// Users were erased, and saved again, by helpers of another package: what these
// do is known by facts alone.

package service

import (
	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/staleassociation/helpers/store"
)

func erase(db *gorm.DB, id int64) error {
	g, err := store.Load(db, id)
	if err != nil {
		return err
	}
	if err := store.Erase(db, id); err != nil {
		return err
	}
	return store.Save(db, g) // want `Group.Users still holds rows`
}

func eraseNaming(db *gorm.DB, id int64) error {
	g, err := store.Load(db, id)
	if err != nil {
		return err
	}
	if err := store.Erase(db, id); err != nil {
		return err
	}
	return store.SaveName(db, g)
}

func eraseCleared(db *gorm.DB, id int64) error {
	g, err := store.Load(db, id)
	if err != nil {
		return err
	}
	if err := store.Clear(db, g); err != nil {
		return err
	}
	if err := store.Erase(db, id); err != nil {
		return err
	}
	return store.Save(db, g)
}

// eraseAny loads users by one of two implementations.
func eraseAny(db *gorm.DB, loads store.Loads, id int64) error {
	g, err := loads.Group(db, id)
	if err != nil {
		return err
	}
	if err := store.Erase(db, id); err != nil {
		return err
	}
	return store.Save(db, g)
}

func eraseInTx(db *gorm.DB, id int64) error {
	g, err := store.Load(db, id)
	if err != nil {
		return err
	}
	return db.Transaction(func(tx *gorm.DB) error {
		if err := store.Erase(tx, id); err != nil {
			return err
		}
		return store.Save(tx, g) // want `Group.Users still holds rows`
	})
}

// eraseForgetting forgets the users where it saves the group.
func eraseForgetting(db *gorm.DB, id int64) error {
	g, err := store.Load(db, id)
	if err != nil {
		return err
	}
	return db.Transaction(func(tx *gorm.DB) error {
		if err := store.Erase(tx, id); err != nil {
			return err
		}
		g.Users = nil
		return store.Save(tx, g)
	})
}

func saveByValue(db *gorm.DB, id int64) error {
	g, err := store.Load(db, id)
	if err != nil {
		return err
	}
	if err := store.Erase(db, id); err != nil {
		return err
	}
	save := db.Save
	return save(g).Error // want `Group.Users still holds rows`
}
